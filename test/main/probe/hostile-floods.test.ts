// test: servers that go on for ever, at every step of every conversation, in plain text and inside TLS.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PROTOCOLS, type ProbeMode, type Protocol } from '../../../shared/model/endpoint.ts';
import type { FailureKind } from '../../../shared/model/observation.ts';
import { describeReal } from '../../real/requirements.ts';
import { until } from '../../real/wait.ts';
import { childScript, type ChildScript } from '../../support/child-script.ts';
import type { ProbeQuestion } from '../../support/probing.ts';
import { expectPrintable, flood, goodUntil, MOMENTS, trickle } from './hostile-servers.ts';
import type { Moment } from './hostile-servers.ts';
import { failureOf, HOST, PATIENT, useWorld } from './world.ts';

const MEGABYTE = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

const world = useWorld();
let secureContext: SecureContext;
beforeAll(() => {
  const { key, chain } = world().identity;
  secureContext = createSecureContext({ key, cert: chain });
});

/** A line of an answer that goes on, as far as the protocol has such a thing. */
const MORE = { smtp: '220-more\r\n', imap: '* OK more\r\n', pop3: '+OK more\r\n' } as const;
/** Full of HelloRequests, which a client is free to ignore (RFC 5246 section 7.4.1.1). */
const TLS_RECORD = Buffer.concat([Buffer.of(0x16, 3, 3, 0x40, 0), Buffer.alloc(0x4000)]);

type Place = `${ProbeMode} ${Moment['step']}`;

interface Flood {
  readonly name: string;
  readonly bytes: (protocol: Protocol) => Buffer;
  /** Where it is known for what it is before it is too much. */
  readonly knownAt: Readonly<Partial<Record<Place, FailureKind>>>;
}

const FLOODS: readonly Flood[] = [
  {
    name: 'a line',
    bytes: () => Buffer.alloc(CHUNK_BYTES, 'a'),
    knownAt: {
      'implicit handshake': 'wrong-protocol',
      'starttls handshake': 'plaintext-instead-of-tls',
    },
  },
  {
    name: 'lines',
    bytes: (protocol) => Buffer.from(MORE[protocol].repeat(5000)),
    knownAt: {
      'implicit handshake': 'plaintext-instead-of-tls',
      'starttls handshake': 'plaintext-instead-of-tls',
    },
  },
  {
    name: 'NULs',
    bytes: () => Buffer.alloc(CHUNK_BYTES),
    knownAt: { 'implicit handshake': 'tls-failed', 'starttls handshake': 'tls-failed' },
  },
  {
    name: 'TLS records',
    bytes: () => TLS_RECORD,
    knownAt: { 'starttls greeting': 'tls-instead-of-plaintext' },
  },
];

/** As failureOf says it. */
function expected({ name, knownAt }: Flood, { protocol, mode, step }: Moment): string {
  if (name === 'lines' && protocol !== 'smtp' && step === 'greeting') {
    // The first of them is a whole greeting: the others are in the way of the next answer.
    return `${mode === 'starttls' ? 'capabilities' : 'authentication'}/too-much-data`;
  }
  if (name === 'lines' && protocol === 'pop3' && step === 'starttls') {
    return 'starttls/bytes-before-tls';
  }
  return `${step}/${knownAt[`${mode} ${step}`] ?? 'too-much-data'}`;
}

describe.each(MOMENTS)('at $protocol, $mode, $step', (moment) => {
  it.each(FLOODS)('$name without end: left, and named', async (floods) => {
    const { startRaw, probe } = world();
    let writtenBytes = (): number => 0;
    const serve = goodUntil(moment, secureContext, (stream) => {
      flood(stream, floods.bytes(moment.protocol));
    });
    const server = await startRaw((socket) => {
      writtenBytes = () => socket.bytesWritten;
      serve(socket);
    });
    const seen = await probe(server, moment.protocol, moment.mode);
    expect(failureOf(seen)).toBe(expected(floods, moment));
    expectPrintable(seen);
    // What the system took off its hands before the probe read any of it, and little more.
    expect(writtenBytes()).toBeLessThan(16 * MEGABYTE);
  });
});

