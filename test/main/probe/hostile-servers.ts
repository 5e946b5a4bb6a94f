// test: servers that behave until some step of the conversation and then flood or trickle; and what no
// answer of a hostile server may become. May import: vitest, node, shared.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, type SecureContext } from 'node:tls';
import { expect } from 'vitest';
import { PROTOCOLS, type ProbeMode, type Protocol } from '../../../shared/model/endpoint.ts';

/** The steps in which a server speaks, in their order. */
const STEPS = {
  starttls: ['greeting', 'capabilities', 'starttls', 'handshake', 'authentication'],
  implicit: ['handshake', 'greeting', 'authentication'],
} as const satisfies Readonly<Record<ProbeMode, readonly string[]>>;
type SpokenStep = (typeof STEPS)[ProbeMode][number];

/** `TAG` is replaced. */
const ANSWERS: Readonly<Record<Protocol, Readonly<Record<SpokenStep, string>>>> = {
  smtp: answers('220 hello\r\n', '250-hello\r\n250 STARTTLS\r\n', '220 go\r\n'),
  imap: answers('* OK hello\r\n', '* CAPABILITY STARTTLS\r\nTAG OK done\r\n', 'TAG OK go\r\n'),
  pop3: answers('+OK hello\r\n', '+OK\r\nSTLS\r\n.\r\n', '+OK go\r\n'),
};

function answers(
  greeting: string,
  capabilities: string,
  starttls: string,
): Readonly<Record<SpokenStep, string>> {
  return { greeting, capabilities, starttls, handshake: '', authentication: capabilities };
}

/** Where and to whom a server stops being a good one. */
export interface Moment {
  readonly protocol: Protocol;
  readonly mode: ProbeMode;
  readonly step: SpokenStep;
}

export const MOMENTS: readonly Moment[] = PROTOCOLS.flatMap((protocol) =>
  (['starttls', 'implicit'] as const).flatMap((mode) =>
    STEPS[mode].map((step) => ({ protocol, mode, step })),
  ),
);

/**
 * For each connection: answers like a good server up to the moment, and is then given the stream on
 * which its answer is due.
 */
export function goodUntil(
  moment: Moment,
  secureContext: SecureContext,
  misbehave: (stream: Duplex) => void,
): (socket: Socket) => void {
  return (socket) => {
    // A client that leaves early has its reasons; the test knows them.
    answerUntil(moment, secureContext, socket).then(misbehave, () => socket.destroy());
  };
}

async function answerUntil(
  { protocol, mode, step }: Moment,
  secureContext: SecureContext,
  socket: Socket,
): Promise<Duplex> {
  let stream: Duplex = socket;
  for (const next of STEPS[mode]) {
    if (next === 'handshake' && next !== step) {
      stream = new TLSSocket(socket, { isServer: true, secureContext });
      stream.on('error', () => socket.destroy());
      await once(stream, 'secure');
      continue;
    }
    const heard = next === 'greeting' ? '' : String((await once(stream, 'data'))[0]);
    if (next === step) break;
    stream.write(ANSWERS[protocol][next].replaceAll('TAG', heard.split(' ')[0] ?? ''));
  }
  return stream;
}

/** Writes as fast as it can until the other side has had enough. */
export function flood(stream: Duplex, chunk: Buffer): void {
  const more = (): void => {
    while (stream.writable && stream.write(chunk));
  };
  stream.on('drain', more);
  more();
}

/** Writes a byte every 10 ms, the last one again and again. */
export function trickle(stream: Duplex, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    stream.write(bytes.subarray(at, at + 1));
    at = Math.min(at + 1, bytes.length - 1);
  }, 10);
  stream.once('close', () => {
    clearInterval(timer);
  });
}

/** Everything but printable ASCII. */
const UNPRINTABLE = /[^\x20-\x7e]/;

/** No text anywhere in a value, names of its parts included, holds anything but printable ASCII. */
export function expectPrintable(value: unknown): void {
  if (typeof value === 'string') expect(value).not.toMatch(UNPRINTABLE);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.entries(value).flat()) expectPrintable(part);
  }
}
