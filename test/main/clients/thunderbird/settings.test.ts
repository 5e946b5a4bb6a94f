import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../../main/system/node-files.ts';
import type { Profile } from '../../../../shared/model/profile.ts';
import {
  prefsText,
  profileAt,
  STORY,
  temporaryFolder,
  temporaryProfile,
  writeFiles,
} from '../../../support/thunderbird-profile.ts';
import { mailServer, readingOf } from '../../../support/thunderbird-reading.ts';

const TLS = 'mail.smtpserver.smtp1.try_ssl';
const PORT = 'mail.smtpserver.smtp1.port';
const inProfile = (profile: Profile, name: string): string => path.join(profile.path, name);
/** The number of the line that holds a text. */
const lineWith = (text: string, part: string): number =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('user.js', () => {
  const userJs = `// mine\nuser_pref("${PORT}", 2465);\n`;

  it('wins, and locks the server with its own line', () => {
    const profile = temporaryProfile(STORY, { 'user.js': userJs });
    expect(mailServer(readingOf(profile), 'smtp1')).toMatchObject({
      port: 2465,
      editable: false,
      lockedBy: { code: 'user-js', file: inProfile(profile, 'user.js'), key: PORT, line: 2 },
    });
  });

  it('locks only the servers whose settings it holds', () => {
    const profile = temporaryProfile(STORY, { 'user.js': userJs });
    expect(mailServer(readingOf(profile), 'server1').lockedBy).toBeNull();
  });

  it('does not lock by a default, nor by other settings', () => {
    const text = `pref("${PORT}", 2465);\nuser_pref("mail.smtpserver.smtp1.username", "x");\n`;
    const profile = temporaryProfile(STORY, { 'user.js': text });
    expect(mailServer(readingOf(profile), 'smtp1')).toMatchObject({ port: 465, lockedBy: null });
  });

  it('is edited too if asked for', () => {
    const profile = temporaryProfile(STORY, { 'user.js': userJs });
    expect(mailServer(readingOf(profile, true), 'smtp1')).toMatchObject({
      port: 2465,
      editable: true,
      lockedBy: null,
    });
  });

  it('is not edited where it is damaged, but what it says still counts', () => {
    const profile = temporaryProfile(STORY, { 'user.js': `oops;\n${userJs}` });
    const read = readingOf(profile, true);
    expect(mailServer(read, 'smtp1')).toMatchObject({
      port: 2465,
      lockedBy: { code: 'syntax-error', file: inProfile(profile, 'user.js'), line: 1 },
    });
    expect(mailServer(read, 'server1').lockedBy).toBeNull();
    expect(read.problems).toMatchObject([
      { code: 'prefs-syntax', where: `${inProfile(profile, 'user.js')}:1` },
    ]);
  });

  it('is not edited through a link, but read through it', () => {
    const profile = temporaryProfile(STORY, { 'dotfiles/user.js': userJs });
    symlinkSync('dotfiles/user.js', inProfile(profile, 'user.js'));
    expect(mailServer(readingOf(profile), 'smtp1').lockedBy?.code).toBe('user-js');
    expect(mailServer(readingOf(profile, true), 'smtp1').lockedBy?.code).toBe('not-regular');
  });

  it('that is a link to nowhere is none, for Thunderbird as well', () => {
    const profile = temporaryProfile(STORY);
    symlinkSync('gone', inProfile(profile, 'user.js'));
    const read = readingOf(profile);
    expect(read.problems).toEqual([]);
    expect(mailServer(read, 'smtp1').lockedBy).toBeNull();
  });

  it('locks everything where it can not be read', () => {
    const profile = temporaryProfile(STORY);
    mkdirSync(inProfile(profile, 'user.js'));
    const read = readingOf(profile, true);
    expect(mailServer(read, 'smtp1').lockedBy?.code).toBe('user-js-unreadable');
    expect(read.problems).toMatchObject([
      { code: 'prefs-unreadable', facts: { system: 'EISDIR' } },
    ]);
  });
});

describe('a file that can not be written', () => {
  it.each([
    ['prefs.js', 'prefs.js'],
    ['its folder', '.'],
  ])('locks every server: %s', (_, name) => {
    const profile = temporaryProfile(STORY);
    const closed = path.join(profile.path, name);
    const files = { ...nodeFiles(), writable: (file: string) => file !== closed };
    const { servers } = readingOf(profile, false, files);
    expect(servers).toMatchObject([
      { editable: false, lockedBy: { code: 'unwritable', file: inProfile(profile, 'prefs.js') } },
      { editable: false, lockedBy: { code: 'unwritable' } },
    ]);
  });

  it('is told of user.js only if that would be edited', () => {
    const profile = temporaryProfile(STORY, { 'user.js': `user_pref("${TLS}", 3);` });
    const files = { ...nodeFiles(), writable: (file: string) => !file.endsWith('user.js') };
    expect(mailServer(readingOf(profile, true, files), 'smtp1').lockedBy?.code).toBe('unwritable');
    expect(mailServer(readingOf(profile, true, files), 'server1').lockedBy).toBeNull();
  });
});

