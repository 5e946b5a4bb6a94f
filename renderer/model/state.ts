// renderer/model: everything the window knows, as one value. May import: shared.
import type {
  AccountsView,
  CheckView,
  ConnectionView,
  Goal,
  HistoryEntry,
  ProgramState,
  ResultView,
  ReviewView,
  UndoView,
  Welcome,
} from '../../shared/contract.ts';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import type { Problem } from '../../shared/model/problem.ts';

/** How far an undo has come, on the result page and in the history. */
export type Undoing =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'under-way'; readonly run: string }
  | { readonly kind: 'over'; readonly run: string; readonly outcome: UndoView };

export const NOT_ASKED: Undoing = { kind: 'not-asked' };

/** What is on the page, and what only this page needs to know. */
export type Page =
  | { readonly name: 'start' }
  | { readonly name: 'accounts'; readonly isLooking: boolean }
  | { readonly name: 'check'; readonly phase: 'running' | 'stopping' | 'over' }
  /** What the check came to, where nothing is to be changed. */
  | { readonly name: 'findings' }
  | { readonly name: 'review'; readonly isApplying: boolean; readonly problem: Problem | null }
  | {
      readonly name: 'result';
      readonly result: ResultView;
      /** When the answer came. */
      readonly at: Date;
      readonly undoing: Undoing;
      readonly problem: Problem | null;
    }
  | { readonly name: 'trouble'; readonly connection: ConnectionView; readonly from: Page }
  | {
      readonly name: 'history';
      readonly entries: readonly HistoryEntry[] | null;
      readonly undoing: Undoing;
      readonly problem: Problem | null;
    }
  /** A question to the main process came to nothing, and there is no other page to say so. */
  | { readonly name: 'problem'; readonly problem: Problem };

export interface State {
  readonly page: Page;
  readonly texts: WindowTexts;
  readonly welcome: Welcome;
  readonly goal: Goal;
  readonly accounts: AccountsView | null;
  /** Ids of the accounts that are ticked. */
  readonly chosen: ReadonlySet<string>;
  /** In the order in which they were first heard of, so that no card moves. */
  readonly connections: readonly ConnectionView[];
  readonly check: CheckView | null;
  readonly review: ReviewView | null;
  /** Ids of the optional changes that are ticked. */
  readonly ticked: ReadonlySet<string>;
  readonly programs: readonly ProgramState[];
}

export function firstState(welcome: Welcome, texts: WindowTexts): State {
  return {
    page: { name: 'start' },
    texts,
    welcome,
    goal: welcome.goals[0] ?? 'just-check',
    accounts: null,
    chosen: new Set(),
    connections: [],
    check: null,
    review: null,
    ticked: new Set(),
    programs: [],
  };
}
