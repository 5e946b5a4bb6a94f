// test --trace and the JSON evidence: the whole conversation with live servers, and nothing of the person.
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { STEP_NAMES } from '../../../shared/model/observation.ts';
import { mailWorld, type MailWorld, type ServerTemper } from '../../support/mail-world.ts';
import { accountPrefs } from '../../support/prefs-text.ts';
import { runIn } from '../../support/terminal.ts';

const HOST = 'mail.example.org';

interface Conversation {
  readonly heading: string;
  /** Without the time: `TLS > EHLO...`, `< 220...`, `* connected`. */
  readonly lines: readonly string[];
  readonly times: readonly number[];
}

const LINE = /^ {4}\s*(\d+\.\d) ms (TLS| {3}) ([<>*] .*)$/;

/** The conversations in a text, in order. */
function conversationsIn(text: string): readonly Conversation[] {
  const found: { heading: string; lines: string[]; times: number[] }[] = [];
  for (const line of text.split('\n')) {
    const heading = /^ {4}((?:smtp|imap|pop3):\/\/\S+( \S+)?)$/.exec(line)?.[1];
    if (heading !== undefined) found.push({ heading, lines: [], times: [] });
    const [, ms, secure, said] = LINE.exec(line) ?? [];
    if (said === undefined) continue;
    found.at(-1)?.lines.push(`${String(secure).trim()} ${said}`.trim());
    found.at(-1)?.times.push(Number(ms));
  }
  return found;
}

async function traceOf({ world }: MailWorld, endpoint: string): Promise<readonly Conversation[]> {
  const { out } = await runIn(world, ['test', '--trace', '--no-color', '--endpoint', endpoint]);
  return conversationsIn(out);
}

const HELLO = [
  '< 250-mail.demo.test',
  '< 250-SIZE 33554432',
  '< 250-8BITMIME',
  '< 250-STARTTLS',
  '< 250 HELP',
];
const WITHIN = HELLO.filter((line) => !line.includes('STARTTLS'));
const AUTH = '< 250-AUTH PLAIN LOGIN';
const inTls = (...lines: readonly string[]) => lines.map((line) => `TLS ${line}`);

