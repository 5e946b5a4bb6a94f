// main/migrate: after a write, whether the mail program will really use the new settings, and
// whether the server works in them.
// May import: shared, main/clients.
import type { Change } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { ConfiguredServer } from '../../shared/model/server.ts';
import { clientOf, type MigrateDeps } from './deps.ts';
import { problemFrom } from './errors.ts';

/** The problem of each change that did not work, by the change's id. */
export type Unconfirmed = ReadonlyMap<string, Problem>;

/**
 * Reads the profile as the mail program will, then tests each changed server live. Empty if all is
 * well; else `not-effective` or `retest-failed` for each change concerned. Throws nothing.
 */
export async function confirmChanges(
  deps: MigrateDeps,
  profile: Profile,
  changes: readonly Change[],
): Promise<Unconfirmed> {
  const ineffective = findIneffective(deps, profile, changes);
  return ineffective.size > 0 ? ineffective : await retestAll(deps, profile, changes);
}

function findIneffective(
  deps: MigrateDeps,
  profile: Profile,
  changes: readonly Change[],
): Unconfirmed {
  try {
    deps.onEvent({ step: 'confirm', profile: profile.id, where: null });
    const client = clientOf(deps, profile);
    // Whether user.js may be edited plays no part in which values win.
    const { servers } = client.read(profile, { includeUserJs: true });
    return problemsOf(changes, (change) => effectiveProblem(change, servers));
  } catch (error) {
    return problemsOf(changes, () => problemFrom(error, profile.path));
  }
}

function effectiveProblem(
  change: Change,
  servers: readonly ConfiguredServer[],
): Problem | undefined {
  const server = servers.find(({ id }) => id === change.server);
  if (server?.kind === 'mail' && server.port === change.to.port && server.tls === change.to.tls) {
    return undefined;
  }
  const facts = server?.kind === 'mail' ? { port: server.port, tls: server.tls } : {};
  return { code: 'not-effective', where: change.server, facts };
}

async function retestAll(
  deps: MigrateDeps,
  profile: Profile,
  changes: readonly Change[],
): Promise<Unconfirmed> {
  const results = await Promise.all(
    changes.map(async (change) => [change.id, await retestProblem(deps, profile, change)] as const),
  );
  const problems = new Map(results);
  return problemsOf(changes, ({ id }) => problems.get(id));
}

async function retestProblem(
  deps: MigrateDeps,
  profile: Profile,
  change: Change,
): Promise<Problem | undefined> {
  const failed: Problem = { code: 'retest-failed', where: change.server, facts: {} };
  try {
    deps.onEvent({ step: 'retest', profile: profile.id, where: change.server });
    return (await deps.retest(profile, change)) ? undefined : failed;
  } catch (error) {
    return { ...failed, facts: { message: String(error) } };
  }
}

function problemsOf(
  changes: readonly Change[],
  problemOf: (change: Change) => Problem | undefined,
): Unconfirmed {
  return new Map(
    changes.flatMap((change) => {
      const problem = problemOf(change);
      return problem ? [[change.id, problem] as const] : [];
    }),
  );
}
