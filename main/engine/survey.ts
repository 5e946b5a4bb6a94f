// main/engine: test and diagnose. Looks at what diagnose asks for, until it asks for nothing more.
// May import: all rooms but the faces.
import { endpointKey, type Endpoint } from '../../shared/model/endpoint.ts';
import type { Diagnosis, DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { InjectionCheck } from '../../shared/model/observation.ts';
import type { Candidate } from '../../shared/model/suggestion.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { findingOf, type Attempts } from '../diagnose/finding.ts';
import { withInjections } from '../diagnose/injection.ts';
import { withNetworkFaults } from '../diagnose/network.ts';
import { planChange, type PlannedChange } from '../diagnose/plan.ts';
import { notTestable, verdictOn, wanted, type Look, type Verdict } from '../diagnose/examine.ts';
import { Schedule, type ProbeProgress } from '../probe/schedule.ts';
import type { Case } from './cases.ts';
import { Issuers } from './issuers.ts';
import type { ScannedProfile } from './scan.ts';
import { isStuck } from './stuck.ts';
import type { World } from './world.ts';

export interface Surveyed {
  readonly item: Case;
  readonly verdict: Verdict;
  /** Tested and working for the account, best first; empty unless it was asked for. */
  readonly suggestions: readonly Candidate[];
}

/** One endpoint with all that was seen of it. */
export interface Looked {
  readonly endpoint: Endpoint;
  readonly attempts: Attempts;
  /** Empty unless it was asked for. */
  readonly injection: readonly InjectionCheck[];
}

export interface Survey {
  /** Every endpoint looked at, by its key, in the order it was first asked for. */
  readonly looked: ReadonlyMap<string, Looked>;
  readonly results: readonly Surveyed[];
}

/** Whether a host may be looked at as a suggestion: nobody is shown what they have excluded. */
export type MaySuggest = (host: string) => boolean;

export interface SurveyOptions {
  /** Ends everything: `AbortSignal.timeout()` as out of time, any other abort as cancelled. */
  readonly signal: AbortSignal;
  /** Looks for command injection too, wherever STARTTLS works: see probe/inject.ts. */
  readonly checkInjection: boolean;
  /** Looks for what could serve instead, where a server can't be mended: see suggest.ts. */
  readonly suggest: MaySuggest | null;
  readonly onProgress?: (progress: ProbeProgress) => void;
}

/** Looks until there is a verdict on every case. Each unique endpoint is looked at once a round. */
export async function survey(
  world: World,
  cases: readonly Case[],
  anchors: readonly string[],
  options: SurveyOptions,
): Promise<Survey> {
  const { network, timeouts, gapMs, now } = world;
  const schedule = new Schedule({ ...options, network, anchors, timeouts, gapMs, now });
  const issuers = new Issuers(world.issuerWeb, options.signal);
  const looked = new Map<string, Looked>();
  const lookFor =
    ({ account }: Case): Look =>
    (endpoint) =>
      findingOf(looked.get(endpointKey(endpoint))?.attempts ?? [], account);
  try {
    for (;;) {
      const open = cases
        .filter(({ testable }) => testable)
        .flatMap((item) => wanted(item.subject, lookFor(item)).map(({ endpoint }) => endpoint));
      if (open.length === 0) break;
      for (const { endpoint, observations } of await schedule.probe(open)) {
        const attempt = await Promise.all(observations.map((one) => issuers.complete(one)));
        const { attempts = [] } = looked.get(endpointKey(endpoint)) ?? {};
        looked.set(endpointKey(endpoint), {
          endpoint,
          attempts: [...attempts, attempt],
          injection: [],
        });
      }
    }
    if (options.checkInjection) await checkInjections(schedule, looked);
    const concluded = conclude(cases, looked, lookFor);
    const isOpen = ({ verdict }: Concluded): boolean =>
      options.suggest !== null && isStuck(verdict.diagnosis.code);
    if (options.suggest === null || !concluded.some(isOpen)) {
      return { looked, results: concluded.map((one) => ({ ...one, suggestions: [] })) };
    }
    // Not at the top: a run that suggests nothing need not load an XML parser.
    const { Suggestions } = await import('./suggest.ts');
    const seen = new Map([...looked].map(([key, { attempts }]) => [key, attempts]));
    const suggestions = new Suggestions(world, schedule, options.suggest, options.signal, seen);
    const results = await Promise.all(
      concluded.map(async (one) => ({
        ...one,
        suggestions: isOpen(one) ? await suggestions.for(one.item) : [],
      })),
    );
    return { looked, results };
  } finally {
    schedule.close();
  }
}

/** Asks each address that finished a STARTTLS conversation, one time. */
async function checkInjections(schedule: Schedule, looked: Map<string, Looked>): Promise<void> {
  await Promise.all(
    [...looked].map(async ([key, one]) => {
      const last = one.attempts.at(-1) ?? [];
      const upgraded = last.filter(({ failure }) => failure === null);
      const addresses = upgraded.flatMap(({ address }) => address ?? []);
      if (one.endpoint.tls !== 'starttls') return;
      const injection = await schedule.checkInjection(one.endpoint, addresses);
      looked.set(key, { ...one, injection });
    }),
  );
}

type Concluded = Omit<Surveyed, 'suggestions'>;

function conclude(
  cases: readonly Case[],
  looked: ReadonlyMap<string, Looked>,
  lookFor: (item: Case) => Look,
): readonly Concluded[] {
  const verdicts = cases.map((item) =>
    item.testable ? verdictOn(item.subject, lookFor(item)) : notTestable(item.subject),
  );
  const seen = [...looked.values()];
  const injectable = seen
    .filter(({ injection }) => injection.some(({ result }) => result === 'answered'))
    .map(({ endpoint }) => endpoint);
  const results = withNetworkFaults(
    withInjections(verdicts, injectable),
    seen.map(({ attempts }) => attempts),
  );
  return cases.flatMap((item, at) => {
    const verdict = results[at];
    return verdict ? [{ item, verdict }] : [];
  });
}

/** The change each verdict calls for, held back or not. */
export function planChanges(survey: Survey, harden: boolean): readonly PlannedChange[] {
  return survey.results.flatMap(({ item, verdict }) =>
    item.server ? (planChange(item.server, verdict, { harden }) ?? []) : [],
  );
}

/** Verdicts that a root in an unread store could turn. */
const DOUBTED: readonly DiagnosisCode[] = [
  'certificate-self-signed',
  'certificate-issuer-unknown',
  'certificate-untrusted',
  'intercepted',
];

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
      .filter(({ verdict }) => DOUBTED.includes(verdict.diagnosis.code))
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
