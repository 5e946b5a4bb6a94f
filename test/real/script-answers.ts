// test/real: the other end of script.ts, for the scripts that run there. May import: nothing.

/** What crosses the channel: JSON. */
export interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
}

export type Answered<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: string };

/** To be called once by the script. Questions and answers are JSON. */
export function answerQuestions(answer: (question: never) => unknown): void {
  process.on('message', (message) => {
    const { id, question } = message as Asked<never>;
    const reply = (answered: Answered<unknown>): void => {
      process.send?.(answered);
    };
    Promise.resolve(question)
      .then(answer)
      .then(
        (given) => {
          reply({ id, answer: given });
        },
        (error: unknown) => {
          reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
        },
      );
  });
}
