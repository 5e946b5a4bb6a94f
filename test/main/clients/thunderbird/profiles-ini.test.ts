import { describe, expect, it } from 'vitest';
import { profileEntries } from '../../../../main/clients/thunderbird/profiles-ini.ts';

const entries = (text: string) => profileEntries(Buffer.from(text));

/** As 153.7 writes it, and as an older one might have: sections out of order, one number missing. */
const USUAL = `[InstallFDC34C9F024745EB]
Default=abcd.default-esr
Locked=1

[Profile1]
Name=default
IsRelative=1
Path=efgh.default
Default=1

[Profile0]
Name=default-esr
IsRelative=1
Path=abcd.default-esr

[Profile7]
Name=work
IsRelative=0
Path=/mnt/mail/work

[General]
StartWithLastProfile=1
Version=2
`;

describe('profiles.ini', () => {
  it('names profiles in the order of their numbers, wherever they stand', () => {
    expect(entries(USUAL)).toEqual([
      { name: 'default-esr', path: 'abcd.default-esr', relative: true, startedByInstall: true },
      { name: 'default', path: 'efgh.default', relative: true, startedByInstall: false },
      { name: 'work', path: '/mnt/mail/work', relative: false, startedByInstall: false },
    ]);
  });

  it('names also a folder that only an installation starts', () => {
    expect(entries('[InstallD78BF5DD33499EC2]\nDefault=Profiles/xyz.default\n')).toEqual([
      { name: null, path: 'Profiles/xyz.default', relative: true, startedByInstall: true },
    ]);
  });

  it('is read the same from installs.ini, which leaves the prefix out', () => {
    expect(entries('[D78BF5DD33499EC2]\nDefault=D:\\mail\\x\nLocked=1\n')).toEqual([
      { name: null, path: 'D:\\mail\\x', relative: false, startedByInstall: true },
    ]);
  });

  it.each([
    ['a network folder', '\\\\server\\share\\mail'],
    ['comment signs', '/home/u/mail #1; old'],
    ['an equals sign', '/home/u/a=b'],
    ['quotes', '/home/u/"quoted"'],
    ['brackets', '/home/u/[x]'],
    ['the word null', 'null'],
    ['the word true', 'true'],
    ['letters of all kinds', '/home/üser/почта'],
  ])('keeps %s in a path', (_, path) => {
    const [entry] = entries(`[Profile0]\nName=x\nIsRelative=0\nPath=${path}\n`);
    expect(entry?.path).toBe(path);
  });

  it.each([
    ['CRLF line ends', Buffer.from(USUAL.replaceAll('\n', '\r\n'))],
    ['a byte order mark', Buffer.from(`\ufeff${USUAL}`)],
    ['UTF-16', Buffer.from(`\ufeff${USUAL}`, 'utf16le')],
  ])('is read with %s', (_, bytes) => {
    expect(profileEntries(bytes)).toEqual(entries(USUAL));
  });

  it('skips a section without a path', () => {
    expect(entries('[Profile0]\nName=x\nIsRelative=1\n[Profile1]\nPath=y\n')).toEqual([
      { name: null, path: 'y', relative: true, startedByInstall: false },
    ]);
  });

  it.each(['', '\u0000\u0001\u0002', '[Profile0', 'Path=x', '[__proto__]\nPath=x\n'])(
    'names nothing in %j',
    (text) => {
      expect(entries(text)).toEqual([]);
    },
  );
});
