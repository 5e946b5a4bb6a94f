import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../../main/migrate/apply.ts';
import { history } from '../../../main/migrate/history.ts';
import { undo } from '../../../main/migrate/undo.ts';
import type { Conflict } from '../../../main/migrate/undo-plan.ts';
import type { UndoDeps } from '../../../main/migrate/undo-profile.ts';
import {
  FRESH,
  leftovers,
  lineClient,
  makeWorld,
  MIGRATED,
  orderFor,
  prefsOf,
  snapshot,
  tokenIn,
  type World,
} from './world.ts';

let world: World;

beforeEach(() => {
  world = makeWorld(['alpha', 'beta']);
});
afterEach(() => {
  world.remove();
});

const alpha = () => world.profiles[0]!;
const beta = () => world.profiles[1]!;
const bytesOf = (file: string) => fs.readFileSync(file);
const LAST = { target: { kind: 'last' } } as const;
const codes = (result: { readonly problems: readonly { readonly code: string }[] }) =>
  result.problems.map(({ code }) => code);
const states = (result: { readonly changes: readonly { readonly state: string }[] }) =>
  result.changes.map(({ state }) => state);

async function applyTo(...profiles: World['profiles']): Promise<string> {
  const orders = profiles.map((profile) => orderFor(profile));
  const { run, problems } = await apply({ profiles: orders }, world.deps);
  expect(problems).toEqual([]);
  return run!;
}

/** The user goes on working: some bytes of the file become others. */
function edit(file: string, from: string, to: string): void {
  const text = bytesOf(file).toString('latin1');
  expect(text).toContain(from);
  fs.writeFileSync(file, text.replace(from, to), 'latin1');
}

describe('undo', () => {
  it('restores every file of the last run to the byte', async () => {
    const before = snapshot(alpha().path);
    const run = await applyTo(alpha(), beta());

    const result = await undo(LAST, world.deps);

    expect(result).toMatchObject({ of: run, problems: [], recovery: [] });
    expect(states(result)).toEqual(['undone', 'undone', 'undone', 'undone']);
    expect(snapshot(alpha().path)).toEqual(before);
    expect(bytesOf(prefsOf(beta()))).toEqual(FRESH);
  });

  it('says nothing-to-undo for a run that is undone, and does not go on to an older one', async () => {
    const older = await applyTo(alpha());
    const last = await applyTo(beta());
    await undo(LAST, world.deps);
    const before = snapshot(world.folder);

    for (const target of [LAST.target, { kind: 'run', run: last } as const]) {
      const again = await undo({ target }, world.deps);
      expect(again).toMatchObject({ run: null, changes: [] });
      expect(codes(again)).toEqual(['nothing-to-undo']);
    }
    expect(snapshot(world.folder)).toEqual(before);
    expect(bytesOf(prefsOf(alpha()))).toEqual(MIGRATED);

    await undo({ target: { kind: 'run', run: older } }, world.deps);
    expect(bytesOf(prefsOf(alpha()))).toEqual(FRESH);
  });

  it('says nothing-to-undo where nothing was ever done, and leaves no trace', async () => {
    const before = snapshot(world.folder);
    expect(codes(await undo(LAST, world.deps))).toEqual(['nothing-to-undo']);
    expect(snapshot(world.folder)).toEqual(before);
  });

  it('says nothing-to-undo after an apply that was taken back', async () => {
    const deps = { ...world.deps, retest: () => Promise.resolve(false) };
    await apply({ profiles: [orderFor(alpha())] }, deps);
    expect(codes(await undo(LAST, world.deps))).toEqual(['nothing-to-undo']);
  });

  it('within a folder takes back only what is there', async () => {
    await applyTo(alpha(), beta());

    const result = await undo({ target: { kind: 'folder', folder: alpha().path } }, world.deps);

    expect(states(result)).toEqual(['undone', 'undone']);
    expect(bytesOf(prefsOf(alpha()))).toEqual(FRESH);
    expect(bytesOf(prefsOf(beta()))).toEqual(MIGRATED);

    await undo({ target: { kind: 'folder', folder: world.folder } }, world.deps);
    expect(bytesOf(prefsOf(beta()))).toEqual(FRESH);
  });

  it('within a folder finds the last run there, not the last of all', async () => {
    const first = await applyTo(alpha());
    await applyTo(beta());

    const result = await undo({ target: { kind: 'folder', folder: alpha().path } }, world.deps);

    expect(result.of).toBe(first);
    expect(bytesOf(prefsOf(beta()))).toEqual(MIGRATED);
  });

  it('refuses while the mail program runs', async () => {
    await applyTo(alpha());
    const client = lineClient({ running: () => ({ state: 'running', evidence: 'lock' }) });
    const before = snapshot(world.folder);

    const result = await undo(LAST, { ...world.deps, clients: [client] });

    expect(codes(result)).toEqual(['busy']);
    expect(states(result)).toEqual(['skipped', 'skipped']);
    expect(snapshot(world.folder)).toEqual(before);
  });

  it('removes a key that the apply had added', async () => {
    fs.writeFileSync(prefsOf(alpha()), 'smtp1.tls=3\n');
    const order = orderFor(alpha(), ['smtp1']);
    const [file] = order.edits;
    const keys = file!.keys.map((key) => (key.from === '465' ? { ...key, from: null } : key));
    await apply({ profiles: [{ ...order, edits: [{ ...file!, keys }] }] }, world.deps);
    edit(prefsOf(alpha()), 'smtp1.tls=2\n', 'smtp1.tls=2\nadded=later\n');

    await undo(LAST, world.deps);

    expect(bytesOf(prefsOf(alpha())).toString()).toBe('smtp1.tls=3\nadded=later\n');
  });

  it('says when the profile is gone', async () => {
    await applyTo(alpha());
    fs.rmSync(alpha().path, { recursive: true });
    expect(codes(await undo(LAST, world.deps))).toEqual(['profile-missing']);
  });
});

