// main/migrate: a planned change against what stands in the files now, before anything is written.
// May import: shared, main/system, main/clients, node.
import type { Change } from '../../shared/model/plan.ts';
import { ProblemError, type Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { FileEdit, MailClient } from '../clients/client.ts';
import type { Files } from '../system/files.ts';
import { assertClosed, clientOf, type MigrateDeps } from './deps.ts';
import { problemErrorFrom, problemFrom } from './errors.ts';
import type { PlannedFile, Work } from './transaction.ts';
import { regularFile } from './write.ts';

/** What shall be done to one profile. */
export interface ProfileOrder {
  readonly profile: Profile;
  readonly changes: readonly Change[];
  /** From MailClient.planEdits. */
  readonly edits: readonly FileEdit[];
}

export type Look =
  | { readonly kind: 'ready'; readonly work: Work }
  | { readonly kind: 'as-wanted' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Reads every file of an order and computes its new bytes. `refused` with `busy`,
 * `changed-since-plan`, `prefs-not-regular`, `prefs-unreadable` or what the client says of the
 * file's content. Throws nothing, writes nothing.
 */
export function look(deps: MigrateDeps, order: ProfileOrder): Look {
  try {
    assertClosed(deps, order.profile);
    const client = clientOf(deps, order.profile);
    const files = order.edits.flatMap((edit) => lookAtFile(deps.files, client, edit));
    if (files.length === 0) return { kind: 'as-wanted' };
    return { kind: 'ready', work: { profile: order.profile, changes: order.changes, files } };
  } catch (error) {
    return { kind: 'refused', problem: problemFrom(error, order.profile.path) };
  }
}

/** The bytes of a regular file. Throws ProblemError as `regularFile`, or `prefs-unreadable`. */
export function readRegular(files: Files, file: string): Buffer {
  regularFile(files, file);
  try {
    return files.readFile(file);
  } catch (error) {
    const { facts } = problemErrorFrom(error, file).problem;
    throw new ProblemError({ code: 'prefs-unreadable', where: file, facts }, { cause: error });
  }
}

/** Nothing if every key already says what it shall. */
function lookAtFile(files: Files, client: MailClient, edit: FileEdit): readonly PlannedFile[] {
  const { file, keys } = edit;
  const before = readRegular(files, file);
  const tokens = client.readTokens(
    file,
    before,
    keys.map(({ key }) => key),
  );
  if (keys.every(({ to }, index) => tokens[index] === to)) return [];
  const differing = keys.find(({ from }, index) => tokens[index] !== from);
  if (differing) {
    const facts = { key: differing.key };
    throw new ProblemError({ code: 'changed-since-plan', where: file, facts });
  }
  return [{ file, keys, before, after: client.writeTokens(file, before, keys) }];
}
