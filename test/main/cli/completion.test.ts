import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHELLS, completionScript, type Shell } from '../../../main/cli/completion.ts';
import { COMMANDS } from '../../../main/cli/options.ts';
import { english } from '../../../shared/messages/en/index.ts';
import { LANGUAGES, catalogueFor } from '../../../shared/messages/languages.ts';
import { describeReal } from '../../real/requirements.ts';
import { runIn, temporaryDemo } from '../../support/terminal.ts';

let folder: string;
const scriptFor = (shell: Shell): string => path.join(folder, `completion.${shell}`);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'starttls-migrator-completion-'));
  for (const shell of SHELLS)
    writeFileSync(scriptFor(shell), completionScript(shell, english.help));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const isThere = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

function ask(program: string, args: readonly string[]): string {
  // A shell complains of a locale that the machine does not have.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', env });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

describeReal('bash', ['bash'], () => {
  const complete = (...words: readonly string[]): readonly string[] => {
    const list = words.map((word) => `'${word}'`).join(' ');
    const script = `source ${scriptFor('bash')}; COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _starttls_migrator; echo "\${COMPREPLY[@]}"`;
    return ask('bash', ['-c', script]).trim().split(' ');
  };

  it('completes commands, options and shells', () => {
    expect(complete('starttls-migrator', 'un')).toEqual(['undo']);
    expect(complete('starttls-migrator', 'undo', '--l')).toEqual(['--list', '--log']);
    expect(complete('starttls-migrator', 'completion', '')).toEqual([...SHELLS]);
    expect(complete('starttls-migrator', 'scan', '--root', `${folder}/completion.b`)).toEqual([
      scriptFor('bash'),
    ]);
  });
});

describeReal('zsh', ['zsh'], () => {
  it('takes the script, which knows every command', () => {
    ask('zsh', ['-n', scriptFor('zsh')]);
    const check = `autoload -U compinit; compinit -u -d ${folder}/dump; source ${scriptFor('zsh')}; print -r -- $_comps[starttls-migrator]`;
    expect(ask('zsh', ['-fc', check]).trim()).toBe('_starttls_migrator');
  });
});

describeReal('zsh and fish', ['zsh', 'fish'], () => {
  it.each(LANGUAGES)('take the words of %s, whatever marks are in them', async (language) => {
    const { help } = await catalogueFor([language]);
    for (const shell of ['zsh', 'fish'] as const) {
      const script = path.join(folder, `${language}.${shell}`);
      writeFileSync(script, completionScript(shell, help));
      ask(shell, ['-n', script]);
    }
    const list = `source ${path.join(folder, `${language}.fish`)}; complete -C 'starttls-migrator un'`;
    expect(ask('fish', ['--no-config', '-c', list])).toBe(`undo\t${help.commands.undo}\n`);
  });
});

describeReal('fish', ['fish'], () => {
  const complete = (line: string): readonly string[] =>
    ask('fish', ['--no-config', '-c', `source ${scriptFor('fish')}; complete -C '${line}'`])
      .trim()
      .split('\n')
      .map((row) => row.split('\t')[0] ?? '');

  it('completes commands and options', () => {
    expect(complete('starttls-migrator un')).toEqual(['undo']);
    expect(complete('starttls-migrator undo --li')).toEqual(['--list']);
    expect(complete('starttls-migrator completion z')).toEqual(['zsh']);
  });
});

// Debian has no PowerShell; where there is one it is asked.
describe.skipIf(!isThere('pwsh'))('PowerShell (needs pwsh, which no Debian package has)', () => {
  it('completes commands', () => {
    const line = `. ${scriptFor('powershell')}; (TabExpansion2 'starttls-migrator un' 20).CompletionMatches.CompletionText`;
    expect(ask('pwsh', ['-NoProfile', '-Command', line]).trim()).toBe('undo');
  });
});

describe('the completion command', () => {
  it.each(SHELLS)('prints the script for %s with every command in it', async (shell) => {
    const { world } = await temporaryDemo();
    const { out, exitCode } = await runIn(world, ['completion', shell]);
    expect(exitCode).toBe(0);
    for (const { name } of COMMANDS) expect(out).toContain(name);
  });

  it('needs to know which shell', async () => {
    const { world } = await temporaryDemo();
    expect(await runIn(world, ['completion', 'tcsh'])).toMatchObject({ exitCode: 2, out: '' });
  });
});
