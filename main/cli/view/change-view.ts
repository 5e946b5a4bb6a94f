// main/cli/view: what was changed or put back, as text. Pure. May import: shared, the types below.
import { format, formatCount, visible } from '../../../shared/messages/catalogue.ts';
import { describeProblem } from '../../../shared/messages/describe.ts';
import type { ChangeState, Change } from '../../../shared/model/plan.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { appliesOf } from '../../engine/past.ts';
import { mailServers, type ScannedProfile } from '../../engine/scan.ts';
import type { ApplyResult } from '../../migrate/apply-result.ts';
import type { RunSummary } from '../../migrate/history.ts';
import type { UndoResult } from '../../migrate/undo.ts';
import { indented, markOf, type Tone } from '../paint.ts';
import { shortPath, type ViewContext } from './context.ts';
import { serverLine } from './scan-view.ts';

const TONES: Readonly<Record<ChangeState, Tone>> = {
  planned: 'plain',
  applied: 'warn',
  verified: 'good',
  skipped: 'plain',
  failed: 'bad',
  undone: 'good',
};

/** What became of each change, where its backup is, and how to take it back. */
export function applyView(
  result: ApplyResult,
  { scan }: { readonly scan: { readonly profiles: readonly ScannedProfile[] } },
  context: ViewContext,
): string {
  const { locale, terminal } = context.texts;
  const changed = result.changes.filter(({ state }) => state === 'verified').length;
  const open = result.changes.length - changed;
  const folders = [...new Set(result.receipts.map(({ backup }) => backup))];
  return [
    ...result.changes.map((one) => changeRow(one, scan.profiles, context)),
    changed > 0 ? `${formatCount(locale, terminal.changed, changed)}\n` : '',
    open > 0 ? `${formatCount(locale, terminal.notChanged, open)}\n` : '',
    ...(context.quiet
      ? []
      : folders.map(
          (path) => `${format(terminal.backupAt, { path: shortPath(path, context) })}\n`,
        )),
    result.run !== null && changed > 0 ? `${format(terminal.undoWith, { run: result.run })}\n` : '',
  ].join('');
}

interface ChangeOutcome {
  readonly change: Change;
  readonly state: ChangeState;
  readonly problem: Problem | null;
}

function changeRow(
  { change, state, problem }: ChangeOutcome,
  profiles: readonly ScannedProfile[],
  context: ViewContext,
): string {
  const { texts, paint, columns } = context;
  const tone = TONES[state];
  const server = mailServers(profiles).find(({ id }) => id === change.server);
  const now = server && state === 'verified' ? { ...server, ...change.to } : server;
  const name = now ? serverLine(now, context) : visible(change.server);
  const reason = problem ? indented(describeProblem(texts, problem).summary, columns, '    ') : '';
  const became = format(texts.terminal.outcome, { server: name, state: texts.changeStates[state] });
  return `  ${paint.tone(tone, markOf(tone))} ${became}\n${reason}`;
}

/** `profiles`: as they are after the undo. */
export function undoView(
  result: UndoResult,
  profiles: readonly ScannedProfile[],
  context: ViewContext,
): string {
  const { locale, terminal } = context.texts;
  const undone = result.changes.filter(({ state }) => state === 'undone').length;
  return [
    ...result.changes.map((one) => changeRow(one, profiles, context)),
    undone > 0 ? `${formatCount(locale, terminal.undone, undone)}\n` : '',
  ].join('');
}

/** `undo --list`: every apply, the newest last. */
export function historyView(runs: readonly RunSummary[], { texts }: ViewContext): string {
  const { terminal } = texts;
  const applied = appliesOf(runs);
  if (applied.length === 0) return `${terminal.historyEmpty}\n`;
  return applied
    .map(({ run, changes, state }) => {
      const when = run.startedAt.replace('T', ' ').slice(0, 19);
      const facts = { run: run.id, when, count: changes, state: terminal.historyStates[state] };
      return `${format(terminal.historyRow, facts)}\n`;
    })
    .join('');
}
