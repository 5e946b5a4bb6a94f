// main/engine: looks at endpoints for many cases at the same time, each case at its own pace: nobody
// waits for a server that does not answer, but those who need that very server.
// May import: all rooms but the faces.
import { endpointKey, type Endpoint } from '../../shared/model/endpoint.ts';
import type { InjectionCheck } from '../../shared/model/observation.ts';
import { wanted, type Look } from '../diagnose/examine.ts';
import { findingOf, type Attempts } from '../diagnose/finding.ts';
import type { Schedule } from '../probe/schedule.ts';
import type { Case } from './cases.ts';
import type { Issuers } from './issuers.ts';

/** One endpoint with all that was seen of it. */
export interface Looked {
  readonly endpoint: Endpoint;
  readonly attempts: Attempts;
  /** Empty unless it was asked for. */
  readonly injection: readonly InjectionCheck[];
}

/** When an endpoint was first asked for: by the round of its case, then by the case. */
type Rank = readonly [round: number, at: number];

export class Looking {
  readonly #schedule: Schedule;
  readonly #issuers: Issuers;
  readonly #onLooked: (one: Looked) => void;
  readonly #looked = new Map<string, Looked>();
  readonly #ranks = new Map<string, Rank>();
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(schedule: Schedule, issuers: Issuers, onLooked: (one: Looked) => void) {
    this.#schedule = schedule;
    this.#issuers = issuers;
    this.#onLooked = onLooked;
  }

  /** What is known so far, as a case sees it. */
  lookFor({ account }: Case): Look {
    return (endpoint) =>
      findingOf(this.#looked.get(endpointKey(endpoint))?.attempts ?? [], account);
  }

  /** Whether there is something more to look at before there is a verdict on a case. */
  isOpen(item: Case): boolean {
    return this.#wantedBy(item).length > 0;
  }

  /** Looks until there is nothing more to look at for a case; `at`: its place among all. */
  async settle(item: Case, at: number): Promise<void> {
    for (let round = 0; ; round += 1) {
      const open = this.#wantedBy(item);
      if (open.length === 0) return;
      await Promise.all(open.map((endpoint) => this.#lookOnceMore(endpoint, [round, at])));
    }
  }

  /** Every endpoint looked at, by its key, in the order it was first asked for. */
  all(): Map<string, Looked> {
    const rankOf = (key: string): Rank => this.#ranks.get(key) ?? [0, 0];
    const inOrder = [...this.#looked].sort(([a], [b]) => compare(rankOf(a), rankOf(b)));
    return new Map(inOrder);
  }

  /** Everything seen of an endpoint, or undefined. */
  of(endpoint: Endpoint): Looked | undefined {
    return this.#looked.get(endpointKey(endpoint));
  }

  #wantedBy(item: Case): readonly Endpoint[] {
    if (!item.testable) return [];
    return wanted(item.subject, this.lookFor(item)).map(({ endpoint }) => endpoint);
  }

  /** An attempt that another case has begun serves both. */
  #lookOnceMore(endpoint: Endpoint, rank: Rank): Promise<void> {
    const key = endpointKey(endpoint);
    const known = this.#ranks.get(key);
    if (!known || compare(rank, known) < 0) this.#ranks.set(key, rank);
    const begun = this.#underWay.get(key) ?? this.#look(endpoint, key);
    this.#underWay.set(key, begun);
    return begun;
  }

  async #look(endpoint: Endpoint, key: string): Promise<void> {
    const [probed] = await this.#schedule.probe([endpoint]);
    const observations = probed?.observations ?? [];
    const attempt = await Promise.all(observations.map((one) => this.#issuers.complete(one)));
    const { attempts = [] } = this.#looked.get(key) ?? {};
    const looked = { endpoint, attempts: [...attempts, attempt], injection: [] };
    this.#looked.set(key, looked);
    this.#underWay.delete(key);
    this.#onLooked(looked);
  }
}

function compare([roundA, atA]: Rank, [roundB, atB]: Rank): number {
  return roundA - roundB || atA - atB;
}
