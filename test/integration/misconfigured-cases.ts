// test: how administrators set up real servers, well and badly, and what is to be said of each.
// May import: main, shared, test/real.
import type { DiagnosisCode, RemarkCode } from '../../shared/model/diagnosis.ts';
import type { ProbeMode } from '../../shared/model/endpoint.ts';
import type { AuthMethod } from '../../shared/model/server.ts';
import type { ServerCertificate } from '../real/ca.ts';
import type { Service } from '../real/postfix.ts';
import type { TlsFrontOptions } from '../real/tls-front.ts';

/** One with each fault, as files. */
export interface Certificates {
  readonly good: ServerCertificate;
  readonly expired: ServerCertificate;
  readonly otherName: ServerCertificate;
  readonly commonNameOnly: ServerCertificate;
  readonly selfSigned: ServerCertificate;
  /** Its issuer was forgotten. */
  readonly alone: ServerCertificate;
  readonly weak: ServerCertificate;
  /** What client certificates are to be signed by. */
  readonly rootFile: string;
}

/** What is said of a server that is set up in some way. */
interface Case {
  readonly name: string;
  readonly code: DiagnosisCode;
  readonly remarks?: readonly RemarkCode[];
  /** In the English sentence. */
  readonly says?: string;
}

interface PostfixCase extends Case {
  readonly mode?: Service['mode'];
  readonly settings?: (of: Certificates) => readonly string[];
}

const shows = ({ chainFile, keyFile }: ServerCertificate): readonly string[] => [
  `smtpd_tls_cert_file=${chainFile}`,
  `smtpd_tls_key_file=${keyFile}`,
];

export const POSTFIX: readonly PostfixCase[] = [
  { name: 'as it should be', code: 'healthy' },
  { name: 'as it should be, in wrapper mode', mode: 'implicit', code: 'healthy' },
  {
    name: 'with log-ins before encryption',
    mode: 'opportunistic',
    settings: () => ['smtpd_tls_auth_only=no'],
    code: 'healthy',
    remarks: ['auth-in-clear'],
    says: 'PLAIN, LOGIN',
  },
  {
    name: 'that keeps everybody waiting',
    settings: () => ['smtpd_client_restrictions=sleep 5', 'smtpd_delay_reject=no'],
    code: 'healthy',
    remarks: ['slow-greeting'],
    says: ' seconds to greet',
  },
  { name: 'without TLS', mode: 'none', code: 'starttls-not-offered' },
  {
    name: 'without its key',
    settings: () => ['smtpd_tls_key_file=/nonexistent'],
    code: 'starttls-unavailable',
    says: '454 4.7.0 TLS not available due to local problem',
  },
  {
    name: 'with a certificate that has expired',
    settings: ({ expired }) => shows(expired),
    code: 'certificate-expired',
    says: '2026-01-02',
  },
  {
    name: 'with a certificate for another name',
    settings: ({ otherName }) => shows(otherName),
    code: 'certificate-wrong-name',
    says: 'www.example.test',
  },
  {
    name: 'with a certificate of its own making',
    settings: ({ selfSigned }) => shows(selfSigned),
    code: 'certificate-self-signed',
  },
  {
    name: 'with a certificate whose issuer was forgotten',
    settings: ({ alone }) => shows(alone),
    code: 'certificate-issuer-unknown',
    says: 'Throw-away test intermediate',
  },
  {
    name: 'in wrapper mode with a certificate that has expired',
    mode: 'implicit',
    settings: ({ expired }) => shows(expired),
    code: 'certificate-expired',
  },
  {
    name: 'with nothing newer than TLS 1.1',
    settings: () => [
      'smtpd_tls_mandatory_protocols=<=TLSv1.1',
      'tls_medium_cipherlist=DEFAULT:@SECLEVEL=0',
    ],
    code: 'tls-too-old',
  },
  {
    name: 'that wants a client certificate',
    settings: ({ rootFile }) => ['smtpd_tls_req_ccert=yes', `smtpd_tls_CAfile=${rootFile}`],
    code: 'client-certificate-wanted', // and not server-busy, though its answer is 421
  },
  {
    name: 'that lets nobody log in',
    settings: () => ['smtpd_sasl_auth_enable=no'],
    code: 'no-auth',
  },
  {
    name: 'that turns everybody away',
    settings: () => ['smtpd_client_restrictions=reject', 'smtpd_delay_reject=no'],
    code: 'server-refuses',
    says: '554 5.7.1',
  },
  {
    name: 'that hides its extensions',
    settings: () => ['smtpd_discard_ehlo_keywords=starttls'],
    code: 'starttls-not-offered',
  },
];

