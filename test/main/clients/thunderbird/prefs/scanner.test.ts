// test: the grammar of facts section 2, line by line, as Thunderbird 153 reads it.
import { describe, expect, test } from 'vitest';
import type { PrefValue } from '../../../../../main/clients/thunderbird/prefs/document.ts';
import { errorsOf, parse, secondsTaken, valuesOf } from './build.ts';

type Values = Record<string, PrefValue>;

describe('values that Thunderbird accepts', () => {
  const accepted: readonly (readonly [string, string, Values])[] = [
    ['a string', 'user_pref("a", "x");', { a: 'x' }],
    ['a string in single quotes', "user_pref('a', 'it\"s');", { a: 'it"s' }],
    ['an empty string', 'user_pref("a", "");', { a: '' }],
    ['an empty name', 'user_pref("", 1);', { '': 1 }],
    ['true', 'user_pref("a", true);', { a: true }],
    ['false', 'user_pref("a", false);', { a: false }],
    ['a number', 'user_pref("a", 587);', { a: 587 }],
    ['leading zeros', 'user_pref("a", 0587);', { a: 587 }],
    ['ten leading zeros', 'user_pref("a", 00000000000587);', { a: 587 }],
    ['a minus', 'user_pref("a", -5);', { a: -5 }],
    ['a minus before nothing', 'user_pref("a", -0);', { a: 0 }],
    ['a plus', 'user_pref("a", +5);', { a: 5 }],
    ['white space after a sign', 'user_pref("a", + \t3);', { a: 3 }],
    ['a comment after a sign', 'user_pref("a", -/* 9 */3);', { a: -3 }],
    ['a line comment after a sign', 'user_pref("a", -//9\n3);', { a: -3 }],
    ['the largest number', 'user_pref("a", 2147483647);', { a: 2147483647 }],
    ['the smallest number', 'user_pref("a", -2147483648);', { a: -2147483648 }],
    ['a raw newline in a string', 'user_pref("a", "x\ny\r\nz\rw");', { a: 'x\ny\r\nz\rw' }],
    ['the short escapes', String.raw`user_pref("a", "\"\'\\\n\r");`, { a: '"\'\\\n\r' }],
    ['\\x as a raw byte', String.raw`user_pref("a", "\x41\xc3\xA9");`, { a: 'Aé' }],
    ['\\u as a character', String.raw`user_pref("a", "\u00e9\u20AC");`, { a: 'é€' }],
    ['\\u pairs', String.raw`user_pref("a", "\ud83d\ude00");`, { a: '😀' }],
    ['an escape in a name', String.raw`user_pref("mail\x2esmtp", 1);`, { 'mail.smtp': 1 }],
    ['names after an escape', String.raw`user_pref("\\", 1);user_pref("b", 2);`, { '\\': 1, b: 2 }],
    [
      'values after an escape',
      String.raw`user_pref("a", "\n");user_pref("b", "x");`,
      { a: '\n', b: 'x' },
    ],
    ['raw UTF-8', 'user_pref("a", "\xc3\xa9");', { a: 'é' }],
    ['bytes that are no UTF-8', 'user_pref("a", "\xe9x\xff");', { a: '\ufffdx\ufffd' }],
    ['free white space', '\n user_pref\t(\v"a"\f,\r\n1 )\r;', { a: 1 }],
    ['no white space', 'user_pref("a",1);user_pref("b",2);', { a: 1, b: 2 }],
    ['two on a line', 'user_pref("a", 1); user_pref("b", 2);\n', { a: 1, b: 2 }],
    ['no final newline', 'user_pref("a", 1);\nuser_pref("b", 2);', { a: 1, b: 2 }],
    ['CR LF', 'user_pref("a", 1);\r\nuser_pref("b", 2);\r\n', { a: 1, b: 2 }],
    ['CR alone', 'user_pref("a", 1);\ruser_pref("b", 2);\r', { a: 1, b: 2 }],
    ['a byte order mark', '\xef\xbb\xbfuser_pref("a", 1);', { a: 1 }],
    ['an empty file', '', {}],
    ['white space only', ' \n\t', {}],
    ['comments everywhere', '# x;\nuser_pref//;\n(/*;*/"a"#"\r,/*\n*/1/***/)//\r\n;// "', { a: 1 }],
    ['a comment that ends a CR line', '// x\ruser_pref("a", 1);', { a: 1 }],
    ['a block comment after a star', '/***/user_pref("a", 1);/**/', { a: 1 }],
    ['quotes in comments', '/* " */user_pref("a", 1);// \'\n', { a: 1 }],
    ['comments in strings', 'user_pref("a", "/*#//");', { a: '/*#//' }],
    ['default values', 'pref("a", 1);\nsticky_pref("b", 2);', { a: 1, b: 2 }],
    ['a very long string', `user_pref("a", "${'x'.repeat(2_000_000)}");`, { a: 'x'.repeat(2e6) }],
  ];
  test.each(accepted)('%s', (_, text, values) => {
    const document = parse(text);
    expect(errorsOf(document)).toEqual([]);
    expect(valuesOf(document)).toEqual(values);
  });
});

