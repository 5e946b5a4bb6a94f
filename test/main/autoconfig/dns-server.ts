// test: a name server on loopback that knows SRV records and nothing else (RFC 1035, RFC 2782).
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach } from 'vitest';
import type { SrvRecord } from '../../../main/autoconfig/srv.ts';

/** What it does with a question: records, an error by its RCODE (RFC 1035 section 4.1.1), or nothing. */
export type DnsAnswer = readonly SrvRecord[] | { readonly rcode: number } | 'silence';

export interface DnsServer {
  /** `address:port` for the resolver. */
  readonly address: string;
  /** The names asked for, in order. */
  readonly asked: readonly string[];
}

const NAME_ERROR = 3;
const SRV = 33;

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

export async function startDns(answers: Readonly<Record<string, DnsAnswer>>): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (question, { address, port }) => {
    const { name, end } = questionIn(question);
    asked.push(name);
    const answer = answers[name.toLowerCase()] ?? { rcode: NAME_ERROR };
    if (answer === 'silence') return;
    socket.send(reply(question.subarray(0, end), answer), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closings.push(() => socket.close());
  return { address: `127.0.0.1:${socket.address().port}`, asked };
}

function questionIn(message: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 5 };
}

function reply(question: Buffer, answer: Exclude<DnsAnswer, 'silence'>): Buffer {
  const records = 'rcode' in answer ? [] : answer;
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180 | ('rcode' in answer ? answer.rcode : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, question.subarray(12), ...records.map(recordBytes)]);
}

function recordBytes({ name, port, priority, weight }: SrvRecord): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const target = Buffer.concat([
    ...labels.map((label) => Buffer.from(String.fromCharCode(label.length) + label, 'latin1')),
    Buffer.of(0),
  ]);
  const fixed = Buffer.alloc(18);
  fixed.writeUInt16BE(0xc00c, 0); // the name of the question
  fixed.writeUInt16BE(SRV, 2);
  fixed.writeUInt16BE(1, 4);
  fixed.writeUInt32BE(60, 6);
  fixed.writeUInt16BE(6 + target.length, 10);
  fixed.writeUInt16BE(priority, 12);
  fixed.writeUInt16BE(weight, 14);
  fixed.writeUInt16BE(port, 16);
  return Buffer.concat([fixed, target]);
}