describe('undo of a file that was changed since', () => {
  it('sets only the keys back, and keeps every other byte', async () => {
    await applyTo(alpha());
    edit(prefsOf(alpha()), 'other=\xff', 'new=1\nother=\xfe');

    const result = await undo(LAST, world.deps);

    expect(states(result)).toEqual(['undone', 'undone']);
    const expected = FRESH.toString('latin1').replace('other=\xff', 'new=1\nother=\xfe');
    expect(bytesOf(prefsOf(alpha())).toString('latin1')).toBe(expected);
  });

  it('has nothing to do where the user already set it back', async () => {
    await applyTo(alpha());
    fs.writeFileSync(prefsOf(alpha()), Buffer.concat([FRESH, Buffer.from('\nx=1')]));

    const result = await undo(LAST, world.deps);

    expect(states(result)).toEqual(['undone', 'undone']);
    expect(bytesOf(prefsOf(alpha()))).toEqual(Buffer.concat([FRESH, Buffer.from('\nx=1')]));
    expect(codes(await undo(LAST, world.deps))).toEqual(['nothing-to-undo']);
  });

  const undoWithConflict = async (decision: 'keep' | 'restore') => {
    await applyTo(alpha());
    edit(prefsOf(alpha()), 'smtp1.port=587', 'smtp1.port=2525');
    const asked: Conflict[] = [];
    const decide: UndoDeps['decide'] = (conflict) => {
      asked.push(conflict);
      return Promise.resolve(decision);
    };
    const result = await undo(LAST, { ...world.deps, decide });
    const keyOf = (key: string) => tokenIn(bytesOf(prefsOf(alpha())), key);
    return { result, asked, keyOf };
  };

  it('asks, and keeps port and mode together', async () => {
    const { result, asked, keyOf } = await undoWithConflict('keep');

    expect(asked).toMatchObject([
      {
        change: { id: 'thunderbird-alpha/smtp1' },
        keys: [{ key: 'smtp1.port', from: '465', to: '587', current: '2525' }],
      },
    ]);
    expect(
      Object.fromEntries(result.changes.map(({ change, state }) => [change.id, state])),
    ).toEqual({ 'thunderbird-alpha/smtp1': 'skipped', 'thunderbird-alpha/smtp2': 'undone' });
    expect(codes(result)).toEqual(['changed-since-apply']);
    expect([keyOf('smtp1.port'), keyOf('smtp1.tls')]).toEqual(['2525', '2']);
    expect([keyOf('smtp2.port'), keyOf('smtp2.tls')]).toEqual(['465', '3']);
  });

  it('asks, and restores if that is the answer', async () => {
    const { result, keyOf } = await undoWithConflict('restore');

    expect(states(result)).toEqual(['undone', 'undone']);
    expect([keyOf('smtp1.port'), keyOf('smtp1.tls')]).toEqual(['465', '3']);
    expect(bytesOf(prefsOf(alpha()))).toEqual(FRESH);
  });

  it('can be undone again for what was kept', async () => {
    await undoWithConflict('keep');
    const decide = () => Promise.resolve('restore' as const);

    const result = await undo(LAST, { ...world.deps, decide });

    expect(states(result)).toEqual(['undone']);
    expect(bytesOf(prefsOf(alpha()))).toEqual(FRESH);
  });

  it('keeps a change in all its files if it conflicts in one', async () => {
    const userJs = path.join(alpha().path, 'user.js');
    fs.writeFileSync(userJs, 'smtp1.port=465\nsmtp1.tls=3\n');
    const order = orderFor(alpha(), ['smtp1'], ['prefs.js', 'user.js']);
    await apply({ profiles: [order] }, world.deps);
    edit(userJs, 'port=587', 'port=2525');
    const before = snapshot(alpha().path);

    const result = await undo(LAST, world.deps);

    expect(states(result)).toEqual(['skipped']);
    expect(snapshot(alpha().path)).toEqual(before);
  });
});

