// A run that is out of time, or that somebody stops, ends at once, with a verdict on every server.
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { WebError } from '../../../main/autoconfig/web.ts';
import type { World } from '../../../main/engine/world.ts';
import { mailWorld, type MailWorld } from '../../support/mail-world.ts';
import { accountPrefs } from '../../support/prefs-text.ts';
import { runIn, terminal } from '../../support/terminal.ts';

const FIRST = 'mail0.example.org';

/** Nobody has to wait for a time-out of its own. */
const PATIENT = { connectMs: 60_000, greetingMs: 60_000, stepMs: 60_000 };

/** Command line for this many hosts; all of them lead to whatever plays the first. */
function hosts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => [
    '--endpoint',
    `smtp://mail${n}.example.org:465?tls=implicit`,
  ]).flat();
}

/** Each host has an address of its own, and one server plays them all. */
function allAt({ world }: MailWorld, port: number): World {
  const network: World['network'] = {
    addresses: (host) => {
      const number = Number(/\d+/.exec(host)?.[0]);
      return Promise.resolve([`198.51.100.${number}`]);
    },
    connect: () => connect({ host: '127.0.0.1', port, noDelay: true }),
  };
  return { ...world, network };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

async function timed<T>(action: Promise<T>): Promise<T & { readonly seconds: number }> {
  const begun = performance.now();
  const result = await action;
  return { ...result, seconds: (performance.now() - begun) / 1000 };
}

describe('--deadline', () => {
  it('ends the run in time; what was known by then is kept', async () => {
    const test = await mailWorld({ timeouts: PATIENT });
    await test.play(`smtp://${FIRST}:465`, { tls: 'implicit' });
    const silent = await test.play('smtp://mail1.example.org:465', {
      tls: 'implicit',
      blackhole: true,
    });
    const argv = ['test', '--json', '--deadline', '1', ...hosts(2)];
    const running = timed(runIn(test.world, argv));
    await vi.waitFor(() => {
      expect(silent.sessions.length).toBe(1);
    });
    collectGarbage(); // which an AbortSignal.timeout() may not survive
    const { exitCode, document, seconds } = await running;
    expect(seconds).toBeLessThan(3);
    expect(exitCode).toBe(11);
    const { diagnoses, endpoints } = document();
    expect(diagnoses.map(({ code }) => code)).toEqual(['healthy', 'out-of-time']);
    expect(endpoints.map(({ status }) => status)).toEqual(expect.arrayContaining(['deadline']));
  });

  it('says so in plain words, and whose test it was', async () => {
    const test = await mailWorld({ timeouts: PATIENT });
    await test.play(`smtp://${FIRST}:465`, { tls: 'implicit', blackhole: true });
    const argv = ['test', '--no-color', '--deadline', '0.3', ...hosts(1)];
    const { exitCode, out } = await runIn(test.world, argv);
    expect(exitCode).toBe(11);
    expect(out).toMatch(/✗ smtp:\/\/mail0\.example\.org:465.*\n {4}.*time/);
    expect(out).toContain('out of time');
    expect(out).toContain('--deadline');
  });

  it('counts the look-up of names that nobody answers', async () => {
    const { world } = await mailWorld({ timeouts: PATIENT });
    const network = { ...world.network, addresses: () => new Promise<never>(() => undefined) };
    const argv = ['test', '--json', '--deadline', '0.3', ...hosts(50)];
    const { document, seconds } = await timed(runIn({ ...world, network }, argv));
    expect(seconds).toBeLessThan(2);
    const codes = document().diagnoses.map(({ code }) => code);
    expect([codes.length, new Set(codes)]).toEqual([50, new Set(['out-of-time'])]);
  });

  it('never leads to a change', async () => {
    const test = await mailWorld({ timeouts: PATIENT });
    await test.play(`smtp://${FIRST}:465`, { tls: 'starttls-only' });
    await test.play(`smtp://${FIRST}:587`, { tls: 'starttls-only', greetingDelayMs: 30_000 });
    test.addProfile(
      accountPrefs({ outgoing: { smtp1: { hostname: FIRST, port: 465, try_ssl: 3 } } }),
    );
    for (const command of [['plan'], ['apply', '--yes']]) {
      const argv = [...command, '--json', '--deadline', '0.5'];
      const { document, exitCode } = await runIn(test.world, argv);
      expect(document().changes).toEqual([]);
      expect(exitCode).toBe(11);
    }
  });
});

describe('Ctrl+C', () => {
  it('in the middle of 200 endpoints ends within a second, with a verdict on each', async () => {
    const test = await mailWorld({ timeouts: PATIENT });
    const silent = await test.play(`smtp://${FIRST}:465`, { tls: 'implicit', blackhole: true });
    const world = allAt(test, silent.port);
    const controller = new AbortController();
    const argv = ['test', '--json', ...hosts(200)];
    const running = runIn(world, argv, { signal: controller.signal });
    await vi.waitFor(() => {
      expect(silent.sessions.length).toBe(200);
    }, 10_000);
    controller.abort();
    const { exitCode, document, seconds } = await timed(running);
    expect(seconds).toBeLessThan(1);
    expect(exitCode).toBe(11);
    const { diagnoses } = document();
    expect(diagnoses).toHaveLength(200);
    expect(new Set(diagnoses.map(({ code }) => code))).toEqual(new Set(['cancelled']));
    await silent.idle();
  });

  it('opens nothing new for those whose turn had not come', async () => {
    const test = await mailWorld({ gapMs: 60_000 });
    const server = await test.play(`smtp://${FIRST}:465`, { tls: 'implicit' });
    const world: World = { ...test.world, network: allAt(test, server.port).network };
    const oneAddress = {
      ...world,
      network: { ...world.network, addresses: () => Promise.resolve(['198.51.100.1']) },
    };
    const controller = new AbortController();
    const running = runIn(oneAddress, ['test', '--json', ...hosts(200)], {
      signal: controller.signal,
    });
    await vi.waitFor(() => {
      expect(server.sessions.length).toBe(1);
    });
    controller.abort();
    const { document, seconds } = await timed(running);
    expect(seconds).toBeLessThan(1);
    expect(document().diagnoses).toHaveLength(200);
    await server.idle();
    expect(server.sessions.length).toBe(1);
  });

  it('ends the search for something that could serve instead', async () => {
    let asked = 0;
    const test = await mailWorld({
      web: {
        get: (_url, { signal }) => {
          asked += 1;
          return new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              reject(new WebError('cancelled'));
            });
          });
        },
      },
    });
    test.addProfile(
      accountPrefs({
        incoming: { server1: { type: 'imap', hostname: 'gone.test', port: 993, socketType: 3 } },
      }),
    );
    const controller = new AbortController();
    const running = runIn(test.world, ['test', '--json'], { signal: controller.signal });
    await vi.waitFor(() => {
      expect(asked).toBe(2);
    });
    controller.abort();
    const { document, seconds } = await timed(running);
    expect(seconds).toBeLessThan(1);
    expect(document().diagnoses.map(({ code }) => code)).toEqual(['host-not-found']);
    expect(asked).toBe(2);
  });
});

describe('progress', () => {
  it('names the server and what is done there, and how many are done', async () => {
    const test = await mailWorld();
    const server = await test.play(`smtp://${FIRST}:465`, { tls: 'implicit' });
    const io = terminal({ interactive: true, noColor: true });
    await runIn(allAt(test, server.port), ['test', ...hosts(20)], { io });
    const lines = io.written.err.split('\r\u001b[K').map((line) => line.trim());
    const counts = lines.flatMap((line) => {
      const found = /^Tested (\d+) of 20: mail(\d+)\.example\.org:465, \S/.exec(line);
      return found ? [{ done: Number(found[1]), host: Number(found[2]) }] : [];
    });
    expect(new Set(counts.map(({ host }) => host)).size).toBe(20);
    expect(Math.max(...counts.map(({ done }) => done))).toBeGreaterThan(10);
    const done = counts.map((one) => one.done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(lines.every((line) => line.length < 100)).toBe(true);
    // Nothing of it is left on the screen.
    expect(io.written.err.endsWith('\r\u001b[K')).toBe(true);
  });
});
