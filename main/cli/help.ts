// main/cli: the help, made from the tables of options.ts and exit.ts and the words of a catalogue. Pure.
// May import: shared, nothing else.
import { format } from '../../shared/messages/catalogue.ts';
import type { ExitName, HelpTexts } from '../../shared/messages/help.ts';
import { EXIT } from '../engine/exit.ts';
import { COMMANDS, PROGRAM, optionNamed, type CommandSpec, type OptionSpec } from './options.ts';

/** The overview, or the help of one command. Ends with a newline. */
export function helpText(texts: HelpTexts, command: CommandSpec | null): string {
  return command ? commandHelp(texts, command) : overview(texts);
}

function overview(texts: HelpTexts): string {
  return [
    texts.purpose,
    '',
    format(texts.usage, { form: `${PROGRAM} [COMMAND] [OPTIONS]` }),
    '',
    texts.commandsHeading,
    ...table(
      COMMANDS.map(({ name, operands }) => [`${name} ${operands}`.trim(), texts.commands[name]]),
    ),
    '',
    format(texts.withoutCommand, { program: PROGRAM }),
    '',
    texts.exitCodesHeading,
    ...table(EXIT_NAMES.map((name) => [String(EXIT[name]), texts.exitCodes[name]])),
    '',
  ].join('\n');
}

const EXIT_NAMES = Object.keys(EXIT) as readonly ExitName[];

function commandHelp(texts: HelpTexts, { name, operands, options, examples }: CommandSpec): string {
  return [
    texts.commands[name],
    '',
    format(texts.usage, { form: `${`${PROGRAM} ${name} ${operands}`.trim()} [OPTIONS]` }),
    '',
    texts.optionsHeading,
    ...table(options.map((option) => [optionForm(optionNamed(option)), texts.options[option]])),
    '',
    texts.examplesHeading,
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
