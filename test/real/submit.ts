// test/real: one message submitted by a plain SMTP conversation, without any of the product's code.
// May import: node, this folder.
import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Listener } from './wait.ts';

export interface Submission {
  readonly server: Listener;
  /** How TLS starts: after STARTTLS, at the first byte, or not at all. */
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** The name that the certificate has to cover. */
  readonly host: string;
  /** PEM: the only root that is trusted. */
  readonly root: string;
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
}

/**
 * Submits a message (RFC 6409, AUTH PLAIN).
 * @throws Error with the reply that was not the one expected, or the TLS error.
 */
export async function submit(submission: Submission): Promise<void> {
  const { server, host, root, user, password } = submission;
  const plain = connectPlain({ host: server.address, port: server.port });
  await once(plain, 'connect');
  try {
    if (submission.tls === 'starttls') {
      const clear = conversation(plain);
      await clear.reply(220);
      await clear.say('EHLO [127.0.0.1]', 250);
      await clear.say('STARTTLS', 220);
      clear.leave();
    }
    const { say, reply } = conversation(
      submission.tls === 'none' ? plain : await secured(plain, host, root),
    );
    if (submission.tls !== 'starttls') await reply(220);
    await say('EHLO [127.0.0.1]', 250);
    await say(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`, 235);
    await say(`MAIL FROM:<${submission.from}>`, 250);
    await say(`RCPT TO:<${submission.to}>`, 250);
    await say('DATA', 354);
    await say(`From: ${submission.from}\r\nSubject: ${submission.subject}\r\n\r\nHello.\r\n.`, 250);
    await say('QUIT', 221);
  } finally {
    plain.destroy();
  }
}

async function secured(plain: Socket, host: string, root: string): Promise<Socket> {
  const secure = connectTls({ socket: plain, servername: host, ca: root });
  await once(secure, 'secureConnect');
  return secure;
}

interface Conversation {
  readonly say: (line: string, code: number) => Promise<void>;
  readonly reply: (code: number) => Promise<void>;
  /** Stops reading, so that the TLS layer can. */
  readonly leave: () => void;
}

/** One line ending each reply: the code and a space (RFC 5321 section 4.2.1). */
function conversation(socket: Socket): Conversation {
  let received = '';
  const collect = (bytes: Buffer): void => {
    received += bytes.toString('latin1');
  };
  socket.on('data', collect);
  const reply = async (code: number): Promise<void> => {
    for (;;) {
      const last = /^\d{3}(?: .*)?\r\n/m.exec(received);
      if (last) {
        const text = received;
        received = '';
        if (!last[0].startsWith(String(code))) throw new Error(`wanted ${code}: ${text}`);
        return;
      }
      if (socket.readableEnded || socket.destroyed) throw new Error(`closed: ${received}`);
      await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    }
  };
  return {
    reply,
    say: async (line, code) => {
      socket.write(`${line}\r\n`);
      await reply(code);
    },
    leave: () => {
      socket.off('data', collect);
    },
  };
}
