import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wantedLanguages } from '../../../main/cli/language.ts';
import { bundledCommandLine, type CommandLine } from '../../support/command-line.ts';
import { runIn, temporaryDemo } from '../../support/terminal.ts';

const noSystem = (): string => {
  throw new Error('asked the system');
};

describe('the wanted languages', () => {
  it.each([
    [{ LC_ALL: 'fr_FR.UTF-8', LC_MESSAGES: 'de_DE', LANG: 'en_US' }, ['fr_FR.UTF-8']],
    [{ LC_MESSAGES: 'de_DE', LANG: 'en_US' }, ['de_DE']],
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'de_DE' }, ['de_DE']],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'pl:fr_CA::de' }, ['pl', 'fr_CA', 'de']],
    [{ LANG: 'fr_FR.UTF-8', LANGUAGE: '' }, ['fr_FR.UTF-8']],
    [{ LANG: 'C', LANGUAGE: 'fr' }, ['C']],
    [{ LC_ALL: 'C.UTF-8', LANG: 'fr_FR', LANGUAGE: 'fr' }, ['C.UTF-8']],
    [{ LC_ALL: 'POSIX', LANGUAGE: 'fr' }, ['POSIX']],
  ])('from %j are %j', (variables, languages) => {
    expect(wantedLanguages(variables, noSystem)).toEqual(languages);
  });

  it('are those of the system where the environment names none', () => {
    expect(wantedLanguages({}, () => 'de-CH')).toEqual(['de-CH']);
    expect(wantedLanguages({ LANG: '', LANGUAGE: 'fr' }, () => 'de-CH')).toEqual(['de-CH']);
  });
});

describe('a terminal', () => {
  it('speaks French: scan, plan and what to do', async () => {
    const { world } = await temporaryDemo();
    const { out } = await runIn(world, ['scan'], { language: 'fr' });
    expect(out).toContain('Thunderbird, profil «\u202fdefault-release\u202f»');
    expect(out).toContain('Envoi  mail.example.org, port 465, SSL/TLS');
    expect(out).toMatch(/\d serveurs de messagerie sont configurés\./);
    const plan = await runIn(world, ['plan'], { language: 'fr' });
    const said = plan.out.replace(/\s+/g, ' ');
    expect(said).toContain(
      'À modifier : Sécurité de la connexion : SSL/TLS -> STARTTLS ; Port : 465 -> 587',
    );
    expect(said).toContain('2 serveurs ont besoin de nouveaux paramètres.');
    expect(plan.err).toContain('Pour modifier\u202f: starttls-migrator apply');
  });

  it('speaks German: scan, plan and what to do', async () => {
    const { world } = await temporaryDemo();
    const { out } = await runIn(world, ['scan'], { language: 'de' });
    expect(out).toContain('Thunderbird, Profil „default-release“');
    expect(out).toContain('Senden  mail.example.org, Port 465, SSL/TLS');
    const plan = await runIn(world, ['plan'], { language: 'de' });
    const said = plan.out.replace(/\s+/g, ' ');
    expect(said).toContain(
      'Änderung: Verbindungssicherheit: SSL/TLS -> STARTTLS; Port: 465 -> 587',
    );
    expect(said).toContain('2 Server brauchen neue Einstellungen.');
    expect(plan.err).toContain('Zum Ändern: starttls-migrator apply');
  });

  it('writes the sentences of the document in the same language, and its codes in none', async () => {
    const { world, home } = await temporaryDemo();
    const lost = ['plan', '--json', '--profile', path.join(home, 'gone')];
    const [en, de] = [await runIn(world, lost), await runIn(world, lost, { language: 'de' })];
    const [english, german] = [en.document().errors[0]!, de.document().errors[0]!];
    expect(german.code).toBe(english.code);
    expect(english.message).toContain('There is no profile folder');
    expect(german.message).toContain('An diesem Ort gibt es keinen Profilordner');
  });

  it.each([
    ['en', ['y', 'YES '], ['j', 'o', 'oui', 'n', '']],
    ['fr', ['o', ' Oui'], ['y', 'n', 'ou', '']],
    ['de', ['J', 'ja'], ['y', 'n', 'jawohl nicht', '']],
  ] as const)('takes a yes in %s for a yes, and nothing else', async (language, yes, no) => {
    const { world } = await temporaryDemo();
    const options = { interactive: true, noColor: true, language };
    const apply = ['apply', '--only', 'mail.example.org'];
    for (const answer of no) {
      const { questions } = await runIn(world, apply, { ...options, answers: [answer] });
      expect(questions).toHaveLength(1);
      expect((await runIn(world, ['undo', '--list'])).out).toBe('No changes have been made yet.\n');
    }
    for (const answer of yes) {
      await runIn(world, apply, { ...options, answers: [answer] });
      expect((await runIn(world, ['undo', '--yes'])).out).toContain('2 servers were put back');
    }
  });
});

describe('the process', () => {
  let commandLine: CommandLine;
  let home: string;
  beforeAll(async () => {
    commandLine = await bundledCommandLine();
    home = mkdtempSync(path.join(tmpdir(), 'starttls-migrator-language-'));
  });
  afterAll(() => {
    commandLine.remove();
    rmSync(home, { recursive: true });
  });

  it.each([
    [{ LANG: 'de_AT.UTF-8' }, 'Es gibt keinen Befehl „x“.'],
    [{ LC_ALL: 'C', LANG: 'de_AT.UTF-8' }, 'There is no command "x".'],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'eo:fr' }, 'Il n’y a pas de commande «\u202fx\u202f».'],
  ])('takes its language from the environment: %j', async (variables, sentence) => {
    const { stderr, exitCode } = await commandLine.run(['x'], { home, variables });
    expect(stderr).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});
