import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../../main/migrate/apply.ts';
import { sha256 } from '../../../main/migrate/hash.ts';
import { history } from '../../../main/migrate/history.ts';
import { openJournal, readJournal } from '../../../main/migrate/journal.ts';
import { listRuns, newRunId, runFolder } from '../../../main/migrate/state.ts';
import { undo } from '../../../main/migrate/undo.ts';
import { nodeFiles } from '../../../main/system/node-files.ts';
import {
  depsFor,
  FRESH,
  leftovers,
  lineClient,
  makeWorld,
  MIGRATED,
  orderFor,
  prefsOf,
  snapshot,
  type World,
} from './world.ts';

let world: World;

beforeEach(() => {
  world = makeWorld();
});
afterEach(() => {
  world.remove();
});

const alpha = () => world.profiles[0]!;
const journalOf = (run: string) => path.join(world.state, 'runs', run, 'journal.jsonl');
const lines = (file: string) => fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);

/** An apply that the mail program's start leaves unfinished, in front of a failed server. */
async function leaveUnfinished(): Promise<string> {
  let isRunning = false;
  const client = lineClient({
    running: () => ({ state: isRunning ? 'running' : 'closed', evidence: 'lock' }),
  });
  const retest = () => {
    isRunning = true;
    return Promise.resolve(false);
  };
  const deps = { ...world.deps, clients: [client], retest };
  return (await apply({ profiles: [orderFor(alpha())] }, deps)).run!;
}

