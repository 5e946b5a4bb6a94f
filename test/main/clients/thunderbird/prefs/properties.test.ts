// test: what holds for every preference file and every edit.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrefsDocument } from '../../../../../main/clients/thunderbird/prefs/document.ts';
import type { PrefValue } from '../../../../../main/clients/thunderbird/prefs/document.ts';
import { bytesOf, parse } from './build.ts';

// The same cases in every run: a red test is the change's own fault. Another seed finds new ones.
fc.configureGlobal({ seed: 20261124 });

const endOfLine = fc.constantFrom('\n', '\r\n', '\r');
const commentText = fc.constantFrom('', ' x', ';', '"', "'", 'user_pref("a", 9);', '\xff\xe9', '*');
const blank = fc.constantFrom(' ', '\t', '\v', '\f', '  ');

/** Anything that may stand between two tokens. */
const gap = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: blank },
  { weight: 1, arbitrary: endOfLine },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('#', '//'), commentText, endOfLine)
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(commentText, endOfLine).map(([text, end]) => `/*${text}${end}*/`),
  },
);

interface Token {
  readonly text: string;
  /** The bytes it stands for, or the value. */
  readonly means: PrefValue;
}

/** Pieces of a string, as they are written and as the bytes that they mean. */
const piece: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc
    .constantFrom('a', '.', ';', ')', '/*', '//', '#', '\n', '\r\n', '\xc3\xa9')
    .map((text): readonly [string, string] => [text, text]),
  fc.constantFrom<readonly [string, string]>(
    ['\\n', '\n'],
    ['\\r', '\r'],
    ['\\\\', '\\'],
    ['\\"', '"'],
    ["\\'", "'"],
    ['\\x41', 'A'],
    ['\\xc3\\xA9', '\xc3\xa9'],
    ['\\u00e9', '\xc3\xa9'],
    ['\\ud83d\\uDE00', '\xf0\x9f\x98\x80'],
  ),
);

const stringToken: fc.Arbitrary<Token> = fc
  .tuple(fc.constantFrom('"', "'"), fc.array(piece, { maxLength: 6 }))
  .map(([quote, pieces]) => ({
    text: quote + pieces.map(([text]) => text).join('') + quote,
    means: bytesOf(pieces.map(([, means]) => means).join('')).toString('utf8'),
  }));

const numberToken: fc.Arbitrary<Token> = fc
  .tuple(
    fc.oneof(fc.constantFrom(0, 25, 465, 587, 0x7fffffff), fc.integer({ min: 0, max: 0x7fffffff })),
    fc.constantFrom('', '+', '-', '+ ', '-/*1*/', '-#2\r'),
    fc.constantFrom('', '0', '00000000000'),
  )
  .map(([magnitude, sign, zeros]) => ({
    text: `${sign}${zeros}${magnitude}`,
    means: sign.startsWith('-') && magnitude !== 0 ? -magnitude : magnitude,
  }));

const token = fc.oneof(
  stringToken,
  numberToken,
  fc.constantFrom<Token>({ text: 'true', means: true }, { text: 'false', means: false }),
);

const NAMES = ['a', 'a.b', 'mail.smtpserver.smtp1.port', 'mail.smtpserver.smtp1.x', 'z', ''];
const name = fc.constantFrom(...NAMES);
const writtenName = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    `"${text}"`,
    `'${text}'`,
    `"${text.replace('a', '\\x61').replace('.', '\\u002E')}"`,
  );

interface Statement {
  readonly name: string;
  readonly before: string;
  readonly token: Token;
  readonly after: string;
}

const statement: fc.Arbitrary<Statement> = name.chain((itsName) =>
  fc
    .tuple(writtenName(itsName), token, fc.array(gap, { minLength: 7, maxLength: 7 }))
    .map(([written, itsToken, gaps]) => ({
      name: itsName,
      before: `${gaps[0]!}user_pref${gaps[1]!}(${gaps[2]!}${written}${gaps[3]!},${gaps[4]!}`,
      token: itsToken,
      after: `${gaps[5]!})${gaps[6]!};`,
    })),
);

const file = fc.record({
  mark: fc.constantFrom('', '', '', '\xef\xbb\xbf'),
  statements: fc.array(fc.tuple(statement, fc.oneof(endOfLine, gap)), { maxLength: 8 }),
});
type File = typeof file extends fc.Arbitrary<infer T> ? T : never;

function textOf({ mark, statements }: File): string {
  return (
    mark + statements.map(([s, gapAfter]) => s.before + s.token.text + s.after + gapAfter).join('')
  );
}