describe('a conversation that goes well', () => {
  it.each([
    [
      'smtp',
      587,
      'starttls-only',
      [
        '* connected',
        '< 220 mail.demo.test ESMTP ready',
        '> EHLO [127.0.0.1]',
        ...HELLO,
        '> STARTTLS',
        '< 220 2.0.0 Go ahead with TLS',
        '* TLS handshake begins',
        '* encrypted from here on',
        ...inTls('> EHLO [127.0.0.1]', ...WITHIN.toSpliced(3, 0, AUTH), '> QUIT'),
        ...inTls('< 221 2.0.0 Bye'),
      ],
    ],
    [
      'smtp',
      465,
      'implicit',
      [
        '* connected',
        '* TLS handshake begins',
        '* encrypted from here on',
        ...inTls('< 220 mail.demo.test ESMTP ready', '> EHLO [127.0.0.1]'),
        ...inTls(...WITHIN.toSpliced(3, 0, AUTH), '> QUIT', '< 221 2.0.0 Bye'),
      ],
    ],
    [
      'imap',
      143,
      'starttls',
      [
        '* connected',
        '< * OK [CAPABILITY IMAP4rev1 ID STARTTLS AUTH=PLAIN] ready',
        '> a1 STARTTLS',
        '< a1 OK Begin TLS negotiation now',
        '* TLS handshake begins',
        '* encrypted from here on',
        ...inTls('> a2 CAPABILITY', '< * CAPABILITY IMAP4rev1 ID AUTH=PLAIN'),
        ...inTls('< a2 OK CAPABILITY completed', '> a3 LOGOUT', '< * BYE logging out'),
        ...inTls('< a3 OK LOGOUT completed'),
      ],
    ],
    [
      'imap',
      993,
      'implicit',
      [
        '* connected',
        '* TLS handshake begins',
        '* encrypted from here on',
        ...inTls('< * OK [CAPABILITY IMAP4rev1 ID AUTH=PLAIN] ready', '> a1 LOGOUT'),
        ...inTls('< * BYE logging out', '< a1 OK LOGOUT completed'),
      ],
    ],
    [
      'pop3',
      110,
      'starttls',
      [
        '* connected',
        '< +OK ready',
        '> CAPA',
        '< +OK capabilities follow',
        ...['< TOP', '< UIDL', '< STLS', '< USER', '< SASL PLAIN', '< .', '> STLS'],
        '< +OK Begin TLS negotiation',
        '* TLS handshake begins',
        '* encrypted from here on',
        ...inTls('> CAPA', '< +OK capabilities follow', '< TOP', '< UIDL', '< USER'),
        ...inTls('< SASL PLAIN', '< .', '> QUIT', '< +OK bye'),
      ],
    ],
    [
      'pop3',
      995,
      'implicit',
      [
        '* connected',
        '* TLS handshake begins',
        '* encrypted from here on',
        ...inTls('< +OK ready', '> CAPA', '< +OK capabilities follow', '< TOP', '< UIDL'),
        ...inTls('< USER', '< SASL PLAIN', '< .', '> QUIT', '< +OK bye'),
      ],
    ],
  ] as const)('%s on port %i, %s', async (protocol, port, tls, expected) => {
    const test = await mailWorld();
    await test.play(`${protocol}://${HOST}:${port}`, { tls });
    const mode = tls === 'implicit' ? 'implicit' : 'starttls';
    const key = `${protocol}://${HOST}:${port}?tls=${mode}`;
    const [conversation, ...others] = await traceOf(test, key);
    expect(others).toEqual([]);
    expect(conversation).toMatchObject({ heading: `${key} 192.0.2.1`, lines: expected });
    const { times } = conversation!;
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.at(-1)).toBeGreaterThan(0);
  });

  it('is not shown without the option, and not of what nobody asked', async () => {
    const { world, play } = await mailWorld();
    await play(`smtp://${HOST}:465`, { tls: 'implicit' });
    const { out } = await runIn(world, ['test', '--endpoint', `smtp://${HOST}:465`]);
    expect(conversationsIn(out)).toEqual([]);
  });
});

/** How a conversation ended, without what came before. */
const FAILURES: readonly (readonly [
  says: string,
  mode: 'implicit' | 'starttls',
  temper: ServerTemper | null,
  end: readonly string[],
])[] = [
  [
    'an alert, its bytes and its name',
    'implicit',
    { tls: 'implicit', alert: 40 },
    [
      '* TLS handshake begins',
      '< <15030300020228>',
      '* the server refused the encryption with an alert: "40 handshake_failure"',
    ],
  ],
  [
    'plain text where TLS was due',
    'implicit',
    { tls: 'starttls' },
    [
      '* TLS handshake begins',
      '< 220 mail.demo.test ESMTP ready',
      '* answered in plain text: "220 mail.demo.test ESMTP ready"',
    ],
  ],
  [
    'plain text instead of the handshake that was agreed to',
    'starttls',
    { tls: 'starttls', afterStarttls: 'plaintext' },
    [
      '* TLS handshake begins',
      '< 500 5.5.1 What was that?',
      '* answered in plain text: "500 5.5.1 What was that?"',
    ],
  ],
  [
    'bytes between the agreement and the handshake, made visible',
    'starttls',
    { tls: 'starttls', injected: '250 \u001b[2Jevil\r\n' },
    [
      '< 220 2.0.0 Go ahead with TLS',
      '< 250 \\x1b[2Jevil\\x0d\\x0a',
      '* data before the encryption',
    ],
  ],
  [
    'a refusal of STARTTLS, and the goodbye',
    'starttls',
    { tls: 'starttls', starttlsReply: '454 4.7.0 not now' },
    [
      '> STARTTLS',
      '< 454 4.7.0 not now',
      '> QUIT',
      '< 221 2.0.0 Bye',
      '* refused: "454 4.7.0 not now"',
    ],
  ],
  [
    'a connection that is closed at once',
    'implicit',
    { tls: 'implicit', onConnect: 'close' },
    ['* connected', '* TLS handshake begins', '* the server closed the connection'],
  ],
  [
    'silence, and how long it was waited for',
    'starttls',
    { tls: 'plain', blackhole: true },
    ['* connected', '* connected, but the server says nothing'],
  ],
  ['a closed port', 'implicit', null, ['* the port is closed']],
];

