// test/main/faults: what is wrong with a certificate, whoever shows it. May import: shared, test/.
import { ELSEWHERE } from '../stage.ts';
import { mail } from '../parts.ts';
import { at, tlsRows, type TlsFault } from '../ways.ts';
import type { FaultRow } from '../row.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const days = (count: number): Date => new Date(Date.now() + count * DAY_MS);
const EXPIRED_ON = days(-3);
const VALID_FROM = days(2);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Nobody believes it. */
const STRANGER = 'Stranger';
/** As a virus scanner names its own. */
const SCANNER = 'Avast Web/Mail Shield';

const CERTIFICATES: readonly TlsFault[] = [
  {
    does: 'shows an expired certificate',
    certificate: { notAfter: EXPIRED_ON },
    code: 'certificate-expired',
    says: ['on port {port} expired on', dayOf(EXPIRED_ON)],
  },
  {
    does: 'shows an expired certificate of a stranger',
    certificate: { notAfter: EXPIRED_ON, authority: STRANGER },
    code: 'certificate-expired',
    says: ['on port {port} expired on', dayOf(EXPIRED_ON)],
  },
  {
    does: 'shows a certificate of the day after tomorrow',
    certificate: { notBefore: VALID_FROM },
    code: 'certificate-not-yet-valid',
    says: ['on port {port} is valid only from', dayOf(VALID_FROM)],
  },
  {
    does: 'shows a certificate of another name',
    certificate: { names: ['other.example.test', 'www.example.test'] },
    code: 'certificate-wrong-name',
    says: ['on port {port} is not made out for', 'other.example.test, www.example.test'],
  },
  {
    does: 'shows a certificate with a wildcard one label too high',
    certificate: { names: ['*.test'] },
    protocol: 'imap',
    code: 'certificate-wrong-name',
    says: ['on port {port} is not made out for', '*.test'],
  },
  {
    does: 'shows a certificate with its name in the CN alone',
    certificate: { cnOnly: true },
    code: 'certificate-common-name-only',
    says: ['port {port}', 'the common name'],
  },
  {
    does: 'shows a certificate with a key of RSA 1024',
    temper: { ciphers: 'DEFAULT:@SECLEVEL=0' },
    certificate: { weak: 'key' },
    code: 'certificate-weak',
    says: ['on port {port} is too weak', 'RSA 1024'],
  },
  {
    does: 'shows a certificate signed over SHA-1',
    temper: { ciphers: 'DEFAULT:@SECLEVEL=0' },
    certificate: { weak: 'signature' },
    code: 'certificate-weak',
    says: ['on port {port} is too weak', 'ecdsa-with-SHA1'],
  },
  {
    does: 'shows a certificate that it issued to itself',
    certificate: { selfSigned: true },
    code: 'certificate-self-signed',
    says: ['on port {port} that it has issued to itself'],
  },
  {
    does: 'leaves out the intermediate, which is to be had elsewhere',
    certificate: { sends: 'leaf', namesIssuer: true },
    code: 'certificate-chain-incomplete',
    says: ['On port {port}', 'not the one that links it to a trusted authority'],
  },
  {
    does: 'leaves out the intermediate, which is not to be had',
    certificate: { sends: 'leaf' },
    code: 'certificate-issuer-unknown',
    says: ['On port {port}', 'CN=Throw-away intermediate'],
  },
  {
    does: 'leaves out the intermediate of a stranger, which is to be had elsewhere',
    certificate: { sends: 'leaf', namesIssuer: true, authority: STRANGER },
    code: 'certificate-issuer-unknown',
    says: ['On port {port}', 'CN=Stranger intermediate'],
  },
  {
    does: 'shows a whole chain to an authority that nobody knows',
    certificate: { authority: STRANGER },
    code: 'certificate-untrusted',
    says: ['on port {port} was issued by somebody', 'CN=Stranger intermediate'],
  },
  {
    does: 'shows an unknown authority along with its chain',
    certificate: { authority: STRANGER, sends: 'root-too' },
    protocol: 'pop3',
    code: 'certificate-untrusted',
    says: ['on port {port} was issued by somebody', 'CN=Stranger intermediate'],
  },
  {
    does: 'shows a chain that the system trusts and the mail program does not',
    certificate: { authority: ELSEWHERE },
    code: 'certificate-trusted-elsewhere',
    says: ['on port {port}, but the mail program does not', 'CN=Company intermediate'],
  },
  {
    does: 'shows a certificate made out for clients',
    certificate: { forClients: true },
    code: 'certificate-unsuitable',
    says: ['on port {port} comes from a known authority', 'not made for this use'],
  },
  {
    does: 'shows the certificate of a virus scanner',
    certificate: { authority: SCANNER },
    code: 'intercepted',
    says: ['answers on port {port}, but something in between', 'It calls itself: Avast'],
  },
];

/** Answers where the name leads: on this computer itself. */
const ON_LOOPBACK: readonly FaultRow[] = [
  {
    name: 'a name that leads to this computer, where nobody can be believed',
    addresses: {
      '127.0.0.99': { 465: mail({ tls: 'implicit' }, { authority: STRANGER }) },
    },
    code: 'intercepted',
    remarks: ['resolves-to-loopback'],
    says: ['something in between', 'leads to this computer itself (127.0.0.99)'],
  },
  {
    name: 'a name that leads to this computer, greeted in plain text, and a stranger on 587',
    addresses: {
      '127.0.0.99': {
        465: mail({ tls: 'plain' }),
        587: mail({ tls: 'starttls-only' }, { authority: STRANGER }),
      },
    },
    code: 'intercepted',
    remarks: ['resolves-to-loopback'],
    failure: 'plaintext-instead-of-tls',
    says: ['answers on port 587, but something in between'],
  },
  {
    name: 'a name that leads to this computer, and works',
    addresses: { '127.0.0.99': { 465: mail({ tls: 'implicit' }) } },
    code: 'healthy',
    remarks: ['resolves-to-loopback'],
    says: ['works as it is set', 'leads to this computer itself (127.0.0.99)'],
  },
  {
    name: 'a virus scanner that the mail program trusts',
    addresses: at({ 465: mail({ tls: 'implicit' }, { authority: SCANNER }) }),
    trusts: SCANNER,
    code: 'healthy',
    remarks: ['intercepted'],
    says: ['works as it is set', 'stands Avast, which reads along on port 465'],
  },
];

export const CERTIFICATE_ROWS = [...tlsRows(CERTIFICATES), ...ON_LOOPBACK];