function lastOf({ statements }: File, wanted: string): number {
  return statements.findLastIndex(([s]) => s.name === wanted);
}

describe('of every well-formed file', () => {
  test('each name has the value of its last statement', () => {
    fc.assert(
      fc.property(file, (each) => {
        const document = parse(textOf(each));
        expect(document.errors).toEqual([]);
        for (const wanted of NAMES) {
          const last = each.statements[lastOf(each, wanted)]?.[0];
          expect(document.value(wanted)).toBe(last?.token.means);
          expect(document.token(wanted)).toBe(last?.token.text ?? null);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('an edit changes one token and not a byte besides', () => {
    fc.assert(
      fc.property(file, name, token, (each, wanted, to) => {
        const at = lastOf(each, wanted);
        fc.pre(at >= 0);
        const after = parse(textOf(each)).withTokens([{ name: wanted, to: to.text }]);
        const expected = each.statements.map(([s, gapAfter], i): File['statements'][number] => [
          i === at ? { ...s, token: to } : s,
          gapAfter,
        ]);
        expect(after.toString('latin1')).toBe(textOf({ ...each, statements: expected }));
        expect(PrefsDocument.parse(after).value(wanted)).toBe(to.means);
      }),
      { numRuns: 500 },
    );
  });

  test('an absent name is added with every other byte in place, and removed without a trace', () => {
    fc.assert(
      fc.property(file, token, (each, to) => {
        const added = 'mail.smtpserver.smtp1.try_ssl';
        const before = bytesOf(textOf(each));
        const after = PrefsDocument.parse(before).withTokens([{ name: added, to: to.text }]);
        const document = PrefsDocument.parse(after);
        expect(document.errors).toEqual([]);
        expect(document.value(added)).toBe(to.means);
        for (const wanted of NAMES) {
          expect(document.token(wanted)).toBe(PrefsDocument.parse(before).token(wanted));
        }
        const back = document.withTokens([{ name: added, to: null }]);
        expect(back.toString('latin1')).toBe(before.toString('latin1'));
      }),
      { numRuns: 1000 },
    );
  });

  test('a line added where the last one is taken away does not end up in a comment', () => {
    const text = 'user_pref("a.x", "");#\nuser_pref("b", 0\n); ';
    const edits = [
      { name: 'a.y', to: 'true' },
      { name: 'b', to: null },
    ];
    const after = PrefsDocument.parse(parse(text).withTokens(edits));
    expect([after.token('a.x'), after.token('a.y'), after.token('b')]).toEqual([
      '""',
      'true',
      null,
    ]);
  });

  test('any edits together leave exactly what was asked for', () => {
    const edits = fc.array(
      fc.record({
        name: fc.constantFrom(...NAMES, 'mail.smtpserver.smtp1.try_ssl', 'new'),
        to: fc.option(token.map(({ text }) => text)),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(file, edits, (each, asked) => {
        const before = parse(textOf(each));
        const after = PrefsDocument.parse(before.withTokens(asked));
        const wanted = new Map(asked.map((edit) => [edit.name, edit.to]));
        expect(after.errors).toEqual([]);
        for (const [itsName, to] of wanted) expect(after.token(itsName)).toBe(to);
        for (const other of NAMES.filter((each) => !wanted.has(each))) {
          expect(after.token(other)).toBe(before.token(other));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('of any bytes at all', () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      'user_pref',
      'pref',
      '(',
      ')',
      ',',
      ';',
      '"',
      "'",
      '\\',
      '\\x',
      '\\u',
      '/',
      '*',
    ),
    fc.constantFrom(
      '"a"',
      '1',
      '-',
      'true',
      'locked',
      '#',
      '\n',
      '\r',
      '\0',
      '\xff',
      '\xef\xbb\xbf',
    ),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
  const soup = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''));

  test('reading throws nothing, and what is found stands where it says', () => {
    fc.assert(
      fc.property(soup, fc.boolean(), (text, attributes) => {
        const document = parse(text, { attributes });
        for (const wanted of document.names()) {
          expect(document.value(wanted)).toBeDefined();
          const pref = document.userPref(wanted) ?? document.defaultPref(wanted);
          const alone = parse(text.slice(pref?.start, pref?.end), { attributes });
          expect(alone.errors).toEqual([]);
          expect(alone.value(wanted)).toBe(pref?.value);
        }
        for (const { line, offset } of document.errors) {
          expect(line).toBe(text.slice(0, offset).split(/\r\n|\r(?!$)|\n|\r$/).length);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
