// test/support: the command line as people start it: a process of its own, bundled afresh, so that no
// test depends on what an earlier build left in out/. May import: node, vitest, build/bundle.mjs.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../build/bundle.mjs';
import type { Document } from '../../shared/model/document.ts';
import { validDocument } from './schema.ts';

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What was printed with --json; throws if stdout is not one valid document and nothing else. */
  readonly document: () => Document;
}

export interface Start {
  /** Its HOME and working folder. */
  readonly home: string;
  /** Runs as this user and group: only root may say so. */
  readonly uid?: number;
  /** Besides HOME and PATH; the language is English unless they name another. */
  readonly variables?: Readonly<Record<string, string>>;
  /** When it settles, the process is told to stop as Ctrl+C does it. */
  readonly interrupt?: Promise<unknown>;
}

export interface CommandLine {
  /** Starts the process and waits for its end. */
  readonly run: (argv: readonly string[], start: Start) => Promise<Finished>;
  /** Removes the bundle. */
  readonly remove: () => void;
}

const MAIN = path.join(import.meta.dirname, '../../main/cli/main.ts');

/** Bundles the command line once, into a folder that every user may read. About a second. */
export async function bundledCommandLine(): Promise<CommandLine> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'starttls-migrator-cli-')));
  await bundle({ cli: MAIN }, folder);
  chmodSync(folder, 0o755);
  return {
    run: (argv, start) => runNode([path.join(folder, 'cli.js'), ...argv], start),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function runNode(
  args: readonly string[],
  { home, uid, variables = { LANG: 'C.UTF-8' }, interrupt }: Start,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid !== undefined && { uid, gid: uid }),
    });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    }
    child.on('error', reject);
    interrupt?.then(() => child.kill('SIGINT'), reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, ...texts, document: () => validDocument(texts.stdout) });
    });
  });
}
