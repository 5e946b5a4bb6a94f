// main/diagnose: from one configured server and what was seen to a verdict, or to the next thing to
// look at. Pure: the engine does the looking. May import: shared.
import type { Diagnosis, DiagnosisCode } from '../../shared/model/diagnosis.ts';
import {
  STANDARD_PORTS,
  endpointKey,
  type Endpoint,
  type ProbeMode,
  type Protocol,
  type TlsMode,
} from '../../shared/model/endpoint.ts';
import { factsOf } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Seen } from './judge.ts';
import { remarksOn } from './remarks.ts';
import { CERTIFICATE_FAULTS, decide, diagnosisOf, type Plan, type WayOut } from './table.ts';

/** The configured settings a verdict speaks of; `server` is null for a bare `test --endpoint`. */
export interface Subject {
  readonly server: string | null;
  readonly protocol: Protocol;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
}

/** An endpoint to look at, and how many attempts are needed in all. */
export interface Want {
  readonly endpoint: Endpoint;
  readonly attempts: number;
}

export interface Verdict {
  readonly diagnosis: Diagnosis;
  readonly plan: Plan;
}

/** What is known of an endpoint so far, for this subject's account and mail program. */
export type Look = (endpoint: Endpoint) => Finding | undefined;

/** Sightings needed before anything is written. */
const TWICE = 2;

/** After these there is nothing to learn from other ports. */
const SETTLED: readonly Seen[] = [
  ...CERTIFICATE_FAULTS,
  'works',
  'host-not-found',
  'resolver-failed',
  'cancelled',
  'out-of-time',
  'no-auth',
  'no-usable-auth',
  'login-disabled',
];

/** A STARTTLS client sees these when the port speaks TLS from the first byte. */
const LIKE_IMPLICIT_TLS: readonly Seen[] = [
  'no-greeting',
  'connection-closed',
  'connection-reset',
  'tls-greeting',
];

/** These say where TLS or STARTTLS is not, and little else. */
const SAYS_LITTLE: readonly Seen[] = [
  'plaintext-greeting',
  'tls-greeting',
  'refused',
  'no-connection',
  'no-greeting',
  'unreachable',
];
const BROKEN_OFF: readonly Seen[] = ['connection-closed', 'connection-reset', 'stalled'];

/** What the probe tries first: the configured port in the configured mode, as far as that is one. */
export function configuredEndpoint(subject: Subject): Endpoint {
  return endpointOf(subject, modeToTry(subject), subject.port);
}

function modeToTry({ tls, protocol, port }: Subject): ProbeMode {
  if (tls === 'implicit') return 'implicit';
  // Auto is Outlook's: it takes TLS at once on the port that is known for it.
  return tls === 'auto' && port === STANDARD_PORTS[protocol].implicit ? 'implicit' : 'starttls';
}

function endpointOf({ protocol, host }: Subject, tls: ProbeMode, port: number): Endpoint {
  return { protocol, host, port, tls };
}

/**
 * What must still be looked at before there is a verdict; empty when there is one. Asked again after
 * each round of looking, at most five times.
 */
export function wanted(subject: Subject, look: Look): readonly Want[] {
  const configured = configuredEndpoint(subject);
  const first = look(configured);
  if (!first) return [{ endpoint: configured, attempts: 1 }];
  const open = missing(waysOut(subject, first, look), look);
  if (open.length > 0) return open;
  // A way out was found: the fault must be seen twice as well before anybody leaves the port.
  const leaves = subject.tls === 'implicit' && first.seen !== 'works';
  return leaves && wayOutOf(subject, first, look).endpoint
    ? missing([{ endpoint: configured, attempts: TWICE }], look)
    : [];
}

function missing(wants: readonly Want[], look: Look): readonly Want[] {
  return wants.filter(({ endpoint, attempts }) => (look(endpoint)?.attempts ?? 0) < attempts);
}

/** The endpoints that could serve instead, in the order of preference, as far as they are worth a look. */
function waysOut(subject: Subject, first: Finding, look: Look): readonly Want[] {
  const { implicit, starttls } = STANDARD_PORTS[subject.protocol];
  const twiceIfWorks = (tls: ProbeMode, port: number): Want => {
    const endpoint = endpointOf(subject, tls, port);
    return { endpoint, attempts: look(endpoint)?.seen === 'works' ? TWICE : 1 };
  };
  switch (subject.tls) {
    case 'implicit': {
      if (SETTLED.includes(first.seen)) return [];
      const standard = subject.port === implicit ? [] : [twiceIfWorks('implicit', implicit)];
      const upgrade = twiceIfWorks('starttls', starttls);
      // Only a port that greeted in plain text can offer STARTTLS itself, and it is asked only
      // when the standard port has nothing to offer.
      const same =
        first.seen === 'plaintext-greeting' &&
        subject.port !== starttls &&
        failed(look(upgrade.endpoint))
          ? [twiceIfWorks('starttls', subject.port)]
          : [];
      return [...standard, upgrade, ...same];
    }
    case 'none':
    case 'opportunistic': {
      const here = twiceIfWorks('starttls', subject.port);
      const elsewhere = subject.port !== starttls && failed(look(here.endpoint));
      return elsewhere ? [here, twiceIfWorks('starttls', starttls)] : [here];
    }
    case 'starttls':
    case 'auto':
      return LIKE_IMPLICIT_TLS.includes(first.seen)
        ? [{ endpoint: endpointOf(subject, 'implicit', subject.port), attempts: 1 }]
        : [];
  }
}

