// test/support: a network of hosts with addresses reserved for documentation (RFC 5737, RFC 3849),
// whose ports are played by loopback ones. Without it every server of the tests would look like a
// program on this computer that answers in another's name. May import: main.
import { connect } from 'node:net';
import type { Network } from '../../main/probe/network.ts';

/** Plain values, so that another process can be told of them. */
export interface Routes {
  /** Addresses by host, in lower case, in the resolver's order. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  /** Loopback ports by `routeKey`. A port that is not here is closed. */
  readonly ports: Readonly<Record<string, number>>;
}

/** Nobody listens there: tcpmux, on a loopback address of its own. */
const CLOSED = { host: '127.255.255.1', port: 1 };

/** The key of a route: `192.0.2.1:465`, `2001:db8::1:465`. */
export function routeKey(address: string, port: number): string {
  return `${address}:${port}`;
}

/** Rejects names that are not in the table as the system does, with ENOTFOUND. */
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
      const target = played === undefined ? CLOSED : { host: '127.0.0.1', port: played };
      return connect({ ...target, noDelay: true });
    },
  };
}
