// main/cli: completion scripts, made from the tables of options.ts and the words of a catalogue. Pure.
// May import: shared, nothing else.
import type { HelpTexts, OptionName } from '../../shared/messages/help.ts';
import { COMMANDS, PROGRAM, optionNamed, type OptionSpec } from './options.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

const WRITERS: Readonly<Record<Shell, (texts: HelpTexts) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** The script to source (bash, zsh, fish) or to run in the profile (PowerShell). */
export function completionScript(shell: Shell, texts: HelpTexts): string {
  return WRITERS[shell](texts);
}

/** Options whose value is a file or folder, so that the shell completes paths. */
const PATHS = new Set(['DIR', 'FILE']);

const names = COMMANDS.map(({ name }) => name);
const optionsOf = (options: readonly OptionName[]): readonly OptionSpec[] =>
  options.map(optionNamed);
const words = (options: readonly OptionName[]): string =>
  options.map((name) => `--${name}`).join(' ');

function bashScript(): string {
  const pathOptions = COMMANDS.flatMap(({ options }) => optionsOf(options))
    .filter(({ value }) => value !== null && PATHS.has(value))
    .map(({ name }) => `--${name}`);
  return `_starttls_migrator() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.join('|')}) command="$word"; break ;; esac
  done
  case "$previous" in
    ${[...new Set(pathOptions)].join('|')}) COMPREPLY=($(compgen -f -- "$current")); return ;;
    completion) COMPREPLY=($(compgen -W "${SHELLS.join(' ')}" -- "$current")); return ;;
  esac
  case "$command" in
${COMMANDS.map(({ name, options }) => `    ${name}) COMPREPLY=($(compgen -W "${words(options)}" -- "$current")) ;;`).join('\n')}
    *) COMPREPLY=($(compgen -W "${names.join(' ')} --help --version" -- "$current")) ;;
  esac
}
complete -F _starttls_migrator ${PROGRAM}
`;
}

function zshScript(texts: HelpTexts): string {
  const quote = (text: string): string => text.replace(/'/g, `'\\''`).replace(/[:[\]]/g, '\\$&');
  const spec = ({ name, value, multiple }: OptionSpec): string => {
    const action = value === null ? '' : `:${value}:${PATHS.has(value) ? '_files' : ''}`;
    return `'${multiple ? '*' : ''}--${name}[${quote(texts.options[name])}]${action}'`;
  };
  return `#compdef ${PROGRAM}
_starttls_migrator() {
  local -a commands
  commands=(
${COMMANDS.map(({ name }) => `    '${name}:${quote(texts.commands[name])}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$command" in
${COMMANDS.map(
  ({ name, options }) =>
    `    ${name}) _arguments ${optionsOf(options).map(spec).join(' ')}${name === 'completion' ? ` '1:shell:(${SHELLS.join(' ')})'` : ''} ;;`,
).join('\n')}
  esac
}
compdef _starttls_migrator ${PROGRAM}
`;
}

function fishScript(texts: HelpTexts): string {
  const quote = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const lines = COMMANDS.flatMap(({ name, options }) => [
    `complete -c ${PROGRAM} -f -n __fish_use_subcommand -a ${name} -d ${quote(texts.commands[name])}`,
    ...optionsOf(options).map(({ name: option, value }) => {
      const argument = value === null ? '' : PATHS.has(value) ? ' -r -F' : ' -x';
      return `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from ${name}' -l ${option}${argument} -d ${quote(texts.options[option])}`;
    }),
  ]);
  return [
    ...lines,
    `complete -c ${PROGRAM} -f -n '__fish_seen_subcommand_from completion' -a '${SHELLS.join(' ')}'`,
    '',
  ].join('\n');
}

function powershellScript(): string {
  const quote = (text: string): string => `'${text.replace(/'/g, "''")}'`;
  const list = (items: readonly string[]): string => items.map(quote).join(', ');
  return `Register-ArgumentCompleter -Native -CommandName ${quote(PROGRAM)} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $options = @{
${COMMANDS.map(({ name, options }) => `    ${quote(name)} = @(${list(options.map((option) => `--${option}`))})`).join('\n')}
  }
  $given = $commandAst.CommandElements | ForEach-Object { $_.ToString() }
  $command = $given | Select-Object -Skip 1 | Where-Object { $options.ContainsKey($_) } | Select-Object -First 1
  if ($command -eq 'completion') { $candidates = @(${list(SHELLS)}) }
  elseif ($command) { $candidates = $options[$command] }
  else { $candidates = @(${list([...names, '--help', '--version'])}) }
  $candidates | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
