// main/engine: apply and undo: migrate is given the clients, the wire for the re-test, and the words
// of the plan. May import: all rooms but the faces.
import type { Change } from '../../shared/model/plan.ts';
import { ProblemError, type Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { FileEdit, MailClient, ReadOptions } from '../clients/client.ts';
import { apply } from '../migrate/apply.ts';
import type { ApplyResult } from '../migrate/apply-result.ts';
import type { MigrateDeps, MigrateEvent } from '../migrate/deps.ts';
import type { ProfileOrder } from '../migrate/look.ts';
import { anchorsOf, casesOf } from './cases.ts';
import { mailServers, readProfile, type ScannedProfile } from './scan.ts';
import { survey, type Survey } from './survey.ts';
import type { World } from './world.ts';

export interface ChangeOptions {
  readonly read: ReadOptions;
  readonly signal: AbortSignal;
  readonly onEvent: (event: MigrateEvent) => void;
  /** What was seen of a changed server when it was tested again. */
  readonly onRetested?: (change: Change, survey: Survey) => void;
}

/** What each change would write, so that a face can say where. */
export interface Draft {
  readonly orders: readonly ProfileOrder[];
  /** Changes that the mail program could not turn into edits, by their id. */
  readonly refused: ReadonlyMap<string, Problem>;
}

const NO_DRAFT: Draft = { orders: [], refused: new Map() };

/** Turns changes into edits of files, profile by profile. Reads, writes nothing, throws nothing. */
export function draftChanges(
  world: World,
  profiles: readonly ScannedProfile[],
  changes: readonly Change[],
  read: ReadOptions,
): Draft {
  const refused = new Map<string, Problem>();
  const orders = profiles.flatMap(({ profile, servers }) => {
    const own = changes.filter(({ server }) => servers.some(({ id }) => id === server));
    if (own.length === 0) return [];
    const edits = editsOf(clientFor(world, profile), profile, own, read);
    if (edits.ok) return [{ profile, changes: own, edits: edits.value }];
    for (const { id } of own) refused.set(id, edits.problem);
    return [];
  });
  return { orders, refused };
}

type Edits =
  | { readonly ok: true; readonly value: readonly FileEdit[] }
  | { readonly ok: false; readonly problem: Problem };

function editsOf(
  client: MailClient,
  profile: Profile,
  changes: readonly Change[],
  read: ReadOptions,
): Edits {
  try {
    return { ok: true, value: client.planEdits(profile, changes, read) };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The mail program that a profile belongs to. */
export function clientFor(world: World, profile: Profile): MailClient {
  const client = new Map(world.clients.map((one) => [one.id, one])).get(profile.client);
  if (!client) throw new Error(`no client ${profile.client}`);
  return client;
}

/** Writes the drafted changes, each proven live afterwards; also repairs what earlier runs left. */
export async function applyChanges(
  world: World,
  draft: Draft,
  options: ChangeOptions,
): Promise<ApplyResult> {
  return apply({ profiles: draft.orders }, migrateDeps(world, options));
}

/** Repairs what runs that were cut off left half done, and says what became of each. */
export async function recover(world: World, options: ChangeOptions): Promise<readonly Problem[]> {
  const { recovery } = await applyChanges(world, NO_DRAFT, options);
  return recovery;
}

/** What migrate needs of the world, for apply, undo and history. */
export function migrateDeps(world: World, options: ChangeOptions): MigrateDeps {
  const retests: Retests = new Map();
  return {
    files: world.files,
    state: world.environment.state,
    clients: world.clients,
    now: world.now,
    retest: (profile, change) => retest(world, profile, change, { ...options, retests }),
    onEvent: options.onEvent,
  };
}

/** The tests after the writes of one run: servers that are set alike are tested together, once. */
type Retests = Map<string, Promise<Survey>>;

/**
 * Whether the server of a change works as its profile says now. The profile is read again: what
 * counts is what the mail program will do, not what was planned.
 */
async function retest(
  world: World,
  profile: Profile,
  change: Change,
  options: ChangeOptions & { readonly retests: Retests },
): Promise<boolean> {
  const { server: id, to } = change;
  const { read, retests, onRetested } = options;
  const scanned = readProfile(clientFor(world, profile), profile, read);
  const changed = mailServers([scanned]).find((one) => one.id === id);
  if (changed?.port !== to.port || changed.tls !== to.tls) return false;
  const { protocol, host, port, tls, auth } = changed;
  const key = JSON.stringify([protocol, host.toLowerCase(), port, tls, auth, scanned.trust]);
  const begun = retests.get(key) ?? testOne(world, { ...scanned, servers: [changed] }, options);
  retests.set(key, begun);
  const { looked, results } = await begun;
  const mine = results.map((one) => ({ ...one, item: { ...one.item, server: changed } }));
  onRetested?.(change, { looked, results: mine });
  return mine.every(({ verdict }) => verdict.diagnosis.code === 'healthy');
}

function testOne(
  world: World,
  scanned: ScannedProfile,
  { signal }: ChangeOptions,
): Promise<Survey> {
  const cases = casesOf([scanned], world.roots, () => true);
  const anchors = anchorsOf(world.roots, [scanned]);
  return survey(world, cases, anchors, { signal, checkInjection: false, suggest: null });
}
