// test/bench: a wire with a length: a relay on loopback that delivers everything later.
// May import: node.
import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Target {
  readonly address: string;
  readonly port: number;
}

/**
 * Starts a relay at 127.0.0.1; returns its port. Each byte, and each end of a direction,
 * is delivered `oneWayMs` after it came. The server is connected to `oneWayMs` after the client was,
 * which is when the last packet of a TCP handshake would reach it; the handshake itself is the
 * system's and takes no time here: the client has to wait for it, see networkTo().
 */
export async function startRelay(to: Target, oneWayMs: number): Promise<number> {
  const relay = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const server = new Socket({ allowHalfOpen: true });
    server.setNoDelay(true);
    setTimeout(() => {
      if (!server.destroyed) server.connect({ host: to.address, port: to.port });
    }, oneWayMs);
    carry(client, server, oneWayMs);
    carry(server, client, oneWayMs);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return (relay.address() as AddressInfo).port;
}

/** Timers of the same length fire in the order they were set, so that the order of bytes is kept. */
function carry(from: Socket, to: Socket, oneWayMs: number): void {
  from.on('data', (chunk) => setTimeout(() => to.write(chunk), oneWayMs));
  from.once('end', () => setTimeout(() => to.end(), oneWayMs));
  from.once('error', () => setTimeout(() => to.destroy(), oneWayMs));
}
