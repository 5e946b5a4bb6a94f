// test: a small world for the probe: scripted servers on loopback, and a network that leads to them.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createAuthority } from '../../../main/demo/certificates.ts';
import type { CertificateAuthority, ServerIdentity } from '../../../main/demo/certificates.ts';
import { startMailServer } from '../../../main/demo/mail-server.ts';
import type { MailServer, Temper } from '../../../main/demo/mail-server.ts';
import { nodeNetwork } from '../../../main/probe/node-network.ts';
import { probeEndpoint } from '../../../main/probe/probe.ts';
import type { ProbeOptions } from '../../../main/probe/probe.ts';
import { withResolve } from '../../../main/probe/resolve.ts';
import type { ProbeMode, Protocol } from '../../../shared/model/endpoint.ts';
import type { FailureKind, Observation } from '../../../shared/model/observation.ts';

export const HOST = 'mail.demo.test';
const LOOPBACK = '127.0.0.1';

/** Long enough never to matter, short enough where waiting is the point. */
export const PATIENT = { connectMs: 5000, greetingMs: 5000, stepMs: 5000 };
export const HASTY = { connectMs: 150, greetingMs: 150, stepMs: 150 };

export interface World {
  readonly authority: CertificateAuthority;
  readonly identity: ServerIdentity;
  readonly start: (temper: Temper, host?: string) => Promise<MailServer>;
  /** A server that does with each connection what it is told. */
  readonly startRaw: (serve: (socket: Socket) => void) => Promise<{ readonly port: number }>;
  readonly options: (port: number, overrides?: Partial<ProbeOptions>) => ProbeOptions;
  /** Probes the scripted server; there is one address, so there is one observation. */
  readonly probe: (
    server: { readonly port: number },
    protocol: Protocol,
    tls: ProbeMode,
    overrides?: Partial<ProbeOptions>,
  ) => Promise<Observation>;
}

/** Sets the world up for a file of tests, and takes down what each test started. */
export function useWorld(): () => World {
  let world: World;
  const closings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const authority = await createAuthority();
    world = worldOf(authority, await authority.issue({ names: [HOST] }), closings);
  });
  const closeAll = async () => {
    await Promise.all(closings.splice(0).map((close) => close()));
  };
  afterEach(closeAll);
  afterAll(closeAll);
  return () => world;
}

function worldOf(
  authority: CertificateAuthority,
  identity: ServerIdentity,
  closings: (() => Promise<unknown>)[],
): World {
  const anchors = [authority.root];
  const options: World['options'] = (port, overrides) => ({
    network: withResolve(nodeNetwork(), [{ host: HOST, port, address: LOOPBACK }]),
    anchors,
    timeouts: PATIENT,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
    ...overrides,
  });
  return {
    authority,
    identity,
    options,
    async start(temper, host) {
      const server = await startMailServer(temper, host === undefined ? {} : { host });
      closings.push(() => server.close());
      return server;
    },
    async startRaw(serve) {
      const server = await listenRaw(serve);
      closings.push(server.close);
      return server;
    },
    async probe({ port }, protocol, tls, overrides) {
      const endpoint = { protocol, host: HOST, port, tls };
      const [observation, ...others] = await probeEndpoint(endpoint, options(port, overrides));
      expect(others).toEqual([]);
      return observation!;
    },
  };
}

/** A server on loopback that does with each connection what it is told. */
export async function listenRaw(
  serve: (socket: Socket) => void,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

/** What a server heard, as text alone. */
export function said(server: MailServer): readonly string[] {
  return server.transcript().map(({ text }) => text);
}

/** `step/kind`, or `none`: how a conversation failed, in one word. */
export function failureOf({ failure }: Observation): `${string}/${FailureKind}` | 'none' {
  return failure === null ? 'none' : `${failure.step}/${failure.kind}`;
}

export const FAREWELL: Readonly<Record<Protocol, RegExp>> = {
  smtp: /^QUIT$/,
  imap: /^a\d+ LOGOUT$/,
  pop3: /^QUIT$/,
};
