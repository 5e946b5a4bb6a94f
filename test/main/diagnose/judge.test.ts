import { describe, expect, it } from 'vitest';
import { seenIn, type Account, type Seen } from '../../../main/diagnose/judge.ts';
import {
  FAILURE_KINDS,
  type FailureKind,
  type Observation,
  type StepName,
} from '../../../shared/model/observation.ts';
import { GOOD_TLS, endpoint, fails, works, worksWith } from '../../support/observations.ts';

const AT_587 = endpoint(587, 'starttls');
const AT_465 = endpoint(465, 'implicit');
const ACCOUNT: Account = { auth: 'password-cleartext', trust: () => 'trusted' };

const seen = (observation: Observation, account = ACCOUNT): Seen => seenIn(observation, account);

/** A refusal at a step, as `454 not now`. */
function refuses(step: StepName, text: string, at = AT_587): Observation {
  const [status = '', ...words] = text.split(' ');
  const reply = { status, text: words.join(' ') };
  return {
    ...fails(at, 'negative-reply'),
    failure: { step, kind: 'negative-reply', reply, alert: null, systemCode: null },
  };
}

describe('a conversation that reached its end', () => {
  it.each<[Seen, Observation]>([
    ['works', works(AT_587)],
    ['works', worksWith(AT_587, { version: 'TLSv1.2' })],
    ['tls-too-old', worksWith(AT_587, { version: 'TLSv1.1' })],
    ['tls-too-old', worksWith(AT_465, { version: 'TLSv1' })],
    ['tls-failed', works(AT_587, { tls: null })],
    ['tls-failed', worksWith(AT_587, { version: null })],
    ['no-auth', works(AT_587, { authAfterTls: [] })],
    ['no-usable-auth', works(AT_587, { authAfterTls: ['CRAM-MD5'] })],
    ['no-auth', works(AT_587, { authAfterTls: [], capabilitiesAfterTls: ['LOGINDISABLED'] })],
  ])('%s', (expected, observation) => {
    expect(seen(observation)).toBe(expected);
  });

  it('IMAP that disables LOGIN inside TLS is told apart from a server without log-ins', () => {
    const at = endpoint(993, 'implicit', 'imap');
    const disabled = { capabilitiesAfterTls: ['IMAP4rev1', 'LoginDisabled'] };
    expect(seen(works(at, { ...disabled, authAfterTls: [] }))).toBe('login-disabled');
    expect(seen(works(at, { ...disabled, authAfterTls: ['GSSAPI'] }))).toBe('login-disabled');
    expect(seen(works(at, { ...disabled, authAfterTls: ['PLAIN'] }))).toBe('works');
    expect(seen(works(at, { authAfterTls: [] }))).toBe('no-auth');
  });
});

describe('a failure without a reply', () => {
  type Rest = Exclude<FailureKind, 'negative-reply' | 'tls-alert'>;
  /** What it means wherever it happens; and, behind an agreement to STARTTLS, in the handshake. */
  const MEANING: Readonly<Record<Rest, Seen | readonly [anywhere: Seen, afterStarttls: Seen]>> = {
    'name-not-found': 'host-not-found',
    'resolver-failed': 'resolver-failed',
    refused: 'refused',
    unreachable: 'unreachable',
    'connect-timeout': 'no-connection',
    silence: ['no-greeting', 'starttls-stalled'],
    timeout: ['stalled', 'starttls-stalled'],
    closed: ['connection-closed', 'starttls-broken-off'],
    reset: ['connection-reset', 'starttls-broken-off'],
    'plaintext-instead-of-tls': ['plaintext-greeting', 'starttls-plaintext'],
    'tls-instead-of-plaintext': 'tls-greeting',
    'wrong-protocol': 'wrong-protocol',
    'starttls-not-offered': 'starttls-not-offered',
    'starttls-misplaced': 'starttls-misplaced',
    'starttls-masked': 'starttls-masked',
    'bytes-before-tls': 'starttls-injection',
    'untagged-before-tls': 'untagged-before-tls',
    preauth: 'preauth',
    'tls-failed': 'tls-failed',
    'too-much-data': 'too-much-data',
    cancelled: 'cancelled',
    deadline: 'out-of-time',
  };
  const rows = Object.entries(MEANING).map(([kind, meaning]) => {
    const [anywhere, afterStarttls] = typeof meaning === 'string' ? [meaning, meaning] : meaning;
    return { kind: kind as Rest, anywhere, afterStarttls };
  });

  it('has a row for every kind', () => {
    const kinds = [...rows.map(({ kind }) => kind), 'negative-reply', 'tls-alert'];
    expect(kinds.sort()).toEqual([...FAILURE_KINDS].sort());
  });

  it.each(rows)('$kind: $anywhere, after STARTTLS $afterStarttls', (row) => {
    const { kind, anywhere, afterStarttls } = row;
    expect(seen(fails(AT_465, kind, { step: 'handshake' }))).toBe(anywhere);
    expect(seen(fails(AT_587, kind, { step: 'greeting' }))).toBe(anywhere);
    expect(seen(fails(AT_587, kind, { step: 'capabilities' }))).toBe(anywhere);
    expect(seen(fails(AT_587, kind, { step: 'starttls' }))).toBe(anywhere);
    expect(seen(fails(AT_587, kind, { step: 'handshake' }))).toBe(afterStarttls);
    expect(seen(fails(AT_587, kind, { step: 'authentication', tls: GOOD_TLS }))).toBe(anywhere);
  });
});

