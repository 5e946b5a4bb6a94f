// test/bench: servers in a process of their own: embedded mail servers, and long wires to others.
// May import: node, main/demo, this folder.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startMailServer } from '../../main/demo/mail-server.ts';
import type { Temper } from '../../main/demo/mail-server.ts';
import { answerParent, startChild } from './children.ts';
import { startRelay } from './relay.ts';
import type { Target } from './relay.ts';

/** What to start. Ports are the system's choice; everything but `mail` listens at 127.0.0.1. */
export type Order =
  /** At this address; 0.0.0.0 for all of 127.0.0.0/8. */
  | { readonly kind: 'mail'; readonly temper: Temper; readonly host: string }
  /** Sends back what it hears. */
  | { readonly kind: 'echo' }
  | { readonly kind: 'relay'; readonly to: Target; readonly oneWayMs: number };

export interface ServerChild {
  /** Starts one more; returns its port. */
  readonly serve: (order: Order) => Promise<number>;
  readonly stop: () => Promise<void>;
}

export function startServerChild(): ServerChild {
  const child = startChild('server');
  return {
    serve: async (order) => Number(await child.ask(order)),
    stop: child.stop,
  };
}

export function runServerChild(): void {
  answerParent((order) => portOf(order as Order));
}

async function portOf(order: Order): Promise<number> {
  switch (order.kind) {
    case 'mail':
      return (await startMailServer(order.temper, { host: order.host })).port;
    case 'echo':
      return startEcho();
    case 'relay':
      return startRelay(order.to, order.oneWayMs);
  }
}

async function startEcho(): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
