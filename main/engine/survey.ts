// main/engine: test and diagnose. Looks at what diagnose asks for, until it asks for nothing more.
// May import: all rooms but the faces.
import type { Diagnosis, DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { Candidate } from '../../shared/model/suggestion.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { withInjections } from '../diagnose/injection.ts';
import { withNetworkFaults } from '../diagnose/network.ts';
import { planChange, type PlannedChange } from '../diagnose/plan.ts';
import { notTestable, verdictOn, type Verdict } from '../diagnose/examine.ts';
import { Schedule, type ProbeProgress } from '../probe/schedule.ts';
import type { Case } from './cases.ts';
import { Issuers } from './issuers.ts';
import { Looking, type Looked } from './looking.ts';
import type { ScannedProfile } from './scan.ts';
import { isStuck } from './stuck.ts';
import type { World } from './world.ts';

export interface Surveyed {
  readonly item: Case;
  readonly verdict: Verdict;
  /** Tested and working for the account, best first; empty unless it was asked for. */
  readonly suggestions: readonly Candidate[];
}

export type { Looked } from './looking.ts';

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
  /** An endpoint was looked at, or looked at once more. */
  readonly onLooked?: (looked: Looked) => void;
  /**
   * There is a verdict on one case, resting on these. What only several servers together can tell
   * may still change it at the end.
   */
  readonly onVerdict?: (item: Case, verdict: Verdict, evidence: readonly Looked[]) => void;
}

/** Looks until there is a verdict on every case. An attempt at an endpoint serves all that name it. */
export async function survey(
  world: World,
  cases: readonly Case[],
  anchors: readonly string[],
  options: SurveyOptions,
): Promise<Survey> {
  const { network, timeouts, gapMs, now } = world;
  const schedule = new Schedule({ ...options, network, anchors, timeouts, gapMs, now });
  const issuers = new Issuers(world.issuerWeb, options.signal);
  const looking = new Looking(schedule, issuers, (one) => options.onLooked?.(one));
  try {
    // What one case looks at may open another that was settled: then it is looked at again.
    do {
      await Promise.all(
        cases.map(async (item, at) => {
          await looking.settle(item, at);
          tellVerdict(item, looking, options);
        }),
      );
    } while (cases.some((item) => looking.isOpen(item)));
    const looked = looking.all();
    if (options.checkInjection) await checkInjections(schedule, looked);
    const concluded = conclude(cases, looked, looking);
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

function tellVerdict(item: Case, looking: Looking, { onVerdict }: SurveyOptions): void {
  if (!onVerdict) return;
  const verdict = verdictFor(item, looking);
  const evidence = verdict.diagnosis.evidence.flatMap((endpoint) => looking.of(endpoint) ?? []);
  onVerdict(item, verdict, evidence);
}

function verdictFor(item: Case, looking: Looking): Verdict {
  return item.testable ? verdictOn(item.subject, looking.lookFor(item)) : notTestable(item.subject);
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
  looking: Looking,
): readonly Concluded[] {
  const verdicts = cases.map((item) => verdictFor(item, looking));
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
