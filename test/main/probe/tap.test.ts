// test: what the tap makes of bytes, without a connection.
import { expect, it } from 'vitest';
import { alertIn, firstBytesOf, Recording } from '../../../main/probe/tap.ts';

function recordingOf(...chunks: readonly (readonly number[])[]): Recording {
  const recording = new Recording();
  for (const chunk of chunks) recording.add(Buffer.from(chunk));
  return recording;
}

const HELLO = [0x16, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3];
const FATAL_40 = [0x15, 3, 3, 0, 2, 2, 40];

it.each([
  ['nothing', [], 'none'],
  ['a greeting', [0x32, 0x32, 0x30], 'plaintext'],
  ['a line end', [0x0d, 0x0a], 'plaintext'],
  ['a handshake record', HELLO, 'tls-record'],
  ['its first byte alone', [0x16], 'tls-record'],
  ['an alert', FATAL_40, 'tls-alert'],
  ['a control byte', [0x16, 0x41], 'other'],
  ['a high byte', [0xc3, 0xa9], 'other'],
] as const)('%s is %s', (_name, bytes, kind) => {
  expect(firstBytesOf(recordingOf(bytes)).kind).toBe(kind);
});

it('shows 64 bytes', () => {
  const many = Array.from({ length: 600 }, () => 0x41);
  expect(firstBytesOf(recordingOf(many)).hex).toBe('41'.repeat(64));
});

it.each([
  ['first', [FATAL_40], 40],
  ['last, behind a record', [HELLO, FATAL_40], 40],
  ['last, in pieces', [HELLO, FATAL_40.slice(0, 3), FATAL_40.slice(3)], 40],
  ['a warning only', [[...FATAL_40.slice(0, 5), 1, 0]], null],
  ['encrypted', [HELLO, [0x15, 3, 3, 0, 19, 9, 9, 9, 9, 9, 9, 9]], null],
  ['cut short', [FATAL_40.slice(0, 6)], null],
  ['a ServerHello for TLS 1.1', [[...HELLO.slice(0, 10), 2]], 70],
  ['a ServerHello for TLS 1.2', [HELLO], null],
] as const)('an alert that is %s', (_name, chunks, alert) => {
  expect(alertIn(recordingOf(...chunks))).toBe(alert);
});
