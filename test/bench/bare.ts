// test/bench: the least that Node can do for the same facts: a client without deadlines, judgement or
// manners. What it takes is the floor for the CPU of one probe. May import: node.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { SecureContext } from 'node:tls';

/** SMTP with STARTTLS from the connection to the goodbye. Rejects if the certificate is not good. */
export async function bareProbe(
  {
    host,
    address,
    port,
  }: { readonly host: string; readonly address: string; readonly port: number },
  secureContext: SecureContext,
): Promise<void> {
  const socket = connect({ host: address, port, noDelay: true });
  await lastLine(socket, '220 ');
  await asked(socket, 'EHLO [127.0.0.1]', '250 ');
  await asked(socket, 'STARTTLS', '220 ');
  const secured = connectTls({ socket, secureContext, servername: host });
  await once(secured, 'secureConnect');
  await asked(secured, 'EHLO [127.0.0.1]', '250 ');
  secured.getPeerCertificate(true);
  await asked(secured, 'QUIT', '221 ');
  secured.end();
  await once(socket, 'close');
}

function asked(stream: Duplex, command: string, expected: string): Promise<void> {
  stream.write(`${command}\r\n`);
  return lastLine(stream, expected);
}

/** Waits for a reply's last line: the code, and a space. */
async function lastLine(stream: Duplex, start: string): Promise<void> {
  let text = '';
  while (
    !text
      .split('\r\n')
      .slice(0, -1)
      .some((line) => line.startsWith(start))
  ) {
    const [chunk] = (await once(stream, 'data')) as [Buffer];
    text += chunk.toString('latin1');
  }
}
