// test/bench: probes thousands of endpoints in a process of its own, whose CPU time and memory are
// then the probe's alone. May import: node, this folder.
import { createSecureContext } from 'node:tls';
import { bareProbe } from './bare.ts';
import { answerParent, startChild } from './children.ts';
import { mustBeWhole, networkTo, probeMany } from './probing.ts';
import type { Endpoint } from './probing.ts';

/** How many conversations the bare client holds at a time: as many as the product does. */
const BARE_AT_A_TIME = 256;

export interface Task {
  readonly who: 'ours' | 'bare';
  readonly endpoints: number;
  readonly port: number;
  /** PEM. */
  readonly root: string;
}

export interface Cost {
  readonly seconds: number;
  /** Of this process, user and system, in milliseconds. */
  readonly cpuMs: number;
  /** Resident, in MB (10^6 bytes): before the first, when half of them were done, after the last. */
  readonly memory: { readonly start: number; readonly half: number; readonly end: number };
}

export const MANY_DOMAIN = 'many.example.test';

/** In a fresh process. */
export async function costOf(task: Task): Promise<Cost> {
  const child = startChild('prober');
  try {
    return (await child.ask(task)) as Cost;
  } finally {
    await child.stop();
  }
}

export function runProberChild(): void {
  answerParent(async (task) => ({ ...(await cost(task as Task)) }));
}

async function cost(task: Task): Promise<Cost> {
  const work = task.who === 'ours' ? ourWork(task) : bareWork(task);
  const before = process.cpuUsage();
  const begun = performance.now();
  const start = residentMb();
  let half = Number.NaN;
  await work((done) => {
    if (Number.isNaN(half) && done >= task.endpoints / 2) half = residentMb();
  });
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(before);
  return {
    seconds,
    cpuMs: (user + system) / 1000,
    memory: { start, half, end: residentMb() },
  };
}

type Work = (onDone: (endpoints: number) => void) => Promise<void>;

function ourWork({ endpoints, port, root }: Task): Work {
  const places = Array.from({ length: endpoints }, (_, index): Endpoint => ({
    protocol: 'smtp',
    host: nameOf(index),
    port,
    tls: 'starttls',
  }));
  const setting = { network: networkTo(addressOf), root };
  return async (onDone) => {
    for (const observation of await probeMany(places, setting, onDone)) mustBeWhole(observation);
  };
}

function bareWork({ endpoints, port, root }: Task): Work {
  const context = createSecureContext({ ca: root, minVersion: 'TLSv1.2' });
  return async (onDone) => {
    let begun = 0;
    let done = 0;
    const worker = async (): Promise<void> => {
      while (begun < endpoints) {
        const host = nameOf(begun);
        begun += 1;
        await bareProbe({ host, address: addressOf(host), port }, context);
        done += 1;
        onDone(done);
      }
    };
    await Promise.all(Array.from({ length: BARE_AT_A_TIME }, worker));
  };
}

function nameOf(index: number): string {
  return `mail${index}.${MANY_DOMAIN}`;
}

/** Each name has an address of its own, so that the distance between conversations never counts. */
function addressOf(host: string): string {
  const index = Number(/\d+/.exec(host)?.[0]);
  return `127.64.${index >> 7}.${(index & 127) + 1}`;
}

function residentMb(): number {
  return process.memoryUsage.rss() / 1e6;
}
