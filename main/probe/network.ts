// main/probe: how the probe reaches the network. The real one, one with --resolve, and the demo's.
// May import: shared, node.
import type { Socket } from 'node:net';

export interface Network {
  /**
   * All addresses of a host in the resolver's order, without duplicates; an IP literal gives itself.
   * Rejects with Node's ErrnoException: ENOTFOUND, EAI_AGAIN...
   */
  addresses(host: string, port: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Starts a TCP connection to one address; the socket reports success or failure by events. */
  connect(address: string, port: number): Socket;
}
