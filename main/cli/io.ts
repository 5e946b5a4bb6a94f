// main/cli: the terminal behind one small interface, so that tests can be one.
// May import: node, and what is pure here.
import { createInterface } from 'node:readline';
import { wantedLanguages } from './language.ts';

export interface Io {
  /** Results. */
  out(text: string): void;
  /** Progress, questions and problems. */
  err(text: string): void;
  /** Asks on stderr and waits for a line; null at end of input. */
  ask(question: string): Promise<string | null>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** Width of the terminal in characters. */
  readonly columns: number;
  /** NO_COLOR (no-color.org): set and not empty means no colours. */
  readonly noColor: boolean;
  /** Tags of the languages to speak (BCP 47 or POSIX), the most wanted first. */
  readonly languages: readonly string[];
}

/**
 * Waits until all output is written, and tells whether it arrived: a disk that is full or a reader that
 * has gone must not end the process in the middle of its work.
 */
export function watchOutput(): () => Promise<boolean> {
  let arrived = true;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // `| head` has read all it wants: that is no failure.
      if (error.code !== 'EPIPE') arrived = false;
    });
  }
  return async () => {
    await Promise.all(
      [process.stdout, process.stderr].map(
        (stream) =>
          new Promise<void>((resolve) => {
            stream.write('', () => {
              resolve();
            });
          }),
      ),
    );
    return arrived;
  };
}

/** This process's own terminal. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    ask: askOn,
    outIsTerminal: stdout.isTTY,
    errIsTerminal: stderr.isTTY,
    inIsTerminal: stdin.isTTY,
    columns: widthOf(stdout),
    noColor: (env['NO_COLOR'] ?? '') !== '',
    languages: wantedLanguages(env, systemLanguage),
  };
}

/** The language of the operating system's user, as Node's ICU finds it out. */
function systemLanguage(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale;
}

/** Longer lines are hard to read; a terminal that does not know its width says 0. */
const WIDEST = 100;

function widthOf(stdout: { readonly columns?: number }): number {
  const { columns = 0 } = stdout;
  return columns > 0 ? Math.min(columns, WIDEST) : WIDEST;
}

function askOn(question: string): Promise<string | null> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    reader.once('close', () => {
      resolve(null);
    });
    reader.question(question, (answer) => {
      resolve(answer);
      reader.close();
    });
  });
}
