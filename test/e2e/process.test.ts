// The command line as a process of its own, against servers on the standard ports of loopback.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createAuthority } from '../../main/demo/certificates.ts';
import { startMailServer, type MailServer } from '../../main/demo/mail-server.ts';
import { acquireLock } from '../../main/migrate/lock.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import { RANGES } from '../real/addresses.ts';
import { describeReal } from '../real/requirements.ts';
import { bundledCommandLine, type CommandLine, type Finished } from '../support/command-line.ts';
import { prefsText, STORY } from '../support/prefs-text.ts';
import { differences, everythingIn } from '../support/snapshot.ts';

// Each starts many processes, on a computer that other tests keep busy.
vi.setConfig({ testTimeout: 90_000 });

const ADDRESS = `${RANGES.process}.1`;
const SMTP = 'smtp.example.org';
const IMAP = 'imap.example.org';

/** Whom the profile belongs to, which no server may ever hear. */
const PERSON = 'anna.berg';
const PREFS = prefsText({
  ...STORY,
  'mail.identity.id1.useremail': `${PERSON}@example.org`,
  'mail.server.server1.userName': PERSON,
  'mail.smtpserver.smtp1.username': PERSON,
});

const NEEDED = PREFS.replace('smtp1.port", 465', 'smtp1.port", 587').replace(
  'smtp1.try_ssl", 3',
  'smtp1.try_ssl", 2',
);

