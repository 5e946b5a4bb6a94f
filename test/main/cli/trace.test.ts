// test --trace: the whole conversation with live servers, line by line.
import { describe, expect, it } from 'vitest';
import { mailWorld, type MailWorld, type ServerTemper } from '../../support/mail-world.ts';
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
