// main/cli: every command and option there is, as data: parsing, help and shell completion are made
// from these tables; what each is for is said in shared/messages/*/help.ts. May import: shared.
import type { CommandName, OptionName } from '../../shared/messages/help.ts';

export interface OptionSpec {
  readonly name: OptionName;
  /** Placeholder of the value, the same in every language; null for a switch. */
  readonly value: string | null;
  readonly multiple: boolean;
}

export interface CommandSpec {
  readonly name: CommandName;
  /** Positional arguments as shown in the help. */
  readonly operands: string;
  /** The options its help shows; see COMMON for what it takes besides. */
  readonly options: readonly OptionName[];
  readonly examples: readonly string[];
}

const flag = (name: OptionName): OptionSpec => ({ name, value: null, multiple: false });
const one = (name: OptionName, value: string): OptionSpec => ({ name, value, multiple: false });
const many = (name: OptionName, value: string): OptionSpec => ({ name, value, multiple: true });

export const OPTIONS: readonly OptionSpec[] = [
  flag('json'),
  many('profile', 'DIR'),
  one('root', 'DIR'),
  many('client', 'NAME'),
  many('endpoint', 'URL'),
  one('autoconfig', 'URL|FILE'),
  flag('watch'),
  flag('trace'),
  flag('check-injection'),
  many('ca', 'FILE'),
  many('resolve', 'HOST:PORT:ADDRESS'),
  many('only', 'HOST'),
  many('exclude', 'HOST'),
  flag('harden'),
  flag('include-user-js'),
  flag('yes'),
  flag('list'),
  one('state', 'DIR'),
  one('timeout', 'SECONDS'),
  one('deadline', 'SECONDS'),
  one('log', 'FILE'),
  flag('quiet'),
  flag('no-color'),
  flag('no-redact'),
  flag('help'),
  flag('version'),
];

const OUTPUT: readonly OptionName[] = ['json', 'no-redact', 'log', 'quiet', 'no-color', 'help'];
const FIND: readonly OptionName[] = ['profile', 'root', 'client'];
const NETWORK: readonly OptionName[] = ['ca', 'resolve', 'only', 'exclude', 'timeout', 'deadline'];
const CHANGE: readonly OptionName[] = ['harden', 'include-user-js'];

/** Taken by every command that looks at real accounts, so that one set of options serves them all. */
export const COMMON: readonly OptionName[] = [...FIND, ...NETWORK, ...CHANGE, 'state', ...OUTPUT];

/** The demo has its own world, and a completion script needs none. */
export const WITHOUT_COMMON: readonly CommandName[] = ['demo', 'completion'];

const NAME = 'starttls-migrator';

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'scan',
    operands: '',
    options: [...FIND, 'include-user-js', ...OUTPUT],
    examples: [`${NAME} scan`, `${NAME} scan --root /mnt/old-disk --json`],
  },
  {
    name: 'test',
    operands: '',
    options: [
      ...FIND,
      'endpoint',
      'autoconfig',
      'watch',
      'trace',
      'check-injection',
      ...NETWORK,
      'include-user-js',
      ...OUTPUT,
    ],
    examples: [
      `${NAME} test`,
      `${NAME} test --endpoint 'smtp://mail.example.org:465?tls=implicit' --watch`,
      `${NAME} test --autoconfig https://autoconfig.example.org/mail/config-v1.1.xml`,
    ],
  },
  {
    name: 'plan',
    operands: '',
    options: [...FIND, 'trace', ...NETWORK, ...CHANGE, ...OUTPUT],
    examples: [`${NAME} plan`, `${NAME} plan --json --harden`],
  },
  {
    name: 'apply',
    operands: '',
    options: [...FIND, ...NETWORK, ...CHANGE, 'yes', 'state', ...OUTPUT],
    examples: [`${NAME} apply`, `${NAME} apply --yes --only mail.example.org`],
  },
  {
    name: 'undo',
    operands: '[RUN]',
    options: ['list', ...FIND, 'yes', 'state', ...OUTPUT],
    examples: [`${NAME} undo`, `${NAME} undo --list`, `${NAME} undo 20261124T101500-1a2b3c`],
  },
  {
    name: 'doctor',
    operands: '',
    options: [...FIND, ...NETWORK, ...CHANGE, 'state', 'log', 'no-color', 'help'],
    examples: [`${NAME} doctor`],
  },
  {
    name: 'demo',
    operands: '[COMMAND]',
    options: ['endpoint', 'watch', 'trace', 'only', 'exclude', ...CHANGE, 'yes', ...OUTPUT],
    examples: [`${NAME} demo`, `${NAME} demo plan`, `${NAME} demo doctor`],
  },
  {
    name: 'completion',
    operands: 'bash|zsh|fish|powershell',
    options: ['help'],
    examples: [
      `source <(${NAME} completion bash)`,
      `${NAME} completion fish > ~/.config/fish/completions/${NAME}.fish`,
    ],
  },
];

export const PROGRAM = NAME;

export function optionNamed(name: OptionName): OptionSpec {
  const found = OPTIONS.find((option) => option.name === name);
  if (!found) throw new Error(`no option is named ${name}`);
  return found;
}
