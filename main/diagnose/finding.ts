// main/diagnose: what the observations of one endpoint come to, for one account. Pure.
// May import: shared.
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { FailureKind, Observation } from '../../shared/model/observation.ts';
import type { AuthMethod } from '../../shared/model/server.ts';
import { judgeAuth } from './auth.ts';
import type { TrustJudge } from './trust.ts';

/** What an endpoint looks like to this account and its mail program. */
export type Seen =
  | 'works'
  | 'plaintext-greeting'
  | 'tls-greeting'
  | 'refused'
  | 'silent'
  | 'unreachable'
  | 'host-not-found'
  | 'resolver-failed'
  | 'broken-off'
  | 'server-refuses'
  | 'wrong-protocol'
  | 'starttls-not-offered'
  | 'starttls-masked'
  | 'starttls-refused'
  | 'starttls-unsafe'
  | 'tls-too-old'
  | 'tls-failed'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-wrong-name'
  | 'certificate-untrusted'
  | 'certificate-trusted-elsewhere'
  | 'no-auth'
  | 'no-usable-auth'
  | 'addresses-disagree'
  | 'not-confirmed'
  | 'cancelled';

/** All attempts at one endpoint so far; an attempt is one observation for each resolved address. */
export type Attempts = readonly (readonly Observation[])[];

export interface Finding {
  readonly endpoint: Endpoint;
  readonly seen: Seen;
  /** True if every address that can be reached showed it, refusing ones included. */
  readonly everywhere: boolean;
  /** How many attempts were made. */
  readonly attempts: number;
  /** The observation that decided. */
  readonly deciding: Observation;
}

/** The account's side of the judgement. */
export interface Account {
  readonly auth: AuthMethod;
  readonly trust: TrustJudge;
}

const SEEN_BY_FAILURE: Readonly<Record<FailureKind, Seen>> = {
  'name-not-found': 'host-not-found',
  'resolver-failed': 'resolver-failed',
  refused: 'refused',
  unreachable: 'unreachable',
  'connect-timeout': 'silent',
  silence: 'silent',
  timeout: 'broken-off',
  closed: 'broken-off',
  reset: 'broken-off',
  'plaintext-instead-of-tls': 'plaintext-greeting',
  'tls-instead-of-plaintext': 'tls-greeting',
  'wrong-protocol': 'wrong-protocol',
  'negative-reply': 'server-refuses',
  'starttls-not-offered': 'starttls-not-offered',
  'starttls-masked': 'starttls-masked',
  'bytes-before-tls': 'starttls-unsafe',
  preauth: 'starttls-unsafe',
  'tls-alert': 'tls-failed',
  'tls-failed': 'tls-failed',
  'too-much-data': 'wrong-protocol',
  cancelled: 'cancelled',
  deadline: 'cancelled',
};

/** RFC 8446 section 6.2: the alert that says "no TLS version in common". */
const ALERT_PROTOCOL_VERSION = 70;

/** TLS versions good enough to be written into anyone's settings (RFC 8997, RFC 9325). */
const GOOD_TLS: readonly string[] = ['TLSv1.2', 'TLSv1.3'];

/** The verdict on one observation. */
export function seenIn(observation: Observation, account: Account): Seen {
  const { failure } = observation;
  // A client certificate or a log-in can only be asked for by a server whose own certificate was
  // seen: the certificate's faults come first, because they are what the user must hear of.
  if (failure !== null && observation.tls?.version == null) {
    if (failure.step === 'starttls' && failure.kind === 'negative-reply') return 'starttls-refused';
    if (failure.alert === ALERT_PROTOCOL_VERSION) return 'tls-too-old';
    // Plain text behind an accepted STARTTLS is no greeting: somebody goes on in the clear.
    const plain = failure.kind === 'plaintext-instead-of-tls';
    if (plain && observation.endpoint.tls === 'starttls') return 'starttls-unsafe';
    return SEEN_BY_FAILURE[failure.kind];
  }
  return (
    seenInTls(observation, account.trust) ??
    (failure ? SEEN_BY_FAILURE[failure.kind] : seenInAuth(observation, account.auth))
  );
}

function seenInTls(observation: Observation, trust: TrustJudge): Seen | undefined {
  const { tls } = observation;
  if (tls?.version == null) return 'tls-failed';
  if (!GOOD_TLS.includes(tls.version)) return 'tls-too-old';
  const leaf = tls.chain[0];
  if (!leaf) return 'tls-failed';
  const at = Date.parse(observation.startedAt);
  if (Date.parse(leaf.notAfter) < at || tls.verifyError === 'CERT_HAS_EXPIRED') {
    return 'certificate-expired';
  }
  if (Date.parse(leaf.notBefore) > at || tls.verifyError === 'CERT_NOT_YET_VALID') {
    return 'certificate-not-yet-valid';
  }
  if (!tls.nameMatches) return 'certificate-wrong-name';
  if (tls.verifyError !== null) return 'certificate-untrusted';
  const verdict = trust(tls.chain);
  return verdict === 'trusted' ? undefined : `certificate-${verdict}`;
}

function seenInAuth(observation: Observation, auth: AuthMethod): Seen {
  const verdict = judgeAuth(observation.endpoint.protocol, auth, observation.authAfterTls);
  return verdict === 'usable' ? 'works' : verdict === 'none-offered' ? 'no-auth' : 'no-usable-auth';
}

/**
 * The verdict on all attempts. An address that this computer can't reach is left aside as long as
 * another one answers. An address that refuses beside one that works still leaves the account
 * working (mail programs try the next), so it only clears `everywhere`; any other difference between
 * addresses is `addresses-disagree`, and between attempts `not-confirmed`. Undefined without an
 * attempt.
 */
export function findingOf(attempts: Attempts, account: Account): Finding | undefined {
  const each = attempts.flatMap((attempt) => sightingOf(attempt, account) ?? []);
  const last = each.at(-1);
  if (!last) return undefined;
  const failing = each.filter((one) => one.seen !== 'works');
  // Failed in two ways: the last is the news. Worked once and failed once: nothing to build on.
  const wavering = failing.length > 0 && failing.length < each.length;
  const deciding = wavering ? (failing.at(-1) ?? last) : last;
  return {
    endpoint: deciding.observation.endpoint,
    seen: wavering ? 'not-confirmed' : last.seen,
    everywhere: each.every((one) => one.everywhere),
    attempts: each.length,
    deciding: deciding.observation,
  };
}

interface Sighting {
  readonly seen: Seen;
  readonly everywhere: boolean;
  readonly observation: Observation;
}

function sightingOf(attempt: readonly Observation[], account: Account): Sighting | undefined {
  const all = attempt.map((observation) => ({ seen: seenIn(observation, account), observation }));
  const reached = preferred(all, (one) => !isOutOfReach(one.observation));
  const open = preferred(reached, (one) => one.seen !== 'refused');
  const [first] = open;
  if (!first) return undefined;
  const other = open.find((one) => one.seen !== first.seen);
  if (!other) return { ...first, everywhere: open.length === reached.length };
  const { observation } = first.seen === 'works' ? other : first;
  return { seen: 'addresses-disagree', everywhere: false, observation };
}

function isOutOfReach({ failure }: Observation): boolean {
  return failure?.kind === 'unreachable' || failure?.kind === 'connect-timeout';
}

/** Those that satisfy the test, or all if none does. */
function preferred<T>(items: readonly T[], test: (item: T) => boolean): readonly T[] {
  const chosen = items.filter(test);
  return chosen.length > 0 ? chosen : items;
}
