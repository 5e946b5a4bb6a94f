// test/real: a server that runs in the foreground, as a child with its files in one temporary folder.
// May import: node, this folder.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { untilListening, type Listener } from './wait.ts';

export interface Daemon {
  /** Everything logged so far. */
  readonly log: () => string;
  /** Ends it, waits until the ports are closed, removes the folder. */
  readonly stop: () => Promise<void>;
}

export interface DaemonStart {
  readonly program: string;
  /** Writes what the server reads into the folder, whose logs/ is for logs; returns its arguments. */
  readonly prepare: (folder: string) => readonly string[];
  readonly listeners: readonly Listener[];
}

/**
 * Starts a server; resolves when every listener accepts connections.
 * @throws Error with what it printed if it ends before.
 */
export async function startDaemon(name: string, start: DaemonStart): Promise<Daemon> {
  const folder = mkdtempSync(path.join(tmpdir(), `real-${name}-`));
  chmodSync(folder, 0o755); // servers read it under their own user names
  const logs = path.join(folder, 'logs');
  mkdirSync(logs);
  const log = (): string =>
    readdirSync(logs)
      .map((name) => readFileSync(path.join(logs, name), 'utf8'))
      .join('');
  const output = openSync(path.join(logs, 'output'), 'a', 0o600);
  const child = spawn(start.program, start.prepare(folder), {
    stdio: ['ignore', output, output],
    detached: true, // the leader of a process group: see stop
  });
  closeSync(output);
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill();
    await ended.catch(() => undefined);
    await untilListening(start.listeners, false, log);
    // Exim has a child for each connection: it outlives it by seconds, and writes to the log.
    killGroup(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await Promise.race([
      untilListening(start.listeners, true, log),
      ended.then(() => Promise.reject(new Error(`${start.program} has ended: ${log()}`))),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { log, stop };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return; // it could not be started
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
