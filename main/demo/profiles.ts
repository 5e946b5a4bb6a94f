// main/demo: the profiles of the demo world: two Thunderbird profiles of one person, in the folder
// where this system's Thunderbird keeps them. May import: main/system.
import path from 'node:path';
import type { Environment } from '../system/environment.ts';
import type { Files } from '../system/files.ts';
import { prefsText, type PrefValue, type PrefValues } from './prefs-text.ts';

/** Host names of the demo (RFC 2606); servers.ts gives each a temper. */
export const DEMO_HOSTS = {
  appliance: 'mail.example.org',
  healthy: 'imap.example.org',
  expired: 'smtp.partner.example',
  blackholed: 'smtp.branch.example',
} as const;

interface Outgoing {
  readonly key: string;
  readonly host: string;
}

const WORK: PrefValues = profilePrefs('anna.berg@example.org', [
  { key: 'smtp1', host: DEMO_HOSTS.appliance },
  { key: 'smtp2', host: DEMO_HOSTS.expired },
  { key: 'smtp3', host: DEMO_HOSTS.blackholed },
]);

const SHARED_MAILBOX: PrefValues = profilePrefs('office@example.org', [
  { key: 'smtp1', host: DEMO_HOSTS.appliance },
]);

const PROFILES = [
  { folder: 'k3x81qvz.default-release', name: 'default-release', prefs: WORK },
  { folder: 'p07dm2ah.office', name: 'office', prefs: SHARED_MAILBOX },
] as const;

/** Below the home folder; the names are Thunderbird's own. */
const ROOTS: Readonly<Record<Environment['platform'], readonly string[]>> = {
  linux: ['.thunderbird'],
  darwin: ['Library', 'Thunderbird'],
  win32: ['AppData', 'Roaming', 'Thunderbird'],
};

/** Writes the profiles and their profiles.ini. */
export function writeDemoProfiles(files: Files, { home, platform }: Environment): void {
  const root = path.join(home, ...ROOTS[platform]);
  const parent = platform === 'linux' ? '' : 'Profiles/';
  const ini = [
    '[Install4F96D1932A9F858E]',
    `Default=${parent}${PROFILES[0].folder}`,
    'Locked=1',
    '',
    ...PROFILES.flatMap(({ folder, name }, number) => [
      `[Profile${number}]`,
      `Name=${name}`,
      'IsRelative=1',
      `Path=${parent}${folder}`,
      '',
    ]),
    '[General]',
    'StartWithLastProfile=1',
    'Version=2',
    '',
  ];
  for (const { folder, prefs } of PROFILES) {
    const place = path.join(root, parent, folder);
    files.makeFolder(place, 0o700);
    files.create(path.join(place, 'prefs.js'), Buffer.from(prefsText(prefs)), 0o600);
  }
  files.create(path.join(root, 'profiles.ini'), Buffer.from(ini.join('\n')), 0o600);
}

/** One IMAP account, one identity for each outgoing server, all set to SSL/TLS. */
function profilePrefs(address: string, outgoing: readonly Outgoing[]): PrefValues {
  const ids = outgoing.map((_, index) => `id${index + 1}`);
  return Object.fromEntries<PrefValue>([
    ['mail.accountmanager.accounts', 'account1'],
    ['mail.accountmanager.defaultaccount', 'account1'],
    ['mail.account.account1.server', 'server1'],
    ['mail.account.account1.identities', ids.join(',')],
    ['mail.account.lastKey', 1],
    ['mail.server.server1.type', 'imap'],
    ['mail.server.server1.hostname', DEMO_HOSTS.healthy],
    ['mail.server.server1.port', 993],
    ['mail.server.server1.socketType', 3],
    ['mail.server.server1.userName', address],
    ['mail.server.server1.name', address],
    ['mail.smtpservers', outgoing.map(({ key }) => key).join(',')],
    ['mail.smtp.defaultserver', outgoing[0]?.key ?? ''],
    ...outgoing.flatMap(({ key, host }, index): [string, PrefValue][] => [
      [`mail.identity.id${index + 1}.useremail`, address],
      [`mail.identity.id${index + 1}.smtpServer`, key],
      [`mail.identity.id${index + 1}.valid`, true],
      [`mail.smtpserver.${key}.hostname`, host],
      [`mail.smtpserver.${key}.port`, 465],
      [`mail.smtpserver.${key}.try_ssl`, 3],
      [`mail.smtpserver.${key}.authMethod`, 3],
      [`mail.smtpserver.${key}.username`, address],
      [`mail.smtpserver.${key}.type`, 'smtp'],
    ]),
    ['mail.ui-rdf.version', 46],
    ['mailnews.start_page.enabled', false],
  ]);
}
