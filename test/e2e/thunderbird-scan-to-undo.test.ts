import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Document } from '../../shared/model/document.ts';
import { RANGES } from '../real/addresses.ts';
import { atTheEnd } from '../real/at-the-end.ts';
import { makeAuthority, type Authority } from '../real/ca.ts';
import { startDovecot, USER } from '../real/dovecot.ts';
import { MAIL_DOMAIN, startPostfix, USER_ADDRESS, type Postfix } from '../real/postfix.ts';
import { describeReal } from '../real/requirements.ts';
import {
  privateThunderbird,
  SOCKET_TYPE,
  type AccountSpec,
  type Resolved,
  type ServerSpec,
  type Thunderbird,
} from '../real/thunderbird.ts';
import { bundledCommandLine, type CommandLine } from '../support/command-line.ts';
import { differences, everythingIn } from '../support/snapshot.ts';

vi.setConfig({ testTimeout: 90_000 });

// Five servers, all set to SSL/TLS. What they really speak:
const HOSTS = {
  /** The appliance of the story: a plaintext greeting on 465, STARTTLS required on 587. */
  appliance: { host: `appliance.${MAIL_DOMAIN}`, address: `${RANGES.scanToUndo}.1` },
  /** Nothing on 465, STARTTLS required on 587. */
  gateway: { host: `gateway.${MAIL_DOMAIN}`, address: `${RANGES.scanToUndo}.2` },
  /** Implicit TLS on 465. */
  direct: { host: `direct.${MAIL_DOMAIN}`, address: `${RANGES.scanToUndo}.3` },
  /** Implicit TLS on 993. */
  imap: { host: `imap.${MAIL_DOMAIN}`, address: `${RANGES.scanToUndo}.4` },
  /** Nothing on 995, STLS required on 110. */
  pop: { host: `pop.${MAIL_DOMAIN}`, address: `${RANGES.scanToUndo}.4` },
} as const;

const PORTS = [465, 587, 993, 143, 995, 110];

const implicit = (hostname: string, port: number): ServerSpec => ({
  hostname,
  port,
  socketType: SOCKET_TYPE.implicit,
});

const LOGIN = { username: USER.name, password: USER.password };

const ACCOUNTS: readonly AccountSpec[] = [
  {
    ...LOGIN,
    incoming: { type: 'imap', ...implicit(HOSTS.imap.host, 993) },
    identities: [
      { email: USER_ADDRESS, outgoing: implicit(HOSTS.appliance.host, 465) },
      { email: `sales@${MAIL_DOMAIN}`, outgoing: implicit(HOSTS.gateway.host, 465) },
    ],
  },
  {
    ...LOGIN,
    incoming: { type: 'pop3', ...implicit(HOSTS.pop.host, 995) },
    identities: [{ email: `alice2@${MAIL_DOMAIN}`, outgoing: implicit(HOSTS.direct.host, 465) }],
  },
];

/** `appliance.example.test 465 3`: what Thunderbird itself makes of every mail server. */
function inBrief({ incoming, outgoing }: Resolved): readonly string[] {
  return [...incoming, ...outgoing]
    .filter(({ type }) => type !== 'none')
    .map(({ hostname, effectivePort, socketType }) => `${hostname} ${effectivePort} ${socketType}`)
    .sort();
}

const AS_CREATED = [
  'appliance.example.test 465 3',
  'direct.example.test 465 3',
  'gateway.example.test 465 3',
  'imap.example.test 993 3',
  'pop.example.test 995 3',
];

const AS_NEEDED = [
  'appliance.example.test 587 2',
  'direct.example.test 465 3',
  'gateway.example.test 587 2',
  'imap.example.test 993 3',
  'pop.example.test 110 2',
];

