// test/support: what can beat prefs.js, alone and together. The unit tests walk this table over our
// reader, the integration tests over the real program. May import: nothing.

/** One world and what becomes of smtp1 of the story (implicit TLS on 465) in it. */
export interface GivenOverrides {
  readonly says: string;
  readonly policies?: Readonly<Record<string, unknown>>;
  readonly autoconfig?: string;
  /** Below the installation's folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly userJs?: string;
  readonly smtp1: {
    readonly port: number;
    readonly socketType: number;
    /** What Thunderbird itself calls locked. */
    readonly locked: readonly string[];
    /** Who we say wins. */
    readonly lockedBy: string | null;
  };
}

const TLS = 'mail.smtpserver.smtp1.try_ssl';
const PORT = 'mail.smtpserver.smtp1.port';
const policy = (name: string, value: unknown) => ({ Preferences: { [name]: value } });

export const GIVEN_OVERRIDES: readonly GivenOverrides[] = [
  {
    says: 'a policy that locks',
    policies: policy(TLS, { Value: 2, Status: 'locked' }),
    smtp1: { port: 465, socketType: 2, locked: ['try_ssl'], lockedBy: 'policy' },
  },
  {
    says: 'a policy in the bare form, which locks too',
    policies: policy(PORT, 2465),
    smtp1: { port: 2465, socketType: 3, locked: ['port'], lockedBy: 'policy' },
  },
  {
    says: 'a policy that sets the value at every start',
    policies: policy(TLS, { Value: 2, Status: 'user' }),
    smtp1: { port: 465, socketType: 2, locked: [], lockedBy: 'policy' },
  },
  {
    says: 'a policy that clears the value at every start',
    policies: policy(PORT, { Status: 'clear' }),
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: 'policy' },
  },
  {
    says: 'a policy without status: only a default',
    policies: policy(TLS, { Value: 2 }),
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
  {
    says: 'a policy with the status default: only a default',
    policies: policy(TLS, { Value: 2, Status: 'default' }),
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
  {
    says: 'autoconfig that locks',
    autoconfig: `lockPref("${TLS}", 2);`,
    smtp1: { port: 465, socketType: 2, locked: ['try_ssl'], lockedBy: 'autoconfig' },
  },
  {
    says: 'autoconfig that sets the value at every start, over user.js',
    autoconfig: `pref('${PORT}', 1465);`,
    userJs: `user_pref("${PORT}", 2465);\n`,
    smtp1: { port: 1465, socketType: 3, locked: [], lockedBy: 'autoconfig' },
  },
  {
    says: 'autoconfig that sets a default',
    autoconfig: `defaultPref("${PORT}", 1465);`,
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
  {
    says: 'autoconfig that clears',
    autoconfig: `clearPref("${TLS}"); clearPref("${PORT}");`,
    smtp1: { port: 587, socketType: 0, locked: [], lockedBy: 'autoconfig' },
  },
  {
    says: 'autoconfig that locks and unlocks',
    autoconfig: `lockPref("${PORT}", 1465); unlockPref("${PORT}");`,
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
  {
    says: 'autoconfig that is commented out',
    autoconfig: `// lockPref("${PORT}", 1465);\n/* lockPref("${PORT}", 1466); */`,
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
  {
    says: 'a policy that locks what autoconfig has locked: it comes too late',
    policies: policy(PORT, { Value: 1465, Status: 'locked' }),
    autoconfig: `lockPref("${PORT}", 2465);`,
    smtp1: { port: 2465, socketType: 3, locked: ['port'], lockedBy: 'autoconfig' },
  },
  {
    says: 'a policy in the bare form on what autoconfig has locked: it wins',
    policies: policy(PORT, 1465),
    autoconfig: `lockPref("${PORT}", 2465);`,
    smtp1: { port: 1465, socketType: 3, locked: ['port'], lockedBy: 'policy' },
  },
  {
    says: 'autoconfig that locks what a default file has locked: it wins',
    files: { 'defaults/pref/site.js': `pref("${PORT}", 1465, locked);\n` },
    autoconfig: `lockPref("${PORT}", 2465);`,
    smtp1: { port: 2465, socketType: 3, locked: ['port'], lockedBy: 'autoconfig' },
  },
  {
    says: 'default files that both lock: the first one read wins',
    files: {
      'defaults/pref/aa.js': `pref("${PORT}", 1465, locked);\n`,
      'defaults/pref/zz.js': `pref("${PORT}", 2465, locked);\n`,
    },
    smtp1: { port: 2465, socketType: 3, locked: ['port'], lockedBy: 'locked-default' },
  },
  {
    says: 'a policy default of another type than the stored value: dropped',
    policies: policy(PORT, { Value: '1465' }),
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
  {
    says: 'a policy value of another type than a default: dropped',
    policies: policy(PORT, { Value: '2465', Status: 'user' }),
    autoconfig: `defaultPref("${PORT}", 1465);`,
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: 'policy' },
  },
  {
    says: 'a default file that locks',
    files: { 'defaults/pref/site.js': `pref("${TLS}", 2, locked);\n` },
    smtp1: { port: 465, socketType: 2, locked: ['try_ssl'], lockedBy: 'locked-default' },
  },
  {
    says: 'a default file that only sets a default',
    files: { 'defaults/pref/site.js': `pref("${PORT}", 1465);\n` },
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
  {
    says: 'a default file with the default branch below absent values',
    files: { 'defaults/pref/site.js': 'pref("mail.smtpserver.default.try_ssl", 3);\n' },
    autoconfig: `clearPref("${TLS}"); clearPref("${PORT}");`,
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: 'autoconfig' },
  },
  {
    says: 'two default files in one folder: the first name wins',
    files: {
      'defaults/pref/aa.js': `pref("${PORT}", 1465);\n`,
      'defaults/pref/zz.js': `pref("${PORT}", 2465);\n`,
    },
    autoconfig: `clearPref("${PORT}");`,
    smtp1: { port: 1465, socketType: 3, locked: [], lockedBy: 'autoconfig' },
  },
  {
    says: 'default files of two folders: preferences wins over pref',
    files: {
      'defaults/pref/site.js': `pref("${PORT}", 1465);\n`,
      'defaults/preferences/site.js': `pref("${PORT}", 2465);\n`,
    },
    autoconfig: `clearPref("${PORT}");`,
    smtp1: { port: 2465, socketType: 3, locked: [], lockedBy: 'autoconfig' },
  },
  {
    says: 'a default file with another type than the stored value: the stored one is dropped',
    files: { 'defaults/pref/site.js': `pref("${PORT}", "1465");\n` },
    smtp1: { port: 465, socketType: 3, locked: [], lockedBy: null },
  },
];
