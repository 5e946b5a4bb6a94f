// test/support: observations as the probe makes them, in a word or two.
import type { Endpoint, ProbeMode } from '../../shared/model/endpoint.ts';
import type {
  Certificate,
  FailureKind,
  Observation,
  Reply,
  StepName,
  TlsFacts,
} from '../../shared/model/observation.ts';

export const HOST = 'mail.example.org';
export const NOW = '2026-11-24T10:00:00.000Z';

export function endpoint(
  port: number,
  tls: ProbeMode,
  protocol: Endpoint['protocol'] = 'smtp',
): Endpoint {
  return { protocol, host: HOST, port, tls };
}

export const GOOD_CERTIFICATE: Certificate = {
  subject: `CN=${HOST}`,
  issuer: 'CN=Example CA',
  names: [HOST],
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  fingerprint: 'ab'.repeat(32),
  signature: 'sha256WithRSAEncryption',
  key: 'RSA 2048',
  der: '',
};

export const GOOD_TLS: TlsFacts = {
  version: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  chain: [GOOD_CERTIFICATE],
  verifyError: null,
  issuerUrl: null,
  fetchedIssuers: [],
  nameMatches: true,
};

const BLANK: Omit<Observation, 'endpoint'> = {
  address: '192.0.2.1',
  startedAt: NOW,
  ms: 1,
  steps: [],
  firstBytes: { kind: 'none', hex: '' },
  greeting: null,
  capabilitiesBeforeTls: [],
  capabilitiesAfterTls: [],
  authBeforeTls: [],
  authAfterTls: [],
  tls: null,
  clientCertificateRequested: false,
  trace: [],
  failure: null,
};

/** A conversation that reached its goodbye. */
export function works(at: Endpoint, changes: Partial<Observation> = {}): Observation {
  return { ...BLANK, endpoint: at, tls: GOOD_TLS, authAfterTls: ['PLAIN', 'LOGIN'], ...changes };
}

/** Certificates that are out of date at `NOW`. */
export const EXPIRED: Certificate = { ...GOOD_CERTIFICATE, notAfter: '2026-11-24T09:59:59.000Z' };
export const EARLY: Certificate = { ...GOOD_CERTIFICATE, notBefore: '2026-11-24T10:00:01.000Z' };

/** The same with another certificate or another verdict on it. */
export function worksWith(at: Endpoint, tls: Partial<TlsFacts>): Observation {
  return works(at, { tls: { ...GOOD_TLS, ...tls } });
}

/** Of the failures that are a reply. */
const REPLIES: Partial<Readonly<Record<FailureKind, Reply>>> = {
  'negative-reply': { status: '454', text: 'TLS not available' },
};

/** internal_error: an alert that says nothing in particular. */
const SOME_ALERT = 80;

/** A conversation that stopped. */
export function fails(
  at: Endpoint,
  kind: FailureKind,
  changes: Partial<Observation> & { readonly step?: StepName; readonly alert?: number } = {},
): Observation {
  const { step = 'greeting', alert = kind === 'tls-alert' ? SOME_ALERT : null, ...rest } = changes;
  return {
    ...BLANK,
    endpoint: at,
    failure: { step, kind, reply: REPLIES[kind] ?? null, alert, systemCode: null },
    ...rest,
  };
}
