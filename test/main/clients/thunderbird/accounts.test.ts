import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../main/clients/client.ts';
import {
  accountPrefs,
  STORY,
  temporaryProfile,
  without,
  type PrefValues,
} from '../../../support/thunderbird-profile.ts';
import { mailServer, readingOf } from '../../../support/thunderbird-reading.ts';

const reading = (values: PrefValues): Reading => readingOf(temporaryProfile(values));
const keys = ({ servers }: Reading): readonly string[] => servers.map(({ key }) => key);
const missing = ({ problems }: Reading): readonly unknown[] =>
  problems.map(({ code, facts }) => `${code}: ${String(facts['key'])}`);

const smtp = (key: string, more: PrefValues = {}): PrefValues => ({
  [`mail.smtpserver.${key}.hostname`]: `${key}.example.org`,
  ...Object.fromEntries(
    Object.entries(more).map(([name, value]) => [`mail.smtpserver.${key}.${name}`, value]),
  ),
});

describe('the chain from accounts to servers', () => {
  it('gives every server of the story with its people', () => {
    const { servers, problems } = reading({
      ...STORY,
      'mail.server.server1.name': 'Work',
      'mail.smtpserver.smtp1.description': 'Büro',
    });
    expect(problems).toEqual([]);
    expect(servers).toEqual([
      {
        kind: 'mail',
        id: 'thunderbird-test/server1',
        profile: 'thunderbird-test',
        client: 'thunderbird',
        key: 'server1',
        addresses: ['user1@example.org'],
        label: 'Work',
        notes: [],
        protocol: 'imap',
        host: 'imap.example.org',
        port: 993,
        portIsDefault: false,
        tls: 'implicit',
        auth: 'password-cleartext',
        identities: 1,
        editable: true,
        lockedBy: null,
      },
      {
        kind: 'mail',
        id: 'thunderbird-test/smtp1',
        profile: 'thunderbird-test',
        client: 'thunderbird',
        key: 'smtp1',
        addresses: ['user1@example.org'],
        label: 'Büro',
        notes: [],
        protocol: 'smtp',
        host: 'smtp.example.org',
        port: 465,
        portIsDefault: false,
        tls: 'implicit',
        auth: 'password-cleartext',
        identities: 1,
        editable: true,
        lockedBy: null,
      },
    ]);
  });

  it('counts the identities that share an outgoing server, and says so', () => {
    const shared = mailServer(
      reading({
        ...STORY,
        'mail.account.account1.identities': 'id1, id2,id3',
        'mail.identity.id2.useremail': 'sales@example.org',
        'mail.identity.id2.smtpServer': 'smtp1',
        'mail.identity.id3.useremail': 'sales@example.org',
      }),
      'smtp1',
    );
    expect(shared.identities).toBe(3);
    expect(shared.addresses).toEqual(['user1@example.org', 'sales@example.org']);
    expect(shared.notes).toEqual(['shared-by-identities']);
  });

  it.each<[string, PrefValues, string]>([
    ['named by mail.smtp.defaultserver', { 'mail.smtp.defaultserver': 'smtp2' }, 'smtp2'],
    ['the first of the list without that', {}, 'smtp1'],
    ['the first of the list if that is empty', { 'mail.smtp.defaultserver': '' }, 'smtp1'],
    ['named by the default identity', { 'mail.identity.default.smtpServer': 'smtp2' }, 'smtp2'],
    [
      'not asked for if the identity names its own',
      { 'mail.smtp.defaultserver': 'smtp2', 'mail.identity.id1.smtpServer': 'smtp1' },
      'smtp1',
    ],
    [
      'asked for if the identity names an empty one',
      { 'mail.smtp.defaultserver': 'smtp2', 'mail.identity.id1.smtpServer': '' },
      'smtp2',
    ],
  ])('uses the default outgoing server: %s', (_, values, expected) => {
    const story = without(STORY, 'mail.identity.id1.smtpServer');
    const all = reading({
      ...story,
      'mail.smtpservers': 'smtp1,smtp2',
      ...smtp('smtp2'),
      ...values,
    });
    const used = all.servers.filter((one) => one.kind === 'mail' && one.protocol === 'smtp');
    expect(used.map(({ key, addresses }) => [key, addresses.length])).toEqual([
      ['smtp1', expected === 'smtp1' ? 1 : 0],
      ['smtp2', expected === 'smtp2' ? 1 : 0],
    ]);
  });

  it('lists and may edit an outgoing server of the list that nobody uses', () => {
    const orphan = mailServer(
      reading({ ...STORY, 'mail.smtpservers': 'smtp1,smtp2', ...smtp('smtp2', { try_ssl: 3 }) }),
      'smtp2',
    );
    expect(orphan).toMatchObject({
      identities: 0,
      addresses: [],
      notes: ['not-in-use'],
      editable: true,
      port: 465,
    });
  });

  it('leaves out stored servers that no list names: they are inactive', () => {
    const values = {
      ...STORY,
      ...smtp('smtp9', { port: 465, try_ssl: 3 }),
      'mail.server.server9.type': 'imap',
      'mail.server.server9.hostname': 'old.example.org',
    };
    expect(keys(reading(values))).toEqual(['server1', 'smtp1']);
  });

  it('lists a repeated outgoing server once', () => {
    expect(keys(reading({ ...STORY, 'mail.smtpservers': 'smtp1,smtp1,' }))).toEqual([
      'server1',
      'smtp1',
    ]);
  });

  it('does not trim mail.smtpservers, as Thunderbird does not: the key has a space', () => {
    const all = reading({
      ...STORY,
      'mail.smtpservers': 'smtp1, smtp2',
      'mail.identity.id1.smtpServer': 'smtp2',
      ...smtp('smtp2'),
    });
    expect(keys(all)).toEqual(['server1', 'smtp1', ' smtp2']);
    expect(missing(all)).toEqual(['account-broken: mail.smtpserver.smtp2']);
    expect(mailServer(all, ' smtp2')).toMatchObject({
      host: '',
      editable: false,
      lockedBy: { code: 'malformed', key: 'mail.smtpservers' },
    });
  });

  it('drops accounts as Thunderbird does: repeated, hidden, second users of a server', () => {
    const all = reading({
      ...STORY,
      'mail.accountmanager.accounts': 'account1,account1,account2,account3',
      'mail.account.account2.server': 'server1',
      'mail.account.account2.identities': 'id2',
      'mail.identity.id2.useremail': 'second@example.org',
      'mail.account.account3.server': 'server3',
      'mail.server.server3.type': 'none',
      'mail.server.server3.hidden': true,
    });
    expect(keys(all)).toEqual(['server1', 'smtp1']);
    expect(all.problems).toEqual([]);
    expect(mailServer(all, 'smtp1').addresses).toEqual(['user1@example.org']);
  });

  it("adds the accounts that a vendor's defaults append", () => {
    const all = reading({
      ...STORY,
      'mail.accountmanager.appendaccounts': 'account1,account7',
      'mail.account.account7.server': 'server7',
      'mail.server.server7.type': 'pop3',
      'mail.server.server7.hostname': 'pop.example.org',
    });
    expect(keys(all)).toEqual(['server1', 'server7', 'smtp1']);
  });

  it.each<[string, PrefValues, readonly string[]]>([
    [
      'an account without a server',
      { 'mail.accountmanager.accounts': 'account1,account2' },
      ['account-broken: mail.account.account2.server'],
    ],
    [
      'a server without a type',
      {
        'mail.accountmanager.accounts': 'account1,account2',
        'mail.account.account2.server': 'server2',
        'mail.server.server2.hostname': 'x.example.org',
      },
      ['account-broken: mail.server.server2.type'],
    ],
    [
      'an identity without its outgoing server',
      { 'mail.identity.id1.smtpServer': 'smtp8' },
      ['account-broken: mail.smtpserver.smtp8'],
    ],
    [
      'a default outgoing server that is not there',
      { 'mail.identity.id1.smtpServer': '', 'mail.smtp.defaultserver': 'smtp8' },
      ['account-broken: mail.smtpserver.smtp8'],
    ],
    [
      'an outgoing type that Thunderbird stumbles over',
      { 'mail.smtpservers': 'smtp1,new1', 'mail.smtpserver.new1.type': 'jmap' },
      ['account-broken: mail.smtpserver.new1.type'],
    ],
  ])('says what is broken: %s', (_, values, problems) => {
    const all = reading({ ...STORY, ...values });
    expect(missing(all)).toEqual(problems);
    expect(keys(all)).toEqual(expect.arrayContaining(['server1', 'smtp1']));
  });

  it.each(['rss', 'nntp', 'none', 'im', 'ews', 'graph', 'owl-ews', 'exchange'])(
    'only names an account of the type %s',
    (type) => {
      const values = accountPrefs({ incoming: { server4: { type, hostname: 'x', name: 'Mine' } } });
      expect(reading(values).servers).toEqual([
        {
          kind: 'other',
          id: 'thunderbird-test/server4',
          profile: 'thunderbird-test',
          client: 'thunderbird',
          key: 'server4',
          addresses: ['user1@example.org'],
          label: 'Mine',
          notes: [],
          type,
        },
      ]);
    },
  );

  it.each(['ews', 'graph'])('only names an outgoing server of the type %s', (type) => {
    const key = `${type}1`;
    const all = reading({
      ...STORY,
      'mail.smtpservers': `smtp1,${key}`,
      [`mail.smtpserver.${key}.type`]: type,
    });
    expect(all.servers.at(-1)).toMatchObject({ kind: 'other', key, type, notes: ['not-in-use'] });
    expect(all.problems).toEqual([]);
  });

  it('takes an outgoing server without a type, or with a mistyped one, for SMTP', () => {
    const all = reading({ ...STORY, 'mail.smtpserver.smtp1.type': 1 });
    expect(mailServer(all, 'smtp1').protocol).toBe('smtp');
  });

  it.each<[string, PrefValues]>([
    ['an empty file', {}],
    ['lists of the wrong type', { 'mail.accountmanager.accounts': 1, 'mail.smtpservers': true }],
  ])('finds no servers in %s', (_, values) => {
    const { servers, problems } = reading(values);
    expect({ servers, problems }).toEqual({ servers: [], problems: [] });
  });
});
