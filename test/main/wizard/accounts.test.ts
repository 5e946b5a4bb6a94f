import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountPrefs, prefsText, type PrefValues } from '../../support/prefs-text.ts';
import { validDocument } from '../../support/schema.ts';
import { temporaryDemo } from '../../support/terminal.ts';
import { checkAll, openWindow } from './window.ts';

/** The demo's world with one profile of these settings in the place of its own two. */
async function worldWith(prefs: PrefValues) {
  const demo = await temporaryDemo();
  const root = path.join(demo.home, '.thunderbird');
  rmSync(root, { recursive: true });
  const folder = path.join(root, 'mine.default');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(root, 'profiles.ini'),
    '[Profile0]\nName=mine\nIsRelative=1\nPath=mine.default\n',
  );
  const file = path.join(folder, 'prefs.js');
  writeFileSync(file, prefsText(prefs), { mode: 0o600 });
  return { ...demo, folder, file };
}

const smtp = (hostname: string, more: PrefValues = {}): PrefValues => ({
  ...{ hostname, port: 465, try_ssl: 3, authMethod: 3, username: 'u' },
  ...more,
});
const imap = (hostname: string, more: PrefValues = {}): PrefValues => ({
  ...{ type: 'imap', hostname, port: 993, socketType: 3, userName: 'u' },
  ...more,
});
const numbered = <T>(count: number, make: (number: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at + 1));

