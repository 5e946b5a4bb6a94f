import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../../main/migrate/apply.ts';
import { history } from '../../../main/migrate/history.ts';
import { undo } from '../../../main/migrate/undo.ts';
import { nodeFiles } from '../../../main/system/node-files.ts';
import type { ProblemCode } from '../../../shared/model/problem.ts';
import { failingFiles, FAULTS } from '../../support/failing-files.ts';
import {
  depsFor,
  FRESH,
  leftovers,
  makeWorld,
  MIGRATED,
  orderFor,
  prefsOf,
  profileIn,
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

const orders = () => world.profiles.map((profile) => orderFor(profile));
const sideOf = (file: string) => {
  const bytes = fs.readFileSync(file);
  expect([FRESH, MIGRATED].some((whole) => whole.equals(bytes))).toBe(true);
  return bytes.equals(FRESH) ? 'old' : 'new';
};
const sides = () => world.profiles.map((profile) => sideOf(prefsOf(profile)));

const CODES: Readonly<Record<keyof typeof FAULTS, ProblemCode>> = {
  full: 'disk-full',
  readOnly: 'read-only',
  hiccup: 'write-failed',
};

describe.each(Object.entries(FAULTS))(
  'a disk with the fault "%s", at whatever step:',
  (name, fault) => {
    const code = CODES[name as keyof typeof FAULTS];

    /** Runs `act` with the fault at step 0, 1, 2... until it comes to its end before that step. */
    async function atEveryStep(
      act: (deps: World['deps'], step: number) => Promise<void>,
      after: () => Promise<void>,
    ): Promise<number> {
      const saved = `${world.folder}-saved`;
      fs.cpSync(world.folder, saved, { recursive: true });
      for (let step = 0; ; step += 1) {
        fs.rmSync(world.folder, { recursive: true });
        fs.cpSync(saved, world.folder, { recursive: true });
        const disk = failingFiles(nodeFiles(), fault, step);
        await act(depsFor(world.state, { files: disk.files }), step);
        if (!disk.hit()) {
          fs.rmSync(saved, { recursive: true });
          return step;
        }
        await after();
      }
    }

    it('apply names it, leaves each file whole, and the next run makes good', async () => {
      const steps = await atEveryStep(
        async (deps, step) => {
          const result = await apply({ profiles: orders() }, deps);
          for (const problem of result.problems) expect([step, problem.code]).toEqual([step, code]);
          // What it says of each change is so.
          for (const { change, state } of result.changes) {
            const index = change.id.startsWith('thunderbird-alpha') ? 0 : 1;
            if (state === 'verified') expect([step, sides()[index]]).toEqual([step, 'new']);
            if (state === 'failed' || state === 'skipped') {
              expect([step, sides()[index]]).toEqual([step, 'old']);
            }
          }
        },
        async () => {
          const { problems } = await apply({ profiles: [] }, world.deps);
          expect(problems).toEqual([]);
          expect(history(nodeFiles(), world.state).runs.every(({ finished }) => finished)).toBe(
            true,
          );
          const again = await apply({ profiles: orders() }, world.deps);
          expect(again.problems).toEqual([]);
          expect(sides()).toEqual(['new', 'new']);
          expect(leftovers(world.folder)).toEqual([]);
        },
      );
      expect(steps).toBeGreaterThan(10);
    });

    it('undo names it, and can be done again', async () => {
      await apply({ profiles: orders() }, world.deps);
      await atEveryStep(
        async (deps, step) => {
          const result = await undo({ target: { kind: 'last' } }, deps);
          for (const problem of result.problems) expect([step, problem.code]).toEqual([step, code]);
          sides();
        },
        async () => {
          await undo({ target: { kind: 'last' } }, world.deps);
          expect(sides()).toEqual(['old', 'old']);
          expect(leftovers(world.folder)).toEqual([]);
        },
      );
    });
  },
);

describe('a profile on a disk of its own', () => {
  const isRoot = process.getuid?.() === 0;
  const canMount = isRoot && process.platform === 'linux';

  /** Mounts a small tmpfs as `alpha`, with the fresh settings in it. */
  function mountAlpha(size: string): () => void {
    const folder = world.profiles[0]!.path;
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
    fs.writeFileSync(prefsOf(world.profiles[0]!), FRESH);
    return () => {
      execFileSync('umount', [folder]);
    };
  }

  it.skipIf(!canMount)('that is really full (needs root on Linux to mount a tmpfs)', async () => {
    const unmount = mountAlpha('64k');
    try {
      const alpha = world.profiles[0]!;
      const filler = path.join(alpha.path, 'filler');
      expect(() => {
        for (;;) fs.appendFileSync(filler, Buffer.alloc(1024));
      }).toThrow('ENOSPC');
      const before = snapshot(alpha.path);

      const result = await apply({ profiles: orders() }, world.deps);

      expect(result.problems.map(({ code }) => code)).toEqual(['disk-full']);
      expect(result.changes.map(({ state }) => state)).toEqual([
        ...['failed', 'failed'],
        ...['verified', 'verified'],
      ]);
      expect(snapshot(alpha.path)).toEqual(before);

      // Just enough room for the lock, and not for the settings.
      const big = Buffer.concat([FRESH, Buffer.from('\n'), Buffer.alloc(20_000, '#')]);
      fs.rmSync(filler);
      fs.writeFileSync(prefsOf(alpha), big);
      fs.writeFileSync(filler, Buffer.alloc(28_000));
      const second = await apply({ profiles: [orderFor(alpha)] }, world.deps);
      expect(second.problems.map(({ code }) => code)).toEqual(['disk-full']);
      expect(fs.readFileSync(prefsOf(alpha))).toEqual(big);
      expect(leftovers(world.folder)).toEqual([]);
    } finally {
      unmount();
    }
  });

  it.skipIf(!canMount)(
    'that is really read-only (needs root on Linux to mount a tmpfs)',
    async () => {
      const unmount = mountAlpha('64k');
      try {
        const { path: folder } = world.profiles[0]!;
        execFileSync('mount', ['-o', 'remount,ro', folder]);
        const result = await apply({ profiles: orders() }, world.deps);
        expect(result.problems).toMatchObject([{ code: 'read-only' }]);
        expect(sides()).toEqual(['old', 'new']);
        expect(fs.readdirSync(folder)).toEqual(['prefs.js']);
      } finally {
        unmount();
      }
    },
  );

  it.skipIf(isRoot)('whose folder may not be written (needs another user than root)', async () => {
    const { path: folder } = world.profiles[0]!;
    fs.chmodSync(folder, 0o500);
    try {
      const result = await apply({ profiles: orders() }, world.deps);
      expect(result.problems).toMatchObject([{ code: 'write-failed', facts: { errno: 'EACCES' } }]);
      expect(sides()).toEqual(['old', 'new']);
    } finally {
      fs.chmodSync(folder, 0o700);
    }
  });
});

it('a profile folder that is gone is a problem of that profile alone', async () => {
  const ghost = profileIn(world.folder, 'ghost');
  const result = await apply({ profiles: [orderFor(ghost), ...orders()] }, world.deps);
  expect(result.problems.map(({ code }) => code)).toEqual(['changed-since-plan']);
  expect(sides()).toEqual(['new', 'new']);
});
