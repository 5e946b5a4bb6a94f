import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../../main/migrate/apply.ts';
import type { ApplyResult } from '../../../main/migrate/apply-result.ts';
import { acquireLock, LOCK_NAME } from '../../../main/migrate/lock.ts';
import { ownerText, thisOwner, type Owner } from '../../../main/migrate/owner.ts';
import { nodeFiles } from '../../../main/system/node-files.ts';
import { childScript, type ChildScript } from '../../support/child-script.ts';
import {
  FRESH,
  leftovers,
  lineClient,
  makeWorld,
  MIGRATED,
  orderFor,
  prefsOf,
  type World,
} from './world.ts';

let child: ChildScript;
let world: World;

beforeAll(async () => {
  child = await childScript(path.join(import.meta.dirname, 'lock-child.ts'));
});
afterAll(() => child.remove());
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => {
  world.remove();
});

const files = nodeFiles();
const alpha = () => world.profiles[0]!;
const lockFile = () => path.join(alpha().path, LOCK_NAME);
const acquire = () => acquireLock(files, alpha().path, new Date());
const owner = (changes: Partial<Owner>): Owner => ({ ...thisOwner(files, new Date()), ...changes });
const plant = (text: string) => {
  fs.writeFileSync(lockFile(), text);
};

/** A live process's start time, as the lock records it; null where there is no /proc. */
function startOf(pid: number): string | null {
  const stat = `/proc/${pid}/stat`;
  if (!fs.existsSync(stat)) return null;
  return fs.readFileSync(stat, 'latin1').split(') ').at(-1)!.split(' ')[22 - 3]!;
}

/** The number of a process that existed and is gone. */
async function goneProcess(): Promise<number> {
  const { spawn } = await import('node:child_process');
  const process_ = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => process_.on('close', resolve));
  return process_.pid!;
}

async function appears(file: string): Promise<void> {
  await expect.poll(() => fs.existsSync(file), { timeout: 15_000, interval: 5 }).toBe(true);
}

describe('two runs at once, as two processes', () => {
  for (const [what, second] of [
    ['of two users', 'state-2'],
    ['of one user', 'state-1'],
  ] as const) {
    it(`${what}: one writes, the other says who is at work`, async () => {
      const gate = path.join(world.folder, 'gate');
      const first = child.run(world.folder, path.join(world.folder, 'state-1'), gate);
      await appears(`${gate}.reached`);

      // The first has written and is testing its server: the second finds it under way.
      fs.writeFileSync(prefsOf(alpha()), FRESH);
      const late = await child.run(world.folder, path.join(world.folder, second), gate);
      const lateResult = JSON.parse(late.stdout) as ApplyResult;
      fs.writeFileSync(prefsOf(alpha()), MIGRATED);
      fs.writeFileSync(gate, '');
      const firstResult = JSON.parse((await first).stdout) as ApplyResult;

      expect(lateResult.problems).toMatchObject([
        { code: 'locked-by-other-run', facts: { host: os.hostname() } },
      ]);
      expect(lateResult.changes.map(({ state }) => state)).toEqual(['skipped', 'skipped']);
      expect(firstResult.problems).toEqual([]);
      expect(fs.readFileSync(prefsOf(alpha()))).toEqual(MIGRATED);
      expect(leftovers(world.folder)).toEqual([]);
    });
  }

  it('starting together: exactly one writes', async () => {
    const gate = path.join(world.folder, 'gate');
    fs.writeFileSync(gate, '');
    const ends = await Promise.all(
      [1, 2, 3].map((n) => child.run(world.folder, path.join(world.folder, `state-${n}`), gate)),
    );
    const results = ends.map(({ stdout }) => JSON.parse(stdout) as ApplyResult);
    expect(results.filter(({ receipts }) => receipts.length > 0)).toHaveLength(1);
    for (const { problems } of results) {
      for (const { code } of problems) {
        expect(['locked-by-other-run', 'changed-since-plan']).toContain(code);
      }
    }
    expect(fs.readFileSync(prefsOf(alpha()))).toEqual(MIGRATED);
    expect(leftovers(world.folder)).toEqual([]);
  });
});

