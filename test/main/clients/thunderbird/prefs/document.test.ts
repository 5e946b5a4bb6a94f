// test: which value counts, and where it stands.
import { describe, expect, test } from 'vitest';
import { PrefsDocument } from '../../../../../main/clients/thunderbird/prefs/document.ts';
import type { PrefValue } from '../../../../../main/clients/thunderbird/prefs/document.ts';
import { parse } from './build.ts';

describe('the value that counts', () => {
  const cases: readonly (readonly [string, string, PrefValue | undefined])[] = [
    ['of none is undefined', 'user_pref("ab", 1);', undefined],
    ['is the last user_pref', 'user_pref("a", 1);user_pref("a", 2);', 2],
    [
      'is the last user_pref, though in other order',
      'user_pref("b",0);user_pref("a", 1);user_pref("a", 2);',
      2,
    ],
    ['is the last user_pref, of another type too', 'user_pref("a", 1);user_pref("a", "x");', 'x'],
    ['is the last default', 'pref("a", 1);sticky_pref("a", 2);', 2],
    ['is the user_pref over a later default', 'user_pref("a", 1);pref("a", 2);', 1],
    ['is the user_pref over an earlier default', 'pref("a", 2);user_pref("a", 1);', 1],
    ['keeps the type of the first default', 'pref("a", 1);user_pref("a", "x");', 1],
    [
      'drops a default of another type than the user_pref',
      'user_pref("a", "x");pref("a", 1);',
      'x',
    ],
    ['drops a default of another type than the default', 'pref("a", 1);pref("a", true);', 1],
    [
      'takes a default of the type the user_pref has by then',
      'user_pref("a", "x");user_pref("a", 1);pref("a", 2);user_pref("a", "y");',
      1,
    ],
    [
      'skips only the user_pref of the wrong type',
      'pref("a", 1);user_pref("a", "x");user_pref("a", 7);pref("a", 9);',
      7,
    ],
  ];
  test.each(cases)('%s', (_, text, value) => {
    expect(parse(text).value('a')).toBe(value);
  });

  test('is the first locked default, whatever follows', () => {
    const text = 'pref("a", 1, locked);pref("a", 2);user_pref("a", 3);';
    expect(parse(text, { attributes: true }).value('a')).toBe(1);
  });

  test('is the default locked last', () => {
    const text = 'pref("a", 1);user_pref("a", 3);pref("a", 2, locked);';
    expect(parse(text, { attributes: true }).value('a')).toBe(2);
  });
});

describe('names', () => {
  test.each([
    ['in order', 'user_pref("a", 1);user_pref("a", 2);user_pref("a.b", 3);', ['a', 'a.b']],
    ['out of order', 'user_pref("b", 1);pref("a", 2);user_pref("b", 3);', ['b', 'a']],
    ['with escapes', String.raw`user_pref("a", 1);user_pref("\x61", 2);`, ['a']],
  ])('are given once, %s', (_, text, names) => {
    expect([...parse(text).names()]).toEqual(names);
  });

  test('of many are each found, in order and out of it, and their neighbours are not', () => {
    const names = Array.from({ length: 500 }, (_, i) => `mail.server.server${i}.port`).sort();
    const inOrder = names.map((name, i) => `user_pref("${name}", ${i});\n`);
    for (const text of [inOrder.join(''), inOrder.toReversed().join('')]) {
      const document = parse(text);
      names.forEach((name, i) => {
        expect(document.value(name)).toBe(i);
        expect(document.value(`${name}s`)).toBeUndefined();
        expect(document.value(name.slice(0, -1))).toBeUndefined();
      });
    }
  });

  test('are bytes: one above 255 is never found', () => {
    const document = parse('user_pref("\xe9", 1);');
    expect(document.value('\xe9')).toBe(1);
    expect(document.value('\u20e9')).toBeUndefined();
  });

  test('of objects are no preferences', () => {
    expect(parse('user_pref("a", 1);').value('constructor')).toBeUndefined();
  });
});

describe('where a preference stands', () => {
  const text = '# x\nuser_pref("a", 1);\r\n  user_pref ( "a",\n-/**/2 ) ; pref("a", 3);';

  test('the last user_pref, from its keyword to after its ;', () => {
    const pref = parse(text).userPref('a');
    expect(pref).toMatchObject({ name: 'a', kind: 'user_pref', locked: false, value: -2 });
    expect(text.slice(pref?.start, pref?.end)).toBe('user_pref ( "a",\n-/**/2 ) ;');
    expect(text.slice(pref?.valueStart, pref?.valueEnd)).toBe('-/**/2');
  });

  test('the last default', () => {
    const pref = parse(text).defaultPref('a');
    expect(pref).toMatchObject({ kind: 'pref', value: 3 });
    expect(text.slice(pref?.start, pref?.end)).toBe('pref("a", 3);');
  });

  test('neither, if there is none', () => {
    expect(parse('pref("a", 1);').userPref('a')).toBeUndefined();
    expect(parse('user_pref("a", 1);').defaultPref('a')).toBeUndefined();
  });

  test('its token, with quotes and escapes as they are', () => {
    expect(parse(text).token('a')).toBe('-/**/2');
    expect(parse(String.raw`user_pref("a", '\x41é');`).token('a')).toBe(String.raw`'\x41é'`);
    expect(parse('pref("a", 1);').token('a')).toBeNull();
  });

  test('offsets count the bytes of a byte order mark', () => {
    expect(parse('\xef\xbb\xbfuser_pref("a", 1);').userPref('a')).toMatchObject({ start: 3 });
  });

  test('a part of a larger buffer is read by itself', () => {
    const view = new Uint8Array(Buffer.from('xxuser_pref("a", 1);yy')).subarray(2, 20);
    const document = PrefsDocument.parse(view);
    expect(document.errors).toEqual([]);
    expect(document.value('a')).toBe(1);
  });
});

test('lines end with LF, CR or CR LF', () => {
  const text = 'a\nb\rc\r\nd\n\re';
  const document = parse(text);
  const lines = Array.from(text, (_, offset) => document.lineOf(offset));
  expect(lines).toEqual([1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6]);
  expect(document.lineOf(11)).toBe(6);
});
