import { afterAll, beforeAll, expect, it } from 'vitest';
import { createThunderbirdClient } from '../../main/clients/thunderbird/index.ts';
import { nodeEnvironment } from '../../main/system/node-environment.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { MailServer } from '../../shared/model/server.ts';
import { describeReal } from '../real/requirements.ts';
import { privateThunderbird, type Thunderbird } from '../real/thunderbird.ts';
import { DEFAULT_BRANCHES, ODD_SERVERS, oddKey, oddProfile } from '../support/odd-servers.ts';
import {
  prefLine,
  prefsText,
  STORY,
  temporaryProfile,
  type PrefValues,
} from '../support/thunderbird-profile.ts';

interface Settings {
  readonly key: string;
  readonly host: string;
  readonly port: number;
  readonly tls: string;
}

const MODES: Readonly<Record<number, string>> = {
  1: 'opportunistic',
  2: 'starttls',
  3: 'implicit',
};

const byKey = (list: readonly Settings[]): readonly Settings[] =>
  list.toSorted((a, b) => a.key.localeCompare(b.key));

function weSay(profile: Profile): readonly Settings[] {
  const client = createThunderbirdClient(nodeFiles(), nodeEnvironment({ root: '/nowhere' }));
  const { servers } = client.read(profile, { includeUserJs: false });
  return byKey(
    servers
      .filter((server): server is MailServer => server.kind === 'mail')
      .map(({ key, host, port, tls }) => ({ key, host, port, tls })),
  );
}