describe('a prefs.js that is wrong', () => {
  it('with a syntax error: all servers are read, none is editable, the line is told', () => {
    const text = prefsText(STORY).replace('user_pref("mail.smtpservers"', 'oops;\n$&');
    const line = lineWith(text, 'oops');
    const profile = temporaryProfile(text);
    const { servers, problems } = readingOf(profile);
    const file = inProfile(profile, 'prefs.js');
    expect(problems).toEqual([
      { code: 'prefs-syntax', where: `${file}:${line}`, facts: { line, count: 1 } },
    ]);
    const lockedBy = { code: 'syntax-error', file, key: null, line };
    expect(servers).toMatchObject([
      { host: 'imap.example.org', editable: false, lockedBy },
      { host: 'smtp.example.org', port: 465, editable: false, lockedBy },
    ]);
  });

  it('with the damaged preference lost, as in Thunderbird itself', () => {
    const text = prefsText(STORY).replace(`("${PORT}", 465)`, `("${PORT}", 465x)`);
    expect(mailServer(readingOf(temporaryProfile(text)), 'smtp1')).toMatchObject({
      port: 465,
      portIsDefault: true,
    });
  });

  it.each([
    ['UTF-16', Buffer.from(`\ufeff${prefsText(STORY)}`, 'utf16le')],
    ['NUL bytes', Buffer.from(`${prefsText(STORY)}\u0000`)],
  ])('with %s: nothing in it is editable', (_, bytes) => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'prefs.js': bytes });
    const { servers, problems } = readingOf(profileAt(folder));
    expect(problems).toMatchObject([{ code: 'prefs-encoding', where: `${folder}/prefs.js` }]);
    expect(servers.every((server) => server.kind === 'mail' && !server.editable)).toBe(true);
  });

  it('that is random bytes: no servers and no crash', () => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => 1 + ((i * 7919) % 255)));
    const folder = temporaryFolder();
    writeFiles(folder, { 'prefs.js': bytes });
    const { servers, problems } = readingOf(profileAt(folder));
    expect(servers).toEqual([]);
    expect(problems).toMatchObject([{ code: 'prefs-syntax' }]);
  });

  it.each(['', '\n', '// Mozilla User Preferences\n'])('that is as good as empty: %j', (text) => {
    const { servers, problems } = readingOf(temporaryProfile(text));
    expect({ servers, problems }).toEqual({ servers: [], problems: [] });
  });

  it('that is cut off in the middle: what is whole counts', () => {
    const text = prefsText(STORY);
    const profile = temporaryProfile(text.slice(0, text.indexOf(`("${TLS}"`) + 10));
    const { servers, problems } = readingOf(profile);
    expect(problems).toMatchObject([{ code: 'prefs-syntax' }, { code: 'account-broken' }]);
    expect(servers.map(({ key }) => key)).toEqual(['server1']);
  });

  it('that is a link is not followed', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'real/prefs.js': prefsText(STORY) });
    symlinkSync('real/prefs.js', path.join(folder, 'prefs.js'));
    expect(readingOf(profileAt(folder))).toMatchObject({
      servers: [],
      problems: [
        { code: 'prefs-not-regular', where: `${folder}/prefs.js`, facts: { kind: 'link' } },
      ],
    });
  });

  it('that is a folder', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'prefs.js'));
    expect(readingOf(profileAt(folder)).problems).toMatchObject([
      { code: 'prefs-not-regular', facts: { kind: 'folder' } },
    ]);
  });

  it('that is gone by now', () => {
    expect(readingOf(profileAt(temporaryFolder())).problems).toMatchObject([
      { code: 'prefs-unreadable', facts: { system: 'ENOENT' } },
    ]);
  });

  it('that is larger than any: 64 MiB', () => {
    const profile = temporaryProfile(STORY);
    const files = nodeFiles();
    const size = 64 * 1024 * 1024 + 1;
    const huge = {
      ...files,
      linkFacts: (file: string) => {
        const facts = files.linkFacts(file);
        return facts && file.endsWith('prefs.js') ? { ...facts, size } : facts;
      },
    };
    expect(readingOf(profile, false, huge)).toMatchObject({
      servers: [],
      problems: [{ code: 'prefs-too-large', facts: { size } }],
    });
  });
});
