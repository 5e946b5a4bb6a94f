import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileEdit } from '../../../../main/clients/client.ts';
import type { ProbeMode } from '../../../../shared/model/endpoint.ts';
import type { Change } from '../../../../shared/model/plan.ts';
import { ProblemError, type Problem } from '../../../../shared/model/problem.ts';
import type { Profile } from '../../../../shared/model/profile.ts';
import { ODD_SERVERS, oddKey, oddProfile } from '../../../support/odd-servers.ts';
import {
  prefLine,
  prefsText,
  STORY,
  temporaryProfile,
  without,
  writeFiles,
} from '../../../support/thunderbird-profile.ts';
import { bareClient, mailServer, readingOf } from '../../../support/thunderbird-reading.ts';

const TLS = 'mail.smtpserver.smtp1.try_ssl';
const PORT = 'mail.smtpserver.smtp1.port';

const changeOf = (key: string, port: number, tls: ProbeMode): Change => ({
  id: `change-${key}`,
  server: `thunderbird-test/${key}`,
  from: { port: 465, tls: 'implicit' },
  to: { port, tls },
  reason: 'needs-starttls',
  optional: false,
});
const TO_587 = changeOf('smtp1', 587, 'starttls');

const planned = (
  profile: Profile,
  changes: readonly Change[] = [TO_587],
  includeUserJs = false,
): readonly FileEdit[] => bareClient().planEdits(profile, changes, { includeUserJs });

const tokens = (edits: readonly FileEdit[]) =>
  edits.flatMap(({ file, keys }) =>
    keys.map(({ key, from, to }) => [path.basename(file), key, from, to]),
  );

/** Writes planned edits as the migration will, and returns the file's new text. */
function written(profile: Profile, edits: readonly FileEdit[]): void {
  for (const { file, keys } of edits) {
    const bytes = bareClient().writeTokens(file, readFileSync(file), keys);
    writeFiles(profile.path, { [path.basename(file)]: bytes });
  }
}

function refusal(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the tokens of a change', () => {
  it('are the mode and the port, of SMTP', () => {
    const profile = temporaryProfile(STORY);
    expect(planned(profile)).toEqual([
      {
        client: 'thunderbird',
        profile: 'thunderbird-test',
        file: path.join(profile.path, 'prefs.js'),
        keys: [
          { change: 'change-smtp1', key: TLS, from: '3', to: '2' },
          { change: 'change-smtp1', key: PORT, from: '465', to: '587' },
        ],
      },
    ]);
  });

  it('are the mode and the port, of incoming servers', () => {
    expect(
      tokens(planned(temporaryProfile(STORY), [changeOf('server1', 143, 'starttls')])),
    ).toEqual([
      ['prefs.js', 'mail.server.server1.socketType', '3', '2'],
      ['prefs.js', 'mail.server.server1.port', '993', '143'],
    ]);
  });

  it('include the port though none is stored', () => {
    expect(tokens(planned(temporaryProfile(without(STORY, PORT))))).toEqual([
      ['prefs.js', TLS, '3', '2'],
      ['prefs.js', PORT, null, '587'],
    ]);
  });

  it('include both keys where the default branch speaks', () => {
    const values = {
      ...without(without(STORY, PORT), TLS),
      'mail.smtpserver.default.try_ssl': 3,
    };
    expect(tokens(planned(temporaryProfile(values)))).toEqual([
      ['prefs.js', TLS, null, '2'],
      ['prefs.js', PORT, null, '587'],
    ]);
  });

  it('replace values of the wrong type', () => {
    const profile = temporaryProfile({ ...STORY, [TLS]: '3', [PORT]: '465' });
    expect(tokens(planned(profile))).toEqual([
      ['prefs.js', TLS, '"3"', '2'],
      ['prefs.js', PORT, '"465"', '587'],
    ]);
  });

  it('leave out what is there already', () => {
    const profile = temporaryProfile({ ...STORY, [PORT]: 587 });
    expect(tokens(planned(profile))).toEqual([['prefs.js', TLS, '3', '2']]);
  });

  it('are none for a server that is there already', () => {
    expect(planned(temporaryProfile({ ...STORY, [PORT]: 587, [TLS]: 2 }))).toEqual([]);
  });

  it('may also be implicit TLS on its own port', () => {
    const profile = temporaryProfile({ ...STORY, [PORT]: 587 });
    expect(tokens(planned(profile, [changeOf('smtp1', 465, 'implicit')]))).toEqual([
      ['prefs.js', PORT, '587', '465'],
    ]);
  });

  it('of several changes go into one edit of the file', () => {
    const edits = planned(temporaryProfile(STORY), [TO_587, changeOf('server1', 143, 'starttls')]);
    expect(edits).toHaveLength(1);
    expect(edits[0]?.keys.map(({ change }) => change)).toEqual([
      'change-smtp1',
      'change-smtp1',
      'change-server1',
      'change-server1',
    ]);
  });

  it.each(ODD_SERVERS.filter(({ port }) => port > 0))('make it so: $says', (server) => {
    const profile = temporaryProfile(oddProfile([server]));
    const key = oddKey(server, 0);
    const edits = planned(profile, [changeOf(key, 2525, 'starttls')]);
    written(profile, edits);
    expect(mailServer(readingOf(profile), key)).toMatchObject({
      port: 2525,
      portIsDefault: false,
      tls: 'starttls',
    });
  });

  it('change no other byte', () => {
    const profile = temporaryProfile(STORY);
    const before = prefsText(STORY);
    written(profile, planned(profile));
    expect(readFileSync(path.join(profile.path, 'prefs.js'), 'utf8')).toBe(
      before
        .replace(prefLine(TLS, 3), prefLine(TLS, 2))
        .replace(prefLine(PORT, 465), prefLine(PORT, 587)),
    );
  });
});

