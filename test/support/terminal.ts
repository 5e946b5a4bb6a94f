// test/support: a terminal that a test reads and answers at, and command lines run at it.
// May import: main, shared, vitest.
import { expect, onTestFinished } from 'vitest';
import type { Io } from '../../main/cli/io.ts';
import { run, type RunDeps } from '../../main/cli/run.ts';
import { demoWorld, type DemoWorld } from '../../main/demo/world.ts';
import type { World } from '../../main/engine/world.ts';
import type { Language } from '../../shared/messages/languages.ts';
import type { Document } from '../../shared/model/document.ts';
import { validDocument } from './schema.ts';

export interface Terminal extends Io {
  /** All that was written to stdout and stderr so far. */
  readonly written: { out: string; err: string };
  /** The questions that were asked. */
  readonly questions: readonly string[];
}

export interface TerminalOptions {
  /** Given to the questions in this order; then the input is at its end. */
  readonly answers?: readonly (string | (() => string))[];
  /** Somebody sits at it: input, output and error are terminals. */
  readonly interactive?: boolean;
  readonly noColor?: boolean;
  /** English, unless a test is about another. */
  readonly language?: Language;
}

export function terminal(options: TerminalOptions = {}): Terminal {
  const { answers = [], interactive = false, noColor = false, language = 'en' } = options;
  const written = { out: '', err: '' };
  const questions: string[] = [];
  return {
    written,
    questions,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    ask: (question) => {
      const answer = answers[questions.length];
      questions.push(question);
      return Promise.resolve(typeof answer === 'function' ? answer() : (answer ?? null));
    },
    outIsTerminal: interactive,
    errIsTerminal: interactive,
    inIsTerminal: interactive,
    columns: 100,
    noColor,
    languages: [language],
  };
}

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  readonly questions: readonly string[];
  /** What was printed with --json; throws if that is not one valid document. */
  readonly document: () => Document;
}

export interface RunOptions extends TerminalOptions {
  readonly signal?: AbortSignal;
  /** The terminal it runs at, for a test that reads along. */
  readonly io?: Terminal;
}

/** A value of a text that nobody gave. */
const FORGOTTEN = /\{[a-zA-Z]+\}/;

/** Runs one command line in a world, as the process would; no text may come out unfinished. */
export async function runIn(
  world: World,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { io = terminal(options) } = options;
  const deps: RunDeps = {
    version: '1.2.3',
    signal: options.signal ?? new AbortController().signal,
    realWorld: () => Promise.resolve(world),
    demoWorld,
  };
  const exitCode = await run(argv, io, deps);
  const { out, err } = io.written;
  for (const text of [out, err]) expect(text).not.toMatch(FORGOTTEN);
  return { exitCode, out, err, questions: io.questions, document: () => validDocument(out) };
}

/** Nobody has to see the demo's blackhole swallow anything for more than a moment. */
const CONNECT_MS = 250;

/** The demo's world, kept until the test is over. */
export async function temporaryDemo(): Promise<DemoWorld> {
  const demo = await demoWorld();
  onTestFinished(() => demo.close());
  const timeouts = { ...demo.world.timeouts, connectMs: CONNECT_MS };
  return { ...demo, world: { ...demo.world, timeouts } };
}
