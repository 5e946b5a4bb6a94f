// main/probe: the real network: the system's own resolver, the one mail programs ask, and TCP.
// May import: shared, node.
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import type { Network } from './network.ts';

/**
 * Names go through getaddrinfo, so that /etc/hosts, the company's search list and a VPN count. Lookups
 * of one host that overlap are one lookup: node has only four threads for them.
 */
export function nodeNetwork(): Network {
  const underway = new Map<string, Promise<readonly string[]>>();
  return {
    // getaddrinfo can't be called off: whoever asks stops waiting for it instead.
    addresses(host) {
      const key = host.toLowerCase();
      const known = underway.get(key);
      if (known) return known;
      const answer = addressesOf(host).finally(() => underway.delete(key));
      underway.set(key, answer);
      return answer;
    },
    connect: (address, port) => connect({ host: address, port, noDelay: true }),
  };
}

async function addressesOf(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}