describe('user.js', () => {
  it('is edited as well, in the keys it sets and no others', () => {
    const profile = temporaryProfile(STORY, { 'user.js': `user_pref("${PORT}", 2465);\n` });
    const edits = planned(profile, [TO_587], true);
    expect(tokens(edits)).toEqual([
      ['prefs.js', TLS, '3', '2'],
      ['prefs.js', PORT, '465', '587'],
      ['user.js', PORT, '2465', '587'],
    ]);
    written(profile, edits);
    expect(mailServer(readingOf(profile, true), 'smtp1')).toMatchObject({
      port: 587,
      tls: 'starttls',
    });
  });

  it('stands against the change if that is not asked for', () => {
    const profile = temporaryProfile(STORY, { 'user.js': `user_pref("${PORT}", 2465);\n` });
    expect(refusal(() => planned(profile))).toMatchObject({
      code: 'not-editable',
      where: 'thunderbird-test/smtp1',
      facts: { reason: 'user-js', file: path.join(profile.path, 'user.js'), key: PORT, line: 1 },
    });
  });

  it('that is damaged but sets none of the keys does not matter', () => {
    const profile = temporaryProfile(STORY, { 'user.js': 'oops;\n' });
    expect(tokens(planned(profile, [TO_587], true))).toHaveLength(2);
  });
});

describe('a change is refused', () => {
  it('with the line of the damage in prefs.js', () => {
    const profile = temporaryProfile(`oops;\n${prefsText(STORY)}`);
    expect(refusal(() => planned(profile))).toMatchObject({
      code: 'not-editable',
      facts: { reason: 'syntax-error', line: 1 },
    });
  });

  it.each([
    ['a server that is not there', 'smtp9'],
    ['a server that is no mail server', 'server2'],
  ])('for %s', (_, key) => {
    const values = {
      ...STORY,
      'mail.accountmanager.accounts': 'account1,account2',
      'mail.account.account2.server': 'server2',
      'mail.server.server2.type': 'none',
    };
    expect(
      refusal(() => planned(temporaryProfile(values), [changeOf(key, 587, 'starttls')])),
    ).toEqual({
      code: 'not-editable',
      where: `thunderbird-test/${key}`,
      facts: { reason: 'unsupported' },
    });
  });

  it('where a default of another type would swallow it', () => {
    const profile = temporaryProfile(
      `${prefLine(TLS, '3', 'pref')}\n${prefsText(without(STORY, TLS))}`,
    );
    expect(refusal(() => planned(profile))).toMatchObject({
      code: 'not-editable',
      facts: { reason: 'unsupported', port: 587, tls: 'none' },
    });
  });

  it('where prefs.js can not be read', () => {
    const profile = temporaryProfile(STORY);
    const gone = { ...profile, path: path.join(profile.path, 'gone') };
    expect(refusal(() => planned(gone))).toMatchObject({
      code: 'not-editable',
      facts: { reason: 'prefs-unreadable' },
    });
  });
});

describe('tokens', () => {
  const bytes = Buffer.from(prefsText(STORY));

  it('are read in the order of the keys, null where there is none', () => {
    expect(bareClient().readTokens('prefs.js', bytes, [PORT, 'mail.none', TLS])).toEqual([
      '465',
      null,
      '3',
    ]);
  });

  it('are written and taken back to the byte', () => {
    const client = bareClient();
    const changed = client.writeTokens('prefs.js', bytes, [
      { key: PORT, to: '587' },
      { key: 'mail.smtpserver.smtp1.new', to: '1' },
    ]);
    expect(changed.equals(bytes)).toBe(false);
    const back = client.writeTokens('prefs.js', changed, [
      { key: PORT, to: '465' },
      { key: 'mail.smtpserver.smtp1.new', to: null },
    ]);
    expect(back.equals(bytes)).toBe(true);
  });
});
