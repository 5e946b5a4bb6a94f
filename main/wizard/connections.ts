// main/wizard: the connections under test, each an endpoint as some servers have it, and what is known
// of them. May import: shared, the engine and below, this folder.
import type { ConnectionView, EvidenceView } from '../../shared/contract.ts';
import { endpointKey, type Endpoint, type TlsMode } from '../../shared/model/endpoint.ts';
import type { Observation } from '../../shared/model/observation.ts';
import type { ClientId } from '../../shared/model/profile.ts';
import type { Candidate } from '../../shared/model/suggestion.ts';
import { configuredEndpoint, type Verdict } from '../diagnose/examine.ts';
import { findingOf } from '../diagnose/finding.ts';
import type { Case } from '../engine/cases.ts';
import type { ScannedProfile } from '../engine/scan.ts';
import type { Looked } from '../engine/survey.ts';
import type { Account } from './accounts.ts';
import { blankPicture, impossiblePicture, pictureOf, type Picture } from './picture.ts';

/** Servers that are set alike, log in alike and are judged alike: one verdict serves them all. */
export interface Connection {
  readonly key: string;
  readonly endpoint: Endpoint;
  readonly tls: TlsMode;
  readonly client: ClientId;
  readonly cases: readonly Case[];
  /** How many of the accounts use it. */
  readonly accounts: number;
}

/**
 * The connections of some cases, in their order.
 * @param profiles those of the cases: whom each mail program trusts
 */
export function connectionsOf(
  cases: readonly Case[],
  accounts: readonly Account[],
  profiles: readonly ScannedProfile[],
): readonly Connection[] {
  const bases = [...new Set(profiles.map(({ trust }) => JSON.stringify(trust)))];
  const trust = new Map(
    profiles.map((one) => [one.profile.id, bases.indexOf(JSON.stringify(one.trust))]),
  );
  const groups = new Map<string, Case[]>();
  for (const item of cases) {
    const { client, profile = '' } = item.server ?? {};
    const key = [keyOf(item), client, item.account.auth, trust.get(profile)].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups].flatMap(([key, items]) => {
    const [first] = items;
    if (!first?.server) return [];
    const { client, tls } = first.server;
    const ids = new Set(items.map(({ server }) => server?.id));
    const users = accounts.filter(({ servers }) => servers.some(({ id }) => ids.has(id)));
    const endpoint = configuredEndpoint(first.subject);
    return [{ key, endpoint, tls, client, cases: items, accounts: users.length }];
  });
}

function keyOf({ subject, testable }: Case): string {
  return `${endpointKey(configuredEndpoint(subject))} ${subject.tls} ${String(testable)}`;
}

/** What the conversations with the configured endpoint came to: the one that decides. */
export function pictureSeen({ cases, tls }: Connection, looked: Looked | undefined): Picture {
  const [first] = cases;
  if (!first?.testable) return impossiblePicture();
  const finding = findingOf(looked?.attempts ?? [], first.account);
  if (!finding) return blankPicture('not-reached');
  return pictureOf(finding.deciding, tls, first.account);
}

/** Before anything is known. */
export function waitingView(id: string, connection: Connection): ConnectionView {
  const { endpoint, tls, client, accounts } = connection;
  return {
    ...{ id, endpoint, tls, client, accounts },
    ...blankPicture('waiting'),
    state: 'waiting',
    diagnosis: null,
    remarks: [],
    suggestions: [],
    evidence: [],
  };
}

/** What a verdict makes of a view. */
export function judgedView(
  view: ConnectionView,
  picture: Picture,
  { diagnosis }: Verdict,
  suggestions: readonly Candidate[],
  evidence: readonly Looked[],
): ConnectionView {
  return {
    ...view,
    ...picture,
    state: stateOf(diagnosis.code, picture),
    diagnosis,
    remarks: diagnosis.remarks,
    suggestions,
    evidence: evidence.flatMap(evidenceOf),
  };
}

function stateOf(
  code: Verdict['diagnosis']['code'],
  { brokenAt }: Picture,
): ConnectionView['state'] {
  if (code === 'healthy') return 'healthy';
  if (code === 'cancelled' || code === 'out-of-time') return 'stopped';
  return brokenAt === null ? 'unexpected' : 'broken';
}

function evidenceOf({ endpoint, attempts }: Looked): readonly EvidenceView[] {
  return attempts.flatMap((attempt, at) =>
    attempt.map(({ address, failure, trace }) => ({
      endpoint,
      address,
      attempt: at + 1,
      failure: failure?.kind ?? null,
      failedStep: failure?.step ?? null,
      trace,
    })),
  );
}

/** Signs of a computer that is in no network at all: no name is answered for, and nothing has a way. */
export function isOffline(observations: readonly Observation[]): boolean {
  const { length } = observations;
  return length > 0 && observations.every(({ failure }) => NO_NETWORK.has(failure?.kind));
}

const NO_NETWORK: ReadonlySet<string | undefined> = new Set(['resolver-failed', 'unreachable']);

/** The same picture, with the line cut before the network already. */
export function offlinePicture(): Picture {
  return { ...blankPicture('not-reached'), brokenAt: 'network' };
}