describe('a conversation that fails', () => {
  it.each(FAILURES)('shows %s', async (_says, mode, temper, end) => {
    const test = await mailWorld();
    if (temper) await test.play(`smtp://${HOST}:2525`, temper);
    else test.knows(HOST);
    const [{ lines, times } = { lines: [], times: [] }] = await traceOf(
      test,
      `smtp://${HOST}:2525?tls=${mode}`,
    );
    expect(lines.slice(-end.length)).toEqual(end);
    if (end.at(-1)?.includes('says nothing')) {
      expect(times.at(-1)).toBeGreaterThan(test.world.timeouts.greetingMs - 100);
    }
  });

  it('shows that there was nobody to talk to', async () => {
    const endpoint = 'smtp://gone.example.org:587?tls=starttls';
    const [conversation] = await traceOf(await mailWorld(), endpoint);
    expect(conversation).toMatchObject({ heading: endpoint, lines: ['* there is no such name'] });
  });

  it('is bounded, however much a server says', async () => {
    const test = await mailWorld();
    const flood = Array.from({ length: 5000 }, (_, n) => `250-LINE${n} ${'x'.repeat(400)}`);
    await test.play(`smtp://${HOST}:2525`, {
      tls: 'starttls',
      capabilitiesReply: [...flood, '250 STARTTLS'].join('\r\n'),
    });
    const [conversation] = await traceOf(test, `smtp://${HOST}:2525?tls=starttls`);
    expect(conversation?.lines.length).toBeLessThanOrEqual(201);
    expect(conversation?.lines.every((line) => line.length < 600)).toBe(true);
  });
});

/** Whom the profile belongs to, which no server may hear and no report may hold. */
const PERSON = 'anna.berg';
const SECRET = 'correct-horse';

describe('of a profile', () => {
  it('nothing personal is in the conversation, in the document or in the ears of a server', async () => {
    const { world, play, addProfile } = await mailWorld();
    const servers = [
      await play(`smtp://${HOST}:465`, { tls: 'starttls-only' }),
      await play(`smtp://${HOST}:587`, { tls: 'starttls-only' }),
      await play(`imap://${HOST}:993`, { tls: 'implicit' }),
    ];
    const account = { hostname: HOST, userName: PERSON, username: PERSON, password: SECRET };
    addProfile({
      ...accountPrefs({
        incoming: { server1: { ...account, type: 'imap', port: 993, socketType: 3 } },
        outgoing: { smtp1: { ...account, port: 465, try_ssl: 3, authMethod: 3 } },
      }),
      'mail.identity.id1.useremail': `${PERSON}@example.org`,
      'mail.identity.id1.fullName': PERSON,
    });
    const shown = await runIn(world, ['test', '--trace', '--no-color']);
    expect(conversationsIn(shown.out).length).toBeGreaterThan(3);
    const printed = await runIn(world, ['test', '--json', '--no-redact']);
    expect(JSON.stringify(printed.document().endpoints)).toContain('EHLO');
    const heard = servers.flatMap((server) => server.transcript().map(({ text }) => text));
    expect(heard.length).toBeGreaterThan(8);
    for (const text of [shown.out, shown.err, printed.out, heard.join('\n')]) {
      expect(text).not.toContain(PERSON);
      expect(text).not.toContain(SECRET);
    }
  });

  it('a host name that would steer the terminal does not', async () => {
    const { world, addProfile } = await mailWorld();
    const hostname = 'mail\u001b[2J\u202e.example.org';
    addProfile(accountPrefs({ outgoing: { smtp1: { hostname, port: 465, try_ssl: 3 } } }));
    const { out, err } = await runIn(world, ['test', '--trace', '--no-color']);
    expect(out).toContain('mail\\u001b[2J\\u202e.example.org');
    // eslint-disable-next-line no-control-regex -- control characters are what it is about
    expect(out + err).not.toMatch(/[\u001b\u202e]/);
  });
});

