// main/diagnose: what all attempts at one endpoint come to, for one account. Pure.
// May import: shared.
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { Observation } from '../../shared/model/observation.ts';
import { seenIn, type Account, type Seen } from './judge.ts';

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
  /** Those of the last attempt, one an address. */
  readonly last: readonly Observation[];
}

/**
 * The verdict on all attempts. An address that this computer can't reach is left aside as long as
 * another one answers. An address that refuses beside one that works still leaves the account
 * working (mail programs try the next), so it only clears `everywhere`; any other difference between
 * addresses is `addresses-disagree`, and between attempts `not-confirmed`, or `intercepted` where
 * one address answers with certificates of different issuers. Undefined without an attempt.
 */
export function findingOf(attempts: Attempts, account: Account): Finding | undefined {
  const each = attempts.flatMap((attempt) => sightingOf(attempt, account) ?? []);
  const last = each.at(-1);
  if (!last) return undefined;
  const failing = each.filter((one) => one.seen !== 'works');
  // Failed in two ways: the last is the news. Worked once and failed once: nothing to build on.
  const wavering = failing.length > 0 && failing.length < each.length;
  const deciding = wavering ? (failing.at(-1) ?? last) : last;
  const wavers = issuersDiffer(attempts) ? 'intercepted' : 'not-confirmed';
  return {
    endpoint: deciding.observation.endpoint,
    seen: wavering ? wavers : last.seen,
    everywhere: each.every((one) => one.everywhere),
    attempts: each.length,
    deciding: deciding.observation,
    last: attempts.at(-1) ?? [],
  };
}

interface Sighting {
  readonly seen: Seen;
  readonly everywhere: boolean;
  readonly observation: Observation;
}

function sightingOf(attempt: readonly Observation[], account: Account): Sighting | undefined {
  const all = attempt.map((observation) => ({ seen: seenIn(observation, account), observation }));
  const heard = preferred(all, (one) => !isOutOfReach(one.observation));
  // With nobody heard, an attempt that was not answered tells more than one without a route.
  const reached = preferred(heard, (one) => one.seen !== 'unreachable');
  const open = preferred(reached, (one) => one.seen !== 'refused');
  const [first] = open;
  if (!first) return undefined;
  const other = open.find((one) => one.seen !== first.seen);
  if (!other) return { ...first, everywhere: open.length === reached.length };
  const { observation } = first.seen === 'works' ? other : first;
  return { seen: 'addresses-disagree', everywhere: false, observation };
}

/** True if no packet came back from the address. */
export function isOutOfReach({ failure }: Observation): boolean {
  return failure?.kind === 'unreachable' || failure?.kind === 'connect-timeout';
}

/** Somebody in between answers some of the time. */
function issuersDiffer(attempts: Attempts): boolean {
  const issuers = new Map<string | null, string>();
  return attempts.flat().some(({ address, tls }) => {
    const issuer = tls?.chain[0]?.issuer;
    if (issuer === undefined) return false;
    const known = issuers.get(address) ?? issuer;
    issuers.set(address, known);
    return known !== issuer;
  });
}

/** Those that satisfy the test, or all if none does. */
function preferred<T>(items: readonly T[], test: (item: T) => boolean): readonly T[] {
  const chosen = items.filter(test);
  return chosen.length > 0 ? chosen : items;
}
