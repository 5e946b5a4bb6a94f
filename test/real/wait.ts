// test/real: waiting for things, never for a time. May import: node.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Listener {
  readonly address: string;
  readonly port: number;
}

/** Between two looks, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/**
 * Looks until `find` finds something, and returns it.
 * @throws Error with `explain()` when it has not been found within `limitMs`.
 */
export async function until<Found>(
  find: () => Found | undefined | Promise<Found | undefined>,
  explain: () => string,
  limitMs = 15_000,
): Promise<Found> {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    const found = await find();
    if (found !== undefined) return found;
    await pause(LOOK_AGAIN_MS);
  }
  throw new Error(`waited ${limitMs} ms: ${explain()}`);
}

/** Whether something accepts TCP connections there. */
export function accepts({ address, port }: Listener): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => {
      finish(true);
    });
    socket.once('error', () => {
      finish(false);
    });
  });
}

/** Waits until every listener accepts connections, or (`wanted` false) none does any more. */
export async function untilListening(
  listeners: readonly Listener[],
  wanted: boolean,
  explain: () => string,
): Promise<void> {
  for (const listener of listeners) {
    await until(
      async () => ((await accepts(listener)) === wanted ? true : undefined),
      () =>
        `${listener.address}:${listener.port} ${wanted ? 'refuses' : 'still accepts'}; ${explain()}`,
    );
  }
}

/** All messages of a maildir, as stored; none if there is no such folder yet. */
export function messagesIn(maildir: string): readonly string[] {
  return ['new', 'cur']
    .map((name) => path.join(maildir, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')),
    );
}

/** Waits for a message with exactly this subject and returns it. */
export function messageArrived(
  maildir: string,
  subject: string,
  explain: () => string,
): Promise<string> {
  const header = `\nSubject: ${subject}\n`;
  return until(
    () => messagesIn(maildir).find((text) => text.replaceAll('\r\n', '\n').includes(header)),
    () => `no message "${subject}" in ${maildir}; ${explain()}`,
  );
}
