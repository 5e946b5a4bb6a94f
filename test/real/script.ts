// test/real: a script of ours that runs in a program with a Node inside and answers questions.
// May import: node, this folder, build/.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../../build/bundle.mjs';
import type { Answered, Asked } from './script-answers.ts';

export interface RunningScript<Question, Answer> {
  /** Any number of questions may be under way. Rejects if the script throws, or has ended. */
  readonly ask: (question: Question) => Promise<Answer>;
  /** Ends the process, waits until it has ended, removes the bundle. */
  readonly stop: () => Promise<void>;
}

/**
 * Bundles a TypeScript file that calls `answerQuestions` and runs it with this program. `before` is a
 * command to be put before it, such as SmallNetwork's `inside`.
 */
export async function startScript<Question, Answer>(
  entry: string,
  program: string,
  before: readonly string[] = [],
): Promise<RunningScript<Question, Answer>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'real-script-'));
  await bundle({ script: entry }, folder);
  const [command, ...args] = [...before, program, path.join(folder, 'script.js')] as const;
  const child = spawn(command, args, {
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
): RunningScript<Question, Answer>['ask'] {
  const waiting = new Map<number, Waiting<Answer>>();
  const end = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the script has ended'));
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
