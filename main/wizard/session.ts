// main/wizard: the session behind the window: one handler for each channel of the contract. No
// Electron here: the desktop comes through an interface, and events go out through a function.
// May import: shared, the engine and below, this folder.
import type {
  Answers,
  Channel,
  EventName,
  Events,
  Language,
  Outcome,
  RequestOf,
} from '../../shared/contract.ts';
import { languageOf } from '../../shared/messages/languages.ts';
import { ProblemError, type Problem } from '../../shared/model/problem.ts';
import type { World } from '../engine/world.ts';
import { contextOf } from './context.ts';
import type { Desktop } from './desktop.ts';
import { readPolicy } from './policy.ts';
import { Steps } from './steps.ts';

export interface SessionOptions {
  readonly world: World;
  readonly desktop: Desktop;
  /** The path of the policy file, or null if there is none. */
  readonly policy: string | null;
  /** The system's language, as BCP 47 or as a POSIX locale. */
  readonly locale: string;
  readonly onEvent: <E extends EventName>(event: E, value: Events[E]) => void;
  readonly version: string;
  /** True in the throw-away world. */
  readonly isDemo: boolean;
}

export type Handlers = {
  readonly [C in Channel]: (request: RequestOf<C>) => Promise<Outcome<Answers[C]>>;
};

export interface Session {
  /** They take requests that fit their schemas, and never throw. */
  readonly handlers: Handlers;
  /** Nothing is tested, watched or told any more. A change that has begun is brought to its end. */
  readonly close: () => Promise<void>;
}

export function createSession(options: SessionOptions): Session {
  const { world, desktop, locale, onEvent, version, isDemo } = options;
  const { policy, problems } = readPolicy(world.files, options.policy);
  const context = contextOf(world, policy, onEvent);
  const language: Language = languageOf(locale) ?? 'en';
  const steps = new Steps(context, desktop, { version, isDemo, language, problems });

  async function answer<T>(act: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return { ok: true, value: await act() };
    } catch (error) {
      return { ok: false, problem: context.shown(problemOf(error)) };
    }
  }

  const handlers: Handlers = {
    welcome: () => answer(() => steps.welcome()),
    setLanguage: (chosen) => answer(() => steps.setLanguage(chosen)),
    findAccounts: () => answer(() => steps.findAccounts()),
    chooseFolder: () => answer(() => steps.chooseFolder()),
    check: ({ accounts }) => answer(() => steps.check(accounts)),
    stopCheck: () => answer(() => steps.stopCheck()),
    review: () => answer(() => steps.review()),
    apply: ({ changes }) => answer(() => steps.apply(changes)),
    history: () => answer(() => steps.history()),
    undo: ({ run, despite }) => answer(() => steps.undo(run, despite)),
    copyReport: () => answer(() => steps.copyReport()),
    saveReport: () => answer(() => steps.saveReport()),
  };
  return { handlers, close: () => steps.close() };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal', where: null, facts: { message } };
}
