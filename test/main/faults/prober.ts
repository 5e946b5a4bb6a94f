// test/main/faults: the engine's own verdict as a question and an answer of plain data, so that this Node
// and a real Electron are asked alike. May import: main, shared, test/support.
import { nodeWeb } from '../../../main/autoconfig/node-web.ts';
import type { PlannedChange } from '../../../main/diagnose/plan.ts';
import { anchorsOf, casesOf } from '../../../main/engine/cases.ts';
import type { ScannedProfile } from '../../../main/engine/scan.ts';
import { planChanges, survey } from '../../../main/engine/survey.ts';
import type { Roots, World } from '../../../main/engine/world.ts';
import { nodeNetwork } from '../../../main/probe/node-network.ts';
import type { ProbeProgress } from '../../../main/probe/schedule.ts';
import type { Timeouts } from '../../../main/probe/probe.ts';
import { describeDiagnosis, describeRemark } from '../../../shared/messages/describe.ts';
import { catalogueFor, LANGUAGES, type Language } from '../../../shared/messages/languages.ts';
import type { Diagnosis, DiagnosisCode, RemarkCode } from '../../../shared/model/diagnosis.ts';
import type { FailureKind } from '../../../shared/model/observation.ts';
import type { MailServer } from '../../../shared/model/server.ts';
import { documentationNetwork, type Routes } from '../../support/documentation-network.ts';

export interface FaultQuestion {
  /** One profile's. */
  readonly servers: readonly MailServer[];
  /** Null: the system's own resolver and network. */
  readonly routes: Routes | null;
  /** The mail program believes those of `added` alone. */
  readonly roots: Roots;
  readonly timeouts: Timeouts;
  /** `out-of-time`: as soon as the first conversation has begun. */
  readonly ends: 'by-itself' | 'cancelled' | 'out-of-time';
  readonly checkInjection: boolean;
}

export interface FaultVerdict {
  readonly server: string | null;
  readonly code: DiagnosisCode;
  readonly remarks: readonly RemarkCode[];
  /** The verdict and its remarks, as a person reads them. */
  readonly text: Readonly<Record<Language, string>>;
}

export interface FaultAnswer {
  readonly verdicts: readonly FaultVerdict[];
  readonly planned: readonly PlannedChange[];
  /** Everything that stopped a conversation, each once. */
  readonly failures: readonly FailureKind[];
  readonly isBoringSsl: boolean;
}

/** Only newer Nodes say it, and Electron is one. */
const FEATURES: NodeJS.ProcessFeatures & { readonly openssl_is_boringssl?: boolean } =
  process.features;

const PROFILE = { id: 'p', client: 'thunderbird', name: 'p', path: '/p' } as const;

/** Surveys from the program that calls it. */
export async function answerFault(question: FaultQuestion): Promise<FaultAnswer> {
  const { servers, routes, roots, timeouts, checkInjection } = question;
  const profile: ScannedProfile = {
    profile: PROFILE,
    running: { state: 'closed', evidence: '' },
    servers,
    trust: { mozilla: false, system: false, added: [], unread: [] },
    problems: [],
  };
  const world = {
    network: routes ? documentationNetwork(routes) : nodeNetwork(),
    // Whoever publishes an issuer's certificate does it on this computer.
    issuerWeb: nodeWeb({ anchors: [], addresses: () => Promise.resolve(['127.0.0.1']) }),
    roots,
    timeouts,
    gapMs: 0,
    now: () => new Date(),
  } as unknown as World; // a survey asks for nothing else of the world
  const cases = casesOf([profile], roots, () => true);
  const surveyed = await survey(world, cases, anchorsOf(roots, [profile]), {
    ...endOf(question.ends),
    checkInjection,
    suggest: null,
  });
  const failures = [...surveyed.looked.values()].flatMap(({ attempts }) =>
    attempts.flat().flatMap(({ failure }) => failure?.kind ?? []),
  );
  return {
    verdicts: await Promise.all(surveyed.results.map(({ verdict }) => told(verdict.diagnosis))),
    planned: planChanges(surveyed, false),
    failures: [...new Set(failures)],
    isBoringSsl: FEATURES.openssl_is_boringssl === true,
  };
}

/** Stopped, by a person or the clock, when the first conversation waits for the server. */
function endOf(ends: FaultQuestion['ends']): {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ProbeProgress) => void;
} {
  const controller = new AbortController();
  if (ends === 'by-itself') return { signal: controller.signal };
  // As AbortSignal.timeout() does it, and no sooner than there is something to stop.
  const reason = ends === 'cancelled' ? undefined : new DOMException('late', 'TimeoutError');
  return {
    signal: controller.signal,
    onProgress({ step, status }) {
      const waits = step === 'handshake' || step === 'greeting';
      if (waits && status === 'started') controller.abort(reason);
    },
  };
}

async function told(diagnosis: Diagnosis): Promise<FaultVerdict> {
  const { server, code, remarks } = diagnosis;
  const texts = await Promise.all(
    LANGUAGES.map(async (language) => {
      const texts = await catalogueFor([language]);
      const all = [
        describeDiagnosis(texts, diagnosis),
        ...remarks.map((remark) => describeRemark(texts, remark)),
      ];
      return [language, all.map(({ summary, advice }) => `${summary} ${advice}`).join('\n')];
    }),
  );
  return {
    server,
    code,
    remarks: remarks.map((remark) => remark.code),
    text: Object.fromEntries(texts) as FaultVerdict['text'],
  };
}