describeReal('the real Thunderbird and we agree on', ['thunderbird'], () => {
  let thunderbird: Thunderbird;

  beforeAll(() => {
    thunderbird = privateThunderbird();
  });
  afterAll(() => {
    thunderbird.remove();
  });

  async function itSays(profile: Profile): Promise<readonly Settings[]> {
    const { incoming, outgoing } = await thunderbird.resolve(profile.path);
    return byKey(
      [...incoming, ...outgoing]
        .filter(({ type }) => ['imap', 'pop3', 'smtp'].includes(type))
        .map(({ key, hostname, effectivePort, socketType }) => ({
          key,
          host: hostname,
          port: effectivePort,
          tls: MODES[socketType] ?? 'none',
        })),
    );
  }

  async function expectAgreement(profile: Profile): Promise<readonly Settings[]> {
    const ours = weSay(profile);
    expect(ours).toEqual(await itSays(profile));
    return ours;
  }

  const prefs = (values: PrefValues): Profile => temporaryProfile(values);

  it('every odd server, and the table of them says so too', async () => {
    const agreed = await expectAgreement(prefs(oddProfile(ODD_SERVERS)));
    expect(agreed.map(({ key, port, tls }) => ({ key, port, tls }))).toEqual(
      ODD_SERVERS.map((server, index) => ({
        key: oddKey(server, index),
        port: server.port,
        tls: server.tls,
      })).toSorted((a, b) => a.key.localeCompare(b.key)),
    );
  });

  it.each(DEFAULT_BRANCHES)('$says', async ({ servers, branch }) => {
    const agreed = await expectAgreement(prefs(oddProfile(servers, branch)));
    expect(agreed.map(({ port }) => port).toSorted()).toEqual(
      servers.map(({ port }) => port).toSorted(),
    );
  });

  it('user.js over prefs.js', async () => {
    const userJs = prefsText({ 'mail.smtpserver.smtp1.try_ssl': 2 });
    const agreed = await expectAgreement(temporaryProfile(STORY, { 'user.js': userJs }));
    expect(agreed).toContainEqual({
      key: 'smtp1',
      host: 'smtp.example.org',
      port: 465,
      tls: 'starttls',
    });
  });

  it.each<[string, readonly string[]]>([
    ['a default below a value of the user', [prefLine('mail.smtpserver.smtp1.port', 2525, 'pref')]],
    [
      'a mode of another type above a default',
      [
        prefLine('mail.smtpserver.smtp2.try_ssl', 2, 'pref'),
        prefLine('mail.smtpserver.smtp2.try_ssl', '3'),
      ],
    ],
    [
      'a default of another type below a value',
      [
        prefLine('mail.smtpserver.smtp2.try_ssl', '3'),
        prefLine('mail.smtpserver.smtp2.try_ssl', 2, 'pref'),
      ],
    ],
    [
      'a repeated value',
      [prefLine('mail.smtpserver.smtp2.port', 1), prefLine('mail.smtpserver.smtp2.port', 2)],
    ],
  ])('%s', async (_, lines) => {
    const values = {
      ...STORY,
      'mail.smtpservers': 'smtp1,smtp2',
      'mail.smtpserver.smtp2.hostname': 'second.example.org',
    };
    const text = `${prefsText(values)}${lines.join('\n')}\n`;
    expect(await expectAgreement(temporaryProfile(text))).toHaveLength(3);
  });

  it.each<[string, PrefValues]>([
    ['named by the preference', { 'mail.smtp.defaultserver': 'smtp2' }],
    ['the first without it', {}],
    ['asked for by an empty name', { 'mail.identity.id2.smtpServer': '' }],
    ['the default identity', { 'mail.identity.default.smtpServer': 'smtp2' }],
    ['identities with spaces between', { 'mail.account.account1.identities': 'id1 , id2,id 3' }],
  ])('who sends through which server: %s', async (_, values) => {
    const identities = ['id1', 'id2', 'id3'];
    const profile = prefs({
      ...STORY,
      'mail.smtpservers': 'smtp1,smtp2',
      'mail.smtpserver.smtp2.hostname': 'second.example.org',
      'mail.account.account1.identities': identities.join(','),
      ...Object.fromEntries(
        identities.map((id) => [`mail.identity.${id}.useremail`, `${id}@example.org`]),
      ),
      ...values,
    });
    const client = createThunderbirdClient(nodeFiles(), nodeEnvironment({ root: '/nowhere' }));
    const ours = client
      .read(profile, { includeUserJs: false })
      .servers.filter(({ key }) => key.startsWith('smtp'))
      .map(({ key, addresses }) => [key, addresses]);

    const { accounts, outgoing, defaultOutgoing } = await thunderbird.resolve(profile.path);
    const fallback = defaultOutgoing === '' ? outgoing[0]?.key : defaultOutgoing;
    const all = accounts.flatMap((account) => account.identities);
    const theirs = outgoing.map(({ key }) => [
      key,
      all
        .filter(({ smtpServer }) => (smtpServer ? smtpServer : fallback) === key)
        .map(({ email }) => email),
    ]);
    expect(all).toHaveLength(3);
    expect(ours).toEqual(theirs);
  });

  it('lists: accounts and servers that are not reachable, repeated or broken', async () => {
    const server = (key: string, type = 'imap'): PrefValues => ({
      [`mail.server.${key}.type`]: type,
      [`mail.server.${key}.hostname`]: `${key}.example.org`,
      [`mail.server.${key}.userName`]: 'u',
    });
    const agreed = await expectAgreement(
      prefs({
        ...STORY,
        'mail.accountmanager.accounts':
          'account1,account1, account2,account3,account4,account5,account6,account7',
        'mail.account.account2.server': 'server2',
        'mail.account.account3.server': 'server3',
        'mail.account.account4.server': 'server1',
        'mail.account.account5.server': 'server5',
        'mail.account.account7.server': 'server7',
        ...server('server2'),
        ...server('server3', 'pop3'),
        'mail.server.server5.hostname': 'no-type.example.org',
        ...server('server7'),
        'mail.server.server7.hidden': true,
        ...server('server9'),
      }),
    );
    expect(agreed.map(({ key }) => key)).toEqual(['server1', 'server3', 'smtp1']);
  });
});
