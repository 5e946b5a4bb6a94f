// test: edits are splices; every byte that is not part of one stays.
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../../../shared/model/problem.ts';
import type { Problem } from '../../../../../shared/model/problem.ts';
import type { TokenEdit } from '../../../../../main/clients/thunderbird/prefs/document.ts';
import { parse } from './build.ts';

function edited(text: string, ...edits: readonly TokenEdit[]): string {
  return parse(text).withTokens(edits).toString('latin1');
}

function problemOf(work: () => unknown): Problem | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return undefined;
}

const set = (name: string, to: string): TokenEdit => ({ name, to });
const remove = (name: string): TokenEdit => ({ name, to: null });

describe('a token is replaced in place', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['in a plain line', 'user_pref("a", 465);\n', 'user_pref("a", 587);\n'],
    [
      'between comments',
      'user_pref("a"/*1*/,/*2*/ 465 /*3*/);#4',
      'user_pref("a"/*1*/,/*2*/ 587 /*3*/);#4',
    ],
    ['sign and all', "user_pref('a',\n- //x\n465);", "user_pref('a',\n587);"],
    ['of another type', 'user_pref("a", "4\n65");', 'user_pref("a", 587);'],
    ['of a name with escapes', 'user_pref("\\x61",465);', 'user_pref("\\x61",587);'],
    [
      'only the last of several',
      'user_pref("a", 1);user_pref("a", 465);user_pref("b", 1);',
      'user_pref("a", 1);user_pref("a", 587);user_pref("b", 1);',
    ],
    ['not a default', 'user_pref("a", 465);\npref("a", 1);', 'user_pref("a", 587);\npref("a", 1);'],
    [
      'beside bytes that are no UTF-8',
      '\xef\xbb\xbf#\xff\xe9\nuser_pref("a",465);//\x80',
      '\xef\xbb\xbf#\xff\xe9\nuser_pref("a",587);//\x80',
    ],
  ];
  test.each(cases)('%s', (_, before, after) => {
    expect(edited(before, set('a', '587'))).toBe(after);
  });

  test('several at once, in any order', () => {
    const before = 'user_pref("a", 1);\nuser_pref("b", 2);\nuser_pref("c", 3);\n';
    expect(edited(before, set('c', '"x"'), set('a', '-7'))).toBe(
      'user_pref("a", -7);\nuser_pref("b", 2);\nuser_pref("c", "x");\n',
    );
  });

  test('by what was said last', () => {
    expect(edited('user_pref("a", 1);', set('a', '2'), set('a', '3'))).toBe('user_pref("a", 3);');
  });

  test('nothing asked, nothing changed', () => {
    expect(edited('user_pref("a", 1); ')).toBe('user_pref("a", 1); ');
  });
});

describe('an absent name gets a line of its own', () => {
  const port = 'user_pref("mail.smtpserver.smtp1.port", 587);';
  const host = 'user_pref("mail.smtpserver.smtp1.hostname", "x");';
  const other = 'user_pref("mail.smtpserver.smtp2.hostname", "x");';
  const cases: readonly (readonly [string, string, string])[] = [
    ['after its own server', `${host}\n${other}\n`, `${host}\n${port}\n${other}\n`],
    [
      'after the last of its own server',
      `${host}\nuser_pref("mail.smtpserver.smtp1.zz", 1);\n${other}\n`,
      `${host}\nuser_pref("mail.smtpserver.smtp1.zz", 1);\n${port}\n${other}\n`,
    ],
    [
      'not after a server whose key only starts like it',
      `${host}\nuser_pref("mail.smtpserver.smtp10.hostname", 1);\n`,
      `${host}\n${port}\nuser_pref("mail.smtpserver.smtp10.hostname", 1);\n`,
    ],
    [
      'not after a default',
      `${host}\npref("mail.smtpserver.smtp1.zz", 1);\n`,
      `${host}\n${port}\npref("mail.smtpserver.smtp1.zz", 1);\n`,
    ],
    [
      'after a cousin',
      `user_pref("a", 1);\n${other}\nuser_pref("z", 1);\n`,
      `user_pref("a", 1);\n${other}\n${port}\nuser_pref("z", 1);\n`,
    ],
    [
      'after the last, if it has no relatives',
      'user_pref("z", 1);\nuser_pref("a", 1);\n# x\n',
      `user_pref("z", 1);\nuser_pref("a", 1);\n${port}\n# x\n`,
    ],
    ['with CR LF', `${host}\r\n${other}\r\n`, `${host}\r\n${port}\r\n${other}\r\n`],
    ['with CR', `${host}\r${other}\r`, `${host}\r${port}\r${other}\r`],
    ['without a final newline', `${other}\r\n${host}`, `${other}\r\n${host}\r\n${port}`],
    ['in a file of one line without a newline', host, `${host}\n${port}`],
    [
      'behind a comment on the line',
      `${host} // x\n${other}\n`,
      `${host} // x\n${port}\n${other}\n`,
    ],
    ['behind a comment that ends the file', `${host} # x`, `${host} # x\n${port}`],
    [
      'behind a comment of two lines',
      `${host} /* x\ny */ # z\n${other}\n`,
      `${host} /* x\ny */ # z\n${port}\n${other}\n`,
    ],
    [
      'behind others on the line',
      `${host}${other} user_pref("z", "\n");\n`,
      `${host}${other} user_pref("z", "\n");\n${port}\n`,
    ],
    ['in an empty file', '', `${port}\n`],
    ['in a file of comments', '# x\r\n// y', `# x\r\n// y\r\n${port}`],
    ['in a file of a byte order mark', '\xef\xbb\xbf', `\xef\xbb\xbf${port}\n`],
    [
      'beside a default of its own',
      'pref("mail.smtpserver.smtp1.port", 1);\n',
      `pref("mail.smtpserver.smtp1.port", 1);\n${port}\n`,
    ],
  ];
  test.each(cases)('%s, and leaves no trace when removed', (_, before, after) => {
    expect(edited(before, set('mail.smtpserver.smtp1.port', '587'))).toBe(after);
    expect(edited(after, remove('mail.smtpserver.smtp1.port'))).toBe(before);
  });

  test('several in the order they were asked for', () => {
    expect(
      edited(`${host}\n`, set('mail.smtpserver.smtp1.b', '1'), set('mail.smtpserver.smtp1.a', '2')),
    ).toBe(
      `${host}\nuser_pref("mail.smtpserver.smtp1.b", 1);\nuser_pref("mail.smtpserver.smtp1.a", 2);\n`,
    );
  });

  test('with its name escaped', () => {
    const after = edited('', set('a"\\\n\r\xe9', '1'));
    expect(after).toBe('user_pref("a\\"\\\\\\n\\r\xe9", 1);\n');
    expect(parse(after).value('a"\\\n\r\xe9')).toBe(1);
  });
});

