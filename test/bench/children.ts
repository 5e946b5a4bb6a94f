// test/bench: work in a process of its own, so that neither its time nor its memory is counted with
// the measurement's. A child is this same program with another first argument. May import: node.
import { fork } from 'node:child_process';
import type { Serializable } from 'node:child_process';
import { once } from 'node:events';

export const CHILD_NAMES = ['server', 'prober'] as const;
export type ChildName = (typeof CHILD_NAMES)[number];

export interface Child {
  /** Sends a question, and waits for the one answer. Rejects if the child ends instead. */
  readonly ask: (question: Serializable) => Promise<unknown>;
  /** Lets it go, and waits until it has ended. */
  readonly stop: () => Promise<void>;
}

export function startChild(name: ChildName): Child {
  const [, program = ''] = process.argv;
  const child = fork(program, [name]);
  const ended = once(child, 'exit');
  const died = ended.then(() => Promise.reject(new Error(`the ${name} has ended`)));
  died.catch(() => undefined); // only of interest to who waits for an answer
  return {
    ask: async (question) => {
      const answer = once(child, 'message');
      child.send(question);
      const [value] = (await Promise.race([answer, died])) as unknown[];
      return value;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The child's side: answers one question after the other; it ends when its parent lets it go. */
export function answerParent(answer: (question: unknown) => Promise<Serializable>): void {
  process.on('message', (question) => {
    void answer(question).then((value) => process.send?.(value));
  });
  process.once('disconnect', () => process.exit(0));
}
