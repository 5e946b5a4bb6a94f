// test/main/faults: what can stand at a port. May import: main, test/.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import {
  startMailServer,
  type PlainTemper,
  type TlsTemper,
} from '../../../main/demo/mail-server.ts';
import type { Listener } from '../../real/wait.ts';
import { CLOSED } from '../../support/documentation-network.ts';
import type { Part, ServerCertificate } from './row.ts';
import { issue, type Stage } from './stage.ts';

type Plain = Omit<PlainTemper, 'protocol'>;
type Tls = Omit<TlsTemper, 'protocol' | 'identity'>;

/** An embedded mail server of the row's protocol. */
export function mail(temper: Plain | Tls, certificate: ServerCertificate = {}): Part {
  return async (stage, protocol) => {
    const whole =
      temper.tls === 'plain'
        ? { ...temper, protocol }
        : { ...temper, protocol, identity: await issue(certificate, stage.props, stage.later) };
    const server = await startMailServer(whole);
    stage.later(() => server.close());
    return { address: server.host, port: server.port };
  };
}

/** Does with each connection what it is told. */
export function raw(serve: (socket: Socket) => void): Part {
  return (stage) => listenAt(stage, createServer(serve));
}

/** Passes each connection on to the next of these, and goes on with the last. */
export function inTurn(...parts: readonly Part[]): Part {
  return async (stage, protocol) => {
    const listeners = await Promise.all(parts.map((part) => part(stage, protocol)));
    let turn = 0;
    const relay = createServer((near) => {
      const { address, port } = listeners[Math.min(turn, listeners.length - 1)]!;
      turn += 1;
      const far = connect({ host: address, port, noDelay: true });
      near.setNoDelay(true).pipe(far).pipe(near);
      far.on('error', () => near.destroy());
      near.on('close', () => far.destroy());
    });
    return listenAt(stage, relay);
  };
}

async function listenAt(stage: Stage, server: Server): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stage.later(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

/** Nobody listens there. */
export const closed: Part = () => Promise.resolve(CLOSED);

/** Listens, prints its port, and never again does anything: nobody accepts. */
const FROZEN = `
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 });
  server.once('listening', () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
/** listen(2) on Linux keeps one more connection than the backlog says. */
const WAITING_ROOM = 2;

/** A port whose waiting room is full: no answer to SYN. */
export const overcrowded: Part = async (stage) => {
  const child = spawn(process.execPath, ['-e', FROZEN], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const waiting: Socket[] = [];
  stage.later(async () => {
    for (const socket of waiting) socket.destroy();
    child.kill('SIGKILL');
    await ended;
  });
  const port = Number((await once(child.stdout, 'data'))[0]);
  for (let room = 0; room < WAITING_ROOM; room += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => undefined);
    waiting.push(socket);
    await once(socket, 'connect');
  }
  return { address: '127.0.0.1', port };
};
