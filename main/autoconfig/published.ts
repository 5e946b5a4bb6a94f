// main/autoconfig: all that a domain publishes about its mail servers, and what of it is worth a test.
// May import: shared, this folder.
import {
  endpointKey,
  PROBE_MODES,
  STANDARD_PORTS,
  type Protocol,
} from '../../shared/model/endpoint.ts';
import type { Candidate, Lookup } from '../../shared/model/suggestion.ts';
import { findConfig, type FoundConfig } from './find.ts';
import { isHost, isInside } from './host.ts';
import { hostFor } from './placeholders.ts';
import { lookUpServices, type ServiceOffer, type ServiceRecords } from './srv.ts';
import type { Web } from './web.ts';

export interface Published {
  /** In lower-case ASCII. */
  readonly domain: string;
  readonly config: FoundConfig | null;
  readonly services: readonly ServiceOffer[];
  /** Every place that was asked, and what became of it. */
  readonly lookups: readonly Lookup[];
}

export interface LookUpOptions {
  readonly web: Web;
  readonly records: ServiceRecords;
  readonly signal: AbortSignal;
  /** Milliseconds for one question; the whole takes at most twice that. */
  readonly timeoutMs: number;
}

/**
 * Asks for everything that a domain publishes. `domain` as domainOf() gives it: nothing else of the
 * user's address is used. Never throws for what the network does: see the look-ups.
 */
export async function lookUp(domain: string, options: LookUpOptions): Promise<Published> {
  const [services, config] = await Promise.all([
    lookUpServices(domain, options.records, options),
    findConfig(domain, options),
  ]);
  return {
    domain,
    config: config.config,
    services: services.offers,
    lookups: [...config.lookups, ...services.lookups],
  };
}

/** An account's server that does not work. */
export interface Question {
  readonly protocol: Protocol;
  readonly host: string;
}

/** A file may name thousands of servers; nobody waits for the test of so many. */
const MOST_OF_A_SOURCE = 6;

/**
 * The servers of that protocol worth a test, best first, each endpoint once: what the domain says over
 * https, then in DNS, then over http; at last the standard ports of the host that the account has.
 * Those already tested are among them. `published` is null where there is no domain to ask.
 */
export function candidatesFor(
  question: Question,
  published: Published | null,
): readonly Candidate[] {
  const fromConfig = published ? candidatesOfConfig(question, published) : [];
  const fromServices = published ? candidatesOfServices(question, published) : [];
  const secure = published?.config?.secure === true;
  const best = secure ? [fromConfig, fromServices] : [fromServices, fromConfig];
  const unique = new Map<string, Candidate>();
  for (const candidate of [...best, standardPorts(question)].flat()) {
    const key = endpointKey(candidate);
    if (!unique.has(key)) unique.set(key, candidate);
  }
  return [...unique.values()];
}

function candidatesOfConfig(question: Question, published: Published): readonly Candidate[] {
  const { config, domain } = published;
  if (!config) return [];
  const { incoming, outgoing } = config.document;
  return [...incoming, ...outgoing]
    .flatMap(({ protocol, hostname, port, tls, auth }): readonly Candidate[] => {
      const host = hostFor(hostname, domain);
      if (protocol !== question.protocol || tls === 'none' || host === undefined) return [];
      const authentic = config.secure || isKnown(host, question, domain);
      const where = config.url;
      return [{ protocol, host, port, tls, auth, source: 'autoconfig', where, authentic }];
    })
    .slice(0, MOST_OF_A_SOURCE);
}

function candidatesOfServices(question: Question, published: Published): readonly Candidate[] {
  return published.services
    .filter(({ protocol }) => protocol === question.protocol)
    .slice(0, MOST_OF_A_SOURCE)
    .map((offer) => ({
      ...offer,
      auth: [],
      source: 'srv',
      authentic: isKnown(offer.host, question, published.domain),
    }));
}

function standardPorts({ protocol, host }: Question): readonly Candidate[] {
  if (!isHost(host)) return [];
  return PROBE_MODES.map((tls) => ({
    protocol,
    host,
    port: STANDARD_PORTS[protocol][tls],
    tls,
    auth: [],
    source: 'standard-port',
    where: host,
    authentic: true,
  }));
}

/** A host whose own certificate proves that it is the right one. */
function isKnown(host: string, question: Question, domain: string): boolean {
  return isInside(host, domain) || host === question.host.toLowerCase();
}
