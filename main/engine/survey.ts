// main/engine: test and diagnose. Looks at what diagnose asks for, until it asks for nothing more.
// May import: all rooms but the faces.
import { endpointKey, type Endpoint } from '../../shared/model/endpoint.ts';
import type { Diagnosis } from '../../shared/model/diagnosis.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { MailServer } from '../../shared/model/server.ts';
import type { TrustBasis } from '../clients/client.ts';
import { findingOf, type Account, type Attempts } from '../diagnose/finding.ts';
import { planChange, type PlannedChange } from '../diagnose/plan.ts';
import { TrustStore, trustJudge, type TrustJudge } from '../diagnose/trust.ts';
import {
  notTestable,
  verdictOn,
  wanted,
  type Look,
  type Subject,
  type Verdict,
} from '../diagnose/examine.ts';
import { probeAll, type ProbeProgress } from '../probe/schedule.ts';
import type { ScannedProfile } from './scan.ts';
import type { Roots, World } from './world.ts';

/** Something to test: a configured server, or a bare endpoint given on the command line. */
export interface Case {
  readonly subject: Subject;
  readonly server: MailServer | null;
  readonly account: Account;
  /** False if the stored host or port is none that could be connected to. */
  readonly testable: boolean;
}

export interface Surveyed {
  readonly item: Case;
  readonly verdict: Verdict;
}

export interface Survey {
  /** Every endpoint looked at, in the order it was first asked for, with all attempts. */
  readonly looked: ReadonlyMap<
    string,
    { readonly endpoint: Endpoint; readonly attempts: Attempts }
  >;
  readonly results: readonly Surveyed[];
}

export interface SurveyOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ProbeProgress) => void;
}

/** One case for each server of a profile, judged with the eyes of its mail program. */
export function casesOf(
  profiles: readonly ScannedProfile[],
  roots: Roots,
  allows: (host: string) => boolean,
): readonly Case[] {
  const judges = new TrustJudges(roots);
  return profiles.flatMap(({ servers, trust }) =>
    servers.flatMap((server) =>
      server.kind === 'mail' && allows(server.host)
        ? [caseOf(server, judges.forProgram(trust))]
        : [],
    ),
  );
}

function caseOf(server: MailServer, trust: TrustJudge): Case {
  const { id, protocol, host, port, tls, auth } = server;
  return {
    server,
    subject: { server: id, protocol, host, port, tls },
    account: { auth, trust },
    testable: server.lockedBy?.code !== 'malformed',
  };
}

/** A case for an endpoint that no profile names: any log-in will do, and any store may trust it. */
export function caseOfEndpoint({ protocol, host, port, tls }: Endpoint, roots: Roots): Case {
  return {
    server: null,
    subject: { server: null, protocol, host, port, tls },
    account: { auth: 'any', trust: new TrustJudges(roots).forAnyStore() },
    testable: true,
  };
}

/** Builds each judge and each store once: 150 roots take time to parse. */
export class TrustJudges {
  readonly #roots: Roots;
  readonly #stores = new Map<string, TrustStore>();
  readonly #judges = new Map<string, TrustJudge>();

  constructor(roots: Roots) {
    this.#roots = roots;
  }

  forProgram(basis: TrustBasis): TrustJudge {
    const key = JSON.stringify(basis);
    const known = this.#judges.get(key);
    if (known) return known;
    const { mozilla, system, added } = this.#roots;
    const own = [
      this.#store('added', added),
      this.#store(`program:${basis.added.join()}`, basis.added),
      ...(basis.mozilla ? [this.#store('mozilla', mozilla)] : []),
      ...(basis.system ? [this.#store('system', system)] : []),
    ];
    const judge = trustJudge(own, [this.#store('mozilla', mozilla), this.#store('system', system)]);
    this.#judges.set(key, judge);
    return judge;
  }

  forAnyStore(): TrustJudge {
    return this.forProgram({ mozilla: true, system: true, added: [], unread: [] });
  }

  #store(key: string, pems: readonly string[]): TrustStore {
    const known = this.#stores.get(key);
    if (known) return known;
    const store = new TrustStore(pems);
    this.#stores.set(key, store);
    return store;
  }
}

/** Every root any mail program here believes in: what the handshake verifies against. */
export function anchorsOf(roots: Roots, profiles: readonly ScannedProfile[]): readonly string[] {
  const programs = profiles.flatMap(({ trust }) => trust.added);
  return [...new Set([...roots.mozilla, ...roots.system, ...roots.added, ...programs])];
}

/** Looks until there is a verdict on every case. Each unique endpoint is looked at once a round. */
export async function survey(
  world: World,
  cases: readonly Case[],
  anchors: readonly string[],
  options: SurveyOptions,
): Promise<Survey> {
  const looked = new Map<string, { endpoint: Endpoint; attempts: Attempts }>();
  const lookFor =
    ({ account }: Case): Look =>
    (endpoint) =>
      findingOf(looked.get(endpointKey(endpoint))?.attempts ?? [], account);
  for (;;) {
    const open = new Map(
      cases
        .flatMap((item) => (item.testable ? wanted(item.subject, lookFor(item)) : []))
        .map(({ endpoint }) => [endpointKey(endpoint), endpoint] as const),
    );
    if (open.size === 0) break;
    const round = await probeAll([...open.values()], {
      ...options,
      network: world.network,
      anchors,
      timeouts: world.timeouts,
      gapMs: world.gapMs,
      now: world.now,
    });
    for (const { endpoint, observations } of round) {
      const key = endpointKey(endpoint);
      const earlier = looked.get(key)?.attempts ?? [];
      looked.set(key, { endpoint, attempts: [...earlier, observations] });
    }
  }
  return {
    looked,
    results: cases.map((item) => ({
      item,
      verdict: item.testable ? verdictOn(item.subject, lookFor(item)) : notTestable(item.subject),
    })),
  };
}

/** The change each verdict calls for, held back or not. */
export function planChanges(survey: Survey, harden: boolean): readonly PlannedChange[] {
  return survey.results.flatMap(({ item, verdict }) =>
    item.server ? (planChange(item.server, verdict, { harden }) ?? []) : [],
  );
}

/**
 * `trust-store-unread` for each store that could not be read where that matters: a server of the
 * profile has a certificate that none of the known authorities vouches for.
 */
export function unreadStores(
  { results }: Survey,
  profiles: readonly ScannedProfile[],
): readonly Problem[] {
  const doubted = new Set(
    results
      .filter(({ verdict }) => verdict.diagnosis.code === 'certificate-untrusted')
      .map(({ item }) => item.server?.profile),
  );
  return profiles
    .filter(({ profile }) => doubted.has(profile.id))
    .flatMap(({ trust }) => trust.unread)
    .map((where) => ({ code: 'trust-store-unread', where, facts: {} }));
}

/** The verdicts alone, in the order of the servers. */
export function diagnosesOf(survey: Survey): readonly Diagnosis[] {
  return survey.results.map(({ verdict }) => verdict.diagnosis);
}
