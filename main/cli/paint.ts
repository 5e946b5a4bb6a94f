// main/cli: colours and line breaks. A colour never stands alone: a mark and a word say the same.
// Pure. May import: nothing.

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly tone: (tone: Tone, text: string) => string;
}

/** Select Graphic Rendition numbers (ECMA-48 8.3.117), on and off. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  good: [32, 39],
  warn: [33, 39],
  bad: [31, 39],
} as const;

const MARKS: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '✗', plain: '-' };

export function markOf(tone: Tone): string {
  return MARKS[tone];
}

export function paint(colours: boolean): Paint {
  const wrap =
    ([on, off]: readonly [number, number]) =>
    (text: string): string =>
      colours ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    bold: wrap(CODES.bold),
    dim: wrap(CODES.dim),
    tone: (tone, text) => (tone === 'plain' ? text : wrap(CODES[tone])(text)),
  };
}

/**
 * Breaks text at spaces to fit `columns`, every line indented; `first` replaces the first indent.
 * A word that is longer than the line stays whole: paths are for copying.
 */
export function indented(text: string, columns: number, indent: string, first = indent): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n') + '\n';
}
