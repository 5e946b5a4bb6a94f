// test: when conversations may begin. Each stands for one with a server, and ends when it is told to.
import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Queue } from '../../../main/probe/queue.ts';

const MINUTE_MS = 60_000;

interface Played {
  readonly gate: Queue['gate'];
  readonly queue: Queue;
  readonly abort: AbortController;
  /** Asks for a conversation; fulfilled when it has ended. */
  readonly ask: (address: string, name?: string) => Promise<void>;
  /** Names in the order they began, and when. */
  readonly begun: { readonly name: string; readonly ms: number }[];
  /** Ends the conversation that began first. */
  readonly endOne: () => void;
  readonly underway: () => number;
}

function play(gapMs: number): Played {
  const abort = new AbortController();
  const queue = new Queue(gapMs, abort.signal);
  onTestFinished(() => {
    queue.close();
  });
  const begun: { readonly name: string; readonly ms: number }[] = [];
  const open: (() => void)[] = [];
  return {
    gate: queue.gate,
    queue,
    abort,
    begun,
    ask: (address, name = address) =>
      queue.gate(address, () => {
        begun.push({ name, ms: performance.now() });
        return new Promise<void>((resolve) => open.push(resolve));
      }),
    endOne: () => open.shift()?.(),
    underway: () => open.length,
  };
}

const names = ({ begun }: Played): readonly string[] => begun.map(({ name }) => name);

/** All that can happen without a clock has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
}

describe('conversations with one address', () => {
  it('are two at a time, in the order asked', async () => {
    const played = play(0);
    for (const name of ['1', '2', '3', '4']) void played.ask('192.0.2.1', name);
    await settled();
    expect(names(played)).toEqual(['1', '2']);
    played.endOne();
    await settled();
    expect(names(played)).toEqual(['1', '2', '3']);
    expect(played.underway()).toBe(2);
    played.endOne();
    await settled();
    expect(names(played)).toEqual(['1', '2', '3', '4']);
  });

  it('begin no sooner than the gap after one another, however soon they end', async () => {
    const { gate } = play(40);
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, () =>
        gate('192.0.2.1', () => {
          times.push(performance.now());
          return Promise.resolve();
        }),
      ),
    );
    const gaps = times.slice(1).map((time, at) => time - times[at]!);
    expect(gaps).toHaveLength(4);
    // A timer may fire a fraction of a millisecond before its time.
    expect(Math.min(...gaps)).toBeGreaterThan(39);
  });

  it('keep the gap over a pause in which nobody asked', async () => {
    const { gate } = play(40);
    const beginning = () => gate('192.0.2.1', () => Promise.resolve(performance.now()));
    const first = await beginning();
    expect((await beginning()) - first).toBeGreaterThan(39);
  });

  it('give their place back when they fail', async () => {
    const { gate } = play(0);
    const failing = () => gate('192.0.2.1', () => Promise.reject(new Error('broken')));
    for (let times = 0; times < 5; times += 1) await expect(failing()).rejects.toThrow('broken');
    await expect(gate('192.0.2.1', () => Promise.resolve(7))).resolves.toBe(7);
  });
});

describe('conversations with different addresses', () => {
  it('do not wait for one another', async () => {
    const played = play(MINUTE_MS);
    for (let at = 0; at < 200; at += 1) void played.ask(`address ${at}`);
    await settled();
    expect(played.underway()).toBe(200);
  });

  it('are 256 at a time in all, and the longest waiting comes first', async () => {
    const played = play(MINUTE_MS);
    const asked = Array.from({ length: 300 }, (_, at) => `address ${at}`);
    for (const address of asked) void played.ask(address);
    await settled();
    expect(names(played)).toEqual(asked.slice(0, 256));
    played.endOne();
    played.endOne();
    await settled();
    expect(names(played)).toEqual(asked.slice(0, 258));
    expect(played.underway()).toBe(256);
  });

  it('one that waits for its gap does not hold up the others', async () => {
    const played = play(MINUTE_MS);
    void played.ask('192.0.2.1', 'first');
    void played.ask('192.0.2.1', 'second');
    void played.ask('192.0.2.2', 'other');
    await settled();
    expect(names(played)).toEqual(['first', 'other']);
  });

  it('are 10,000 with 5,000 addresses in little time', async () => {
    const { gate } = play(20);
    const counts = new Map<string, number>();
    const begunMs = performance.now();
    await Promise.all(
      Array.from({ length: 10_000 }, (_, at) =>
        gate(`address ${at % 5000}`, async () => {
          await nextTurn();
          counts.set(`address ${at % 5000}`, (counts.get(`address ${at % 5000}`) ?? 0) + 1);
        }),
      ),
    );
    expect(counts.size).toBe(5000);
    expect(new Set(counts.values())).toEqual(new Set([2]));
    expect(performance.now() - begunMs).toBeLessThan(5000);
  });
});

describe('when the run is stopped', () => {
  it('all that wait begin at once, to end at once, limits or not', async () => {
    const played = play(MINUTE_MS);
    for (let at = 0; at < 1000; at += 1) void played.ask(`address ${at % 300}`);
    await settled();
    expect(played.underway()).toBe(256);
    played.abort.abort();
    await settled();
    expect(played.underway()).toBe(1000);
  });

  it('whoever asks afterwards does not wait either', async () => {
    const played = play(MINUTE_MS);
    played.abort.abort();
    for (let at = 0; at < 5; at += 1) void played.ask('192.0.2.1');
    await settled();
    expect(played.underway()).toBe(5);
  });

  it('a run stopped before it began lets everybody in', async () => {
    const queue = new Queue(MINUTE_MS, AbortSignal.abort());
    const all = Array.from({ length: 5 }, () => queue.gate('192.0.2.1', () => Promise.resolve(1)));
    expect(await Promise.all(all)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('a queue that is closed', () => {
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

  it('leaves no timer, and the signal alone', async () => {
    const before = timers();
    const played = play(MINUTE_MS);
    expect(getEventListeners(played.abort.signal, 'abort')).toHaveLength(1);
    void played.ask('192.0.2.1');
    void played.ask('192.0.2.1');
    void played.ask('192.0.2.2');
    expect(timers()).toBe(before + 1);
    played.queue.close();
    expect(timers()).toBe(before);
    expect(getEventListeners(played.abort.signal, 'abort')).toEqual([]);
    await settled();
  });

  it('has no timer while nobody waits for time to pass', async () => {
    const before = timers();
    const played = play(MINUTE_MS);
    void played.ask('192.0.2.1');
    await settled();
    expect(timers()).toBe(before);
    played.endOne();
    await settled();
    expect(timers()).toBe(before);
  });
});
