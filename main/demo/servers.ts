// main/demo: the mail servers of the demo world, each on a loopback port of its own, and the network
// that leads to them. The hosts have addresses reserved for documentation (RFC 5737); no packet
// leaves this computer. May import: shared, main/probe's interface.
import { Socket, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Network } from '../probe/network.ts';
import { createAuthority } from './certificates.ts';
import { startMailServer, type MailServer, type Temper } from './mail-server.ts';
import { DEMO_HOSTS } from './profiles.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const ADDRESSES: Readonly<Record<string, string>> = {
  [DEMO_HOSTS.appliance]: '192.0.2.10',
  [DEMO_HOSTS.healthy]: '192.0.2.20',
  [DEMO_HOSTS.expired]: '192.0.2.30',
  [DEMO_HOSTS.blackholed]: '192.0.2.40',
};

/** A name look-up takes a moment in the real world; the demo's takes one too, of milliseconds. */
const LOOK_UP_MS = 2;

export interface DemoServers {
  readonly network: Network;
  /** PEM of the throw-away authority that signed the servers' certificates. */
  readonly authority: string;
  close(): Promise<void>;
}

/** Starts them all, or none: what was started is stopped again if one fails. */
export async function startDemoServers(): Promise<DemoServers> {
  const authority = await createAuthority('STARTTLS Migrator demo');
  const now = Date.now();
  const good = (name: string) => authority.issue({ names: [name] });
  const appliance: Temper = {
    protocol: 'smtp',
    tls: 'starttls-only',
    identity: await good(DEMO_HOSTS.appliance),
    greeting: `220 ${DEMO_HOSTS.appliance} ESMTP\r\n`,
  };
  const healthy: Temper = {
    protocol: 'imap',
    tls: 'implicit',
    identity: await good(DEMO_HOSTS.healthy),
  };
  const expired: Temper = {
    protocol: 'smtp',
    tls: 'implicit',
    identity: await authority.issue({
      names: [DEMO_HOSTS.expired],
      notBefore: new Date(now - 102 * DAY_MS),
      notAfter: new Date(now - 12 * DAY_MS),
    }),
  };
  const started: MailServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.close()));
  };
  const start = async (temper: Temper): Promise<number> => {
    const server = await startMailServer(temper);
    started.push(server);
    return server.port;
  };
  try {
    const ports = new Map([
      [routeKey(DEMO_HOSTS.appliance, 465), await start(appliance)],
      [routeKey(DEMO_HOSTS.appliance, 587), await start(appliance)],
      [routeKey(DEMO_HOSTS.healthy, 993), await start(healthy)],
      [routeKey(DEMO_HOSTS.expired, 465), await start(expired)],
    ]);
    return { network: demoNetwork(ports), authority: authority.root, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function routeKey(host: string, port: number): string {
  return `${ADDRESSES[host] ?? ''}:${port}`;
}

/** Leads documentation addresses to loopback ports; knows no other host. */
function demoNetwork(ports: ReadonlyMap<string, number>): Network {
  return {
    async addresses(host) {
      await delay(LOOK_UP_MS);
      const address = ADDRESSES[host.toLowerCase()];
      if (address !== undefined) return [address];
      throw Object.assign(new Error(`the demo knows no ${host}`), { code: 'ENOTFOUND' });
    },
    connect(address, port) {
      const played = ports.get(`${address}:${port}`);
      if (played !== undefined) return connect({ host: '127.0.0.1', port: played, noDelay: true });
      // A socket that is never connected is a network that swallows every packet. Closed ports of
      // the others are played the same way a closed port looks: refused.
      const socket = new Socket();
      if (address !== ADDRESSES[DEMO_HOSTS.blackholed]) {
        socket.destroy(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
      }
      return socket;
    },
  };
}
