import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../main/cli/arguments.ts';
import { EXIT } from '../../../main/engine/exit.ts';
import { helpText } from '../../../main/cli/help.ts';
import { COMMANDS, OPTIONS } from '../../../main/cli/options.ts';
import { format } from '../../../shared/messages/catalogue.ts';
import { english } from '../../../shared/messages/en/index.ts';
import type { ExitName } from '../../../shared/messages/help.ts';
import { LANGUAGES, catalogueFor } from '../../../shared/messages/languages.ts';

const catalogues = await Promise.all(LANGUAGES.map((language) => catalogueFor([language])));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const settingsOf = (...argv: readonly string[]) => {
  const parsed = parseArguments(argv);
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed));
  return parsed.settings;
};

describe('a command line', () => {
  it('without a command is the guided terminal', () => {
    expect(parseArguments([])).toMatchObject({ kind: 'run', command: 'doctor' });
  });

  it('becomes settings', () => {
    expect(
      settingsOf(
        ...['plan', '--json', '--profile', 'a', '--profile=b', '--client', 'Thunderbird'],
        ...['--ca', 'ca.pem', '--resolve', 'mail.example.org:465:127.0.0.1'],
        ...['--resolve', '[::1]:465:[::1]', '--only', 'x', '--exclude', 'y', '--harden'],
        ...['--include-user-js', '--timeout', '2.5', '--log', 'l', '--quiet', '--no-color'],
        ...['--no-redact', '--root', 'r', '--state', 's', '--trace', '--deadline', '60'],
      ),
    ).toEqual({
      json: true,
      profiles: ['a', 'b'],
      root: 'r',
      clients: ['thunderbird'],
      endpoints: [],
      ca: ['ca.pem'],
      resolve: [
        { host: 'mail.example.org', port: 465, address: '127.0.0.1' },
        { host: '::1', port: 465, address: '::1' },
      ],
      only: ['x'],
      exclude: ['y'],
      harden: true,
      includeUserJs: true,
      yes: false,
      list: false,
      state: 's',
      autoconfig: null,
      watch: false,
      trace: true,
      checkInjection: false,
      timeoutMs: 2500,
      deadlineMs: 60_000,
      log: 'l',
      quiet: true,
      noColor: true,
      redact: false,
    });
  });

  it('of test takes what only test does', () => {
    const file = ['--autoconfig', 'https://example.org/config-v1.1.xml'];
    expect(settingsOf('test', '--watch', '--check-injection', ...file)).toMatchObject({
      autoconfig: 'https://example.org/config-v1.1.xml',
      watch: true,
      checkInjection: true,
      timeoutMs: null,
      deadlineMs: 900_000,
    });
  });

  it.each([
    [['--endpoint', 'smtp://mail.example.org'], 'mail.example.org', 587, 'starttls'],
    [['--endpoint', 'smtp://mail.example.org:465'], 'mail.example.org', 465, 'implicit'],
    [['--endpoint', 'imap://[2001:db8::1]:143?tls=starttls'], '2001:db8::1', 143, 'starttls'],
  ])('names an endpoint: %j', (argv, host, port, tls) => {
    expect(settingsOf('test', ...argv).endpoints).toMatchObject([{ host, port, tls }]);
  });

  it.each([
    [['frobnicate'], 'no command "frobnicate"'],
    [['scan', 'more'], 'takes no argument'],
    [['scan', '--frobnicate'], 'no option --frobnicate'],
    [['scan', '-j'], 'no option -j'],
    [['scan', '--yes'], '--yes does not go with "scan"'],
    [['demo', '--state', 'x'], '--state does not go with "demo"'],
    [['scan', '--json=1'], '--json takes no value'],
    [['scan', '--root'], '--root needs a value'],
    [['scan', '--root', 'a', '--root', 'b'], '--root was given twice'],
    [['scan', '--client', 'pine'], 'known are thunderbird'],
    [['test', '--endpoint', 'http://x'], 'expected a form like smtp://'],
    [['test', '--endpoint', 'smtp://user@x'], 'expected a form like smtp://'],
    [['test', '--endpoint', 'smtp://x:99999'], 'expected a form like smtp://'],
    [['plan', '--resolve', 'x:y'], 'expected HOST:PORT:ADDRESS'],
    [['plan', '--resolve', 'x:465:not-an-address'], 'expected HOST:PORT:ADDRESS'],
    [['plan', '--timeout', '0'], 'expected seconds'],
    [['plan', '--timeout', 'soon'], 'expected seconds'],
    [['plan', '--deadline', '86401'], 'at most 86400'],
    [['test', '--watch', '--json'], '--watch and --json do not go together'],
    [['plan', '--check-injection'], '--check-injection does not go with "plan"'],
  ])('%j is told what is wrong with it', (argv, message) => {
    const parsed = parseArguments(argv);
    if (parsed.kind !== 'wrong') throw new Error(JSON.stringify(parsed));
    for (const { help } of catalogues) {
      expect(format(help.wrongUsage[parsed.code], parsed.facts)).not.toMatch(/\{\w+\}/);
    }
    expect(format(english.help.wrongUsage[parsed.code], parsed.facts)).toContain(message);
  });
});

describe.each(catalogues)('the help in $locale', ({ help }) => {
  it('of the whole names every command and exit code', () => {
    const text = helpText(help, null);
    for (const { name } of COMMANDS) {
      expect(text).toMatch(new RegExp(`^  ${name} .*  ${escaped(help.commands[name])}$`, 'm'));
    }
    const names = Object.keys(EXIT) as readonly ExitName[];
    expect(new Set(names)).toEqual(new Set(Object.keys(help.exitCodes)));
    for (const name of names) {
      expect(text).toMatch(new RegExp(`^ +${EXIT[name]}  +${escaped(help.exitCodes[name])}$`, 'm'));
    }
    expect(text).not.toMatch(/\{\w+\}|undefined/);
  });

  it.each(COMMANDS.map(({ name }) => name))(
    'of %s shows its options and an example that parses',
    (name) => {
      const command = COMMANDS.find((one) => one.name === name)!;
      expect(parseArguments([name, '--help'])).toEqual({ kind: 'help', command });
      const text = helpText(help, command);
      for (const option of command.options) {
        expect(text).toMatch(
          new RegExp(`^  --${option}( .*)?  ${escaped(help.options[option])}$`, 'm'),
        );
      }
      for (const example of command.examples) {
        expect(text).toContain(example);
        const argv = /starttls-migrator ([^>)]*)/.exec(example)![1]!.trim().split(/ +/);
        expect(parseArguments(argv.map((word) => word.replaceAll("'", ''))).kind).toBe('run');
      }
    },
  );

  it('says what every option is for, and of no other', () => {
    const names = OPTIONS.map(({ name }) => name);
    expect(new Set(Object.keys(help.options))).toEqual(new Set(names));
    for (const name of names) expect(help.options[name]).toMatch(/^.{8,}\.$/);
  });
});

describe('the table of options', () => {
  it('leaves no option without a command that shows it', () => {
    const shown = new Set([...COMMANDS.flatMap(({ options }) => options), 'version']);
    expect(OPTIONS.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});