describeReal(
  'a profile written by Thunderbird, from scan to undo',
  ['thunderbird', 'postfix', 'dovecot', 'root'],
  () => {
    let commandLine: CommandLine;
    let authority: Authority;
    let postfix: Postfix;
    let thunderbird: Thunderbird;
    /** As Thunderbird left it; each test works on a copy. */
    let original: string;
    let work: string;
    let profile: string;
    const later = atTheEnd();

    beforeAll(async () => {
      commandLine = await bundledCommandLine();
      later(commandLine.remove);
      authority = await makeAuthority();
      later(authority.remove);
      const names = Object.values(HOSTS).map(({ host }) => host);
      const certificate = await authority.issue({ names });
      const dovecot = await startDovecot({
        address: HOSTS.imap.address,
        open: ['imap', 'imaps', 'pop3'],
        certificate,
      });
      later(dovecot.stop);
      postfix = await startPostfix({
        services: [
          { address: HOSTS.appliance.address, port: 465, mode: 'starttls' },
          { address: HOSTS.appliance.address, port: 587, mode: 'starttls' },
          { address: HOSTS.gateway.address, port: 587, mode: 'starttls' },
          { address: HOSTS.direct.address, port: 465, mode: 'implicit' },
        ],
        certificate,
        dovecot,
      });
      later(postfix.stop);
      thunderbird = privateThunderbird({
        trust: [authority.rootFile],
        world: { domain: MAIL_DOMAIN, address: HOSTS.appliance.address },
      });
      later(thunderbird.remove);
      original = mkdtempSync(path.join(tmpdir(), 'scan-to-undo-original-'));
      later(() => {
        rmSync(original, { recursive: true, force: true });
      });
      await thunderbird.createAccounts(original, ACCOUNTS);
    });

    beforeEach(() => {
      work = mkdtempSync(path.join(tmpdir(), 'scan-to-undo-'));
      profile = path.join(work, 'profile');
      cpSync(original, profile, { recursive: true, verbatimSymlinks: true });
    });

    afterEach(() => {
      rmSync(work, { recursive: true, force: true });
    });

    const starttlsMigrator = async (
      command: string,
      options: readonly string[],
    ): Promise<{ readonly exitCode: number | null; readonly document: Document }> => {
      const argv = [command, '--json', '--profile', profile, ...options];
      const ran = await commandLine.run(argv, { home: work });
      expect(ran.stderr).toBe('');
      return { exitCode: ran.exitCode, document: ran.document() };
    };

    const network = (): readonly string[] => [
      ...['--ca', authority.rootFile],
      ...Object.values(HOSTS).flatMap(({ host, address }) =>
        PORTS.flatMap((port) => ['--resolve', `${host}:${port}:${address}`]),
      ),
    ];
    const state = (): readonly string[] => ['--state', path.join(work, 'state')];

    const scan = () => starttlsMigrator('scan', []);
    const plan = () => starttlsMigrator('plan', network());
    const apply = () => starttlsMigrator('apply', [...network(), ...state(), '--yes']);
    const undo = () => starttlsMigrator('undo', [...state(), '--yes']);

    /** `appliance.example.test: 465 implicit -> 587 starttls (planned)` */
    const changesIn = ({ servers, changes }: Document): readonly string[] =>
      changes
        .map(({ server, from, to, state: reached }) => {
          const host = servers.find(({ id }) => id === server)?.host;
          return `${host}: ${from.port} ${from.tls} -> ${to.port} ${to.tls} (${reached})`;
        })
        .sort();

    const expectedChanges = (reached: string): readonly string[] => [
      `appliance.example.test: 465 implicit -> 587 starttls (${reached})`,
      `gateway.example.test: 465 implicit -> 587 starttls (${reached})`,
      `pop.example.test: 995 implicit -> 110 starttls (${reached})`,
    ];

    /** prefs.js with nothing but the six values changed. */
    const expectedPrefs = async (before: string): Promise<string> => {
      const { incoming, outgoing } = await thunderbird.resolve(profile);
      const keyOf = (hostname: string): string =>
        [...incoming, ...outgoing].find((server) => server.hostname === hostname)!.key;
      const set = (text: string, name: string, from: number, to: number): string => {
        const line = `user_pref("${name}", ${from});`;
        expect(text.split(line)).toHaveLength(2);
        return text.replace(line, `user_pref("${name}", ${to});`);
      };
      const rewritten = [HOSTS.appliance.host, HOSTS.gateway.host].reduce((text, host) => {
        const branch = `mail.smtpserver.${keyOf(host)}`;
        return set(set(text, `${branch}.port`, 465, 587), `${branch}.try_ssl`, 3, 2);
      }, before);
      const branch = `mail.server.${keyOf(HOSTS.pop.host)}`;
      return set(set(rewritten, `${branch}.port`, 995, 110), `${branch}.socketType`, 3, 2);
    };

    it('is understood, changed in the bytes that need it, proven, and restored', async () => {
      const before = everythingIn(profile);
      const prefs = (): string => readFileSync(path.join(profile, 'prefs.js'), 'latin1');
      const wanted = await expectedPrefs(prefs());
      expect(inBrief(await thunderbird.resolve(profile))).toEqual(AS_CREATED);

      const scanned = await scan();
      expect(scanned.exitCode).toBe(0);
      const mailServers = scanned.document.servers.filter(({ host }) => host !== null);
      expect(mailServers.map(({ host }) => host).sort()).toEqual(
        Object.values(HOSTS)
          .map(({ host }) => host)
          .sort(),
      );
      expect(mailServers.every(({ tls, editable }) => tls === 'implicit' && editable)).toBe(true);

      const planned = await plan();
      expect(planned.exitCode).toBe(10);
      expect(changesIn(planned.document)).toEqual(expectedChanges('planned'));
      expect(differences(before, everythingIn(profile))).toEqual([]);

      const applied = await apply();
      expect(applied.exitCode).toBe(0);
      expect(changesIn(applied.document)).toEqual(expectedChanges('verified'));
      expect(applied.document.receipts).toHaveLength(3);
      expect(differences(before, everythingIn(profile))).toEqual(['prefs.js']);
      expect(prefs()).toBe(wanted);

      const resolved = await thunderbird.resolve(profile);
      expect(inBrief(resolved)).toEqual(AS_NEEDED);
      for (const { key, email } of resolved.accounts[0]!.identities) {
        const subject = `after apply from ${email}`;
        const message = { identity: key, password: USER.password, to: USER_ADDRESS, subject };
        expect(await thunderbird.sendMessage(profile, message)).toBe(0);
        expect(await postfix.arrived(subject)).toMatch(/with ESMTPSA/);
      }

      const appliedFiles = everythingIn(profile);
      const again = await apply();
      expect(again.exitCode).toBe(0);
      expect(again.document.changes).toEqual([]);
      expect(differences(appliedFiles, everythingIn(profile))).toEqual([]);

      const undone = await undo();
      expect(undone.exitCode).toBe(0);
      expect(changesIn(undone.document)).toHaveLength(3);
      expect(undone.document.changes.every(({ state: reached }) => reached === 'undone')).toBe(
        true,
      );
      expect(differences(before, everythingIn(profile))).toEqual([]);
      expect(inBrief(await thunderbird.resolve(profile))).toEqual(AS_CREATED);
    });

    it('is left alone while Thunderbird runs, and not after it crashed', async () => {
      const held = await thunderbird.holdOpen(profile);
      try {
        const refused = await apply();
        expect(refused.exitCode).toBe(12);
        expect(refused.document.profiles).toMatchObject([{ running: true }]);
        expect(refused.document.receipts).toEqual([]);
        expect(inBrief(await thunderbird.resolve(profile))).toEqual(AS_CREATED);
      } finally {
        await held.kill();
      }
      expect(readdirSync(profile)).toContain('lock'); // stale
      expect((await apply()).exitCode).toBe(0);
      expect(inBrief(await thunderbird.resolve(profile))).toEqual(AS_NEEDED);
    });
  },
);
