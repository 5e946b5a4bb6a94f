// test: web servers on loopback, by name, and a web that finds them.
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { nodeWeb } from '../../../main/autoconfig/node-web.ts';
import type { Web } from '../../../main/autoconfig/web.ts';
import { createAuthority } from '../../../main/demo/certificates.ts';
import type { CertificateAuthority, ServerIdentity } from '../../../main/demo/certificates.ts';

export const HOST = 'autoconfig.demo.test';
const LOOPBACK = '127.0.0.1';

export interface WebWorld {
  readonly authority: CertificateAuthority;
  readonly identity: ServerIdentity;
  /** Every name under .test is on this computer; no other exists. */
  readonly web: Web;
  readonly http: (serve: http.RequestListener) => Promise<Started>;
  readonly https: (serve: http.RequestListener, identity?: ServerIdentity) => Promise<Started>;
  readonly raw: (serve: (socket: Socket) => void) => Promise<Started>;
}

export interface Started {
  readonly port: number;
  /** Settles when the first connection to it has ended. */
  readonly hungUp: Promise<unknown>;
}

/** Sets the world up for a file of tests, and takes down what each test started. */
export function useWebWorld(): () => WebWorld {
  let world: WebWorld;
  const closings: (() => void)[] = [];
  beforeAll(async () => {
    const authority = await createAuthority();
    const identity = await authority.issue({ names: [HOST, 'demo.test'] });
    const start = (server: Server) => listen(server, closings);
    world = {
      authority,
      identity,
      web: nodeWeb({ anchors: [authority.root], addresses }),
      http: (serve) => start(http.createServer(serve)),
      https: (serve, { key, chain } = identity) =>
        start(https.createServer({ key, cert: chain }, serve)),
      raw: (serve) =>
        start(
          net.createServer((socket) => {
            socket.resume(); // or the end of the connection would not be noticed
            serve(socket);
          }),
        ),
    };
  });
  const closeAll = () => {
    for (const close of closings.splice(0)) close();
  };
  afterEach(closeAll);
  afterAll(closeAll);
  return () => world;
}

function addresses(host: string): Promise<readonly string[]> {
  return host.endsWith('.test')
    ? Promise.resolve([LOOPBACK])
    : Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' }));
}

async function listen(server: Server, closings: (() => void)[]): Promise<Started> {
  const sockets = new Set<Socket>();
  const hungUp = new Promise((resolve) => {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', resolve);
    });
  });
  closings.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, hungUp };
}
