// main/wizard: the live test of the servers of some accounts.
// May import: shared, the engine and below, this folder.
import type { CheckView, ConnectionView } from '../../shared/contract.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { PlannedChange } from '../diagnose/plan.ts';
import { anchorsOf, casesOf } from '../engine/cases.ts';
import { problemsOf, prospectOf, type Prospect } from '../engine/prospect.ts';
import { allowsHost, type Scan } from '../engine/scan.ts';
import { survey } from '../engine/survey.ts';
import type { Account } from './accounts.ts';
import { Board } from './board.ts';
import { connectionsOf } from './connections.ts';
import { READ, type Context } from './context.ts';

/** A test that is over. */
export interface Checked {
  readonly accounts: readonly Account[];
  readonly prospect: Prospect;
  readonly connections: readonly ConnectionView[];
  /** By the server's id. */
  readonly viewOf: ReadonlyMap<string, ConnectionView>;
  readonly wasStopped: boolean;
  readonly problems: readonly Problem[];
}

/** Tests the servers of these accounts; each connection is shown whenever it has news. */
export async function check(
  context: Context,
  scan: Scan,
  accounts: readonly Account[],
  signal: AbortSignal,
): Promise<Checked> {
  const { world, policy } = context;
  const all = withServersOf(scan, accounts);
  const chosen = all.filter(({ profile }) => world.files.facts(profile.path) !== undefined);
  const cases = casesOf(chosen, world.roots, (host) => allowsHost(policy.hosts, host));
  const board = new Board(context, connectionsOf(cases, accounts, chosen));
  const { onProgress, onLooked, onVerdict } = board;
  const seen = await survey(world, cases, anchorsOf(world.roots, chosen), {
    signal,
    checkInjection: false,
    suggest: (host) => allowsHost(policy.hosts, host),
    ...{ onProgress, onLooked, onVerdict },
  });
  board.conclude(seen);
  const prospect = prospectOf(world, { ...scan, profiles: chosen }, seen, {
    harden: false,
    read: READ,
  });
  const missing = all
    .filter((one) => !chosen.includes(one))
    .map(({ profile }): Problem => ({ code: 'profile-missing', where: profile.path, facts: {} }));
  return {
    accounts,
    prospect,
    connections: board.views(),
    viewOf: new Map(
      cases.flatMap((item) => {
        const view = board.viewFor(item);
        return item.server && view ? [[item.server.id, view]] : [];
      }),
    ),
    wasStopped: signal.aborted,
    problems: [...missing, ...problemsOf({ ...prospect, scan: { ...scan, problems: [] } })],
  };
}

/** The profiles of some accounts, with the servers of these accounts alone. */
function withServersOf(scan: Scan, accounts: readonly Account[]): Scan['profiles'] {
  const wanted = new Set(accounts.flatMap(({ servers }) => servers.map(({ id }) => id)));
  return scan.profiles.flatMap((one) => {
    const servers = one.servers.filter(({ id }) => wanted.has(id));
    return servers.length > 0 ? [{ ...one, servers }] : [];
  });
}

/** The changes that a review shows: all that are right, but for hardening where policy hides it. */
export function changesIn({ prospect }: Checked, { policy }: Context): readonly PlannedChange[] {
  const mayHarden = !policy.hidden.includes('hardening');
  return prospect.planned.filter(({ change }) => mayHarden || !change.optional);
}

export function checkView(context: Context, checked: Checked): CheckView {
  const { connections, wasStopped, problems } = checked;
  return {
    connections,
    wasStopped,
    changes: changesIn(checked, context).length,
    problems: context.shown(problems),
  };
}
