// main/migrate: what a journal can say. Enough to finish, take back or undo a run from any point.
// May import: shared, main/clients (types).
import type { Change } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { KeyEdit } from '../clients/client.ts';

export const JOURNAL_VERSION = 1;

export type RunKind = 'apply' | 'undo';

/** One file of one profile: everything needed to tell on which side of the write it stands. */
export interface JournalFile {
  /** Absolute path. */
  readonly file: string;
  /** Absolute path of the temporary file, in the same folder. */
  readonly temp: string;
  /** The backup's name in the run's `backups` folder. */
  readonly backup: string;
  readonly sha256Before: string;
  readonly sha256After: string;
  /** What this run turns from what into what; for an undo, from the applied to the restored. */
  readonly keys: readonly KeyEdit[];
}

/** How a run ended for one profile. */
export const OUTCOMES = [
  'verified', // apply: written and seen to work
  'undone', // undo: restored
  'taken-back', // written, and the bytes from before put back
  'nothing-written', // stopped before the first write
  'left', // cut off, and changed by somebody else since: as they left it
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Each is flushed before the step it announces. */
export type JournalRecord =
  | {
      readonly type: 'begin';
      readonly run: string;
      readonly kind: RunKind;
      /** The run that an undo takes back. */
      readonly of: string | null;
      readonly profiles: readonly Profile[];
    }
  /** Before the backups are made: what will be written, and every name used for it. */
  | {
      readonly type: 'prepared';
      readonly profile: string;
      readonly changes: readonly Change[];
      readonly files: readonly JournalFile[];
    }
  /** All backups of the profile are on the disk. */
  | { readonly type: 'backed-up'; readonly profile: string }
  /** The next step replaces this file. */
  | { readonly type: 'writing'; readonly profile: string; readonly file: string }
  /** The new settings work: from here on the run is only to be tidied up. */
  | { readonly type: 'verified'; readonly profile: string }
  /** The next steps put the backups back. */
  | { readonly type: 'taking-back'; readonly profile: string; readonly problem: Problem }
  | {
      readonly type: 'done';
      readonly profile: string;
      readonly outcome: Outcome;
      /** Ids of the changes that the outcome holds for. */
      readonly changes: readonly string[];
      readonly problem: Problem | null;
    }
  | { readonly type: 'finish' };

/** A record as it was read, with its time (ISO 8601). */
export type DatedRecord = JournalRecord & { readonly at: string };
