// main/cli: from argv to settings, or to what is wrong with it. Pure.
// May import: shared.
import { parseArgs } from 'node:util';
import type { Facts } from '../../shared/messages/catalogue.ts';
import type { CommandName, OptionName, WrongUsageCode } from '../../shared/messages/help.ts';
import { parseEndpoint, type Endpoint } from '../../shared/model/endpoint.ts';
import { CLIENTS, type ClientId } from '../../shared/model/profile.ts';
import { parseResolve, type ResolveEntry } from '../probe/resolve.ts';
import {
  COMMANDS,
  COMMON,
  OPTIONS,
  WITHOUT_COMMON,
  optionNamed,
  type CommandSpec,
} from './options.ts';

export interface Settings {
  readonly json: boolean;
  readonly profiles: readonly string[];
  readonly root: string | null;
  readonly clients: readonly ClientId[];
  readonly endpoints: readonly Endpoint[];
  readonly ca: readonly string[];
  readonly resolve: readonly ResolveEntry[];
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly harden: boolean;
  readonly includeUserJs: boolean;
  readonly yes: boolean;
  readonly list: boolean;
  readonly state: string | null;
  /** The URL or path of an autoconfig file to test, or null. */
  readonly autoconfig: string | null;
  readonly watch: boolean;
  readonly trace: boolean;
  readonly checkInjection: boolean;
  /** Milliseconds for a whole test. */
  readonly deadlineMs: number;
  /** Milliseconds, or null for the defaults. */
  readonly timeoutMs: number | null;
  readonly log: string | null;
  readonly quiet: boolean;
  readonly noColor: boolean;
  readonly redact: boolean;
}

export type Invocation =
  | {
      readonly kind: 'run';
      readonly command: CommandName;
      readonly operands: readonly string[];
      readonly settings: Settings;
    }
  | { readonly kind: 'help'; readonly command: CommandSpec | null }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly code: WrongUsageCode; readonly facts: Facts };

/** Without a command: `doctor`, the guided terminal; what opens the app is build/task.mjs. */
const DEFAULT_COMMAND: CommandName = 'doctor';

const LONGEST_TIMEOUT_S = 600;
/** A day: thousands of servers behind one address take hours at a second each. */
const LONGEST_DEADLINE_S = 86_400;
const DEFAULT_DEADLINE_MS = 15 * 60 * 1000;

class WrongUsage extends Error {
  readonly code: WrongUsageCode;
  readonly facts: Facts;

  constructor(code: WrongUsageCode, facts: Facts) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

export function parseArguments(argv: readonly string[]): Invocation {
  try {
    return parse(argv);
  } catch (error) {
    if (error instanceof WrongUsage) {
      return { kind: 'wrong', code: error.code, facts: error.facts };
    }
    throw error;
  }
}

function parse(argv: readonly string[]): Invocation {
  const { values, positionals } = split(argv);
  const [name = DEFAULT_COMMAND, ...operands] = positionals;
  const command = COMMANDS.find((one) => one.name === name);
  if (values.has('version')) return { kind: 'version' };
  if (values.has('help') && positionals.length === 0) return { kind: 'help', command: null };
  if (!command) throw new WrongUsage('unknownCommand', { command: name });
  if (values.has('help')) return { kind: 'help', command };
  for (const option of values.keys()) {
    if (!takes(command, option)) {
      throw new WrongUsage('optionOfOthers', { option, command: name });
    }
  }
  if (operands.length > 0 && command.operands === '') {
    throw new WrongUsage('takesNoArgument', { command: name, given: operands.join(' ') });
  }
  if (values.has('watch') && values.has('json')) throw new WrongUsage('watchOrJson', {});
  return { kind: 'run', command: command.name, operands, settings: settingsOf(values) };
}

function takes({ name, options }: CommandSpec, option: OptionName): boolean {
  return options.includes(option) || (!WITHOUT_COMMON.includes(name) && COMMON.includes(option));
}

type Values = ReadonlyMap<OptionName, readonly string[]>;

function split(argv: readonly string[]): { values: Values; positionals: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      OPTIONS.map(({ name, value, multiple }) => [
        name,
        { type: value === null ? 'boolean' : 'string', multiple },
      ]),
    ),
  });
  const values = new Map<OptionName, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value } = checkedOption(token.name, token.value, token.rawName);
    const earlier = values.get(name) ?? [];
    if (earlier.length > 0 && !optionNamed(name).multiple) {
      throw new WrongUsage('givenTwice', { option: name });
    }
    values.set(name, [...earlier, value]);
  }
  return { values, positionals };
}

function checkedOption(
  given: string,
  value: string | undefined,
  rawName: string,
): { readonly name: OptionName; readonly value: string } {
  const option = OPTIONS.find((one) => one.name === given);
  if (!option || !rawName.startsWith('--')) {
    throw new WrongUsage('unknownOption', { option: rawName });
  }
  const { name } = option;
  if (option.value === null) {
    if (value !== undefined) throw new WrongUsage('takesNoValue', { option: name });
    return { name, value: '' };
  }
  if (value === undefined || value === '') {
    throw new WrongUsage('needsValue', { option: name, placeholder: option.value });
  }
  return { name, value };
}

function settingsOf(values: Values): Settings {
  const all = (name: OptionName): readonly string[] => values.get(name) ?? [];
  const single = (name: OptionName): string | null => all(name)[0] ?? null;
  return {
    json: values.has('json'),
    profiles: all('profile'),
    root: single('root'),
    clients: all('client').map(clientNamed),
    endpoints: all('endpoint').map(endpointFrom),
    ca: all('ca'),
    resolve: all('resolve').map(resolveFrom),
    only: all('only'),
    exclude: all('exclude'),
    harden: values.has('harden'),
    includeUserJs: values.has('include-user-js'),
    yes: values.has('yes'),
    list: values.has('list'),
    state: single('state'),
    autoconfig: single('autoconfig'),
    watch: values.has('watch'),
    trace: values.has('trace'),
    checkInjection: values.has('check-injection'),
    timeoutMs: millisecondsFrom(single('timeout'), LONGEST_TIMEOUT_S, 'notATimeout'),
    deadlineMs:
      millisecondsFrom(single('deadline'), LONGEST_DEADLINE_S, 'notADeadline') ??
      DEFAULT_DEADLINE_MS,
    log: single('log'),
    quiet: values.has('quiet'),
    noColor: values.has('no-color'),
    redact: !values.has('no-redact'),
  };
}

function clientNamed(text: string): ClientId {
  const found = CLIENTS.find((client) => client === text.toLowerCase());
  if (!found) throw new WrongUsage('unknownClient', { given: text, known: CLIENTS.join(', ') });
  return found;
}

function endpointFrom(text: string): Endpoint {
  const endpoint = parseEndpoint(text);
  if (!endpoint) {
    throw new WrongUsage('notAnEndpoint', { given: text });
  }
  return endpoint;
}

function resolveFrom(text: string): ResolveEntry {
  const entry = parseResolve(text);
  if (!entry) throw new WrongUsage('notAResolve', { given: text });
  return entry;
}

function millisecondsFrom(
  text: string | null,
  mostSeconds: number,
  wrong: WrongUsageCode,
): number | null {
  if (text === null) return null;
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= mostSeconds)) throw new WrongUsage(wrong, { given: text });
  return seconds * 1000;
}
