// test/real: a real Electron as plain Node (ELECTRON_RUN_AS_NODE), whose TLS is BoringSSL: a script of
// ours runs in it and answers questions. May import: node, this folder, build/.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../build/bundle.mjs';
import { NPM_COPIES, npmCopy } from '../../build/npm-copy.mjs';
import type { Answered, Asked } from './electron-answers.ts';

export interface ElectronScript<Question, Answer> {
  /** Any number of questions may be under way. Rejects if the script throws, or has ended. */
  readonly ask: (question: Question) => Promise<Answer>;
  /** Ends the process, waits until it has ended, removes the bundle. */
  readonly stop: () => Promise<void>;
}

/**
 * Bundles a TypeScript file that calls `answerQuestions` and starts Electron with it. `before` is a
 * command to be put before Electron's, such as SmallNetwork's `inside`. Throws if Electron can't be had.
 */
export async function startElectron<Question, Answer>(
  entry: string,
  before: readonly string[] = [],
): Promise<ElectronScript<Question, Answer>> {
  const electron = path.join(npmCopy(NPM_COPIES.electron), 'bin/electron');
  const folder = mkdtempSync(path.join(tmpdir(), 'real-electron-'));
  await bundle({ script: entry }, folder);
  const [program, ...args] = [...before, electron, path.join(folder, 'script.js')] as const;
  const child = spawn(program, args, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  return {
    ask: asker(child, ended),
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

function asker<Question, Answer>(
  child: ChildProcess,
  ended: Promise<unknown>,
): ElectronScript<Question, Answer>['ask'] {
  const waiting = new Map<number, Waiting<Answer>>();
  const end = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('Electron has ended'));
    waiting.clear();
  };
  ended.then(end, end);
  child.on('message', (message) => {
    const answered = message as Answered<Answer>;
    const asking = waiting.get(answered.id);
    waiting.delete(answered.id);
    if ('error' in answered) asking?.reject(new Error(answered.error));
    else asking?.resolve(answered.answer);
  });
  let asked = 0;
  return (question) => {
    asked += 1;
    const message: Asked<Question> = { id: asked, question };
    return new Promise((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      child.send(message, (error) => {
        if (error) reject(error);
      });
    });
  };
}
