// test/support: a TypeScript scenario as a real process of its own. May import: node, esbuild.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildScript {
  /** Runs it with these arguments and waits for its end. */
  run(...args: readonly string[]): Promise<Ended>;
  /** The same behind another command, such as `ip netns exec NAME`. */
  runBehind(command: readonly string[], ...args: readonly string[]): Promise<Ended>;
  /** Removes the bundle. */
  remove(): Promise<void>;
}

/** Bundles a script once, so that each run costs no more than the start of Node. */
export async function childScript(entry: string): Promise<ChildScript> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'starttls-child-'));
  const bundle = path.join(folder, 'child.mjs');
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'error',
  });
  return {
    run: (...args) => runNode([], [bundle, ...args]),
    runBehind: (command, ...args) => runNode(command, [bundle, ...args]),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function runNode(before: readonly string[], args: readonly string[]): Promise<Ended> {
  const [program = '', ...rest] = [...before, process.execPath, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, ...texts });
    });
  });
}
