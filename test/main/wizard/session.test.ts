import { symlinkSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../../shared/contract.ts';
import { validDocument } from '../../support/schema.ts';
import { differences, everythingIn } from '../../support/snapshot.ts';
import { temporaryDemo } from '../../support/terminal.ts';
import { checkAll, inWords, openWindow, type Window } from './window.ts';

const connectionsHeard = ({ heard }: Window): readonly ConnectionView[] =>
  heard.flatMap((one) => (one.event === 'connection' ? [one.value] : []));

const at = (views: readonly ConnectionView[], host: string): ConnectionView =>
  views.find(({ endpoint }) => endpoint.host === host)!;

describe('a session, from the first page to the last', () => {
  it('finds, checks, reviews, changes, tests again, and takes it all back', async () => {
    const { world, home } = await temporaryDemo();
    const folder = path.join(home, '.thunderbird');
    const before = everythingIn(folder);
    const window = openWindow(world);

    const welcome = await window.get('welcome', null);
    expect(welcome).toEqual({
      ...{ version: '1.2.3', isDemo: true, language: 'en', organisation: null },
      goals: ['cannot-send', 'asked-to', 'just-check'],
      ...{ mayChooseFolder: true, undoable: 0 },
    });

    const found = await window.get('findAccounts', { goal: 'cannot-send' });
    expect(found.accounts.map(({ title, profile, state }) => [title, profile, state])).toEqual([
      ['anna.berg@example.org', 'default-release', 'open'],
      ['office@example.org', 'office', 'open'],
    ]);
    expect(found.accounts[0]!.servers.map(({ protocol, host }) => `${protocol} ${host}`)).toEqual([
      'smtp mail.example.org',
      'smtp smtp.partner.example',
      'smtp smtp.branch.example',
      'imap imap.example.org',
    ]);
    expect(found.places).toContainEqual({ path: '~/.thunderbird', found: true });
    expect(found.programs.map(({ state }) => state)).toEqual(['closed', 'closed']);

    const accounts = found.accounts.map(({ id }) => id);
    const checked = await window.get('check', { accounts });
    expect(
      checked.connections.map(({ endpoint, accounts: count, state }) => [
        ...[endpoint.host, count, state],
      ]),
    ).toEqual([
      ['imap.example.org', 2, 'healthy'],
      ['mail.example.org', 2, 'broken'],
      ['smtp.partner.example', 1, 'broken'],
      ['smtp.branch.example', 1, 'broken'],
    ]);
    expect(checked).toMatchObject({ wasStopped: false, changes: 2, problems: [] });
    const pictures = checked.connections.map(inWords);
    expect(pictures).toEqual([
      'done done done done done; encrypted from greeting, broken at -',
      'done unexpected broken not-reached not-reached; encrypted from -, broken at encryption',
      'done done done broken not-reached; encrypted from greeting, broken at certificate',
      'broken not-reached not-reached not-reached not-reached; encrypted from -, broken at connect',
    ]);

    const review = await window.get('review', null);
    expect(review.changes.map(({ accounts: users, from, to }) => [users, from, to])).toEqual([
      [['anna.berg@example.org'], { port: 465, tls: 'implicit' }, { port: 587, tls: 'starttls' }],
      [['office@example.org'], { port: 465, tls: 'implicit' }, { port: 587, tls: 'starttls' }],
    ]);
    expect(review.others.map(({ endpoint }) => endpoint.host)).toEqual([
      'smtp.partner.example',
      'smtp.branch.example',
    ]);
    expect(review.backup).toBe('~/state/runs');
    expect(review.programs.map(({ state }) => state)).toEqual(['closed', 'closed']);

    const changes = review.changes.map(({ id }) => id);
    const result = await window.get('apply', { changes });
    expect(result.changed.map(({ id }) => id)).toEqual(changes);
    expect(
      result.connections.map((one) => [one.endpoint.port, one.accounts, inWords(one)]),
    ).toEqual([[587, 2, 'done done done done done; encrypted from encryption, broken at -']]);
    expect(
      result.notChanged.map(({ server, reason }) => [
        server.host,
        reason.kind === 'verdict' ? reason.diagnosis.code : reason.kind,
      ]),
    ).toEqual([
      ['imap.example.org', 'healthy'],
      ['smtp.partner.example', 'certificate-expired'],
      ['smtp.branch.example', 'no-connection'],
      ['imap.example.org', 'healthy'],
    ]);
    expect(result.problems).toEqual([]);
    expect((await window.get('review', null)).changes).toEqual([]);

    const [entry] = await window.get('history', null);
    expect(entry).toMatchObject({ run: result.run, changes: 2, state: 'undoable' });
    const undone = await window.get('undo', { run: result.run!, despite: [] });
    expect(undone).toEqual({ undone: 2, conflicts: [], problems: [] });
    expect(differences(before, everythingIn(folder))).toEqual([]);
    const [after] = await window.get('history', null);
    expect(after).toMatchObject({ run: result.run, state: 'undone' });
    expect((await window.get('welcome', null)).undoable).toBe(0);
  });

  it('shows each connection waiting, then its steps as they end, and the verdict when it is there', async () => {
    const { world } = await temporaryDemo();
    const window = openWindow(world);
    const { connections } = await checkAll(window);
    const heard = connectionsHeard(window);
    // All of them first, in the order they keep.
    expect(heard.slice(0, 4).map(({ id, state }) => [id, state])).toEqual(
      connections.map(({ id }) => [id, 'waiting']),
    );
    for (const { id } of connections) {
      const mine = heard.filter((one) => one.id === id);
      expect(mine.at(-1)).toEqual(at(connections, mine[0]!.endpoint.host));
      // A cut that was seen stays where it is while another look makes sure of it.
      const firstCut = mine.findIndex(({ brokenAt }) => brokenAt !== null);
      if (firstCut >= 0) expect(new Set(mine.slice(firstCut).map(inWords)).size).toBe(1);
      const firstVerdict = mine.findIndex(({ diagnosis }) => diagnosis !== null);
      expect(mine.slice(firstVerdict).every(({ state }) => state !== 'checking')).toBe(true);
    }
    const imap = heard.filter(({ endpoint }) => endpoint.host === 'imap.example.org');
    const words = imap.map(({ steps }) => steps.map(({ status }) => status[0]).join(''));
    expect(words.slice(0, 7)).toEqual([
      'wwwww', // waiting
      'cwwww', // the name is looked up
      'dwwww', // connected
      'dwcww', // the handshake comes first where TLS is due from the first byte
      'dwdcw',
      'dcdcw',
      'dddcw',
    ]);
    expect(words.at(-1)).toBe('ddddd');
    // Nobody waits for the server that does not answer.
    const verdictAt = (host: string): number =>
      heard.findIndex(({ endpoint, diagnosis }) => endpoint.host === host && diagnosis !== null);
    expect(verdictAt('imap.example.org')).toBeLessThan(verdictAt('smtp.branch.example'));
    expect(verdictAt('mail.example.org')).toBeLessThan(verdictAt('smtp.branch.example'));
  });

  it('stops in the middle: what was not finished says so, and the rest keeps its verdict', async () => {
    const { world } = await temporaryDemo();
    const slow = { ...world, timeouts: { ...world.timeouts, connectMs: 60_000 } };
    const window = openWindow(slow);
    const checking = checkAll(window);
    await window.until('connection', (view) => view.diagnosis?.code === 'needs-starttls');
    await window.until('connection', (view) => view.diagnosis?.code === 'healthy');
    expect(await window.get('stopCheck', null)).toBeNull();
    const checked = await checking;
    expect(checked.wasStopped).toBe(true);
    const { connections } = checked;
    expect(at(connections, 'smtp.branch.example')).toMatchObject({
      state: 'stopped',
      brokenAt: null,
    });
    expect(at(connections, 'imap.example.org').state).toBe('healthy');
    const review = await window.get('review', null);
    expect(review.changes).toHaveLength(2);
    expect(review.others.map(({ endpoint }) => endpoint.host)).not.toContain('smtp.branch.example');
  });

  it('begins anew after a reload in the middle of a check', async () => {
    const { world } = await temporaryDemo();
    const slow = { ...world, timeouts: { ...world.timeouts, connectMs: 60_000 } };
    const window = openWindow(slow);
    const checking = checkAll(window);
    await window.until('connection', ({ state }) => state === 'checking');
    await window.get('welcome', null);
    expect((await checking).wasStopped).toBe(true);
    expect((await window.get('findAccounts', { goal: 'just-check' })).accounts).toHaveLength(2);
  });
});

describe('an open Thunderbird', () => {
  it('is refused as busy, told when it closes, and then changed', async () => {
    const { world, home } = await temporaryDemo();
    const folder = path.join(home, '.thunderbird');
    const office = readdirSync(folder).find((name) => name.endsWith('.office'))!;
    const lock = path.join(folder, office, 'lock');
    // As Thunderbird on another computer holds a profile in a shared home folder.
    symlinkSync('192.0.2.99:4711', lock);
    const before = everythingIn(folder);
    const window = openWindow(world);
    await checkAll(window);
    const review = await window.get('review', null);
    expect(review.programs).toEqual([
      { client: 'thunderbird', profile: 'default-release', state: 'closed' },
      { client: 'thunderbird', profile: 'office', state: 'running' },
    ]);
    const changes = review.changes.map(({ id }) => id);
    expect(await window.refused('apply', { changes })).toMatchObject({ code: 'busy' });
    expect(differences(before, everythingIn(folder))).toEqual([]);

    rmSync(lock);
    const states = await window.until('programs', (all) =>
      all.every(({ state }) => state === 'closed'),
    );
    expect(states).toHaveLength(2);
    expect((await window.get('apply', { changes })).changed).toHaveLength(2);
  });

  it('keeps an undo waiting too', async () => {
    const { world, home } = await temporaryDemo();
    const window = openWindow(world);
    await checkAll(window);
    const { changes } = await window.get('review', null);
    const { run } = await window.get('apply', { changes: changes.map(({ id }) => id) });
    const folder = path.join(home, '.thunderbird');
    const locks = readdirSync(folder)
      .filter((name) => !name.endsWith('.ini'))
      .map((name) => path.join(folder, name, 'lock'));
    for (const lock of locks) symlinkSync('192.0.2.99:4711', lock);
    expect(await window.refused('undo', { run: run!, despite: [] })).toMatchObject({
      code: 'busy',
    });
    for (const lock of locks) rmSync(lock);
    await window.until('programs', (all) => all.every(({ state }) => state === 'closed'));
    expect(await window.get('undo', { run: run!, despite: [] })).toMatchObject({ undone: 2 });
  });
});

describe('what was changed again since', () => {
  it('is kept and shown, and put back when the user says so', async () => {
    const { world, home } = await temporaryDemo();
    const window = openWindow(world);
    await checkAll(window);
    const { changes } = await window.get('review', null);
    const { run } = await window.get('apply', { changes: changes.map(({ id }) => id) });
    const folder = path.join(home, '.thunderbird');
    const office = readdirSync(folder).find((name) => name.endsWith('.office'))!;
    const file = path.join(folder, office, 'prefs.js');
    const text = readFileSync(file, 'utf8').replace('smtp1.port", 587', 'smtp1.port", 2525');
    world.files.remove(file);
    world.files.create(file, Buffer.from(text), 0o600);

    const first = await window.get('undo', { run: run!, despite: [] });
    expect(first.undone).toBe(1);
    expect(first.problems).toEqual([]);
    expect(first.conflicts).toEqual([
      { id: 'conflict-1', key: 'mail.smtpserver.smtp1.port', now: '2525', from: '465' },
    ]);
    expect(readFileSync(file, 'utf8')).toContain('smtp1.port", 2525');
    const again = await window.get('undo', { run: run!, despite: ['conflict-1'] });
    expect(again).toEqual({ undone: 1, conflicts: [], problems: [] });
    expect(readFileSync(file, 'utf8')).toContain('smtp1.port", 465');
  });
});

describe('only what was chosen is changed', () => {
  it('leaves a change that was not ticked', async () => {
    const { world, home } = await temporaryDemo();
    const window = openWindow(world);
    await checkAll(window);
    const { changes } = await window.get('review', null);
    const [first, second] = changes;
    const result = await window.get('apply', { changes: [first!.id] });
    expect(result.changed.map(({ id }) => id)).toEqual([first!.id]);
    expect(result.notChanged).toContainEqual({
      server: second!.server,
      reason: { kind: 'not-chosen' },
    });
    const folder = path.join(home, '.thunderbird');
    const office = readdirSync(folder).find((name) => name.endsWith('.office'))!;
    expect(readFileSync(path.join(folder, office, 'prefs.js'), 'utf8')).toContain(
      'smtp1.port", 465',
    );
    expect((await window.get('review', null)).changes.map(({ server }) => server.id)).toEqual([
      second!.server.id,
    ]);
  });
});

describe('a page out of turn, or with ids that do not exist', () => {
  it('is answered with a problem, and nothing else happens', async () => {
    const { world, home } = await temporaryDemo();
    const before = everythingIn(home);
    const window = openWindow(world);
    expect(await window.refused('check', { accounts: [] })).toMatchObject({ code: 'out-of-turn' });
    expect(await window.refused('review', null)).toMatchObject({ code: 'out-of-turn' });
    expect(await window.refused('apply', { changes: [] })).toMatchObject({ code: 'out-of-turn' });
    const unknown = { code: 'unknown-id' };
    expect(await window.refused('undo', { run: 'run-1', despite: [] })).toMatchObject(unknown);
    await window.get('findAccounts', { goal: 'just-check' });
    expect(await window.refused('check', { accounts: ['account-99'] })).toMatchObject(unknown);
    // An id of another kind is none either.
    expect(await window.refused('check', { accounts: ['server-1'] })).toMatchObject(unknown);
    await checkAll(window);
    await window.get('review', null);
    expect(await window.refused('apply', { changes: ['change-99'] })).toMatchObject(unknown);
    expect(differences(before, everythingIn(home))).toEqual([]);
  });
});

describe('the reports', () => {
  it('are redacted, in the language of the user, and a valid document', async () => {
    const { world, home } = await temporaryDemo();
    const window = openWindow(world, { locale: 'de-AT' });
    expect((await window.get('welcome', null)).language).toBe('de');
    await window.get('copyReport', null);
    expect(window.taken.copied).toContain('Es wurde noch kein Server geprüft.');
    await checkAll(window);
    const { changes } = await window.get('review', null);
    await window.get('apply', { changes: changes.map(({ id }) => id) });
    await window.get('copyReport', null);
    const german = window.taken.copied!;
    expect(german).toContain('Senden: mail.example.org, Port 465, SSL/TLS');
    expect(german).toContain('[user]@example.org');
    expect(german).not.toMatch(/anna|office@|\{\w+\}/);
    expect(german).not.toContain(home);
    await window.get('setLanguage', 'fr');
    await window.get('copyReport', null);
    expect(window.taken.copied).toContain('Modifications\n');

    expect(await window.get('saveReport', null)).toBe(true);
    const { name, text } = window.taken.saved!;
    expect(name).toMatch(/^starttls-migrator-\d{4}-\d\d-\d\d\.json$/);
    const document = validDocument(text);
    expect(document.command).toBe('apply');
    expect(document.exitCode).toBe(11); // the expired certificate and the silent server
    expect(document.changes.map(({ state }) => state)).toEqual(['verified', 'verified']);
    expect(document.receipts).toHaveLength(2);
    expect(text).not.toMatch(/anna\.berg/);
    const [entry] = await window.get('history', null);
    await window.get('undo', { run: entry!.run, despite: [] });
    await window.get('saveReport', null);
    const undone = validDocument(window.taken.saved!.text);
    expect(undone.exitCode).toBe(10);
    expect(undone.changes.map(({ state }) => state)).toEqual(['undone', 'undone']);
    expect(text).not.toContain(home);
  });

  it('say why a report could not be saved', async () => {
    const { world } = await temporaryDemo();
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const window = openWindow(world, { desktop: { saveFile: () => Promise.reject(full) } });
    expect(await window.refused('saveReport', null)).toMatchObject({
      code: 'report-unwritable',
      facts: { errno: 'ENOSPC' },
    });
  });
});

describe('a folder that the user chooses', () => {
  it('adds its profile to those of the usual places', async () => {
    const { world, home } = await temporaryDemo();
    const there = (name: string): string => path.join(home, 'backup', name);
    world.files.makeFolder(there(''), 0o700);
    const folder = path.join(home, '.thunderbird');
    const office = readdirSync(folder).find((name) => name.endsWith('.office'))!;
    const text = readFileSync(path.join(folder, office, 'prefs.js'), 'utf8');
    const other = text.replaceAll('office@example.org', 'old@example.org');
    world.files.create(there('prefs.js'), Buffer.from(other), 0o600);
    let answer: string | null = null;
    const chooseFolder = (): Promise<string | null> => Promise.resolve(answer);
    const window = openWindow(world, { desktop: { chooseFolder } });
    const first = await window.get('findAccounts', { goal: 'just-check' });
    expect(await window.get('chooseFolder', null)).toBeNull();
    answer = there('');
    const found = await window.get('chooseFolder', null);
    expect(found!.accounts.map(({ title }) => title)).toEqual([
      ...first.accounts.map(({ title }) => title),
      'old@example.org',
    ]);
    // The same accounts keep their ids.
    expect(found!.accounts.slice(0, 2).map(({ id }) => id)).toEqual(
      first.accounts.map(({ id }) => id),
    );
  });
});
