// main/autoconfig: the SRV records by which a domain names its mail servers (RFC 6186, RFC 8314
// section 5.1). Nothing signs them: they are hints. May import: shared, this folder, node.
import { Resolver } from 'node:dns/promises';
import type { ProbeMode, Protocol } from '../../shared/model/endpoint.ts';
import type { Lookup, LookupOutcome } from '../../shared/model/suggestion.ts';
import { isHost } from './host.ts';

export interface SrvRecord {
  /** The target, with or without the dot at its end; empty or `.` means "not offered". */
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

export interface SrvRequest {
  readonly signal: AbortSignal;
  /** Milliseconds for one question and its repetition. */
  readonly timeoutMs: number;
}

/** How the room asks DNS. */
export interface ServiceRecords {
  /** The SRV records of a name in any order; none if there is no such name. Throws SrvError. */
  srv(name: string, request: SrvRequest): Promise<readonly SrvRecord[]>;
}

export type SrvErrorCode = Extract<LookupOutcome, 'dns-failed' | 'timeout' | 'cancelled'>;

export class SrvError extends Error {
  readonly code: SrvErrorCode;
  /** The resolver's own code: ESERVFAIL, ECONNREFUSED... */
  readonly detail: string | null;

  constructor(code: SrvErrorCode, detail: string | null = null, options?: ErrorOptions) {
    super(detail === null ? code : `${code}: ${detail}`, options);
    this.name = 'SrvError';
    this.code = code;
    this.detail = detail;
  }
}

const NOT_THERE: readonly string[] = ['ENODATA', 'ENOTFOUND'];
const TRIES = 2;

/** Asks the name servers of the system, or those given (`address:port`). */
export function nodeServiceRecords(servers?: readonly string[]): ServiceRecords {
  return {
    async srv(name, { signal, timeoutMs }) {
      const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / TRIES), tries: TRIES });
      if (servers) resolver.setServers(servers);
      // The resolver waits longer at each repetition, and for each of its servers.
      const expired = AbortSignal.timeout(timeoutMs);
      const stop = AbortSignal.any([signal, expired]);
      const cancel = (): void => {
        resolver.cancel();
      };
      stop.addEventListener('abort', cancel, { once: true });
      try {
        stop.throwIfAborted();
        return await resolver.resolveSrv(name);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? null;
        if (signal.aborted) throw new SrvError('cancelled', null, { cause: error });
        if (expired.aborted || code === 'ETIMEOUT') {
          throw new SrvError('timeout', null, { cause: error });
        }
        if (code !== null && NOT_THERE.includes(code)) return [];
        throw new SrvError('dns-failed', code, { cause: error });
      } finally {
        stop.removeEventListener('abort', cancel);
      }
    },
  };
}

/** RFC 6186 section 3, RFC 8314 section 5.1. */
export const SERVICES: readonly {
  readonly label: string;
  readonly protocol: Protocol;
  readonly tls: ProbeMode;
}[] = [
  { label: '_submissions._tcp', protocol: 'smtp', tls: 'implicit' },
  { label: '_submission._tcp', protocol: 'smtp', tls: 'starttls' },
  { label: '_imaps._tcp', protocol: 'imap', tls: 'implicit' },
  { label: '_imap._tcp', protocol: 'imap', tls: 'starttls' },
  { label: '_pop3s._tcp', protocol: 'pop3', tls: 'implicit' },
  { label: '_pop3._tcp', protocol: 'pop3', tls: 'starttls' },
];

/** A server that a domain offers for a service. */
export interface ServiceOffer {
  readonly protocol: Protocol;
  readonly tls: ProbeMode;
  readonly host: string;
  readonly port: number;
  /** The name of the records. */
  readonly where: string;
}

export interface ServiceLookup {
  /** Best first for each protocol. */
  readonly offers: readonly ServiceOffer[];
  readonly lookups: readonly Lookup[];
}

/** Asks for all six services of a domain at once. Never throws: what went wrong is in the look-ups. */
export async function lookUpServices(
  domain: string,
  records: ServiceRecords,
  request: SrvRequest,
): Promise<ServiceLookup> {
  const answers = await Promise.all(
    SERVICES.map(async (service) => {
      const where = `${service.label}.${domain}`;
      const { found, lookup } = await ask(where, records, request);
      return { lookup, found: found.map((record) => ({ ...service, record, where })) };
    }),
  );
  const offers = answers
    .flatMap(({ found }) => found)
    .toSorted(compare)
    .map(({ protocol, tls, record, where }) => {
      return { protocol, tls, host: hostOf(record), port: record.port, where };
    });
  return { offers, lookups: answers.map(({ lookup }) => lookup) };
}

async function ask(
  where: string,
  records: ServiceRecords,
  request: SrvRequest,
): Promise<{ readonly found: readonly SrvRecord[]; readonly lookup: Lookup }> {
  try {
    const all = await records.srv(where, request);
    const found = all.filter((record) => isHost(hostOf(record)) && record.port > 0);
    const outcome = found.length > 0 ? 'found' : all.every(isRefusal) ? 'nothing' : 'unusable';
    return { found, lookup: { where, outcome, detail: null } };
  } catch (error) {
    if (!(error instanceof SrvError)) throw error;
    return { found: [], lookup: { where, outcome: error.code, detail: error.detail } };
  }
}

function hostOf({ name }: SrvRecord): string {
  return name.replace(/\.$/, '').toLowerCase();
}

/** "The service is decidedly not available at this domain" (RFC 2782, Target). */
function isRefusal(record: SrvRecord): boolean {
  return hostOf(record) === '';
}

interface Found {
  readonly tls: ProbeMode;
  readonly record: SrvRecord;
}

/**
 * The lowest priority first, across the services of a protocol (RFC 6186 section 3.4); then implicit
 * TLS (RFC 8314 section 3), then the greatest weight. RFC 2782 draws lots by weight, to share the
 * load; a suggestion should be the same each time, so the likeliest comes first.
 */
function compare(one: Found, other: Found): number {
  return (
    one.record.priority - other.record.priority ||
    Number(one.tls === 'starttls') - Number(other.tls === 'starttls') ||
    other.record.weight - one.record.weight
  );
}
