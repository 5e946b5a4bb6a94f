// main/migrate: what apply, undo and recovery are given.
// May import: shared, main/system, main/clients.
import type { Change } from '../../shared/model/plan.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { MailClient } from '../clients/client.ts';
import type { Files } from '../system/files.ts';

export type MigrateStep =
  'recover' | 'lock' | 'back-up' | 'write' | 'confirm' | 'retest' | 'take-back' | 'done';

/** Progress, for a face to show: the step that begins now. */
export interface MigrateEvent {
  readonly step: MigrateStep;
  /** The profile's id. */
  readonly profile: string;
  /** The file, or the server's id for `retest`; null where the step is about the whole profile. */
  readonly where: string | null;
}

export interface MigrateDeps {
  readonly files: Files;
  /** The state folder: backups and journals. */
  readonly state: string;
  readonly clients: readonly MailClient[];
  readonly now: () => Date;
  /** Whether the server of a change works, live, in the mode it was changed to. */
  readonly retest: (profile: Profile, change: Change) => Promise<boolean>;
  /** Must not throw. */
  readonly onEvent: (event: MigrateEvent) => void;
}

/** Throws ProblemError `internal` if no such mail program was given. */
export function clientOf(deps: MigrateDeps, profile: Profile): MailClient {
  const client = new Map(deps.clients.map((one) => [one.id, one])).get(profile.client);
  if (client) return client;
  const facts = { message: `no client ${profile.client}` };
  throw new ProblemError({ code: 'internal', where: profile.path, facts });
}

/** Throws ProblemError `busy` unless the mail program is surely closed. */
export function assertClosed(deps: MigrateDeps, profile: Profile): void {
  const { state, evidence } = clientOf(deps, profile).running(profile);
  if (state === 'closed') return;
  throw new ProblemError({ code: 'busy', where: profile.path, facts: { state, evidence } });
}
