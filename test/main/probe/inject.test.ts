// test: the check for command injection, at servers that keep plain text and at servers that do not.
import { TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { secureContextOf } from '../../../main/demo/session.ts';
import { checkInjection } from '../../../main/probe/inject.ts';
import type { ProbeOptions } from '../../../main/probe/probe.ts';
import { PROTOCOLS, type Protocol } from '../../../shared/model/endpoint.ts';
import type { TlsTemper } from '../../../main/demo/temper.ts';
import { FAREWELL, HASTY, HOST, useWorld } from './world.ts';

const world = useWorld();

async function check(
  { port }: { readonly port: number },
  protocol: Protocol,
  overrides?: Partial<ProbeOptions>,
) {
  const endpoint = { protocol, host: HOST, port, tls: 'starttls' } as const;
  const { trace, ...rest } = await checkInjection(
    endpoint,
    '127.0.0.1',
    world().options(port, overrides),
  );
  expect(rest).toEqual({ endpoint, address: '127.0.0.1', result: rest.result });
  return { result: rest.result, trace };
}

async function start(protocol: Protocol, changes: Partial<TlsTemper> = {}) {
  const { identity, start: startServer } = world();
  return startServer({ protocol, tls: 'starttls', identity, ...changes });
}

/** The command behind STARTTLS in the same segment: it changes nothing, and every server knows it. */
const INJECTED: Readonly<Record<Protocol, string>> = {
  smtp: 'NOOP',
  imap: 'b1 NOOP',
  pop3: 'CAPA',
};

const NO: Readonly<Record<Protocol, string>> = {
  smtp: '554 no\r\n',
  imap: '* BYE no\r\n',
  pop3: '-ERR no\r\n',
};

/** These wait for an answer that does not come, so the protocols wait at the same time. */
describe('in all three protocols', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that throws it away (%s)', async (maxTls) => {
    await Promise.all(
      PROTOCOLS.map(async (protocol) => {
        const server = await start(protocol, { maxTls });
        const { result, trace } = await check(server, protocol);
        expect(result).toBe('discarded');
        const sent = trace.flatMap((line) => (line.direction === 'sent' ? [line] : []));
        const upgrade = sent.findIndex(({ text }) => /STARTTLS$|^STLS$/.test(text));
        expect(sent[upgrade + 1]).toMatchObject({ text: INJECTED[protocol], secure: false });
        await server.idle();
        const heard = server.transcript();
        // One connection, no log-in, the injected line never heard, and a farewell inside TLS.
        expect(server.sessions).toHaveLength(1);
        expect(heard.map(({ text }) => text)).toEqual(
          sent.filter((_, at) => at !== upgrade + 1).map(({ text }) => text),
        );
        expect(heard.at(-1)?.secure).toBe(true);
        expect(heard.at(-1)?.text).toMatch(FAREWELL[protocol]);
      }),
    );
  });

  it.each(['at-once', 'with-the-next-command'] as const)(
    'a server that answers it inside TLS, %s',
    async (keepsPlaintext) => {
      await Promise.all(
        PROTOCOLS.map(async (protocol) => {
          const server = await start(protocol, { keepsPlaintext });
          expect([protocol, (await check(server, protocol)).result]).toEqual([
            protocol,
            'answered',
          ]);
          expect(server.transcript()).toContainEqual({ text: INJECTED[protocol], secure: true });
        }),
      );
    },
  );
});

describe.each(PROTOCOLS)('%s', (protocol) => {
  it('a server that answers it in plain text, before TLS: nothing was obeyed inside', async () => {
    const injected = { smtp: '250 OK\r\n', imap: 'b1 OK done\r\n', pop3: '+OK\r\n.\r\n' }[protocol];
    const server = await start(protocol, { injected });
    expect((await check(server, protocol)).result).toBe('refused');
  });

  it.each([
    ['hangs up', { afterStarttls: 'close' }],
    ['resets the connection', { afterStarttls: 'reset' }],
    ['goes on in plain text', { afterStarttls: 'plaintext' }],
    ['says no', { starttlsReply: NO[protocol].replace('* BYE', 'TAG NO').trim() }],
  ] as const)('a server that %s', async (_, temper) => {
    const server = await start(protocol, temper);
    expect((await check(server, protocol)).result).toBe('refused');
  });

  it('a server that falls silent after STARTTLS is waited for no longer than a step', async () => {
    const server = await start(protocol, { afterStarttls: 'silence' });
    expect((await check(server, protocol, { timeouts: HASTY })).result).toBe('refused');
  });

  it('a server without STARTTLS is not asked for it', async () => {
    const server = await start(protocol, { starttlsWord: 'dropped' });
    expect((await check(server, protocol)).result).toBe('not-reached');
    expect(
      server
        .transcript()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/STARTTLS|STLS|NOOP/);
  });

  it.each([
    ['closes at once', { onConnect: 'close' }],
    ['says nothing', { blackhole: true }],
    ['refuses everybody', { greeting: NO[protocol] }],
  ] as const)('a server that %s is never reached', async (_, temper) => {
    const server = await start(protocol, temper);
    expect((await check(server, protocol, { timeouts: HASTY })).result).toBe('not-reached');
  });

  it('a stopped run is not reached, and a closed port neither', async () => {
    const server = await start(protocol);
    const signal = AbortSignal.abort();
    expect((await check(server, protocol, { signal })).result).toBe('not-reached');
    await server.close();
    expect((await check(server, protocol)).result).toBe('not-reached');
  });
});

it('a server that hangs up inside TLS has refused', async () => {
  const { identity, startRaw } = world();
  const temper: TlsTemper = { protocol: 'smtp', tls: 'starttls', identity };
  const secureContext = secureContextOf(temper);
  const server = await startRaw((socket) => {
    socket.write('220 x\r\n');
    socket.on('data', function hear(chunk) {
      const text = chunk.toString('latin1');
      if (text.startsWith('EHLO')) socket.write('250-x\r\n250 STARTTLS\r\n');
      if (!text.startsWith('STARTTLS')) return;
      socket.off('data', hear);
      socket.write('220 go\r\n');
      const secured = new TLSSocket(socket, { isServer: true, secureContext });
      secured.on('error', () => undefined).once('secure', () => secured.end());
    });
  });
  expect((await check(server, 'smtp')).result).toBe('refused');
});
