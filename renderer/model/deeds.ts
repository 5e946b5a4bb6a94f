// renderer/model: what each act of the user asks of the main process, and what becomes of the answer.
// May import: shared, the rest of renderer/model.
import type {
  Answers,
  Bridge,
  Channel,
  Goal,
  Language,
  Outcome,
  RequestOf,
} from '../../shared/contract.ts';
import { windowTextsFor } from '../../shared/messages/window-languages.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Action } from './reducer.ts';
import { NOT_ASKED, type State } from './state.ts';
import { idsToCheck } from './words.ts';

export interface Deeds {
  readonly setLanguage: (language: Language) => void;
  readonly start: () => void;
  readonly chooseGoal: (goal: Goal) => void;
  readonly chooseFolder: () => void;
  readonly backToAccounts: () => void;
  readonly check: () => void;
  readonly stopCheck: () => void;
  readonly review: () => void;
  /** Whether the programs are closed by now; also comes by itself. */
  readonly lookAgain: () => void;
  readonly apply: (changes: readonly string[]) => void;
  readonly history: () => void;
  readonly undo: (run: string, despite: readonly string[]) => void;
  readonly copyReport: () => Promise<Reported>;
  readonly saveReport: () => Promise<Reported>;
}

/** What became of a report: `declined` if the user chose no place for it. */
export type Reported = 'done' | 'declined' | Problem;

/** @param getState the state at the moment of the act */
export function deedsOf(
  bridge: Bridge,
  dispatch: (action: Action) => void,
  getState: () => State,
): Deeds {
  /** A border that breaks is a problem like any other. */
  async function answerOf<C extends Channel>(
    channel: C,
    request: RequestOf<C>,
  ): Promise<Outcome<Answers[C]>> {
    try {
      return await bridge.ask(channel, request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, problem: { code: 'internal', where: null, facts: { message } } };
    }
  }

  async function ask<C extends Channel>(
    channel: C,
    request: RequestOf<C>,
  ): Promise<Answers[C] | undefined> {
    const outcome = await answerOf(channel, request);
    if (outcome.ok) return outcome.value;
    dispatch({ type: 'problem-came', problem: outcome.problem });
    return undefined;
  }

  async function findAccounts(goal: Goal): Promise<void> {
    dispatch({ type: 'goal-chosen', goal });
    const accounts = await ask('findAccounts', { goal });
    if (accounts) dispatch({ type: 'accounts-came', accounts });
  }

  async function runCheck(): Promise<void> {
    const accounts = [...idsToCheck(getState())];
    dispatch({ type: 'check-began' });
    const check = await ask('check', { accounts });
    if (check) dispatch({ type: 'check-came', check });
  }

  async function undo(run: string, despite: readonly string[]): Promise<void> {
    dispatch({ type: 'undo-began', run });
    const outcome = await ask('undo', { run, despite: [...despite] });
    if (!outcome) return;
    dispatch({ type: 'undo-came', run, outcome });
    if (getState().page.name === 'history') await listHistory();
  }

  async function listHistory(): Promise<void> {
    const entries = await ask('history', null);
    if (entries) dispatch({ type: 'history-came', entries });
  }

  async function askReview(): Promise<void> {
    const review = await ask('review', null);
    if (review) dispatch({ type: 'review-came', review });
  }

  return {
    setLanguage: (language) => {
      void Promise.all([windowTextsFor(language), ask('setLanguage', language)]).then(([texts]) => {
        dispatch({ type: 'language-loaded', texts });
      });
    },
    start: () => {
      void ask('welcome', null).then((welcome) => {
        const { texts } = getState();
        if (welcome) dispatch({ type: 'welcomed', welcome, texts });
      });
    },
    chooseGoal: (goal) => void findAccounts(goal),
    chooseFolder: () => {
      void ask('chooseFolder', null).then((accounts) => {
        if (accounts) dispatch({ type: 'accounts-came', accounts });
      });
    },
    backToAccounts: () => {
      const { accounts, goal } = getState();
      if (accounts === null) void findAccounts(goal);
      else dispatch({ type: 'went', page: { name: 'accounts', isLooking: false } });
    },
    check: () => void runCheck(),
    stopCheck: () => {
      dispatch({ type: 'check-stopping' });
      void ask('stopCheck', null);
    },
    review: () => {
      dispatch({ type: 'review-asked' });
      void askReview();
    },
    lookAgain: () => void askReview(),
    apply: (changes) => {
      dispatch({ type: 'apply-began' });
      void ask('apply', { changes: [...changes] }).then((result) => {
        if (result) dispatch({ type: 'result-came', result, at: new Date() });
      });
    },
    history: () => {
      dispatch({
        type: 'went',
        page: { name: 'history', entries: null, undoing: NOT_ASKED, problem: null },
      });
      void listHistory();
    },
    undo: (run, despite) => void undo(run, despite),
    copyReport: async () => {
      const outcome = await answerOf('copyReport', null);
      return outcome.ok ? 'done' : outcome.problem;
    },
    saveReport: async () => {
      const outcome = await answerOf('saveReport', null);
      if (!outcome.ok) return outcome.problem;
      return outcome.value ? 'done' : 'declined';
    },
  };
}
