// main/autoconfig: the text of an XML file: its size, its encoding, and no character XML forbids.
// May import: shared, node.
import { TextDecoder } from 'node:util';
import type { ConfigFinding, ConfigFindingCode } from '../../shared/model/suggestion.ts';

/** Bytes. Thunderbird's own database has 2 KiB a provider on average. */
export const LARGEST_CONFIG = 256 * 1024;

/** Thrown inside the room when a file can't be read as XML; it ends as the reading's finding. */
export class Refused extends Error {
  readonly finding: ConfigFinding;

  constructor(code: ConfigFindingCode, line: number | null, facts: ConfigFinding['facts'] = {}) {
    super(code);
    this.name = 'Refused';
    this.finding = { code, place: { path: '', line }, facts };
  }
}

/** Byte order marks (XML 1.0 appendix F), and what `<?` looks like without one. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0x00, 0x3c, 0x00], encoding: 'utf-16be' },
  { bytes: [0x3c, 0x00], encoding: 'utf-16le' },
];

const DECLARED = /^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"'>]{1,40})["']/;

/** Everything that XML 1.0 allows is not in here (section 2.2, Char); surrogates never pass the decoder. */
// eslint-disable-next-line no-control-regex -- the control characters are the point
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/**
 * The text of an XML file without its byte order mark: UTF-8, UTF-16, or what the declaration says.
 * Throws Refused: `too-large`, `unknown-encoding`, `broken-encoding`, `illegal-character`.
 */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_CONFIG)
    throw new Refused('too-large', null, { limit: LARGEST_CONFIG });
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding);
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) {
    const character = `U+${forbidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    throw new Refused('illegal-character', new Lines(text).at(forbidden.index), { character });
  }
  return text;
}

function encodingOf(bytes: Uint8Array): string {
  const signature = SIGNATURES.find((known) =>
    known.bytes.every((byte, index) => bytes[index] === byte),
  );
  if (signature) return signature.encoding;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  const declared = DECLARED.exec(start)?.[1];
  // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

function decode(bytes: Uint8Array, encoding: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Refused('unknown-encoding', 1, { encoding });
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refused('broken-encoding', null, { encoding });
  }
}

/** Line numbers of positions in a text, from 1. A line ends with LF, CR LF or CR. */
export class Lines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length);
  }

  /** The line that the character at `index` stands in. */
  at(index: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? Infinity) <= index) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }
}
