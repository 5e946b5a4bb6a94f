// main/engine: for a server that no setting of its own can mend: what its domain publishes and the
// standard ports, tested, as suggestions. Nothing of it is ever written.
// May import: all rooms but the faces.
import { endpointKey } from '../../shared/model/endpoint.ts';
import type { Candidate } from '../../shared/model/suggestion.ts';
import { domainOf } from '../autoconfig/host.ts';
import { candidatesFor, lookUp, type Published } from '../autoconfig/published.ts';
import { findingOf, type Attempts } from '../diagnose/finding.ts';
import type { Schedule } from '../probe/schedule.ts';
import type { Case } from './cases.ts';
import type { MaySuggest } from './survey.ts';
import type { World } from './world.ts';

/** Milliseconds for one question to a domain. */
const LOOK_UP_MS = 5000;
/** Candidates tested for one server: an answer is wanted soon, and the servers are strangers'. */
const MOST_TESTED = 4;

/** Finds suggestions case by case; each domain is asked once, and each endpoint tested once. */
export class Suggestions {
  readonly #world: World;
  readonly #schedule: Schedule;
  readonly #may: MaySuggest;
  readonly #signal: AbortSignal;
  readonly #published = new Map<string, Promise<Published>>();
  readonly #attempts: Map<string, Promise<Attempts>>;

  /** `seen`: what is known of endpoints already, by their keys. */
  constructor(
    world: World,
    schedule: Schedule,
    may: MaySuggest,
    signal: AbortSignal,
    seen: ReadonlyMap<string, Attempts>,
  ) {
    this.#world = world;
    this.#schedule = schedule;
    this.#may = may;
    this.#signal = signal;
    this.#attempts = new Map([...seen].map(([key, attempts]) => [key, Promise.resolve(attempts)]));
  }

  /** The candidates that work for this account, best first. */
  async for(item: Case): Promise<readonly Candidate[]> {
    const { protocol, host } = item.subject;
    const published = await this.#publishedFor(item);
    const candidates = candidatesFor({ protocol, host }, published)
      .filter((candidate) => this.#may(candidate.host))
      .slice(0, MOST_TESTED);
    const working = await Promise.all(
      candidates.map(async (candidate) => {
        const finding = findingOf(await this.#look(candidate), item.account);
        return finding?.seen === 'works' ? [candidate] : [];
      }),
    );
    return working.flat();
  }

  /** The domain of the account's mail address; for a bare endpoint there is none to ask. */
  async #publishedFor({ server }: Case): Promise<Published | null> {
    const domain = server?.addresses.flatMap((address) => domainOf(address) ?? [])[0];
    if (domain === undefined) return null;
    const { web, records } = this.#world;
    const options = { web, records, signal: this.#signal, timeoutMs: LOOK_UP_MS };
    const known = this.#published.get(domain) ?? lookUp(domain, options);
    this.#published.set(domain, known);
    return known;
  }

  #look({ protocol, host, port, tls }: Candidate): Promise<Attempts> {
    const endpoint = { protocol, host, port, tls };
    const key = endpointKey(endpoint);
    const known =
      this.#attempts.get(key) ??
      this.#schedule
        .probe([endpoint])
        .then((probed) => probed.map(({ observations }) => observations));
    this.#attempts.set(key, known);
    return known;
  }
}