function failed(finding: Finding | undefined): boolean {
  return finding !== undefined && finding.seen !== 'works';
}

function wayOutOf(
  subject: Subject,
  first: Finding,
  look: Look,
): { readonly kind: WayOut; readonly endpoint: Endpoint | null } {
  const leavesOrHardens = subject.tls !== 'starttls' && subject.tls !== 'auto';
  const verified = waysOut(subject, first, look).find(({ endpoint }) => isVerified(look(endpoint)));
  return verified && leavesOrHardens
    ? { kind: `${verified.endpoint.tls}-verified`, endpoint: verified.endpoint }
    : { kind: 'none', endpoint: null };
}

function isVerified(finding: Finding | undefined): boolean {
  return finding?.seen === 'works' && finding.everywhere && finding.attempts >= TWICE;
}

/** The verdict, once `wanted` is empty. Throws if nothing at all was seen. */
export function verdictOn(subject: Subject, look: Look): Verdict {
  const configured = configuredEndpoint(subject);
  const first = look(configured);
  if (!first) throw new Error(`nothing was seen of ${endpointKey(configured)}`);
  const wayOut = wayOutOf(subject, first, look);
  const row = decide(subject.tls, first.seen, wayOut.kind);
  const telling = row.code === 'as-seen' ? tellingFinding(subject, first, look) : first;
  const code: DiagnosisCode = row.code === 'as-seen' ? codeFor(subject, telling) : row.code;
  const remedy = row.plan === 'nothing' ? null : wayOut.endpoint;
  const remedied = remedy ? look(remedy) : undefined;
  const looked = waysOut(subject, first, look).flatMap(({ endpoint }) => look(endpoint) ?? []);
  const evidence = unique([telling.endpoint, first.endpoint, ...looked.map((one) => one.endpoint)]);
  return {
    plan: row.plan,
    diagnosis: {
      server: subject.server,
      endpoint: configured,
      code,
      evidence,
      remedy,
      facts: factsOf(subject, telling, remedy),
      remarks: remarksOn(remedied ? [first, remedied] : [first]),
    },
  };
}

/** The verdict on a server whose stored name or port is none: there is nothing to look at. */
export function notTestable(subject: Subject): Verdict {
  const { server, host, port, tls } = subject;
  return {
    plan: 'ask-a-person',
    diagnosis: {
      server,
      endpoint: configuredEndpoint(subject),
      code: 'not-tested',
      evidence: [],
      remedy: null,
      facts: { host, port, tls },
      remarks: [],
    },
  };
}

/**
 * With nothing verified, the finding that tells the user most. A greeting in plain text, a closed
 * port or silence says where TLS is not; a fault found on the way out says why nobody gets there.
 */
function tellingFinding(subject: Subject, first: Finding, look: Look): Finding {
  const elsewhere = waysOut(subject, first, look).flatMap(({ endpoint }) => look(endpoint) ?? []);
  if (subject.tls === 'starttls' || subject.tls === 'auto') {
    const implicit = elsewhere.find((one) => one.deciding.tls !== null);
    return implicit ? { ...first, seen: 'tls-greeting' } : first;
  }
  if (!SAYS_LITTLE.includes(first.seen)) return first;
  const halfWay = elsewhere.find((one) => one.seen === 'works');
  if (halfWay)
    return { ...halfWay, seen: halfWay.everywhere ? 'not-confirmed' : 'addresses-disagree' };
  return elsewhere.find((one) => saysMore(one, subject)) ?? first;
}

/** That a port which greeted in plain text has no STARTTLS either is what its verdict says anyway. */
function saysMore({ seen, endpoint }: Finding, subject: Subject): boolean {
  if (seen === 'starttls-not-offered') return endpoint.port !== subject.port;
  return ![...SAYS_LITTLE, ...BROKEN_OFF].includes(seen);
}

function codeFor(subject: Subject, finding: Finding): DiagnosisCode {
  const insecure = subject.tls === 'none' || subject.tls === 'opportunistic';
  const isEncrypted = finding.seen === 'works' || finding.seen === 'tls-greeting';
  return insecure && isEncrypted ? 'insecure' : diagnosisOf(finding.seen);
}

function unique(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return [...new Map(endpoints.map((one) => [endpointKey(one), one])).values()];
}