describe('the answer to STARTTLS', () => {
  it.each<[string, Seen]>([
    ['421 closing', 'server-busy'],
    ['454 TLS not available due to temporary reason', 'starttls-unavailable'],
    ['500 unrecognised command', 'starttls-not-implemented'],
    ['501 5.5.4 syntax', 'starttls-syntax-refused'],
    ['502 5.5.1 not implemented', 'starttls-not-implemented'],
    ['504 parameter not implemented', 'starttls-not-implemented'],
    ['530 authentication required', 'starttls-needs-login'],
    ['554 security error', 'starttls-refused'],
    ['451 local error', 'starttls-unavailable'],
    ['NO not now', 'starttls-refused'],
    ['BAD unknown command', 'starttls-not-implemented'],
    ['BYE too many', 'server-refuses'],
    ['-ERR not now', 'starttls-refused'],
  ])('%s: %s', (reply, expected) => {
    expect(seen(refuses('starttls', reply))).toBe(expected);
  });
});

describe('a refusal anywhere else', () => {
  it.each<[StepName, string, Seen]>([
    ['greeting', '421 too many connections', 'server-busy'],
    ['greeting', '450 try again', 'server-busy'],
    ['greeting', '554 no SMTP service here', 'server-refuses'],
    ['greeting', 'BYE [UNAVAILABLE] later', 'server-busy'],
    ['greeting', 'BYE no', 'server-refuses'],
    ['greeting', '-ERR [SYS/TEMP] later', 'server-busy'],
    ['greeting', '-ERR [IN-USE] locked', 'server-busy'],
    ['greeting', '-ERR no 450 here', 'server-refuses'],
    ['capabilities', '421 4.7.0 timeout', 'server-busy'],
    ['capabilities', '502 5.5.1 EHLO not implemented', 'capabilities-refused'],
    ['capabilities', '550 5.7.1 denied', 'capabilities-refused'],
    ['capabilities', 'BAD no', 'capabilities-refused'],
    ['capabilities', 'NO [LIMIT] slow down', 'server-busy'],
    ['capabilities', 'BYE no more', 'server-refuses'],
    ['capabilities', '-ERR what', 'capabilities-refused'],
  ])('at the %s: %s: %s', (step, reply, expected) => {
    expect(seen(refuses(step, reply))).toBe(expected);
  });

  it('is the same inside TLS', () => {
    const inside = { ...refuses('authentication', '550 denied'), tls: GOOD_TLS };
    expect(seen(inside)).toBe('capabilities-refused');
    expect(seen({ ...inside, tls: { ...GOOD_TLS, nameMatches: false } })).toBe(
      'certificate-wrong-name',
    );
  });
});

describe('an alert', () => {
  const alert = (number: number, changes: Partial<Observation> = {}) =>
    fails(AT_465, 'tls-alert', { step: 'handshake', alert: number, ...changes });

  it('is told by its number', () => {
    const named: Readonly<Record<number, Seen>> = {
      40: 'tls-no-common-cipher',
      70: 'tls-too-old',
      71: 'tls-no-common-cipher',
      112: 'tls-name-rejected',
      116: 'client-certificate-wanted',
    };
    for (let number = 0; number < 256; number += 1) {
      expect([number, seen(alert(number))]).toEqual([number, named[number] ?? 'tls-alert']);
    }
  });

  it('after the handshake is told so too, unless the certificate has a fault to tell first', () => {
    const late = (tls: Partial<typeof GOOD_TLS>): Observation =>
      alert(116, { tls: { ...GOOD_TLS, ...tls } });
    expect(seen(late({}))).toBe('client-certificate-wanted');
    expect(seen(late({ nameMatches: false }))).toBe('certificate-wrong-name');
  });
});

describe('a handshake in which the server asked for a client certificate', () => {
  const asked = { step: 'handshake', clientCertificateRequested: true } as const;

  it.each(['tls-alert', 'closed', 'reset', 'timeout', 'tls-failed'] as const)('and %s', (kind) => {
    expect(seen(fails(AT_465, kind, { ...asked, alert: 40 }))).toBe('client-certificate-wanted');
    expect(seen(fails(AT_587, kind, asked))).toBe('client-certificate-wanted');
  });

  it('but was content without one, works', () => {
    expect(seen(works(AT_465, { clientCertificateRequested: true }))).toBe('works');
  });

  it.each(['cancelled', 'deadline'] as const)('says nothing when it was %s', (kind) => {
    const expected = kind === 'deadline' ? 'out-of-time' : 'cancelled';
    expect(seen(fails(AT_465, kind, asked))).toBe(expected);
  });

  it('and failed elsewhere is told by that', () => {
    const closed = fails(AT_587, 'closed', { ...asked, step: 'authentication', tls: GOOD_TLS });
    expect(seen(closed)).toBe('connection-closed');
  });
});
