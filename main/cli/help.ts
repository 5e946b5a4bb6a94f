// main/cli: the help texts, made from the tables of options.ts. Pure. May import: nothing else.
import {
  COMMANDS,
  EXIT_CODES,
  PROGRAM,
  optionNamed,
  type CommandSpec,
  type OptionSpec,
} from './options.ts';

/** The overview, or the help of one command. Ends with a newline. */
export function helpText(command: CommandSpec | null): string {
  return command ? commandHelp(command) : overview();
}

function overview(): string {
  return [
    'Moves mail accounts from SSL/TLS to STARTTLS when, and only when, that is needed and proven to work.',
    '',
    `Usage: ${PROGRAM} [COMMAND] [OPTIONS]`,
    '',
    'Commands:',
    ...table(
      COMMANDS.map(({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary]),
    ),
    '',
    `Without a command: doctor. "${PROGRAM} COMMAND --help" shows the options of a command.`,
    '',
    'Exit codes:',
    ...table(EXIT_CODES.map(([code, meaning]) => [String(code), meaning])),
    '',
  ].join('\n');
}

function commandHelp({ name, operands, summary, options, examples }: CommandSpec): string {
  return [
    summary,
    '',
    `Usage: ${`${PROGRAM} ${name} ${operands}`.trim()} [OPTIONS]`,
    '',
    'Options:',
    ...table(options.map(optionNamed).map((option) => [optionForm(option), option.help])),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

function optionForm({ name, value }: OptionSpec): string {
  return value === null ? `--${name}` : `--${name} ${value}`;
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
