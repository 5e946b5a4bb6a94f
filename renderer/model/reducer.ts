// renderer/model: how the state changes, one action at a time. Pure. May import: shared.
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
import { assertNever, type Problem } from '../../shared/model/problem.ts';
import { firstState, NOT_ASKED, type Page, type State } from './state.ts';

export type Action =
  | { readonly type: 'welcomed'; readonly welcome: Welcome; readonly texts: WindowTexts }
  | { readonly type: 'language-loaded'; readonly texts: WindowTexts }
  | { readonly type: 'went'; readonly page: Page }
  | { readonly type: 'goal-chosen'; readonly goal: Goal }
  | { readonly type: 'accounts-came'; readonly accounts: AccountsView }
  | { readonly type: 'account-ticked'; readonly id: string; readonly isTicked: boolean }
  | { readonly type: 'check-began' }
  | { readonly type: 'connection-came'; readonly connection: ConnectionView }
  | { readonly type: 'check-stopping' }
  | { readonly type: 'check-came'; readonly check: CheckView }
  | { readonly type: 'review-asked' }
  | { readonly type: 'review-came'; readonly review: ReviewView }
  | { readonly type: 'programs-came'; readonly programs: readonly ProgramState[] }
  | { readonly type: 'change-ticked'; readonly id: string; readonly isTicked: boolean }
  | { readonly type: 'apply-began' }
  | { readonly type: 'result-came'; readonly result: ResultView; readonly at: Date }
  | { readonly type: 'history-came'; readonly entries: readonly HistoryEntry[] }
  | { readonly type: 'undo-began'; readonly run: string }
  | { readonly type: 'undo-came'; readonly run: string; readonly outcome: UndoView }
  | { readonly type: 'problem-came'; readonly problem: Problem };

/** An answer that comes when its page has been left changes what is known, never the page. */
export function reduce(state: State, action: Action): State {
  const { page } = state;
  switch (action.type) {
    case 'welcomed':
      return firstState(action.welcome, action.texts);
    case 'language-loaded':
      return { ...state, texts: action.texts };
    case 'went':
      return { ...state, page: action.page };
    case 'goal-chosen':
      return { ...state, goal: action.goal, page: { name: 'accounts', isLooking: true } };
    case 'accounts-came':
      return withAccounts(state, action.accounts);
    case 'account-ticked':
      return { ...state, chosen: toggled(state.chosen, action.id, action.isTicked) };
    case 'check-began':
      return {
        ...state,
        page: { name: 'check', phase: 'running' },
        connections: [],
        check: null,
        review: null,
      };
    case 'connection-came':
      return isCheckOpen(page) ? withConnection(state, action.connection) : state;
    case 'check-stopping':
      return isCheckOpen(page) ? { ...state, page: { name: 'check', phase: 'stopping' } } : state;
    case 'check-came':
      return withCheck(state, action.check);
    case 'review-asked':
      return {
        ...state,
        review: null,
        ticked: new Set(),
        page: { name: 'review', isApplying: false, problem: null },
      };
    case 'review-came':
      return { ...state, review: action.review, programs: action.review.programs };
    case 'programs-came':
      return { ...state, programs: action.programs };
    case 'change-ticked':
      return { ...state, ticked: toggled(state.ticked, action.id, action.isTicked) };
    case 'apply-began':
      return { ...state, page: { name: 'review', isApplying: true, problem: null } };
    case 'result-came': {
      const { result, at } = action;
      return {
        ...state,
        page: { name: 'result', result, at, undoing: NOT_ASKED, problem: null },
      };
    }
    case 'history-came':
      return page.name === 'history'
        ? { ...state, page: { ...page, entries: action.entries } }
        : state;
    case 'undo-began':
      return withUndoing(state, { kind: 'under-way', run: action.run });
    case 'undo-came':
      return withUndoing(state, { kind: 'over', run: action.run, outcome: action.outcome });
    case 'problem-came':
      return withProblem(state, action.problem);
    default:
      return assertNever(action);
  }
}

function isCheckOpen(page: Page): boolean {
  return page.name === 'check' && page.phase !== 'over';
}

function withAccounts(state: State, accounts: AccountsView): State {
  // What the user has said of an account stays, when a folder is added to the places.
  const known = new Set(state.accounts?.accounts.map(({ id }) => id));
  const chosen = accounts.accounts.filter(
    (one) => one.state === 'open' && (known.has(one.id) ? state.chosen.has(one.id) : one.chosen),
  );
  return {
    ...state,
    accounts,
    chosen: new Set(chosen.map(({ id }) => id)),
    page: state.page.name === 'accounts' ? { name: 'accounts', isLooking: false } : state.page,
  };
}

function withConnection(state: State, connection: ConnectionView): State {
  const isKnown = state.connections.some(({ id }) => id === connection.id);
  const connections = isKnown
    ? state.connections.map((one) => (one.id === connection.id ? connection : one))
    : [...state.connections, connection];
  return { ...state, connections };
}

function withCheck(state: State, check: CheckView): State {
  const answered = check.connections.reduce(withConnection, state);
  return {
    ...answered,
    check,
    page: isCheckOpen(state.page) ? { name: 'check', phase: 'over' } : state.page,
  };
}

function withUndoing(state: State, undoing: Extract<Page, { name: 'result' }>['undoing']): State {
  const { page } = state;
  if (page.name !== 'result' && page.name !== 'history') return state;
  return { ...state, page: { ...page, undoing, problem: null } };
}

/** On a page that has a place for it; else on a page of its own. */
function withProblem(state: State, problem: Problem): State {
  const { page } = state;
  switch (page.name) {
    case 'review':
      // Without the changes themselves there is nothing to show the problem beside.
      if (state.review === null) break;
      return { ...state, page: { ...page, isApplying: false, problem } };
    case 'result':
      return { ...state, page: { ...page, undoing: NOT_ASKED, problem } };
    case 'history':
      if (page.entries === null) break;
      return { ...state, page: { ...page, undoing: NOT_ASKED, problem } };
    case 'start':
    case 'accounts':
    case 'check':
    case 'findings':
    case 'trouble':
    case 'problem':
      break;
    default:
      assertNever(page);
  }
  return { ...state, page: { name: 'problem', problem } };
}

function toggled(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}