describe('a removed name', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'takes its line with it',
      'user_pref("x", 1);\nuser_pref("a", 1);\nuser_pref("y", 1);\n',
      'user_pref("x", 1);\nuser_pref("y", 1);\n',
    ],
    ['takes all its lines with it', '#\n user_pref(\n"a",\n1) ; \r\n#\n', '#\n#\n'],
    [
      'leaves its neighbours on the line',
      'user_pref("x", 1); user_pref("a", 1); user_pref("y", 1);\n',
      'user_pref("x", 1);  user_pref("y", 1);\n',
    ],
    ['leaves a comment on the line', 'user_pref("a", 1); // x\n', ' // x\n'],
    ['leaves a comment before it', '/* x\n*/ user_pref("a", 1);\n', '/* x\n*/ \n'],
    [
      'takes every duplicate',
      'user_pref("a", 1);\n#\nuser_pref("a", 2);\nuser_pref("\\x61", 3);',
      '#\n',
    ],
    ['leaves the default', 'pref("a", 1);\nuser_pref("a", 2);\n', 'pref("a", 1);\n'],
    ['was the whole file', 'user_pref("a", 1);', ''],
    ['changes nothing if it is absent', 'user_pref("aa", 1);', 'user_pref("aa", 1);'],
  ];
  test.each(cases)('%s', (_, before, after) => {
    expect(edited(before, remove('a'))).toBe(after);
  });

  test('may stand beside others that go, stay and come', () => {
    const before = 'user_pref("x.a", 1);\nuser_pref("x.b", 2);\nuser_pref("x.c", 3);';
    expect(edited(before, remove('x.b'), remove('x.c'))).toBe('user_pref("x.a", 1);\n');
    expect(edited(before, remove('x.c'), set('x.d', '4'))).toBe(
      'user_pref("x.a", 1);\nuser_pref("x.b", 2);\nuser_pref("x.d", 4);',
    );
  });
});

describe('refused', () => {
  test('a damaged file, with the line', () => {
    const text = 'user_pref("a", 1);\r\nuser_pref("b", 1)\r\nuser_pref("c", 1);';
    expect(problemOf(() => edited(text, set('a', '2')))).toEqual({
      code: 'prefs-syntax',
      where: null,
      facts: { line: 3 },
    });
  });

  test.each(['user_pref("a", 1);\0', Buffer.from('\ufeffx', 'utf16le').toString('latin1')])(
    'a file with NUL, or in UTF-16',
    (text) => {
      expect(problemOf(() => edited(text, set('a', '2')))?.code).toBe('prefs-encoding');
    },
  );

  test.each([
    '',
    'x',
    '1 ',
    '1/**/',
    '1);user_pref("b", 1',
    '"x',
    '2147483648',
    '"\u20ac"',
    '1, locked',
  ])('a token that is none: %s', (token) => {
    for (const text of ['user_pref("a", 1);', '']) {
      expect(problemOf(() => edited(text, set('a', token)))?.code).toBe('internal');
    }
  });

  test.each(['a\0b', '\u20ac'])('a name that can not be written', (name) => {
    expect(problemOf(() => edited('', set(name, '1')))?.code).toBe('internal');
  });
});