interface DovecotCase extends Case {
  readonly settings?: (of: Certificates) => readonly string[];
  readonly auth?: AuthMethod;
  /** Where nothing encrypts, TLS from the first byte is no port of its own. */
  readonly modes?: readonly ProbeMode[];
}

export const DOVECOT: readonly DovecotCase[] = [
  { name: 'as it should be', code: 'healthy' },
  {
    name: 'with log-ins before encryption',
    settings: () => ['ssl = yes', 'disable_plaintext_auth = no'],
    code: 'healthy',
    remarks: ['auth-in-clear'],
  },
  {
    name: 'without TLS',
    settings: () => ['ssl = no'],
    modes: ['starttls'],
    code: 'starttls-not-offered',
  },
  {
    name: 'with a certificate whose issuer was forgotten',
    settings: ({ alone }) => [`ssl_cert = <${alone.chainFile}`, `ssl_key = <${alone.keyFile}`],
    code: 'certificate-issuer-unknown',
    says: 'Throw-away test intermediate',
  },
  {
    name: 'with the host in its common name alone',
    settings: ({ commonNameOnly: { chainFile, keyFile } }) => [
      `ssl_cert = <${chainFile}`,
      `ssl_key = <${keyFile}`,
    ],
    code: 'certificate-common-name-only',
  },
  {
    name: 'without a log-in that the account can use',
    auth: 'oauth2',
    code: 'no-usable-auth',
    says: 'PLAIN',
  },
];

interface FrontCase extends Case {
  readonly faults: (of: Certificates) => Partial<TlsFrontOptions>;
}

export const FRONTS: readonly FrontCase[] = [
  { name: 'as it should be', faults: () => ({}), code: 'healthy' },
  {
    name: 'with nothing newer than TLS 1.1',
    faults: () => ({ versions: { from: 'TLSv1', to: 'TLSv1.1' } }),
    code: 'tls-too-old',
  },
  {
    name: 'that wants a client certificate, with TLS 1.2',
    faults: ({ rootFile }) => ({
      clientRoots: rootFile,
      versions: { from: 'TLSv1.2', to: 'TLSv1.2' },
    }),
    code: 'client-certificate-wanted',
  },
  {
    name: 'that wants a client certificate, with TLS 1.3',
    faults: ({ rootFile }) => ({
      clientRoots: rootFile,
      versions: { from: 'TLSv1.3', to: 'TLSv1.3' },
    }),
    code: 'client-certificate-wanted',
  },
  {
    name: 'with a certificate for another name',
    faults: ({ otherName }) => ({ certificate: otherName }),
    code: 'certificate-wrong-name',
    says: 'www.example.test',
  },
  {
    name: 'with a certificate that has expired',
    faults: ({ expired }) => ({ certificate: expired }),
    code: 'certificate-expired',
  },
  {
    name: 'with ciphers that nobody else has',
    faults: () => ({
      ciphers: 'AES128-SHA256', // needs a key of RSA, and its own is of ECDSA
      versions: { from: 'TLSv1.2', to: 'TLSv1.2' },
    }),
    code: 'tls-no-common-cipher',
  },
];

/** HAProxy refuses to start with it. */
export const WEAK: FrontCase = {
  name: 'with a key that is too short',
  faults: ({ weak }) => ({ certificate: weak, ciphers: 'DEFAULT:@SECLEVEL=0' }),
  code: 'certificate-weak',
  says: 'RSA 1024',
};