describe('a lock', () => {
  it('is refused to the same process too, and free again after its release', async () => {
    const lock = await acquire();
    await expect(acquire()).rejects.toMatchObject({ problem: { code: 'locked-by-other-run' } });
    lock.release();
    (await acquire()).release();
    expect(leftovers(world.folder)).toEqual([]);
  });

  it('of a process that is gone is taken over', async () => {
    plant(ownerText(owner({ pid: await goneProcess() })));
    (await acquire()).release();
    expect(leftovers(world.folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'of a process whose number belongs to another one now is taken over',
    async () => {
      plant(ownerText(owner({ pid: process.ppid, started: '1' })));
      (await acquire()).release();
    },
  );

  it('of a process of another host is respected, and says which', async () => {
    plant(ownerText(owner({ pid: await goneProcess(), host: 'elsewhere' })));
    await expect(acquire()).rejects.toMatchObject({
      problem: { code: 'locked-by-other-run', where: lockFile(), facts: { host: 'elsewhere' } },
    });
    expect(fs.existsSync(lockFile())).toBe(true);
  });

  for (const torn of ['', '{"pid":1', 'null', '\0\0\0']) {
    it(`cut short (${JSON.stringify(torn)}) is taken over after a while`, async () => {
      plant(torn);
      (await acquire()).release();
      expect(leftovers(world.folder)).toEqual([]);
    });
  }

  it('that is just being written is waited for', async () => {
    plant('');
    const acquiring = acquire();
    plant(ownerText(owner({})));
    await expect(acquiring).rejects.toMatchObject({ problem: { code: 'locked-by-other-run' } });
  });

  it('is taken over by exactly one of many that find it stale at once', async () => {
    plant(ownerText(owner({ pid: await goneProcess() })));
    const results = await Promise.allSettled(Array.from({ length: 20 }, acquire));
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(won).toHaveLength(1);
    won[0]!.assertHeld();
    won[0]!.release();
    expect(leftovers(world.folder)).toEqual([]);
  });

  it('taken over by another run in the same moment is not removed from under it', async () => {
    const stale = ownerText(owner({ pid: await goneProcess() }));
    const others = ownerText(owner({ pid: process.ppid, started: startOf(process.ppid) }));
    plant(stale);
    const late = {
      ...files,
      readFile: (file: string) => {
        const bytes = files.readFile(file);
        // The other run is faster: right after this one has seen the stale lock.
        if (file === lockFile() && bytes.toString() === stale) plant(others);
        return bytes;
      },
    };

    await expect(acquireLock(late, alpha().path, new Date())).rejects.toMatchObject({
      problem: { code: 'locked-by-other-run', facts: { pid: process.ppid } },
    });
    expect(fs.readFileSync(lockFile(), 'utf8')).toBe(others);
  });

  it('lost just before the rename stops the write', async () => {
    const others = ownerText(owner({ host: 'elsewhere' }));
    const client = lineClient({
      running: () => {
        if (leftovers(alpha().path).some((name) => name.endsWith('.tmp'))) plant(others);
        return { state: 'closed', evidence: 'no lock' };
      },
    });

    const result = await apply(
      { profiles: [orderFor(alpha())] },
      { ...world.deps, clients: [client] },
    );

    expect(result.problems.map(({ code }) => code)).toEqual(['locked-by-other-run']);
    expect(fs.readFileSync(prefsOf(alpha()))).toEqual(FRESH);
    expect(fs.readFileSync(lockFile(), 'utf8')).toBe(others);
  });

  it('is not released, nor trusted, once it is somebody else’s', async () => {
    const lock = await acquire();
    plant(ownerText(owner({ host: 'elsewhere' })));
    expect(() => {
      lock.assertHeld();
    }).toThrow('locked-by-other-run');
    lock.release();
    expect(fs.existsSync(lockFile())).toBe(true);
  });

  it('that could not be removed does not stand in the way of the same process', async () => {
    const stuck = {
      ...files,
      remove: () => {
        throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
      },
    };
    const lock = await acquireLock(stuck, alpha().path, new Date());
    expect(() => {
      lock.release();
    }).toThrow('read-only');
    (await acquire()).release();
    expect(leftovers(world.folder)).toEqual([]);
  });

  it('in the way leaves the files and the other run’s lock alone', async () => {
    plant(ownerText(owner({ host: 'elsewhere' })));
    const result = await apply({ profiles: [orderFor(alpha())] }, world.deps);
    expect(result.problems.map(({ code }) => code)).toEqual(['locked-by-other-run']);
    expect(fs.readFileSync(prefsOf(alpha()))).toEqual(FRESH);
    expect(leftovers(world.folder)).toEqual([`alpha/${LOCK_NAME}`]);
  });
});
