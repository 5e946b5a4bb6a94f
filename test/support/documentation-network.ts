// test/support: a network of hosts with addresses reserved for documentation (RFC 5737, RFC 3849),
// whose ports are played by loopback ones. Without it every server of the tests would look like a
// program on this computer that answers in another's name. May import: main, test/real.
import { connect } from 'node:net';
import type { Network } from '../../main/probe/network.ts';
import type { Listener } from '../real/wait.ts';

/** Plain values, so that another process can be told of them. */
export interface Routes {
  /** Addresses by host, in lower case, in the resolver's order. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  /** What plays each `routeKey`: a port of 127.0.0.1, or of another loopback address. */
  readonly ports: Readonly<Record<string, number | Listener>>;
}

/** Nobody listens there: tcpmux, on a loopback address of its own. */
export const CLOSED: Listener = { address: '127.255.255.1', port: 1 };

const PLAYED_ONLY = /^(?:127|192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:db8:/i;

/** The key of a route: `192.0.2.1:465`, `2001:db8::1:465`. */
export function routeKey(address: string, port: number): string {
  return `${address}:${port}`;
}

/**
 * Rejects names that are not in the table as the system does, with ENOTFOUND. A port without a route
 * is closed at an address for documentation or of loopback; any other address is the real one.
 */
export function documentationNetwork({ hosts, ports }: Routes): Network {
  return {
    addresses(host) {
      const found = hosts[host.toLowerCase()];
      if (found) return Promise.resolve(found);
      const error = Object.assign(new Error(`no such name: ${host}`), { code: 'ENOTFOUND' });
      return Promise.reject(error);
    },
    connect(address, port) {
      const played = ports[routeKey(address, port)];
      const target = played === undefined ? unrouted(address, port) : listenerOf(played);
      return connect({ host: target.address, port: target.port, noDelay: true });
    },
  };
}

function unrouted(address: string, port: number): Listener {
  return PLAYED_ONLY.test(address) ? CLOSED : { address, port };
}

function listenerOf(played: number | Listener): Listener {
  return typeof played === 'number' ? { address: '127.0.0.1', port: played } : played;
}
