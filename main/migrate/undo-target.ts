// main/migrate: which run an undo is about.
// May import: shared, main/system, main/clients, node.
import type { Change } from '../../shared/model/plan.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { isWithin, standingChanges, tookEffect, type Runs } from './history.ts';
import type { Prepared, ProfileLog, RunLog } from './run-log.ts';
import type { RunFolder } from './state.ts';

export type UndoTarget =
  | { readonly kind: 'last' }
  | { readonly kind: 'run'; readonly run: string }
  /** The last run there; `folder` is a real path, of a profile or above. */
  | { readonly kind: 'folder'; readonly folder: string };

/** One profile of the chosen run. */
export interface UndoEntry {
  readonly profile: Profile;
  readonly prepared: Prepared;
  /** Those that still stand. */
  readonly changes: readonly Change[];
  readonly run: RunFolder;
}

/**
 * The run to take back; `nothing` if there is none or it is undone already; `cut-off` if the one
 * that was meant had been cut off, and recovery has just dealt with it: going on to an older run
 * would take back what nobody spoke of. `before` and `now`: the journals around that recovery.
 */
export function chooseRun(
  now: Runs,
  before: Runs,
  target: UndoTarget,
): { readonly run: RunFolder; readonly entries: readonly UndoEntry[] } | 'nothing' | 'cut-off' {
  const folder = target.kind === 'folder' ? target.folder : undefined;
  const isMeant = (log: RunLog) =>
    log.kind === 'apply' &&
    (target.kind !== 'run' || log.run.id === target.run) &&
    entriesWithin(log, folder).length > 0;

  const log = now.logs.findLast(
    (one) => isMeant(one) && entriesWithin(one, folder).some(tookEffect),
  );
  const cutOff = before.logs.findLast((one) => isMeant(one) && !one.finished);
  const unreadable = target.kind === 'run' ? undefined : now.damaged.at(-1)?.run.id;
  const newest = [cutOff?.run.id ?? '', unreadable ?? ''].sort().at(-1) ?? '';
  if (newest > (log?.run.id ?? '')) return 'cut-off';

  const entries = log ? standingEntries(log, now, folder) : [];
  return log && entries.length > 0 ? { run: log.run, entries } : 'nothing';
}

function entriesWithin(log: RunLog, folder: string | undefined): readonly ProfileLog[] {
  return log.profiles.filter(({ profile }) => folder === undefined || isWithin(profile, folder));
}

function standingEntries(log: RunLog, now: Runs, folder: string | undefined): readonly UndoEntry[] {
  return entriesWithin(log, folder).flatMap((entry) => {
    const changes = standingChanges(log, entry, now.logs);
    const { profile, prepared } = entry;
    return prepared && changes.length > 0 ? [{ profile, prepared, changes, run: log.run }] : [];
  });
}
