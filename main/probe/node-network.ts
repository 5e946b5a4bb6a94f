// main/probe: the real network: the system's own resolver, the one mail programs ask, and TCP.
// May import: shared, node.
import { connect } from 'node:net';
import { addressesOf } from './names.ts';
import type { Network } from './network.ts';

/** Look-ups of one host that overlap are one look-up. */
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