describe('an error loses what Thunderbird loses, and names the line', () => {
  const rest = '\nuser_pref("z", 9);';
  const z: Values = { z: 9 };
  const broken: readonly (readonly [string, string, Values, readonly string[]])[] = [
    ['hexadecimal', `user_pref("a", 0x10);${rest}`, z, ['syntax:1']],
    ['a letter in a number', `user_pref("a", 1a);${rest}`, z, ['syntax:1']],
    ['a fraction', `user_pref("a", 1.5);${rest}`, z, ['syntax:1']],
    ['two signs', `user_pref("a", --1);${rest}`, z, ['syntax:1']],
    ['a sign alone', `user_pref("a", -);${rest}`, z, ['syntax:1']],
    ['a signed string', `user_pref("a", -"1");${rest}`, z, ['syntax:1']],
    ['a number too large', `user_pref("a", 2147483648);${rest}`, z, ['number-range:1']],
    ['a number too small', `user_pref("a", -2147483649);${rest}`, z, ['number-range:1']],
    ['plus too large', `user_pref("a", +2147483648);${rest}`, z, ['number-range:1']],
    ['2 to the 32nd', `user_pref("a", 4294967296);${rest}`, z, ['number-range:1']],
    ['a number of 40 digits', `user_pref("a", ${'9'.repeat(40)});${rest}`, z, ['number-range:1']],
    ['True', `user_pref("a", True);${rest}`, z, ['syntax:1']],
    ['null', `user_pref("a", null);${rest}`, z, ['syntax:1']],
    ['no value', `user_pref("a", );${rest}`, z, ['syntax:1']],
    ['no name', `user_pref(a, 1);${rest}`, z, ['syntax:1']],
    ['a number for a name', `user_pref(1, 1);${rest}`, z, ['syntax:1']],
    ['no comma', `user_pref("a" 1);${rest}`, z, ['syntax:1']],
    ['no parenthesis', `user_pref "a", 1);${rest}`, z, ['syntax:1']],
    ['an attribute', `user_pref("a", 1, locked);${rest}`, z, ['syntax:1']],
    ['another keyword', `lockPref("a", 1);${rest}`, z, ['syntax:1']],
    ['a digit in the keyword', `user_pref2("a", 1);${rest}`, z, ['syntax:1']],
    ['a byte of no token', `user_pref("a", $);${rest}`, z, ['syntax:1']],
    ['a late byte order mark', `\n\xef\xbb\xbfuser_pref("a", 1);${rest}`, z, ['syntax:2']],
    ['a lone ;', `;${rest}`, z, ['syntax:1']],
    ['three lone ;', `;;\n;${rest}`, z, ['syntax:1', 'syntax:1', 'syntax:2']],
    ['a Windows path', `user_pref("a", "C:\\temp");${rest}`, z, ['bad-escape:1']],
    ['\\x00', `user_pref("a", "\\x00");${rest}`, z, ['bad-escape:1']],
    ['\\u0000', `user_pref("a", "\\u0000");${rest}`, z, ['bad-escape:1']],
    ['\\x with one digit', `user_pref("a", "\\x4");${rest}`, z, ['bad-escape:1']],
    ['\\u with three digits', `user_pref("a", "\\u123");${rest}`, z, ['bad-escape:1']],
    ['half a pair', `user_pref("a", "\\ud83d");${rest}`, z, ['bad-escape:1']],
    ['the other half', `user_pref("a", "\\ude00");${rest}`, z, ['bad-escape:1']],
    ['a pair of two first halves', `user_pref("a", "\\ud83d\\ud83d");${rest}`, z, ['bad-escape:1']],
    ['an escaped newline', `user_pref("a", "x\\\ny");${rest}`, z, ['bad-escape:1']],
    ['an escape in the name', `user_pref("a\\t", 1);${rest}`, z, ['bad-escape:1']],
    ['the first of two in its line', `user_pref("a", "\n\\q\n\\q");${rest}`, z, ['bad-escape:2']],
    ['a slash', `/ user_pref("a", 1);${rest}`, z, ['syntax:1']],
    ['a missing ; loses the next one too', `user_pref("a", 1)${rest}`, {}, ['syntax:2']],
    [
      'a missing ; spares the one after',
      `user_pref("a", 1)\nuser_pref("b", 2);${rest}`,
      z,
      ['syntax:2'],
    ],
    ['a missing ; at the end', `user_pref("z", 9);\nuser_pref("a", 1)`, z, ['syntax:2']],
    ['a slash takes the ; with it', `/;user_pref("a", 1);${rest}`, z, ['syntax:1']],
    ['a ; in a comment ends nothing', `x // ;\n/* ; */ "a;" ;${rest}`, z, ['syntax:1']],
    ['an open comment', `user_pref("z", 9);\n/* ${rest}`, z, ['unterminated:2']],
    [
      'an open string',
      `user_pref("z", 9);\nuser_pref("a", "x);${rest.slice(0, 9)}`,
      z,
      ['unterminated:2'],
    ],
    [
      'an open string closed by the next quote',
      `user_pref("a", "x);\nuser_pref("b", 1);${rest}`,
      {},
      ['syntax:2'],
    ],
    ['two errors', `user_pref("a", x);\r\n${rest}\rpref(1);`, z, ['syntax:1', 'syntax:4']],
    ['the start of a statement only', 'user_pref', {}, ['syntax:1']],
    ['binary', '\x01\x02\x7f\x80', {}, ['syntax:1']],
  ];
  test.each(broken)('%s', (_, text, values, errors) => {
    const document = parse(text);
    expect(errorsOf(document)).toEqual(errors);
    expect(valuesOf(document)).toEqual(values);
  });

  test('the offset is that of the wrong token, or of the backslash', () => {
    expect(parse('user_pref("a", 0x10);').errors[0]?.offset).toBe(15);
    expect(parse('user_pref("a", "x\\q");').errors[0]?.offset).toBe(17);
    expect(parse('\nuser_pref("a", "x').errors[0]?.offset).toBe(16);
  });

  test('of a million errors, the first thousand are told', () => {
    const { errors } = parse(';'.repeat(1_000_000));
    expect(errors).toHaveLength(1000);
    expect(errors[999]?.offset).toBe(999);
  });
});