/** The greeting; up to 64 bytes are kept of what came after it. */
const FIRST_BYTES = Buffer.from('220 mail.demo.test ESMTP ready\r\n').toString('hex');

describe('the evidence in the document', () => {
  it('has the replies, the first bytes, the whole chain, the TLS version and each step', async () => {
    const { world, play, authority } = await mailWorld();
    const names = [HOST, '192.0.2.77'];
    await play(`smtp://${HOST}:587`, { tls: 'starttls' }, { names });
    const endpoint = `smtp://${HOST}:587?tls=starttls`;
    const { endpoints } = (
      await runIn(world, ['test', '--json', '--endpoint', endpoint])
    ).document();
    const [evidence] = endpoints[0]!.evidence;
    expect(evidence).toMatchObject({
      attempt: 1,
      address: '192.0.2.1',
      greeting: { status: '220', text: 'mail.demo.test ESMTP ready' },
      firstBytes: {
        kind: 'plaintext',
        hex: expect.stringMatching(`^${FIRST_BYTES}[0-9a-f]{0,66}$`) as unknown,
      },
      capabilitiesBeforeTls: expect.arrayContaining(['STARTTLS']) as unknown,
      authAfterTls: ['PLAIN', 'LOGIN'],
      clientCertificateRequested: false,
      failure: null,
    });
    const { steps, tls } = evidence!;
    expect(steps.map(({ name }) => name)).toEqual(STEP_NAMES);
    for (const { ms, status } of steps) {
      expect(status).toBe('done');
      expect(ms).toBeGreaterThanOrEqual(0);
    }
    expect(evidence!.ms).toBeGreaterThanOrEqual(Math.max(...steps.slice(1).map(({ ms }) => ms)));
    expect(tls).toMatchObject({
      version: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_AES_/) as unknown,
      verifyError: null,
      nameMatches: true,
    });
    const [leaf, intermediate] = tls!.chain;
    const issuer = new X509Certificate(authority.intermediate);
    expect(leaf).toMatchObject({
      subject: `CN=${HOST}`,
      issuer: 'CN=Throw-away intermediate',
      names,
      key: 'EC prime256v1',
      signature: 'ecdsa-with-SHA256',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(Date.parse(leaf!.notBefore)).toBeLessThan(Date.now());
    expect(Date.parse(leaf!.notAfter)).toBeGreaterThan(Date.now());
    expect(intermediate?.fingerprint).toBe(issuer.fingerprint256.replaceAll(':', '').toLowerCase());
    expect(intermediate?.issuer).toBe('CN=Throw-away root');
  });

  it('has the number of the alert, and the reply that refused', async () => {
    const { world, play } = await mailWorld();
    await play(`smtp://${HOST}:465`, { tls: 'implicit', alert: 112 });
    await play(`smtp://${HOST}:2525`, { tls: 'starttls', starttlsReply: '501 5.5.2 No' });
    const argv = ['test', '--json', '--endpoint', `smtp://${HOST}:465?tls=implicit`];
    const ran = await runIn(world, [...argv, '--endpoint', `smtp://${HOST}:2525?tls=starttls`]);
    const failureAt = (port: number) =>
      ran.document().endpoints.find((one) => one.port === port)?.evidence[0]?.failure;
    expect(failureAt(465)).toMatchObject({ kind: 'tls-alert', step: 'handshake', alert: 112 });
    expect(failureAt(2525)).toMatchObject({
      kind: 'negative-reply',
      step: 'starttls',
      reply: { status: '501', text: '5.5.2 No' },
    });
  });
});
