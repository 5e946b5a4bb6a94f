// test/support: a tiny name server (RFC 1035) over UDP, which says what a test wants. May import: node.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** `fails`: SERVFAIL. `silent`: never an answer. */
export type NameAnswer = NameRecords | 'fails' | 'silent';

/** An empty list, or none, is the answer that the name is there without records of this type. */
export interface NameRecords {
  readonly a?: readonly string[];
  readonly aaaa?: readonly string[];
  readonly srv?: readonly ServiceRecord[];
  /** Milliseconds before the answer. */
  readonly delayMs?: number;
}

/** RFC 2782. */
export interface ServiceRecord {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  /** `.` says that the service is not offered. */
  readonly target: string;
}

export interface Question {
  /** In lower case, without the last dot. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'SRV' | 'other';
}

export interface DnsServer {
  readonly address: string;
  readonly port: number;
  /** What was asked so far, in order. */
  readonly questions: readonly Question[];
  /** Stops listening. Closing twice is closing once. */
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<number, Question['type']>> = { 1: 'A', 28: 'AAAA', 33: 'SRV' };
const NOERROR = 0;
const SERVFAIL = 2;
const NXDOMAIN = 3;

/**
 * Answers from the table, whose keys are names in lower case without the last dot; there is no other
 * name (NXDOMAIN). Port 0 lets the system choose. Rejects with the system's error.
 */
export async function startDnsServer(
  table: Readonly<Record<string, NameAnswer>>,
  { address = '127.0.0.1', port = 0 }: { readonly address?: string; readonly port?: number } = {},
): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const questions: Question[] = [];
  const late = new Set<NodeJS.Timeout>();
  socket.on('message', (query, from) => {
    const question = readQuestion(query);
    questions.push(question);
    const answer = table[question.name];
    if (answer === 'silent') return;
    const reply = replyTo(query, question, answer);
    const delayMs = typeof answer === 'object' ? (answer.delayMs ?? 0) : 0;
    const timer = setTimeout(() => {
      late.delete(timer);
      socket.send(reply, from.port, from.address);
    }, delayMs);
    late.add(timer);
  });
  socket.bind(port, address);
  await once(socket, 'listening');
  const closed = new Promise<void>((resolve) => socket.once('close', resolve));
  let open = true;
  return {
    address,
    port: socket.address().port,
    questions,
    close() {
      for (const timer of late) clearTimeout(timer);
      if (open) socket.close();
      open = false;
      return closed;
    },
  };
}

const HEADER_BYTES = 12;

/** The one question: every resolver asks one at a time. */
function readQuestion(query: Buffer): Question {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return {
    name: labels.join('.').toLowerCase(),
    type: TYPES[query.readUInt16BE(at + 1)] ?? 'other',
  };
}

function replyTo(query: Buffer, { name, type }: Question, answer: NameAnswer | undefined): Buffer {
  const records = typeof answer === 'object' ? recordData(answer, type) : [];
  const questionBytes = query.subarray(HEADER_BYTES, HEADER_BYTES + wireName(name).length + 4);
  const typeAndClass = questionBytes.subarray(-4);
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2); // the same id
  const code = answer === undefined ? NXDOMAIN : answer === 'fails' ? SERVFAIL : NOERROR;
  header.writeUInt16BE(0x8580 | code, 2); // a response, authoritative, recursion wanted and had
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  const sections = records.map((data) => {
    const fixed = Buffer.alloc(6); // a time to live of 0 s, and the length
    fixed.writeUInt16BE(data.length, 4);
    return Buffer.concat([NAME_OF_QUESTION, typeAndClass, fixed, data]);
  });
  return Buffer.concat([header, questionBytes, ...sections]);
}

/** RFC 1035 section 4.1.4: a pointer to the name at byte 12. */
const NAME_OF_QUESTION = Buffer.from([0xc0, HEADER_BYTES]);

function recordData(answer: NameRecords, type: Question['type']): readonly Buffer[] {
  switch (type) {
    case 'A':
      return (answer.a ?? []).map((address) => Buffer.from(address.split('.').map(Number)));
    case 'AAAA':
      return (answer.aaaa ?? []).map(ipv6Bytes);
    case 'SRV':
      return (answer.srv ?? []).map(({ priority, weight, port, target }) => {
        const numbers = Buffer.alloc(6);
        numbers.writeUInt16BE(priority, 0);
        numbers.writeUInt16BE(weight, 2);
        numbers.writeUInt16BE(port, 4);
        return Buffer.concat([numbers, wireName(target)]);
      });
    case 'other':
      return [];
  }
}

function wireName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`));
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function ipv6Bytes(address: string): Buffer {
  const [before = [], after = []] = address.split('::').map((half) => half.split(':'));
  const groups = (texts: readonly string[]): readonly number[] =>
    texts.filter((text) => text !== '').map((text) => parseInt(text, 16));
  const bytes = Buffer.alloc(16);
  groups(before).forEach((group, index) => bytes.writeUInt16BE(group, index * 2));
  const tail = groups(after);
  tail.forEach((group, index) => bytes.writeUInt16BE(group, 16 - (tail.length - index) * 2));
  return bytes;
}
