// test: autoconfig files made to hurt: bounded time, a named finding, nothing fetched, nothing taken
// for a host that is none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../main/autoconfig/document.ts';
import { domainOf, isHost } from '../../../main/autoconfig/host.ts';
import { bytesOf, configText, incoming, outgoing } from './config-text.ts';

/** What the reader may take for 256 KiB of the worst. Usually it is a tenth. */
const LONGEST_MS = 3000;

const SIZE = 256 * 1024;
const fill = (text: string, before = '', after = '') =>
  before + text.repeat(Math.floor((SIZE - before.length - after.length) / text.length)) + after;

const LAUGHS = Array.from(
  { length: 20 },
  (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
).join('');

describe('a file that', () => {
  it.each([
    [
      'laughs a billion times',
      `<!DOCTYPE x [<!ENTITY l0 "lol">${LAUGHS}]><clientConfig>&l20;</clientConfig>`,
      'doctype-refused',
    ],
    [
      'names a file as an entity',
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><clientConfig>&f;</clientConfig>',
      'doctype-refused',
    ],
    [
      'has its DOCTYPE elsewhere',
      `<!DOCTYPE x SYSTEM "http://demo.test/x.dtd"><clientConfig/>`,
      'doctype-refused',
    ],
    [
      'declares an entity inside',
      '<clientConfig><!ENTITY a "b"></clientConfig>',
      'doctype-refused',
    ],
    ['uses an entity it never declared', '<clientConfig>&l20;</clientConfig>', 'undefined-entity'],
    ['has 10 MB', ' '.repeat(10 * 1024 * 1024), 'too-large'],
    ['is deep and open', fill('<a>'), 'not-xml'],
    ['is deep', '<a>'.repeat(37_000) + '</a>'.repeat(37_000), 'too-deep'],
    ['only opens comments', fill('<!--'), 'not-xml'],
    ['only opens CDATA', fill('<![CDATA['), 'not-xml'],
    ['only opens', fill('<'), 'not-xml'],
    ['only quotes', fill('"', '<a b='), 'not-xml'],
    ['is one tag of blanks', fill(' ', '<a', '/>'), 'not-client-config'],
    ['is one tag of tabs', fill('\t', '<a', '/>'), 'not-client-config'],
    ['is one instruction', fill(' ', '<?'), 'not-xml'],
    ['has no end of references', fill('&', '<a>'), 'not-xml'],
    ['has a reference to everything', fill('&amp;', '<a>', '</a>'), 'not-client-config'],
    [
      'has ten thousand attributes',
      `<a ${Array.from({ length: 10_000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
      'not-client-config',
    ],
    ['has tens of thousands of children', fill('<b/>', '<a>', '</a>'), 'not-client-config'],
    ['is broken UTF-8', Buffer.from([0x3c, 0xc3, 0x28, 0xff]), 'broken-encoding'],
    ['is half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x3c]), 'broken-encoding'],
    ['is half a pair of UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'broken-encoding'],
    ['has NULs', '<clientConfig>\0</clientConfig>', 'illegal-character'],
    ['has a NUL by number', '<clientConfig>&#0;</clientConfig>', 'illegal-character'],
    ['has an escape sequence', '<clientConfig>\x1b]0;x\x07</clientConfig>', 'illegal-character'],
    ['has an escape by number', '<clientConfig>&#x1b;</clientConfig>', 'illegal-character'],
    ['has half a pair by number', '<clientConfig>&#xD800;</clientConfig>', 'illegal-character'],
  ])('%s is refused in time', (_name, content, code) => {
    const bytes = typeof content === 'string' ? bytesOf(content) : content;
    const start = performance.now();
    expect(readConfig(bytes).findings.map((finding) => finding.code)).toEqual([code]);
    expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  });

  it('calls its elements like things of JavaScript changes none of them', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    const servers = [
      ...names.map((name) => `<${name} hostname="x"><hostname>x</hostname></${name}><${name}/>`),
      incoming({ more: names.map((name) => `<${name}/>`).join('') }),
      outgoing(),
    ].join('');
    const { document, findings } = readConfig(bytesOf(configText({ servers })));
    expect(findings).toEqual([]);
    expect(document?.incoming.map(({ hostname }) => hostname)).toEqual(['imap.demo.test']);
    expect(({} as Record<string, unknown>)['hostname']).toBeUndefined();
  });

  it('names thousands of servers is read in time', () => {
    const servers = incoming().repeat(1100) + outgoing();
    const bytes = bytesOf(configText({ servers }));
    expect(bytes.length).toBeLessThan(SIZE);
    const start = performance.now();
    expect(readConfig(bytes).document?.incoming).toHaveLength(1100);
    expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  });
});

describe('a host name', () => {
  it.each([
    'imap.demo.test\r\nRCPT TO:<x>',
    'imap.demo.test evil.test',
    'imap.demo.test\u0085',
    'imap\u200b.demo.test',
    'imap.demo.test/x',
    'imap.demo.test?x',
    'imap.demo.test#x',
    'user@imap.demo.test',
    'imap.demo.test:993',
    '-imap.demo.test',
    'imap..demo.test',
    '.demo.test',
    '',
    '.',
    `${'a'.repeat(64)}.test`,
    `${'a.'.repeat(127)}test`,
    '127.1',
    '2130706433',
    '0x7f000001',
    '1.2.3.256',
    '[::1]',
    '::1%lo$(id)',
    '$(id).test',
    '..\\..\\x',
    'ïmap.demo.test',
  ])('is not %j', (text) => {
    expect(isHost(text)).toBe(false);
    const hostname = `<hostname><![CDATA[${text}]]></hostname>`;
    const { document } = readConfig(bytesOf(configText({ servers: incoming({ hostname }) })));
    expect(document).toBeNull();
  });

  it.each([
    'imap.demo.test',
    'IMAP.Demo.Test.',
    'a',
    '1and1.test',
    'xn--mnchen-3ya.test',
    '::1',
    '192.0.2.1',
  ])('may be %s', (text) => {
    expect(isHost(text)).toBe(true);
  });
});

it.each([
  ['anna@demo.test', 'demo.test'],
  ['"a@b"@Demo.Test.', 'demo.test'],
  ['anna@münchen.test', 'xn--mnchen-3ya.test'],
  ['anna@localhost', undefined],
  ['anna@[192.0.2.1]', undefined],
  ['anna@192.0.2.1', undefined],
  ['anna@2130706433', undefined],
  ['anna@demo.test/x', undefined],
  ['anna@demo.test:80', undefined],
  ['anna@a b.test', undefined],
  ['anna@x%2f.test', undefined],
  ['demo.test', undefined],
  ['@', undefined],
])('the domain of %s is %s', (address, domain) => {
  expect(domainOf(address)).toBe(domain);
});

it('whatever bytes a file has, reading it ends with a document or a finding', () => {
  const pieces = fc.constantFrom(
    ...[
      '<',
      '>',
      '/',
      '"',
      "'",
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!',
      ' ',
    ],
    ...[
      'clientConfig',
      'emailProvider',
      'hostname',
      '=',
      '\n',
      '\r',
      '\0',
      '&#1;',
      '\u{1f600}',
      'é',
    ],
    configText(),
    incoming(),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 30 }).map((parts) => bytesOf(parts.join(''))),
        fc.uint8Array({ maxLength: 200 }),
      ),
      (bytes) => {
        const { document, findings } = readConfig(bytes);
        expect(document !== null || findings.length > 0).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
