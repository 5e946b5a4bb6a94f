import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  lstatSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { RANGES } from '../real/addresses.ts';
import { atTheEnd } from '../real/at-the-end.ts';
import { makeAuthority, type Authority } from '../real/ca.ts';
import { startDovecot, USER, type Dovecot } from '../real/dovecot.ts';
import { MAIL_DOMAIN, startPostfix, USER_ADDRESS, type Postfix } from '../real/postfix.ts';
import { describeReal } from '../real/requirements.ts';
import {
  privateThunderbird,
  SOCKET_TYPE,
  type AccountSpec,
  type HeldProfile,
  type ServerSpec,
  type Thunderbird,
} from '../real/thunderbird.ts';

const ADDRESS = `${RANGES.thunderbird}.1`;
const HOST = `mail.${MAIL_DOMAIN}`;

const server = (port: number, socketType: number, hostname = HOST): ServerSpec => ({
  hostname,
  port,
  socketType,
});

const IMAP_ACCOUNT: AccountSpec = {
  username: USER.name,
  password: USER.password,
  incoming: { type: 'imap', ...server(993, SOCKET_TYPE.implicit) },
  identities: [
    { email: USER_ADDRESS, outgoing: server(587, SOCKET_TYPE.starttls) },
    {
      email: `sales@${MAIL_DOMAIN}`,
      outgoing: server(465, SOCKET_TYPE.implicit, `sales.${MAIL_DOMAIN}`),
    },
  ],
};

const POP3_ACCOUNT: AccountSpec = {
  username: 'bob',
  password: USER.password,
  incoming: { type: 'pop3', ...server(995, SOCKET_TYPE.implicit, `pop.${MAIL_DOMAIN}`) },
  identities: [
    {
      email: `bob@${MAIL_DOMAIN}`,
      outgoing: server(465, SOCKET_TYPE.implicit, `smtp.${MAIL_DOMAIN}`),
    },
  ],
};

// Above the harness's own limits, so that what went wrong is told by the harness.
vi.setConfig({ testTimeout: 60_000 });

let profile: string;

beforeEach(() => {
  profile = mkdtempSync(path.join(tmpdir(), 'real-profile-'));
});

afterEach(() => {
  rmSync(profile, { recursive: true, force: true });
});

const inProfile = (name: string): string => path.join(profile, name);
const writePrefs = (name: string, values: Readonly<Record<string, string | number>>): void => {
  const lines = Object.entries(values).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(inProfile(name), lines.join(''));
};

