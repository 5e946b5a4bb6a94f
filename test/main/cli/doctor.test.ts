import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MailClient } from '../../../main/clients/client.ts';
import type { World } from '../../../main/engine/world.ts';
import type { RunningState } from '../../../shared/model/profile.ts';
import { differences, everythingIn } from '../../support/snapshot.ts';
import { runIn, temporaryDemo } from '../../support/terminal.ts';

const doctor = (world: World, answers: readonly (string | (() => string))[]) =>
  runIn(world, ['doctor', '--no-color'], { interactive: true, answers });

const lastAdvice = (out: string): string =>
  (out.split('The next thing to do:\n')[1] ?? '').replace(/\s+/g, ' ').trim();

/** The same mail program, open as long as `isOpen` says. */
function whileOpen(world: World, isOpen: () => boolean): World {
  const [client] = world.clients as [MailClient];
  const running = (): RunningState => ({
    state: isOpen() ? 'running' : 'closed',
    evidence: 'the test says so',
  });
  return { ...world, clients: [{ ...client, running }] };
}

describe('doctor', () => {
  it('finds what is wrong, changes it when told to, and ends with the next thing to do', async () => {
    const { world, home } = await temporaryDemo();
    const before = everythingIn(path.join(home, '.thunderbird'));
    const { out, questions, exitCode } = await doctor(world, ['1', 'y']);
    expect(questions).toEqual(['[1-4] ', 'Change 2 servers now? [y/N] ']);
    expect(out).toContain('2 servers changed, and they work.');
    expect(lastAdvice(out)).toBe('Start Thunderbird and send again what waits in the outbox.');
    expect(exitCode).toBe(11); // the expired certificate and the silent server still need somebody
    expect(out).not.toContain('Seen:');

    const undone = await runIn(world, ['undo', '--no-color'], {
      interactive: true,
      answers: ['y'],
    });
    expect(undone.questions).toEqual(['Put 2 servers back as they were? [y/N] ']);
    expect(undone.out).toContain('mail.example.org, port 465, SSL/TLS: put back as it was');
    expect(differences(before, everythingIn(path.join(home, '.thunderbird')))).toEqual([]);
  });

  it('changes nothing without a clear yes, and not at the end of the input', async () => {
    const { world, home } = await temporaryDemo();
    const before = everythingIn(home);
    for (const answers of [['1', 'n'], ['1', ''], ['1', 'perhaps'], ['1'], []]) {
      const { out } = await doctor(world, answers);
      expect(out).not.toContain('changed, and');
    }
    expect(
      differences(before, everythingIn(home)).filter((name) => name.includes('prefs')),
    ).toEqual([]);
  });

  it('asks again until it has an answer it knows', async () => {
    const { world } = await temporaryDemo();
    const { questions } = await doctor(world, ['what', '9', '2', 'n']);
    expect(questions.slice(0, 3)).toEqual(['[1-4] ', '[1-4] ', '[1-4] ']);
  });

  it('asks to close an open Thunderbird, and goes on when it is closed', async () => {
    const { world } = await temporaryDemo();
    let open = true;
    const { out, err, questions } = await doctor(
      whileOpen(world, () => open),
      [
        '1',
        'y',
        '',
        () => {
          open = false;
          return '';
        },
      ],
    );
    expect(err).toContain('Please close Thunderbird first (profile "default-release").');
    expect(questions.filter((question) => question.startsWith('Close Thunderbird'))).toHaveLength(
      2,
    );
    expect(out).toContain('2 servers changed, and they work.');
  });

  it('leaves everything when the user would rather not close it', async () => {
    const { world, home } = await temporaryDemo();
    const before = everythingIn(path.join(home, '.thunderbird'));
    const { out, exitCode } = await doctor(
      whileOpen(world, () => true),
      ['1', 'y', 'q'],
    );
    expect(lastAdvice(out)).toContain('Nothing was changed.');
    expect(exitCode).toBe(10);
    expect(differences(before, everythingIn(path.join(home, '.thunderbird')))).toEqual([]);
  });

  it('speaks of what the user came for', async () => {
    const { world } = await temporaryDemo();
    await runIn(world, ['apply', '--yes']);
    expect(lastAdvice((await doctor(world, ['1'])).out)).toContain(
      'The server needs a new certificate.',
    );
  });

  it('says where it looked when there is nothing', async () => {
    const { world, home } = await temporaryDemo();
    const empty = {
      ...world,
      clients: [
        {
          ...world.clients[0]!,
          discover: () => ({
            profiles: [],
            places: [{ path: path.join(home, 'x'), found: false }],
            problems: [],
          }),
        },
      ],
    };
    const { out, exitCode } = await doctor(empty, ['1']);
    expect(lastAdvice(out)).toContain('--profile FOLDER');
    expect(out).toContain('~/x (not there)');
    expect(exitCode).toBe(11);
  });

  it('needs somebody to ask', async () => {
    const { world } = await temporaryDemo();
    const { exitCode, err } = await runIn(world, ['doctor']);
    expect(exitCode).toBe(2);
    expect(err).toContain('no terminal to answer at');
  });
});

