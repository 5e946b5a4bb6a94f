import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../main/wizard/policy.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { temporaryDemo } from '../../support/terminal.ts';
import { checkAll, openWindow } from './window.ts';

const FILE = '/etc/starttls-migrator/policy.json';

const read = (content: unknown) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readPolicy(memoryFiles({ [FILE]: text }, 'linux'), FILE);
};

const ignoredIn = (content: unknown): readonly unknown[] =>
  read(content).problems.map(({ code, facts }) => [code, facts['key']]);

describe('a policy file', () => {
  it('sets a name, a contact, hosts, hidden choices and locked accounts', () => {
    const { policy, problems } = read({
      organisation: { name: 'Example University', contact: 'Help desk 555-0142' },
      hosts: { only: ['mail.example.org'], exclude: ['old.example.org'] },
      hide: ['just-check', 'hardening'],
      lockedAccounts: ['office@example.org', '@partner.example'],
    });
    expect(problems).toEqual([]);
    expect(policy).toEqual({
      file: FILE,
      organisation: { name: 'Example University', contact: 'Help desk 555-0142' },
      hosts: { only: ['mail.example.org'], exclude: ['old.example.org'] },
      hidden: ['just-check', 'hardening'],
      lockedAccounts: ['office@example.org', '@partner.example'],
    });
  });

  it.each([
    ['an unknown setting', { proxy: 'x' }, ['proxy']],
    ['an unknown setting in a group', { hosts: { maybe: [] } }, ['hosts.maybe']],
    ['a list that is none', { hide: 'just-check' }, ['hide']],
    ['a group that is none', { organisation: 'Example' }, ['organisation']],
    ['one bad item of a list', { hide: ['no-such', 'hardening'] }, ['hide[0]']],
    ['a host that is none', { hosts: { only: ['a b', 'c.example'] } }, ['hosts.only[0]']],
    [
      'an account that is none',
      { lockedAccounts: ['office', 7] },
      [0, 1].map((at) => `lockedAccounts[${at}]`),
    ],
    ['a name of the wrong type', { organisation: { name: 7 } }, ['organisation.name']],
    ['a name of 300 letters', { organisation: { name: 'x'.repeat(300) } }, ['organisation.name']],
    ['a contact of nobody', { organisation: { contact: '555' } }, ['organisation.contact']],
    ['a name of the object itself', '{"__proto__": {"hide": ["hardening"]}}', ['__proto__']],
    ['no object at all', [1], ['.']],
  ])('tells of %s, and the rest holds', (_, content, keys) => {
    expect(ignoredIn(content)).toEqual(keys.map((key) => ['policy-ignored', key]));
    if (typeof content !== 'object' || Array.isArray(content)) return;
    const { policy, problems } = read({ ...content, lockedAccounts: ['@example.org'] });
    expect(policy.lockedAccounts).toEqual(['@example.org']);
    expect(problems.length).toBeLessThanOrEqual(keys.length);
  });

  it.each([
    ['that is no JSON', '{"hide": [', 'JSON'],
    ['of the size of a film', `"${'x'.repeat(1024 * 1024)}"`, 'EFBIG'],
  ])('%s is told, and nothing of it holds', (_, content, reason) => {
    const { policy, problems } = read(content);
    expect(problems).toEqual([{ code: 'policy-unreadable', where: FILE, facts: { reason } }]);
    expect(policy).toMatchObject({ organisation: null, hidden: [], lockedAccounts: [] });
  });

  it('that was named and is not there is told; without a name there is none', () => {
    const files = memoryFiles({}, 'linux');
    expect(readPolicy(files, FILE).problems).toEqual([
      { code: 'policy-unreadable', where: FILE, facts: { reason: 'ENOENT' } },
    ]);
    expect(readPolicy(files, null).problems).toEqual([]);
  });

  it('may begin with the mark that Windows editors write', () => {
    expect(read('\ufeff{"hide":["hardening"]}').policy.hidden).toEqual(['hardening']);
  });
});

describe('a session under a policy', () => {
  const withPolicy = async (content: unknown) => {
    const { world, home } = await temporaryDemo();
    const file = `${home}/policy.json`;
    world.files.create(file, Buffer.from(JSON.stringify(content)), 0o600);
    return { world, window: openWindow(world, { policy: file }) };
  };

  it('says who set it up, and offers only the ways in that are left', async () => {
    const { window } = await withPolicy({
      organisation: { name: 'Example University' },
      hide: ['just-check', 'choose-folder'],
    });
    expect(await window.get('welcome', null)).toMatchObject({
      organisation: { name: 'Example University', contact: null },
      goals: ['cannot-send', 'asked-to'],
      mayChooseFolder: false,
    });
    // Hidden is not only out of sight.
    expect(await window.refused('chooseFolder', null)).toMatchObject({ code: 'not-allowed' });
  });

  it('tells what of it is not understood', async () => {
    const { window } = await withPolicy({ hide: ['no-such'] });
    const { problems } = await window.get('findAccounts', { goal: 'asked-to' });
    expect(problems).toEqual([
      { code: 'policy-ignored', where: '~/policy.json', facts: { key: 'hide[0]' } },
    ]);
  });

  it('checks a locked account with the others, and never changes it', async () => {
    const { window } = await withPolicy({ lockedAccounts: ['OFFICE@example.org'] });
    const { accounts } = await window.get('findAccounts', { goal: 'asked-to' });
    expect(accounts.map(({ title, state, chosen }) => [title, state, chosen])).toEqual([
      ['anna.berg@example.org', 'open', true],
      ['office@example.org', 'locked', true],
    ]);
    expect((await checkAll(window)).connections[1]).toMatchObject({ accounts: 2 });
    const { changes } = await window.get('review', null);
    const lock = { code: 'policy', file: '~/policy.json', key: 'lockedAccounts', line: null };
    expect(changes.map((one) => one.lock)).toEqual([null, lock]);
    // Not even if it is asked for.
    const result = await window.get('apply', { changes: changes.map(({ id }) => id) });
    expect(result.changed.map(({ accounts: users }) => users)).toEqual([['anna.berg@example.org']]);
    expect(result.notChanged).toContainEqual({
      server: changes[1]!.server,
      reason: { kind: 'locked', lock },
    });
  });

  it('leaves servers alone that are not among its hosts: no packet goes to them', async () => {
    const { window } = await withPolicy({ hosts: { exclude: ['MAIL.example.org'] } });
    const { connections, changes } = await checkAll(window);
    expect(connections.map(({ endpoint }) => endpoint.host)).not.toContain('mail.example.org');
    expect(changes).toBe(0);
  });

  it('leaves an account alone none of whose servers is among its hosts', async () => {
    const { window } = await withPolicy({ hosts: { only: ['smtp.branch.example'] } });
    const { accounts } = await window.get('findAccounts', { goal: 'asked-to' });
    expect(accounts.map(({ state, chosen }) => [state, chosen])).toEqual([
      ['open', true],
      ['left-alone', false],
    ]);
  });
});
