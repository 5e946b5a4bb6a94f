import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../../main/migrate/apply.ts';
import { sha256 } from '../../../main/migrate/hash.ts';
import type { MigrateStep } from '../../../main/migrate/deps.ts';
import { nodeFiles } from '../../../main/system/node-files.ts';
import type { Profile, RunningState } from '../../../shared/model/profile.ts';
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
  world = makeWorld(['alpha', 'beta']);
});
afterEach(() => {
  world.remove();
});

const alpha = () => world.profiles[0]!;
const beta = () => world.profiles[1]!;
const bytesOf = (file: string) => fs.readFileSync(file);
const states = (result: { readonly changes: readonly { readonly state: string }[] }) =>
  result.changes.map(({ state }) => state);
const codes = (result: { readonly problems: readonly { readonly code: string }[] }) =>
  result.problems.map(({ code }) => code);

describe('apply', () => {
  it('changes exactly the bytes of the change, and proves it with receipts', async () => {
    const result = await apply({ profiles: [orderFor(alpha())] }, world.deps);

    expect(result).toMatchObject({ problems: [], recovery: [] });
    expect(states(result)).toEqual(['verified', 'verified']);
    expect(bytesOf(prefsOf(alpha()))).toEqual(MIGRATED);
    expect(result.receipts).toHaveLength(2);
    const [receipt] = result.receipts;
    expect(receipt).toMatchObject({
      change: 'thunderbird-alpha/smtp1',
      file: prefsOf(alpha()),
      sha256Before: sha256(FRESH),
      sha256After: sha256(MIGRATED),
    });
    expect(bytesOf(receipt!.backup)).toEqual(FRESH);
    expect(leftovers(world.folder)).toEqual([]);
  });

  it('keeps the owner and the mode of the file', async () => {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) fs.chownSync(prefsOf(alpha()), 1234, 2345);
    const before = fs.statSync(prefsOf(alpha()));

    await apply({ profiles: [orderFor(alpha())] }, world.deps);

    const { mode, uid, gid, ino } = fs.statSync(prefsOf(alpha()));
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
    expect(mode & 0o777).toBe(0o640);
    expect(ino).not.toBe(before.ino); // replaced in one step, not overwritten
  });

  it('keeps its state folder readable by its user alone', async () => {
    await apply({ profiles: [orderFor(alpha())] }, world.deps);

    for (const name of ['', ...Object.keys(snapshot(world.state))]) {
      const stat = fs.statSync(path.join(world.state, name));
      expect([name, stat.mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('changes nothing the second time, not even its own state', async () => {
    await apply({ profiles: [orderFor(alpha())] }, world.deps);
    const before = snapshot(world.folder);

    const again = await apply({ profiles: [orderFor(alpha())] }, world.deps);

    expect(again).toMatchObject({ run: null, problems: [], receipts: [] });
    expect(states(again)).toEqual(['skipped', 'skipped']);
    expect(snapshot(world.folder)).toEqual(before);
  });

  it('writes nothing at all where everything is as wanted from the start', async () => {
    fs.writeFileSync(prefsOf(alpha()), MIGRATED);
    const before = snapshot(world.folder);

    await apply({ profiles: [orderFor(alpha())] }, world.deps);

    expect(snapshot(world.folder)).toEqual(before);
  });

  it('writes user.js together with prefs.js', async () => {
    const userJs = path.join(alpha().path, 'user.js');
    fs.writeFileSync(userJs, 'smtp1.port=465\nsmtp1.tls=3\n');
    const order = orderFor(alpha(), ['smtp1'], ['prefs.js', 'user.js']);

    const result = await apply({ profiles: [order] }, world.deps);

    expect(states(result)).toEqual(['verified']);
    expect(bytesOf(userJs).toString()).toBe('smtp1.port=587\nsmtp1.tls=2\n');
    expect(result.receipts.map(({ file }) => path.basename(file))).toEqual(['prefs.js', 'user.js']);
  });

  it('tells each step as it begins', async () => {
    const steps: MigrateStep[] = [];
    const deps = { ...world.deps, onEvent: ({ step }: { step: MigrateStep }) => steps.push(step) };

    await apply({ profiles: [orderFor(alpha(), ['smtp1'])] }, deps);

    expect(steps).toEqual(['lock', 'back-up', 'write', 'confirm', 'retest', 'done']);
  });
});

describe('apply refuses, writes nothing, and goes on with the other profile', () => {
  const expectAlphaUntouched = async (deps = world.deps, order = orderFor(alpha())) => {
    const before = snapshot(alpha().path);
    const result = await apply({ profiles: [order, orderFor(beta())] }, deps);
    expect(snapshot(alpha().path)).toEqual(before);
    expect(bytesOf(prefsOf(beta()))).toEqual(MIGRATED);
    expect(states(result)).toEqual(['skipped', 'skipped', 'verified', 'verified']);
    expect(leftovers(world.folder)).toEqual([]);
    return result;
  };

  for (const state of ['running', 'unknown'] as const) {
    it(`while the mail program is ${state}`, async () => {
      const client = lineClient({
        running: ({ name }) => ({ state: name === 'alpha' ? state : 'closed', evidence: 'lock' }),
      });
      const result = await expectAlphaUntouched({ ...world.deps, clients: [client] });
      expect(codes(result)).toEqual(['busy']);
    });
  }

  it('when the settings are not those of the plan any more', async () => {
    fs.writeFileSync(prefsOf(alpha()), FRESH.toString('latin1').replace('465', '2525'), 'latin1');
    const result = await expectAlphaUntouched();
    expect(result.problems).toMatchObject([
      { code: 'changed-since-plan', where: prefsOf(alpha()), facts: { key: 'smtp1.port' } },
    ]);
  });

  it('when the file is gone', async () => {
    fs.rmSync(prefsOf(alpha()));
    expect(codes(await expectAlphaUntouched())).toEqual(['changed-since-plan']);
  });

  it('through a symbolic link', async () => {
    const target = path.join(world.folder, 'elsewhere.js');
    fs.renameSync(prefsOf(alpha()), target);
    fs.symlinkSync(target, prefsOf(alpha()));
    expect(codes(await expectAlphaUntouched())).toEqual(['prefs-not-regular']);
    expect(bytesOf(target)).toEqual(FRESH);
    expect(fs.readlinkSync(prefsOf(alpha()))).toBe(target);
  });

  it('when a symbolic link is put in its place just before the rename', async () => {
    const target = path.join(world.folder, 'elsewhere.js');
    const client = lineClient({
      running: swappingWhenTempIsThere(() => {
        fs.renameSync(prefsOf(alpha()), target);
        fs.symlinkSync(target, prefsOf(alpha()));
      }),
    });

    const result = await apply(
      { profiles: [orderFor(alpha())] },
      { ...world.deps, clients: [client] },
    );

    expect(codes(result)).toEqual(['prefs-not-regular']);
    expect(bytesOf(target)).toEqual(FRESH);
    expect(leftovers(world.folder)).toEqual([]);
  });

  it('when the program starts just before the rename', async () => {
    const running = ({ name }: Profile): RunningState =>
      name === 'alpha' && leftovers(alpha().path).some((file) => file.endsWith('.tmp'))
        ? { state: 'running', evidence: 'just started' }
        : { state: 'closed', evidence: 'no lock' };

    const result = await expectAlphaUntouched({
      ...world.deps,
      clients: [lineClient({ running })],
    });

    expect(codes(result)).toEqual(['busy']);
  });

  it('when somebody saves the file just before the rename', async () => {
    const client = lineClient({
      running: swappingWhenTempIsThere(() => {
        fs.appendFileSync(prefsOf(alpha()), '\nlast=words');
      }),
    });

    const result = await apply(
      { profiles: [orderFor(alpha())] },
      { ...world.deps, clients: [client] },
    );

    expect(codes(result)).toEqual(['changed-since-plan']);
    expect(bytesOf(prefsOf(alpha())).toString('latin1')).toContain('last=words');
    expect(leftovers(world.folder)).toEqual([]);
  });

  /** The running check is the last thing before the rename: a good moment to get in between. */
  function swappingWhenTempIsThere(swap: () => void): () => RunningState {
    let done = false;
    return () => {
      if (!done && leftovers(alpha().path).some((name) => name.endsWith('.tmp'))) {
        done = true;
        swap();
      }
      return { state: 'closed', evidence: 'no lock' };
    };
  }
});

describe('apply takes the whole profile back', () => {
  const expectTakenBack = async (deps: World['deps']) => {
    const userJs = path.join(alpha().path, 'user.js');
    fs.writeFileSync(userJs, 'smtp1.port=465\nsmtp1.tls=3\nsmtp2.port=465\nsmtp2.tls=3\n');
    const before = snapshot(alpha().path);
    const order = orderFor(alpha(), ['smtp1', 'smtp2'], ['prefs.js', 'user.js']);

    const result = await apply({ profiles: [order, orderFor(beta())] }, deps);

    expect(snapshot(alpha().path)).toEqual(before);
    expect(leftovers(world.folder)).toEqual([]);
    return result;
  };

  it('when one server does not work after the write', async () => {
    const retest = (_profile: unknown, change: { readonly id: string }) =>
      Promise.resolve(change.id !== 'thunderbird-alpha/smtp2');

    const result = await expectTakenBack({ ...world.deps, retest });

    expect(states(result)).toEqual(['skipped', 'failed', 'verified', 'verified']);
    expect(codes(result)).toEqual(['retest-failed']);
    expect(result.receipts.map(({ change }) => change)).toEqual([
      'thunderbird-beta/smtp1',
      'thunderbird-beta/smtp2',
    ]);
    expect(Object.keys(snapshot(world.state)).filter((name) => name.includes('0-0-'))).toEqual([]);
  });

  it('when the test itself breaks', async () => {
    const retest = (_profile: unknown, change: { readonly id: string }) =>
      change.id.includes('alpha') ? Promise.reject(new Error('no network')) : Promise.resolve(true);

    const result = await expectTakenBack({ ...world.deps, retest });

    expect(states(result)).toEqual(['failed', 'failed', 'verified', 'verified']);
  });

  it('when something else wins over the file', async () => {
    const honest = lineClient();
    const client = lineClient({
      read: (profile, options) => {
        const reading = honest.read(profile, options);
        return profile.name === 'alpha' ? { ...reading, servers: [] } : reading;
      },
    });

    const result = await expectTakenBack({ ...world.deps, clients: [client] });

    expect(states(result)).toEqual(['failed', 'failed', 'verified', 'verified']);
    expect(codes(result)).toEqual(['not-effective', 'not-effective']);
  });

  it('when the disk gives back other bytes than were written', async () => {
    const real = nodeFiles();
    let spoilt = false;
    const files = {
      ...real,
      rename: (from: string, to: string) => {
        real.rename(from, to);
        if (to === prefsOf(alpha()) && !spoilt) {
          spoilt = true;
          fs.writeFileSync(to, 'garbage');
        }
      },
    };

    const result = await expectTakenBack(depsFor(world.state, { files }));

    expect(codes(result)).toEqual(['read-back-differs']);
    expect(states(result)).toEqual(['failed', 'failed', 'verified', 'verified']);
  });

  it('or says that it could not, and the next run does', async () => {
    let isRunning = false;
    const client = lineClient({
      running: () => ({ state: isRunning ? 'running' : 'closed', evidence: 'lock' }),
    });
    const retest = () => {
      isRunning = true; // the user opens the mail program during the test
      return Promise.resolve(false);
    };
    const deps = { ...world.deps, clients: [client], retest };

    const result = await apply({ profiles: [orderFor(alpha())] }, deps);
    expect(states(result)).toEqual(['applied', 'applied']);
    expect(codes(result)).toEqual(['retest-failed', 'retest-failed', 'busy']);

    const meanwhile = await apply({ profiles: [] }, deps);
    expect(meanwhile.recovery.map(({ code }) => code)).toEqual(['busy']);
    expect(bytesOf(prefsOf(alpha()))).toEqual(MIGRATED);

    isRunning = false;
    const next = await apply({ profiles: [] }, { ...deps, retest: () => Promise.resolve(true) });
    expect(next.recovery).toMatchObject([{ code: 'recovered', facts: { outcome: 'taken-back' } }]);
    expect(bytesOf(prefsOf(alpha()))).toEqual(FRESH);
  });
});
