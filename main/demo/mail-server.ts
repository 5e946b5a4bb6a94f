// main/demo: an embedded SMTP, IMAP or POP3 server on loopback, with a temper. It keeps a transcript
// of what clients said, and accepts no log-in and no mail.
// May import: shared, other rooms of main except cli, electron and fleet.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { secureContextOf, Session } from './session.ts';
import type { HeardLine, SessionRecord } from './session.ts';
import type { Temper } from './temper.ts';

export type { HeardLine, SessionRecord } from './session.ts';
export type { PlainTemper, Temper, TlsTemper } from './temper.ts';

export interface MailServer {
  /** The loopback address it listens at. */
  readonly host: string;
  readonly port: number;
  /** One record a connection, in the order they came. */
  readonly sessions: readonly SessionRecord[];
  /** Every line that any client sent, connection by connection. */
  transcript(): readonly HeardLine[];
  /** Fulfilled when no connection is open. */
  idle(): Promise<void>;
  /** Stops listening and ends every connection. Closing twice is closing once. */
  close(): Promise<void>;
}

/**
 * Port 0 lets the system choose. Rejects with the system's error (EADDRINUSE, EACCES...), or
 * OpenSSL's if the identity is none.
 */
export async function startMailServer(
  temper: Temper,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<MailServer> {
  const context = secureContextOf(temper);
  const sessions: Session[] = [];
  const closings = new Set<Promise<unknown>>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const session = new Session(socket, temper, context);
    sessions.push(session);
    const closing = new Promise((resolve) => socket.once('close', resolve));
    closings.add(closing);
    void closing.then(() => closings.delete(closing));
    session.begin();
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    host,
    port: (server.address() as AddressInfo).port,
    sessions,
    transcript: () => sessions.flatMap((session) => session.lines),
    idle: async () => {
      await Promise.all(closings);
    },
    close: async () => {
      const stopped = stopListening(server);
      for (const session of sessions) session.destroy();
      await stopped;
    },
  };
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // The only error is that it was closed before.
    server.close(() => {
      resolve();
    });
  });
}