describeReal('the real Thunderbird on a profile', ['thunderbird'], () => {
  let thunderbird: Thunderbird;
  const later = atTheEnd();

  beforeAll(() => {
    thunderbird = privateThunderbird({
      autoconfig: 'lockPref("mail.smtpserver.locked.try_ssl", 3);',
    });
    later(thunderbird.remove);
  });

  it('says what it makes of prefs.js, user.js, its defaults and what is locked', async () => {
    writePrefs('prefs.js', {
      'mail.accountmanager.accounts': 'account1',
      'mail.account.account1.server': 'server1',
      'mail.account.account1.identities': 'id1',
      'mail.identity.id1.useremail': 'a@example.test',
      'mail.identity.id1.smtpServer': 'locked',
      'mail.server.server1.type': 'imap',
      'mail.server.server1.hostname': 'imap.example.test',
      'mail.server.server1.userName': 'a',
      'mail.server.server1.socketType': 2,
      'mail.smtpservers': 'plain,locked',
      'mail.smtpserver.plain.hostname': 'plain.example.test',
      'mail.smtpserver.locked.hostname': 'locked.example.test',
      'mail.smtpserver.locked.try_ssl': 2,
      'mail.smtpserver.locked.port': 587,
    });
    writePrefs('user.js', { 'mail.smtpserver.locked.port': 2587 });
    const before = readFileSync(inProfile('prefs.js'));

    const { incoming, outgoing, accounts, errors } = await thunderbird.resolve(profile);

    expect(incoming).toMatchObject([
      { key: 'server1', type: 'imap', hostname: 'imap.example.test', port: 143, socketType: 2 },
    ]);
    expect(outgoing).toMatchObject([
      { key: 'plain', port: 0, effectivePort: 587, socketType: 0, authMethod: 3, locked: [] },
      { key: 'locked', port: 2587, effectivePort: 2587, socketType: 3, locked: ['try_ssl'] },
    ]);
    expect(accounts).toMatchObject([
      { server: 'server1', identities: [{ key: 'id1', smtpServer: 'locked' }] },
    ]);
    expect(errors).toEqual([]);
    expect(readFileSync(inProfile('prefs.js'))).toEqual(before);
  });

  it('reports what it threw instead of a list', async () => {
    writePrefs('prefs.js', {
      'mail.smtpservers': 'odd1',
      'mail.smtpserver.odd1.type': 'no-such-type',
    });
    const { outgoing, errors } = await thunderbird.resolve(profile);
    expect(outgoing).toEqual([]);
    expect(errors).toHaveLength(1);
  });

  it('writes a profile with IMAP, POP3 and three SMTP servers, and leaves it closed', async () => {
    await thunderbird.createAccounts(profile, [IMAP_ACCOUNT, POP3_ACCOUNT]);

    const prefs = readFileSync(inProfile('prefs.js'), 'utf8');
    expect(prefs).toMatch(/^\/\/ Mozilla User Preferences/);
    expect(prefs).toContain('user_pref("mail.smtpservers", "smtp1,smtp2,smtp3");');
    expect(existsSync(inProfile('lock'))).toBe(false);

    const { incoming, outgoing } = await thunderbird.resolve(profile);
    const brief = [...incoming, ...outgoing]
      .filter(({ type }) => type !== 'none')
      .map(({ type, effectivePort, socketType }) => `${type} ${effectivePort} ${socketType}`);
    expect(brief.sort()).toEqual([
      'imap 993 3',
      'pop3 995 3',
      'smtp 465 3',
      'smtp 465 3',
      'smtp 587 2',
    ]);
  });

  const locksProfile = (pid: number): boolean => {
    const { ino } = statSync(inProfile('.parentlock'));
    return readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .some(
        (line) =>
          line.includes(' WRITE ') && line.includes(` ${pid} `) && line.includes(`:${ino} `),
      );
  };

  const opened = async (work: (held: HeldProfile) => Promise<void>): Promise<void> => {
    await thunderbird.createAccounts(profile, [IMAP_ACCOUNT]);
    const held = await thunderbird.holdOpen(profile);
    try {
      await work(held);
    } finally {
      await held.kill();
    }
  };

  it('holds a profile open with a lock, and takes it back when it is released', () =>
    opened(async (held) => {
      expect(locksProfile(held.pid)).toBe(true);
      expect(readlinkSync(inProfile('lock'))).toMatch(new RegExp(`:\\+${held.pid}$`));
      await held.release();
      expect(locksProfile(held.pid)).toBe(false);
      expect(existsSync(inProfile('.parentlock'))).toBe(true);
      expect(lstatSync(inProfile('lock'), { throwIfNoEntry: false })).toBeUndefined();
    }));

  it('leaves a stale lock behind when it is killed', () =>
    opened(async (held) => {
      await held.kill();
      expect(locksProfile(held.pid)).toBe(false);
      expect(readlinkSync(inProfile('lock'))).toMatch(new RegExp(`:\\+${held.pid}$`));
    }));
});

describeReal(
  'the real Thunderbird with real servers',
  ['thunderbird', 'postfix', 'dovecot', 'root'],
  () => {
    let authority: Authority;
    let dovecot: Dovecot;
    let postfix: Postfix;
    let thunderbird: Thunderbird;
    const later = atTheEnd();

    beforeAll(async () => {
      authority = await makeAuthority();
      later(authority.remove);
      const certificate = await authority.issue({ names: [HOST] });
      dovecot = await startDovecot({ address: ADDRESS, open: ['imaps'], certificate });
      later(dovecot.stop);
      postfix = await startPostfix({
        services: [{ address: ADDRESS, port: 587, mode: 'starttls' }],
        certificate,
        dovecot,
      });
      later(postfix.stop);
      thunderbird = privateThunderbird({
        trust: [authority.rootFile],
        world: { domain: MAIL_DOMAIN, address: ADDRESS },
      });
      later(thunderbird.remove);
    });

    const send = (from: Thunderbird, identity: string, subject: string): Promise<number> =>
      from.sendMessage(profile, { identity, password: USER.password, to: USER_ADDRESS, subject });

    it('sends a message over STARTTLS that arrives', async () => {
      await thunderbird.createAccounts(profile, [IMAP_ACCOUNT]);
      expect(await send(thunderbird, 'id1', 'from thunderbird')).toBe(0);
      const message = await postfix.arrived('from thunderbird');
      expect(message).toContain('User-Agent: Mozilla Thunderbird');
      expect(message).toMatch(/with ESMTPSA/);
    });

    it('says that the connection was refused where nothing listens', async () => {
      await thunderbird.createAccounts(profile, [IMAP_ACCOUNT]);
      expect(await send(thunderbird, 'id2', 'to a closed port')).toBe(0x804b000d);
    });

    it('does not send to a server whose issuer it does not know', async () => {
      const stranger = privateThunderbird({ world: { domain: MAIL_DOMAIN, address: ADDRESS } });
      try {
        await stranger.createAccounts(profile, [IMAP_ACCOUNT]);
        expect(await send(stranger, 'id1', 'untrusted')).toBe(0x805a1ff3);
      } finally {
        stranger.remove();
      }
    });
  },
);
