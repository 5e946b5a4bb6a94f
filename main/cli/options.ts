// main/cli: every command and option there is, as data: parsing, help and shell completion are made
// from these tables. May import: nothing.

export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  /** Placeholder of the value, or null for a switch. */
  readonly value: string | null;
  readonly multiple: boolean;
  readonly help: string;
}

export interface CommandSpec {
  readonly name: string;
  /** Positional arguments as shown in the help. */
  readonly operands: string;
  readonly summary: string;
  /** The options its help shows; see COMMON for what it takes besides. */
  readonly options: readonly string[];
  readonly examples: readonly string[];
}

const flag = (name: string, help: string): OptionSpec => ({
  name,
  value: null,
  multiple: false,
  help,
});
const one = (name: string, value: string, help: string): OptionSpec => ({
  name,
  value,
  multiple: false,
  help,
});
const many = (name: string, value: string, help: string): OptionSpec => ({
  name,
  value,
  multiple: true,
  help,
});

export const OPTIONS: readonly OptionSpec[] = [
  flag('json', 'Print one JSON document on stdout, and nothing else there.'),
  many('profile', 'DIR', 'Use this profile folder instead of searching. Repeatable.'),
  one('root', 'DIR', 'Treat DIR as the home folder, or the file system, to search.'),
  many('client', 'NAME', 'Only this mail program (thunderbird). Repeatable.'),
  many(
    'endpoint',
    'URL',
    'Test smtp://HOST:PORT?tls=implicit|starttls without a profile. Repeatable.',
  ),
  many('ca', 'FILE', 'Trust the PEM certificates in FILE as well. Repeatable.'),
  many('resolve', 'HOST:PORT:ADDRESS', 'Use ADDRESS for HOST and PORT, as with curl. Repeatable.'),
  many('only', 'HOST', 'Look only at servers with this host name. Repeatable.'),
  many('exclude', 'HOST', 'Leave servers with this host name alone. Repeatable.'),
  flag('harden', 'Also require encryption where it is optional now.'),
  flag('include-user-js', 'Also change settings that user.js sets, in user.js itself.'),
  flag('yes', 'Do not ask before changing.'),
  flag('list', 'List earlier changes instead of undoing one.'),
  one('state', 'DIR', 'Keep backups and the journal in DIR.'),
  one('timeout', 'SECONDS', 'Wait this long for a server before giving up (default 16).'),
  one('log', 'FILE', 'Add a line of JSON for every event to FILE.'),
  flag('quiet', 'Print results only, no progress and no advice.'),
  flag('no-color', 'No colours (NO_COLOR works too).'),
  flag('no-redact', 'Leave user names and addresses in the JSON document.'),
  flag('help', 'Show this help.'),
  flag('version', 'Show the version.'),
];

const OUTPUT = ['json', 'no-redact', 'log', 'quiet', 'no-color', 'help'];
const FIND = ['profile', 'root', 'client'];
const NETWORK = ['ca', 'resolve', 'only', 'exclude', 'timeout'];
const CHANGE = ['harden', 'include-user-js'];

/** Taken by every command that looks at real accounts, so that one set of options serves them all. */
export const COMMON: readonly string[] = [...FIND, ...NETWORK, ...CHANGE, 'state', ...OUTPUT];

/** The demo has its own world, and a completion script needs none. */
export const WITHOUT_COMMON: readonly string[] = ['demo', 'completion'];

const NAME = 'starttls-migrator';

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'scan',
    operands: '',
    summary: 'Find mail profiles and the servers set in them. No network.',
    options: [...FIND, 'include-user-js', ...OUTPUT],
    examples: [`${NAME} scan`, `${NAME} scan --root /mnt/old-disk --json`],
  },
  {
    name: 'test',
    operands: '',
    summary: 'Scan, then ask each server live what it really speaks.',
    options: [...FIND, 'endpoint', ...NETWORK, 'include-user-js', ...OUTPUT],
    examples: [
      `${NAME} test`,
      `${NAME} test --endpoint 'smtp://mail.example.org:465?tls=implicit'`,
    ],
  },
  {
    name: 'plan',
    operands: '',
    summary: 'Test, then say what would change and why. Writes nothing.',
    options: [...FIND, ...NETWORK, ...CHANGE, ...OUTPUT],
    examples: [`${NAME} plan`, `${NAME} plan --json --harden`],
  },
  {
    name: 'apply',
    operands: '',
    summary: 'Plan, then change what is needed, test it again, and keep a way back.',
    options: [...FIND, ...NETWORK, ...CHANGE, 'yes', 'state', ...OUTPUT],
    examples: [`${NAME} apply`, `${NAME} apply --yes --only mail.example.org`],
  },
  {
    name: 'undo',
    operands: '[RUN]',
    summary: 'Take back the last change, or a named one.',
    options: ['list', ...FIND, 'yes', 'state', ...OUTPUT],
    examples: [`${NAME} undo`, `${NAME} undo --list`, `${NAME} undo 20261124T101500-1a2b3c`],
  },
  {
    name: 'doctor',
    operands: '',
    summary: 'Guided help in the terminal: what is wrong, and the one thing to do next.',
    options: [...FIND, ...NETWORK, ...CHANGE, 'state', 'log', 'no-color', 'help'],
    examples: [`${NAME} doctor`],
  },
  {
    name: 'demo',
    operands: '[COMMAND]',
    summary: 'A throw-away world with sample profiles and mail servers, to try everything in.',
    options: ['endpoint', 'only', 'exclude', ...CHANGE, 'yes', ...OUTPUT],
    examples: [`${NAME} demo`, `${NAME} demo plan`, `${NAME} demo doctor`],
  },
  {
    name: 'completion',
    operands: 'bash|zsh|fish|powershell',
    summary: 'Print a completion script for a shell.',
    options: ['help'],
    examples: [
      `source <(${NAME} completion bash)`,
      `${NAME} completion fish > ~/.config/fish/completions/${NAME}.fish`,
    ],
  },
];

export const EXIT_CODES: readonly (readonly [number, string])[] = [
  [0, 'nothing left to do'],
  [2, 'the command line is wrong'],
  [10, 'changes are needed (plan) or remain (apply)'],
  [11, 'something needs a person'],
  [12, 'a mail program is running: close it and try again'],
  [13, 'not allowed: set by policy, or another file wins'],
  [20, 'a change failed and was taken back'],
  [70, 'an internal error'],
];

export const PROGRAM = NAME;

export function optionNamed(name: string): OptionSpec {
  const found = OPTIONS.find((option) => option.name === name);
  if (!found) throw new Error(`no option is named ${name}`);
  return found;
}