describe('undo without its backup', () => {
  const backup = (run: string) => path.join(world.state, 'runs', run, 'backups', '0-0-prefs.js');

  for (const [what, spoil] of [
    [
      'is gone',
      (file: string) => {
        fs.rmSync(file);
      },
    ],
    [
      'is damaged',
      (file: string) => {
        fs.appendFileSync(file, 'x');
      },
    ],
  ] as const) {
    it(`sets the keys back and says that it ${what}`, async () => {
      spoil(backup(await applyTo(alpha())));

      const result = await undo(LAST, world.deps);

      expect(codes(result)).toEqual(['backup-missing']);
      expect(states(result)).toEqual(['undone', 'undone']);
      expect(bytesOf(prefsOf(alpha()))).toEqual(FRESH);
    });
  }
});

describe('history', () => {
  it('lists runs with their changes and whether they can be undone', async () => {
    const first = await applyTo(alpha());
    const second = await applyTo(beta());
    const { run } = await undo(LAST, world.deps);

    const { runs, problems } = history(world.deps.files, world.state);

    expect(problems).toEqual([]);
    expect(
      runs.map(({ id, kind, of, finished, undoable, profiles }) => ({
        id,
        kind,
        of,
        finished,
        undoable,
        states: profiles.flatMap(({ changes }) => changes.map(({ state }) => state)),
      })),
    ).toEqual([
      {
        id: first,
        kind: 'apply',
        of: null,
        finished: true,
        undoable: true,
        states: ['verified', 'verified'],
      },
      {
        id: second,
        kind: 'apply',
        of: null,
        finished: true,
        undoable: false,
        states: ['undone', 'undone'],
      },
      {
        id: run,
        kind: 'undo',
        of: second,
        finished: true,
        undoable: false,
        states: ['undone', 'undone'],
      },
    ]);
    expect(leftovers(world.folder)).toEqual([]);
  });
});