it.each(PROTOCOLS)('a byte now and then: no more time than silence, %s', async (protocol) => {
  const { startRaw, probe } = world();
  const limitMs = 600;
  const timeouts = { connectMs: limitMs, greetingMs: limitMs, stepMs: limitMs };
  const moments = MOMENTS.filter((moment) => moment.protocol === protocol);
  await Promise.all(
    moments.map(async (moment) => {
      const { mode, step } = moment;
      const bytes = step === 'handshake' ? TLS_RECORD : Buffer.from('a');
      const server = await startRaw(
        goodUntil(moment, secureContext, (stream) => {
          trickle(stream, bytes);
        }),
      );
      const seen = await probe(server, protocol, mode, { timeouts });
      expect([mode, failureOf(seen)]).toEqual([mode, `${step}/timeout`]);
      const last = seen.steps.at(-1)!;
      expect(last.ms).toBeLessThan(2 * limitMs);
    }),
  );
});

describe('the memory of a process', () => {
  let script: ChildScript;
  beforeAll(async () => {
    script = await childScript(path.join(import.meta.dirname, 'hostile-script.ts'));
  });
  afterAll(() => script.remove());

  async function probing(
    questions: readonly Pick<ProbeQuestion, 'endpoint'>[],
  ): Promise<{ readonly kinds: readonly string[]; readonly mostMemoryKb: number }> {
    const whole = questions.map((question): ProbeQuestion => {
      return { ...question, addresses: ['127.0.0.1'], anchors: [], timeouts: PATIENT };
    });
    const { code, stdout, stderr } = await script.run(JSON.stringify(whole));
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as Awaited<ReturnType<typeof probing>>;
  }

  it('is the same for servers that would write for ever as for good ones', async () => {
    const { identity, start, startRaw } = world();
    const good = await Promise.all(
      MOMENTS.map(async ({ protocol, mode }) => {
        const { port } = await start({ protocol, tls: mode, identity });
        return { endpoint: { protocol, host: HOST, port, tls: mode } };
      }),
    );
    const hostile = await Promise.all(
      MOMENTS.map(async (moment, at) => {
        const { bytes } = FLOODS[at % FLOODS.length]!;
        const serve = goodUntil(moment, secureContext, (stream) => {
          flood(stream, bytes(moment.protocol));
        });
        const { port } = await startRaw(serve);
        return { endpoint: { protocol: moment.protocol, host: HOST, port, tls: moment.mode } };
      }),
    );
    const usual = await probing(good);
    expect(new Set(usual.kinds)).toEqual(new Set([null]));
    const flooded = await probing(hostile);
    expect(flooded.kinds).toHaveLength(MOMENTS.length);
    expect(flooded.kinds).not.toContain(null);
    expect(flooded.mostMemoryKb - usual.mostMemoryKb).toBeLessThan(30 * 1024);
  });
});

describeReal('the real OpenSSL', ['openssl'], () => {
  it('that sends session tickets without end inside TLS is left', async () => {
    const { identity, probe } = world();
    const folder = mkdtempSync(path.join(tmpdir(), 'hostile-openssl-'));
    const pem = path.join(folder, 'server.pem');
    writeFileSync(pem, identity.chain + identity.key);
    const child = spawn(
      'openssl',
      ['s_server', '-accept', '127.0.0.1:0', '-cert', pem, '-num_tickets', '1000000'],
      { stdio: ['pipe', 'pipe', 'ignore'] },
    );
    onTestFinished(() => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    });
    let printed = '';
    child.stdout.on('data', (text) => (printed += String(text)));
    const port = await until(
      () => Number(/^ACCEPT .*:(\d+)$/m.exec(printed)?.[1]) || undefined,
      () => `openssl s_server: ${printed}`,
    );
    const seen = await probe({ port }, 'smtp', 'implicit');
    expect(failureOf(seen)).toBe('greeting/too-much-data');
  });
});