describe('the journal', () => {
  it('says everything in JSON lines of version 1, each before the step it announces', async () => {
    const { run } = await apply({ profiles: [orderFor(alpha())] }, world.deps);
    const records = lines(journalOf(run!)).map(
      (line) => JSON.parse(line) as { type: string; v: number },
    );
    expect(records.map(({ type }) => type)).toEqual([
      'begin',
      'prepared',
      'backed-up',
      'writing',
      'verified',
      'done',
      'finish',
    ]);
    expect(records.every(({ v }) => v === 1)).toBe(true);
  });

  it('is on the disk before the file is replaced, and so are backup and new bytes', async () => {
    const real = nodeFiles();
    const trace: string[] = [];
    const note = (word: string, file: string) => trace.push(`${word} ${path.basename(file)}`);
    const files = {
      ...real,
      append: (file: string, bytes: Uint8Array) => {
        note(`append ${/"type":"([a-z-]+)"/.exec(Buffer.from(bytes).toString())?.[1] ?? ''}`, file);
        real.append(file, bytes);
      },
      flush: (file: string) => {
        note('flush', file.replace(/\.starttls-migrator\.2.*\.tmp$/, 'temp'));
        real.flush(file);
      },
      flushFolder: (folder: string) => {
        note('flush folder', folder);
        real.flushFolder(folder);
      },
      rename: (from: string, to: string) => {
        note('rename', to);
        real.rename(from, to);
      },
    };

    const { run } = await apply({ profiles: [orderFor(alpha())] }, depsFor(world.state, { files }));

    expect(trace).toEqual([
      `flush folder ${run!}`,
      'flush folder runs',
      ...['append begin journal.jsonl', 'flush journal.jsonl', `flush folder ${run!}`],
      ...['append prepared journal.jsonl', 'flush journal.jsonl'],
      ...['flush 0-0-prefs.js', 'flush folder backups'],
      ...['append backed-up journal.jsonl', 'flush journal.jsonl'],
      ...['append writing journal.jsonl', 'flush journal.jsonl'],
      ...['flush temp', 'rename prefs.js', 'flush folder alpha'],
      ...['append verified journal.jsonl', 'flush journal.jsonl'],
      ...['append done journal.jsonl', 'flush journal.jsonl'],
      ...['append finish journal.jsonl', 'flush journal.jsonl'],
    ]);
  });

  it('does without a torn last line, wherever it was torn', async () => {
    const { run } = await apply({ profiles: [orderFor(alpha())] }, world.deps);
    const whole = fs.readFileSync(journalOf(run!));
    const file = path.join(world.folder, 'torn.jsonl');
    for (let length = 0; length <= whole.length; length += 1) {
      fs.writeFileSync(file, whole.subarray(0, length));
      const text = readJournal(nodeFiles(), file);
      const complete = whole.subarray(0, length).toString().split('\n').length - 1;
      expect([length, text.records.length]).toEqual([length, complete]);
      expect(text.torn).toBe(length > 0 && whole[length - 1] !== 0x0a);
    }
  });

  it('takes nothing more after a record that may be torn', () => {
    const real = nodeFiles();
    let full = true;
    const files = {
      ...real,
      append: (file: string, bytes: Uint8Array) => {
        if (!full) {
          real.append(file, bytes);
          return;
        }
        real.append(file, bytes.subarray(0, 5));
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    };
    const file = path.join(world.folder, 'journal.jsonl');
    const journal = openJournal(files, file, () => new Date());
    expect(() => {
      journal.add({ type: 'finish' });
    }).toThrow('disk-full');
    full = false;
    expect(() => {
      journal.add({ type: 'finish' });
    }).toThrow('disk-full');
    expect(fs.readFileSync(file).length).toBe(5);
  });
});

describe('a damaged journal', () => {
  const DAMAGES: Readonly<Record<string, (text: string) => string>> = {
    'one letter changed': (text) => text.replace('"587"', '"588"'),
    'a line of nothing': (text) => text.replace('\n', '\n\n'),
    'the first line gone half': (text) => text.slice(20),
    'a later version, whole': (text) => {
      const [first = '', ...rest] = text.split('\n');
      const body = `${first.replace('"v":1', '"v":2').replace(/,"check":.*/, '')}}`;
      const check = sha256(body).slice(0, 16);
      return [`${body.slice(0, -1)},"check":"${check}"}`, ...rest].join('\n');
    },
  };

  for (const [what, damage] of Object.entries(DAMAGES)) {
    it(`is kept, reported and never guessed at (${what})`, async () => {
      const run = await leaveUnfinished();
      fs.writeFileSync(journalOf(run), damage(fs.readFileSync(journalOf(run), 'utf8')));
      const before = snapshot(world.state);

      const next = await apply({ profiles: [] }, world.deps);

      expect(next.recovery).toMatchObject([{ code: 'journal-damaged', where: journalOf(run) }]);
      expect(snapshot(world.state)).toEqual(before);
      expect(fs.readFileSync(prefsOf(alpha()))).toEqual(MIGRATED);
      expect(history(world.deps.files, world.state)).toMatchObject({
        runs: [],
        problems: [{ code: 'journal-damaged' }],
      });
    });
  }

  it('of the last run keeps undo from taking back an older one in its place', async () => {
    await apply({ profiles: [orderFor(alpha(), ['smtp1'])] }, world.deps);
    const { run } = await apply({ profiles: [orderFor(alpha(), ['smtp2'])] }, world.deps);
    fs.writeFileSync(journalOf(run!), `x${fs.readFileSync(journalOf(run!), 'utf8')}`);

    const result = await undo({ target: { kind: 'last' } }, world.deps);

    expect(result.recovery.map(({ code }) => code)).toEqual(['journal-damaged']);
    expect(result.changes).toEqual([]);
    expect(fs.readFileSync(prefsOf(alpha()))).toEqual(MIGRATED);
  });
});

describe('recovery', () => {
  it('goes on writing behind a torn line', async () => {
    const run = await leaveUnfinished();
    fs.appendFileSync(journalOf(run), '{"v":1,"at":"20');

    const next = await apply({ profiles: [] }, world.deps);

    expect(next.recovery).toMatchObject([{ code: 'recovered', facts: { outcome: 'taken-back' } }]);
    expect(readJournal(nodeFiles(), journalOf(run))).toMatchObject({ torn: false });
    expect(history(world.deps.files, world.state).runs).toMatchObject([{ finished: true }]);
    expect(leftovers(world.folder)).toEqual([]);
  });

  it('leaves a file that somebody changed since, and says so once', async () => {
    await leaveUnfinished();
    fs.appendFileSync(prefsOf(alpha()), '\nmine=1');
    const before = snapshot(alpha().path);

    const next = await apply({ profiles: [] }, world.deps);

    expect(next.recovery).toMatchObject([{ code: 'changed-since-apply', where: prefsOf(alpha()) }]);
    expect(snapshot(alpha().path)).toEqual(before);
    expect((await apply({ profiles: [] }, world.deps)).recovery).toEqual([]);

    // What was applied there can still be undone, key by key.
    await undo({ target: { kind: 'last' } }, world.deps);
    const text = fs.readFileSync(prefsOf(alpha()), 'latin1');
    expect(text).toBe(`${FRESH.toString('latin1')}\nmine=1`);
  });

  it('in an undo is all that is done: an older run is not taken back in its place', async () => {
    await apply({ profiles: [orderFor(alpha(), ['smtp1'])] }, world.deps);
    const afterFirst = fs.readFileSync(prefsOf(alpha()));
    let isRunning = false;
    const client = lineClient({
      running: () => ({ state: isRunning ? 'running' : 'closed', evidence: 'lock' }),
    });
    const retest = () => {
      isRunning = true;
      return Promise.resolve(false);
    };
    const orders = { profiles: [orderFor(alpha(), ['smtp2'])] };
    await apply(orders, { ...world.deps, clients: [client], retest });

    const result = await undo({ target: { kind: 'last' } }, world.deps);

    expect(result).toMatchObject({ run: null, of: null, problems: [] });
    expect(result.recovery).toMatchObject([{ code: 'recovered' }]);
    expect(fs.readFileSync(prefsOf(alpha()))).toEqual(afterFirst);
  });

  it('says when a backup it needs is gone, and touches nothing', async () => {
    const run = await leaveUnfinished();
    fs.rmSync(path.join(world.state, 'runs', run, 'backups', '0-0-prefs.js'));

    const next = await apply({ profiles: [] }, world.deps);

    expect(next.recovery.map(({ code }) => code)).toEqual(['backup-missing']);
    expect(fs.readFileSync(prefsOf(alpha()))).toEqual(MIGRATED);
  });

  it('closes a run whose profile is gone', async () => {
    await leaveUnfinished();
    fs.rmSync(alpha().path, { recursive: true });

    const next = await apply({ profiles: [] }, world.deps);

    expect(next.recovery).toMatchObject([{ code: 'profile-missing', where: alpha().path }]);
    expect((await apply({ profiles: [] }, world.deps)).recovery).toEqual([]);
  });
});

describe('run ids', () => {
  it('sort by time, and after all others even when the clock was set back', () => {
    const first = newRunId([], new Date('2026-11-24T08:15:00.123Z'));
    expect(first).toMatch(/^20261124T081500123Z-[0-9a-f]{6}$/);
    const existing = [runFolder(world.state, first)];
    const second = newRunId(existing, new Date('2020-01-01T00:00:00Z'));
    expect(second).toMatch(/^20261124T081500124Z-/);
  });

  it('are told from anything else that lies in the folder', () => {
    const runs = path.join(world.state, 'runs');
    fs.mkdirSync(path.join(runs, '20261124T081500123Z-9f3a1c'), { recursive: true });
    fs.writeFileSync(path.join(runs, '.DS_Store'), '');
    expect(listRuns(nodeFiles(), world.state).map(({ id }) => id)).toEqual([
      '20261124T081500123Z-9f3a1c',
    ]);
  });
});