describe('undo of a setting that was changed again since', () => {
  it('says so, asks, and keeps it or puts it back', async () => {
    const { world, home } = await temporaryDemo();
    await runIn(world, ['apply', '--yes']);
    const folder = path.join(home, '.thunderbird');
    const prefs = readdirSync(folder).map((name) => path.join(folder, name, 'prefs.js'));
    const file = prefs.find((name) => name.includes('office'))!;
    const changed = readFileSync(file, 'utf8').replace('smtp1.port", 587', 'smtp1.port", 2525');
    world.files.remove(file);
    world.files.create(file, Buffer.from(changed), 0o600);

    const kept = await runIn(world, ['undo', '--no-color'], {
      interactive: true,
      answers: ['y', 'n'],
    });
    expect(kept.err).toContain('it is 2525 now; this tool had found 465');
    expect(kept.exitCode).toBe(11);
    expect(readFileSync(file, 'utf8')).toContain('smtp1.port", 2525');

    const restored = await runIn(world, ['undo', '--no-color'], {
      interactive: true,
      answers: ['y', 'y'],
    });
    expect(restored.exitCode).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('smtp1.port", 465');
  });
});

describe('a log that cannot be written', () => {
  it('is told before anything is done', async () => {
    const { world, home } = await temporaryDemo();
    const before = everythingIn(home);
    const log = path.join(home, 'missing', 'events.jsonl');
    const { exitCode, err } = await runIn(world, ['apply', '--yes', '--log', log]);
    expect(exitCode).toBe(2);
    expect(err).toContain('The log could not be written (ENOENT)');
    expect(differences(before, everythingIn(home))).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'any more is told once, and stops no change',
    async () => {
      const { world } = await temporaryDemo();
      const { err, out } = await runIn(world, ['apply', '--yes', '--log', '/dev/full']);
      expect(err.match(/The log could not be written \(ENOSPC\)/g)).toHaveLength(1);
      expect(out).toContain('2 servers changed, and they work.');
    },
  );
});

describe('colours and progress', () => {
  // eslint-disable-next-line no-control-regex -- escape sequences are what it is about
  const ESCAPE = /\u001b/;

  it('are for terminals only, and colours not with NO_COLOR or --no-color', async () => {
    const { world } = await temporaryDemo();
    const plain = await runIn(world, ['test']);
    expect(plain.out + plain.err).not.toMatch(ESCAPE);
    const shown = await runIn(world, ['test'], { interactive: true });
    expect(shown.out).toMatch(ESCAPE);
    expect(shown.err).toMatch(/Tested \d of \d: /);
    expect((await runIn(world, ['test'], { interactive: true, noColor: true })).out).not.toMatch(
      ESCAPE,
    );
    expect((await runIn(world, ['test', '--no-color'], { interactive: true })).out).not.toMatch(
      ESCAPE,
    );
  });

  it('--quiet prints results without advice, evidence and progress', async () => {
    const { world } = await temporaryDemo();
    const { out, err } = await runIn(world, ['plan', '--quiet'], {
      interactive: true,
      noColor: true,
    });
    expect(out).toContain('greeted in plain text');
    expect(out).not.toMatch(/Seen:|To do:/);
    expect(err).not.toContain('Tested');
  });

  it('--log writes a line of JSON for every event, without personal parts', async () => {
    const { world, home } = await temporaryDemo();
    const log = path.join(home, 'events.jsonl');
    await runIn(world, ['apply', '--yes', '--log', log]);
    const text = readFileSync(log, 'utf8');
    const events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(new Set(events.map(({ event }) => event))).toEqual(
      new Set(['start', 'scan', 'probe', 'diagnosis', 'migrate', 'end']),
    );
    expect(text).not.toContain(home);
    expect(world.files.facts(log)!.mode & 0o777).toBe(0o600);
  });
});