describe('attributes, in default files only', () => {
  test('a locked default is known', () => {
    const document = parse('pref("a", 1, locked);pref("b", 2, sticky , locked);', {
      attributes: true,
    });
    expect(document.defaultPref('a')).toMatchObject({ value: 1, locked: true });
    expect(document.defaultPref('b')).toMatchObject({ value: 2, locked: true });
  });

  test('sticky alone locks nothing', () => {
    const document = parse('pref("a", 1, sticky);', { attributes: true });
    expect(document.defaultPref('a')).toMatchObject({ locked: false });
  });

  test.each(['pref("a", 1, lock);', 'pref("a", 1,);', 'pref("a", 1 locked);'])(
    '%s is an error',
    (text) => {
      expect(errorsOf(parse(text, { attributes: true }))).toEqual(['syntax:1']);
    },
  );
});

describe('bytes that end a file', () => {
  test('NUL between two tokens', () => {
    const document = parse('user_pref("a", 1);\n\0user_pref("b", 2);');
    expect(document.encoding).toBe('nul');
    expect(valuesOf(document)).toEqual({ a: 1 });
    expect(document.errors).toEqual([]);
  });

  test('NUL in a comment ends the comment only', () => {
    expect(valuesOf(parse('// x\0user_pref("b", 2);'))).toEqual({ b: 2 });
  });

  test('NUL in a string breaks that statement, and the next is read', () => {
    const document = parse('user_pref("a", "x\0;user_pref("b", 2);');
    expect(errorsOf(document)).toEqual(['unterminated:1']);
    expect(valuesOf(document)).toEqual({ b: 2 });
  });

  test.each([
    ['little-endian with a mark', '\ufeffuser_pref("a", 1);', false],
    ['little-endian', 'user_pref("a", 1);', false],
    ['big-endian with a mark', '\ufeffuser_pref("a", 1);', true],
    ['big-endian', 'user_pref("a", 1);', true],
  ])('UTF-16 %s is known, and holds nothing', (_, text, bigEndian) => {
    const bytes = Buffer.from(text, 'utf16le');
    const document = parse((bigEndian ? bytes.swap16() : bytes).toString('latin1'));
    expect(document.encoding).toBe('utf-16');
    expect(valuesOf(document)).toEqual({});
  });

  test('UTF-8 and anything else without NUL is bytes', () => {
    expect(parse('\xef\xbb\xbfuser_pref("a", "\xff");').encoding).toBe('bytes');
    expect(parse('').encoding).toBe('bytes');
  });
});

describe('hostile files of 3 MB take seconds, where a square of their size would take an hour', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['keywords', 'user_pref('],
    ['open names', 'user_pref("'],
    ['quotes', '"'],
    ['odd quotes', '"\'"'],
    ['backslashes', '"\\'],
    ['comment starts', '/*'],
    ['slashes', '/ '],
    ['semicolons', ';'],
    ['NUL', '\0'],
    ['NUL in comments', '#\0'],
    ['NUL in names', 'user_pref("a\0'],
    ['digits', '9'],
    ['letters', 'a'],
    ['one name', 'user_pref("a", 1);'],
    ['escaped names', 'user_pref("\\x41", 1);'],
    ['values that end badly', 'user_pref("a", "\\n\\x41"]'],
  ];
  test.each(hostile)('%s', (_, unit) => {
    const text = unit.repeat(Math.ceil(3_000_000 / unit.length));
    const taken = secondsTaken(() => {
      const document = parse(text);
      document.value('a');
      expect(document.errors.length).toBeLessThanOrEqual(1000);
    });
    expect(taken).toBeLessThan(15);
  });
});
