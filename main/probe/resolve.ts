// main/probe: --resolve host:port:address, as curl has it. May import: shared, node.
import { isIP } from 'node:net';
import type { Network } from './network.ts';

export interface ResolveEntry {
  readonly host: string;
  readonly port: number;
  /** An IP literal without brackets. */
  readonly address: string;
}

const ENTRY = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):(\d{1,5}):(?:\[([^\]]+)\]|([^[\]\s]+))$/;

/** Reads `host:port:address`; IPv6 may be in brackets. Undefined if it is not of that form. */
export function parseResolve(text: string): ResolveEntry | undefined {
  const match = ENTRY.exec(text);
  const host = match?.[1] ?? match?.[2];
  const address = match?.[4] ?? match?.[5];
  if (host === undefined || address === undefined || isIP(address) === 0) return undefined;
  const port = Number(match?.[3]);
  return port >= 1 && port <= 65535 ? { host, port, address } : undefined;
}

/**
 * A network that takes the given addresses for a host and port, in the order given, and asks the one
 * below for everything else. An entry given twice for one host and port adds an address.
 */
export function withResolve(network: Network, entries: readonly ResolveEntry[]): Network {
  return {
    addresses(host, port, signal) {
      const given = entries
        .filter((entry) => entry.port === port && isSameHost(entry.host, host))
        .map((entry) => entry.address);
      return given.length === 0
        ? network.addresses(host, port, signal)
        : Promise.resolve([...new Set(given)]);
    },
    connect: (address, port) => network.connect(address, port),
  };
}

function isSameHost(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