describe('two hundred accounts', () => {
  it('are found, checked as few connections, changed, and each server is asked as often as one', async () => {
    const { world, file } = await worldWith(
      accountPrefs({
        incoming: Object.fromEntries(
          numbered(200, (number) => [`server${number}`, imap('imap.example.org')]),
        ),
        outgoing: Object.fromEntries(
          numbered(200, (number) => [`smtp${number}`, smtp('mail.example.org')]),
        ),
      }),
    );
    const connected: string[] = [];
    const counting = {
      ...world,
      network: {
        ...world.network,
        connect: (address: string, port: number) => {
          connected.push(`${address}:${port}`);
          return world.network.connect(address, port);
        },
      },
    };
    const window = openWindow(counting);
    const { connections, changes } = await checkAll(window);
    expect(connections.map(({ endpoint, accounts }) => [endpoint.host, accounts])).toEqual([
      ['imap.example.org', 200],
      ['mail.example.org', 200],
    ]);
    expect(changes).toBe(200);
    const review = await window.get('review', null);
    expect(review.changes[199]).toMatchObject({ accounts: ['user200@example.org'] });
    const before = connected.length;
    const result = await window.get('apply', { changes: review.changes.map(({ id }) => id) });
    expect(result.changed).toHaveLength(200);
    expect(result.connections).toMatchObject([{ accounts: 200, state: 'healthy' }]);
    expect(connected.slice(before)).toEqual(['192.0.2.10:587']);
    expect(readFileSync(file, 'utf8').match(/\.port", 587/g)).toHaveLength(200);
  });
});

describe('accounts', () => {
  it('of a kind that is left alone stay in the list, after the others', async () => {
    const { world } = await worldWith({
      ...accountPrefs({
        incoming: {
          server1: { type: 'rss', hostname: 'Feeds', name: 'Blogs & News Feeds' },
          server2: imap('imap.example.org'),
          server3: { type: 'none', hostname: 'Local Folders', name: 'Local Folders' },
        },
        outgoing: { smtp1: smtp('mail.example.org') },
      }),
      'mail.account.account1.identities': '',
      'mail.account.account3.identities': '',
    });
    const window = openWindow(world);
    const { accounts } = await window.get('findAccounts', { goal: 'just-check' });
    expect(
      accounts.map(({ title, state, chosen, servers }) => [
        ...[title, state, chosen],
        servers.map(({ type, host }) => type ?? host).join(),
      ]),
    ).toEqual([
      ['user2@example.org', 'open', true, 'mail.example.org,imap.example.org'],
      ['Blogs & News Feeds', 'left-alone', false, 'rss'],
      // Thunderbird's own Local Folders are nobody's account.
    ]);
    // Chosen all the same, nothing is tested.
    const ids = accounts.slice(1).map(({ id }) => id);
    expect(await window.get('check', { accounts: ids })).toMatchObject({ connections: [] });
  });

  it('whose server names are 300 letters, right to left or HTML go through as they are', async () => {
    const names = ['x'.repeat(300), 'דואר.example', '<img src=x onerror=alert(1)>.example'];
    const { world } = await worldWith(
      accountPrefs({
        outgoing: Object.fromEntries(names.map((name, at) => [`smtp${at + 1}`, smtp(name)])),
        incoming: Object.fromEntries(names.map((name, at) => [`server${at + 1}`, imap(name)])),
      }),
    );
    const window = openWindow(world);
    const { accounts } = await window.get('findAccounts', { goal: 'just-check' });
    expect(accounts.map(({ servers }) => servers[0]!.host)).toEqual(names);
    const { connections, changes } = await checkAll(window);
    expect(connections).toHaveLength(6);
    expect(
      connections.every(({ state, brokenAt }) => state === 'broken' && brokenAt === 'connect'),
    ).toBe(true);
    expect(changes).toBe(0);
    await window.get('copyReport', null);
    expect(window.taken.copied).toContain('x'.repeat(300));
  });

  it('are none: the places are told all the same', async () => {
    const { world, home } = await temporaryDemo();
    rmSync(path.join(home, '.thunderbird'), { recursive: true });
    const window = openWindow(world);
    const found = await window.get('findAccounts', { goal: 'cannot-send' });
    expect(found.accounts).toEqual([]);
    expect(found.places.map((one) => one.path)).toContain('~/.thunderbird');
    expect(await window.get('check', { accounts: [] })).toMatchObject({ connections: [] });
    expect(await window.get('review', null)).toMatchObject({ changes: [], others: [] });
  });
});

describe('a profile that vanishes', () => {
  const STORY = accountPrefs({
    incoming: { server1: imap('imap.example.org') },
    outgoing: { smtp1: smtp('mail.example.org') },
  });
  const gone = { code: 'profile-missing', where: '~/.thunderbird/mine.default', facts: {} };

  it('before the check is told, and not tested', async () => {
    const { world, folder } = await worldWith(STORY);
    const window = openWindow(world);
    const { accounts } = await window.get('findAccounts', { goal: 'cannot-send' });
    rmSync(folder, { recursive: true });
    const checked = await window.get('check', { accounts: accounts.map(({ id }) => id) });
    expect(checked).toMatchObject({ connections: [], changes: 0, problems: [gone] });
    expect((await window.get('findAccounts', { goal: 'cannot-send' })).accounts).toEqual([]);
    expect(await window.refused('check', { accounts: [accounts[0]!.id] })).toMatchObject({
      code: 'unknown-id',
    });
  });

  it('before the review, or before the change, is told with the change', async () => {
    const { world, folder } = await worldWith(STORY);
    const window = openWindow(world);
    await checkAll(window);
    rmSync(folder, { recursive: true });
    const { changes } = await window.get('review', null);
    expect(changes).toHaveLength(1);
    const result = await window.get('apply', { changes: [changes[0]!.id] });
    expect(result).toMatchObject({ changed: [], run: null, connections: [] });
    const mine = result.notChanged.find(({ server }) => server.protocol === 'smtp');
    expect(mine).toMatchObject({ reason: { kind: 'problem', problem: { code: 'not-editable' } } });
  });

  it('before the undo leaves a problem', async () => {
    const { world, folder } = await worldWith(STORY);
    const window = openWindow(world);
    await checkAll(window);
    const { changes } = await window.get('review', null);
    const { run } = await window.get('apply', { changes: [changes[0]!.id] });
    rmSync(folder, { recursive: true });
    const undone = await window.get('undo', { run: run!, despite: [] });
    expect(undone).toEqual({ undone: 0, conflicts: [], problems: [gone] });
  });
});

describe('an account set to plain text', () => {
  it('is offered STARTTLS, and changed only if that is among what is asked for', async () => {
    const outgoing = { smtp1: smtp('mail.example.org', { port: 587, try_ssl: 0 }) };
    const { world, file } = await worldWith(
      accountPrefs({ incoming: { server1: imap('imap.example.org') }, outgoing }),
    );
    const window = openWindow(world);
    const { connections } = await checkAll(window);
    expect(connections[1]).toMatchObject({ state: 'unexpected', tls: 'none', encryptedFrom: null });
    const { changes } = await window.get('review', null);
    expect(changes).toMatchObject([{ optional: true, to: { port: 587, tls: 'starttls' } }]);
    expect((await window.get('apply', { changes: [] })).changed).toEqual([]);
    expect(readFileSync(file, 'utf8')).toContain('try_ssl", 0');
    const { changed } = await window.get('apply', { changes: [changes[0]!.id] });
    expect(changed).toHaveLength(1);
    expect(readFileSync(file, 'utf8')).toContain('try_ssl", 2');
    await window.get('saveReport', null);
    expect(validDocument(window.taken.saved!.text).changes).toMatchObject([
      { state: 'verified', optional: true, where: '~/.thunderbird/mine.default/prefs.js' },
    ]);
  });
});