/** A file system of its own at a folder: `size=64k`, `ro`. False if this computer allows none. */
function mounted(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

describeReal('the process of the command line', ['root'], () => {
  let commandLine: CommandLine;
  let authority: string;
  let folder: string;
  let home: string;
  const servers: MailServer[] = [];
  const mounts: string[] = [];

  beforeAll(async () => {
    commandLine = await bundledCommandLine();
    const ca = await createAuthority();
    authority = ca.root;
    const identity = await ca.issue({ names: [SMTP, IMAP] });
    const appliance = { protocol: 'smtp', tls: 'starttls-only', identity } as const;
    const at = (port: number) => ({ host: ADDRESS, port });
    servers.push(
      await startMailServer(appliance, at(465)),
      await startMailServer(appliance, at(587)),
      await startMailServer({ protocol: 'imap', tls: 'implicit', identity }, at(993)),
    );
  });

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    commandLine.remove();
  });

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'starttls-migrator-process-')));
    home = path.join(folder, 'home');
    mkdirSync(home);
    writeFileSync(path.join(folder, 'ca.pem'), authority);
    addProfiles(['work']);
  });

  afterEach(() => {
    for (const mount of mounts.splice(0)) spawnSync('umount', [mount]);
    rmSync(folder, { recursive: true, force: true });
  });

  const profile = (name: string): string => path.join(home, '.thunderbird', name);
  const prefsOf = (name: string): string => path.join(profile(name), 'prefs.js');
  const textOf = (name: string): string => readFileSync(prefsOf(name), 'utf8');

  function addProfiles(names: readonly string[]): void {
    for (const name of names) {
      mkdirSync(profile(name), { recursive: true });
      writeFileSync(prefsOf(name), PREFS);
    }
    const entry = (name: string, index: number): string =>
      `[Profile${index}]\nName=${name}\nIsRelative=1\nPath=${name}\n\n`;
    const all = readdirSync(path.join(home, '.thunderbird')).filter((name) => !name.includes('.'));
    writeFileSync(path.join(home, '.thunderbird', 'profiles.ini'), all.map(entry).join(''));
  }

  /** At the place of the profile, a file system with these options and this prefs.js. */
  function mountProfile(name: string, options: string): boolean {
    if (!mounted(profile(name), options)) return false;
    mounts.push(profile(name));
    writeFileSync(prefsOf(name), PREFS);
    return true;
  }

  const network = (): readonly string[] => [
    ...['--ca', path.join(folder, 'ca.pem')],
    ...[SMTP, IMAP].flatMap((host) =>
      [465, 587, 993, 143].flatMap((port) => ['--resolve', `${host}:${port}:${ADDRESS}`]),
    ),
  ];
  const here = (): readonly string[] => ['--root', home, '--state', path.join(folder, 'state')];
  const start = (argv: readonly string[]): Promise<Finished> =>
    commandLine.run(argv, { home: folder });
  const apply = (...more: readonly string[]): Promise<Finished> =>
    start(['apply', '--yes', '--json', '--no-redact', ...here(), ...network(), ...more]);
  const codesOf = (finished: Finished): readonly string[] =>
    finished.document().errors.map(({ code }) => code);

  it('prints one valid document for every command, nothing else, and nothing personal', async () => {
    const endpoint = `smtp://${SMTP}:465?tls=implicit`;
    const commands: readonly (readonly [readonly string[], number])[] = [
      [['scan', ...here()], 0],
      [['test', ...here(), ...network()], 10],
      [['test', '--endpoint', endpoint, ...network()], 10],
      [['plan', ...here(), ...network()], 10],
      [['apply', '--yes', ...here(), ...network()], 0],
      [['apply', '--yes', ...here(), ...network()], 0],
      [['undo', '--list', ...here()], 0],
      [['undo', '--yes', ...here()], 0],
      [['scan', '--profile', path.join(folder, 'gone')], 11],
      [['demo', 'plan'], 10],
    ];
    for (const [argv, exitCode] of commands) {
      const name = argv.slice(0, 2).join(' ');
      const ran = await start([...argv, '--json']);
      expect(ran.exitCode, name).toBe(exitCode);
      expect(ran.document(), name).toMatchObject({ command: argv[0], exitCode });
      expect(ran.stderr, name).toBe('');
      expect(ran.stdout, name).not.toContain(PERSON);
      if (argv.includes(home)) expect(ran.stdout, name).not.toContain(home);
    }
    expect(textOf('work')).toBe(PREFS);
  });

  it('never tells a server who the person is, nor tries to log in', async () => {
    expect((await apply()).exitCode).toBe(0);
    const heard = servers.map((server) => server.transcript().map(({ text }) => text));
    expect(heard.join()).not.toContain(PERSON);
    // Port 465 of the appliance hears TLS where it speaks plaintext: no commands.
    const commands = heard.slice(1).flat();
    const verbs = commands.map((text) => text.replace(/^[A-Za-z]+\d+ /, '').split(' ')[0]!);
    expect([...new Set(verbs)].sort()).toEqual(['EHLO', 'LOGOUT', 'QUIT', 'STARTTLS']);
  });

  it('says what is wrong with an option on stderr, and exits with 2', async () => {
    const ran = await start(['plan', '--no-such-option']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('--no-such-option');
  });

  it('of two at once, each change is made by one, and the other says that it is locked', async () => {
    addProfiles(Array.from({ length: 12 }, (_, index) => `more${index}`));
    const both = await Promise.all([apply(), apply()]);
    const verified = both.flatMap((ran) =>
      ran.document().changes.filter(({ state }) => state === 'verified'),
    );
    expect(new Set(verified.map(({ server }) => server)).size).toBe(verified.length);
    for (const ran of both) {
      const codes = codesOf(ran);
      expect(codes.filter((code) => code !== 'locked-by-other-run')).toEqual([]);
      expect(ran.exitCode).toBe(codes.length === 0 ? 0 : 12);
    }
    expect((await apply()).exitCode).toBe(0);
    expect(textOf('work')).toBe(NEEDED);
    expect(textOf('more11')).toBe(NEEDED);
  });

  it('leaves a profile alone that another run holds, says so with exit code 12, and can later', async () => {
    const lock = await acquireLock(nodeFiles(), profile('work'), new Date());
    const refused = await apply();
    expect(refused.exitCode).toBe(12);
    expect(codesOf(refused)).toEqual(['locked-by-other-run']);
    expect(textOf('work')).toBe(PREFS);
    lock.release();
    expect((await apply()).exitCode).toBe(0);
    expect(textOf('work')).toBe(NEEDED);
  });

  it('edits a prefs.js of 50 MB and restores it', async () => {
    const value = 'x'.repeat(990);
    const line = (index: number): string => `user_pref("extensions.big.n${index}", "${value}");\n`;
    for (let part = 0; part < 50; part += 1) {
      const numbers = Array.from({ length: 1024 }, (_, index) => part * 1024 + index);
      appendFileSync(prefsOf('work'), numbers.map(line).join(''));
    }
    expect(statSync(prefsOf('work')).size).toBeGreaterThan(50 * 1024 * 1024);
    const rest = textOf('work').slice(PREFS.length);
    expect((await apply()).exitCode).toBe(0);
    expect(textOf('work') === NEEDED + rest).toBe(true);
    expect((await start(['undo', '--yes', ...here()])).exitCode).toBe(0);
    expect(textOf('work') === PREFS + rest).toBe(true);
  });

  it('on a full disk takes nothing away, says so, and goes on with the other profile', async (test) => {
    addProfiles(['other']);
    if (!mountProfile('work', 'size=32k')) test.skip('this computer mounts nothing');
    const rest = path.join(profile('work'), 'mail');
    const filled = spawnSync('dd', ['if=/dev/zero', `of=${rest}`, 'bs=1k', 'count=64']);
    expect(filled.status).not.toBe(0);
    const before = everythingIn(profile('work'));
    const ran = await apply();
    expect(codesOf(ran)).toEqual(['disk-full']);
    expect(differences(before, everythingIn(profile('work')))).toEqual([]);
    expect(textOf('other')).toBe(NEEDED);
    expect((await start(['apply', '--yes', ...here(), ...network()])).stderr).toMatch(/full/i);
  });

  it('on a read-only disk changes nothing, says so, and goes on with the other profile', async (test) => {
    addProfiles(['other']);
    if (!mountProfile('work', 'size=64k')) test.skip('this computer mounts nothing');
    spawnSync('mount', ['-o', 'remount,ro', profile('work')]);
    const before = everythingIn(profile('work'));
    const ran = await apply();
    const { profiles, servers: found, changes } = ran.document();
    const { id } = profiles.find(({ name }) => name === 'work')!;
    const locked = found.filter((server) => server.profile === id);
    expect(ran.exitCode).toBe(11);
    expect(locked.map(({ lockedBy }) => lockedBy?.code)).toEqual(['unwritable', 'unwritable']);
    expect(changes.map(({ state }) => state).sort()).toEqual(['skipped', 'verified']);
    expect(differences(before, everythingIn(profile('work')))).toEqual([]);
    expect(textOf('other')).toBe(NEEDED);
  });
});
