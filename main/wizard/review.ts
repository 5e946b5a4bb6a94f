// main/wizard: what would change for the accounts that were checked.
// May import: shared, the engine and below, this folder.
import path from 'node:path';
import type { ChangeView, ReviewView } from '../../shared/contract.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import type { MailServer } from '../../shared/model/server.ts';
import type { PlannedChange } from '../diagnose/plan.ts';
import type { Surveyed } from '../engine/survey.ts';
import { serverView } from './accounts.ts';
import { changesIn, type Checked } from './check.ts';
import type { Context } from './context.ts';
import type { ProgramWatch } from './programs.ts';

/** `made`: changes that were applied since the check, by their ids; they are not shown again. */
export function reviewView(
  context: Context,
  checked: Checked,
  made: ReadonlySet<string>,
  watch: ProgramWatch,
): ReviewView {
  const { world, shown, named } = context;
  const planned = changesIn(checked, context).filter(({ change }) => !made.has(change.id));
  named.changes.forget();
  return {
    changes: planned.map((one) => changeView(context, checked, one)),
    others: othersIn(checked),
    backup: shown(path.join(world.environment.state, 'runs')),
    programs: watch.start(profilesOf(checked, planned)),
  };
}

/** Connections that no setting can mend. */
function othersIn({ connections, prospect, viewOf }: Checked): ReviewView['others'] {
  const stuck = prospect.survey.results
    .filter(({ verdict }) => verdict.plan === 'ask-a-person')
    .flatMap(({ item }) => viewOf.get(item.server?.id ?? '') ?? []);
  return connections.filter((view) => view.state !== 'stopped' && stuck.includes(view));
}

export function changeView(context: Context, checked: Checked, planned: PlannedChange): ChangeView {
  const { change } = planned;
  const { server, verdict } = surveyedServer(checked, change.server);
  const users = checked.accounts.filter(({ servers }) =>
    servers.some(({ id }) => id === server.id),
  );
  return {
    id: context.named.changes.put(change.id, planned),
    server: serverView(context, server),
    accounts: users.map(({ title }) => title),
    from: change.from,
    to: change.to,
    diagnosis: verdict.diagnosis,
    optional: change.optional,
    lock: context.shown(server.lockedBy),
  };
}

/** A server of the check with its verdict. Throws ProblemError `unknown-id`. */
export function surveyedServer(
  { prospect }: Checked,
  id: string,
): { readonly server: MailServer; readonly verdict: Surveyed['verdict'] } {
  const found = prospect.survey.results.find(({ item }) => item.server?.id === id);
  if (!found?.item.server) {
    throw new ProblemError({ code: 'unknown-id', where: null, facts: {} });
  }
  return { server: found.item.server, verdict: found.verdict };
}

/** The profiles in which some changes would be made. */
export function profilesOf(
  { prospect }: Checked,
  planned: readonly PlannedChange[],
): readonly Profile[] {
  const servers = new Set(
    planned.filter(({ heldBack }) => heldBack !== 'locked').map(({ change }) => change.server),
  );
  return prospect.scan.profiles
    .filter((one) => one.servers.some(({ id }) => servers.has(id)))
    .map(({ profile }) => profile);
}
