import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../../main/migrate/apply.ts';
import { history } from '../../../main/migrate/history.ts';
import { undo } from '../../../main/migrate/undo.ts';
import { childScript, type ChildScript } from '../../support/child-script.ts';
import type { Job } from './kill-child.ts';
import { FRESH, leftovers, makeWorld, MIGRATED, orderFor, prefsOf, type World } from './world.ts';

const TIMEOUT = 300_000;
const USER_JS = Buffer.from('smtp1.port=465\nsmtp1.tls=3\nsmtp2.port=465\nsmtp2.tls=3\n');
const USER_JS_MIGRATED = Buffer.from('smtp1.port=587\nsmtp1.tls=2\nsmtp2.port=587\nsmtp2.tls=2\n');

let child: ChildScript;
let world: World;

beforeAll(async () => {
  child = await childScript(path.join(import.meta.dirname, 'kill-child.ts'));
});
afterAll(() => child.remove());
beforeEach(() => {
  world = makeWorld(['alpha', 'beta']);
  fs.writeFileSync(userJs(), USER_JS);
});
afterEach(() => {
  world.remove();
});

const userJs = () => path.join(world.profiles[0]!.path, 'user.js');
const orders = () => [
  orderFor(world.profiles[0]!, ['smtp1', 'smtp2'], ['prefs.js', 'user.js']),
  orderFor(world.profiles[1]!),
];

/** Every file that may be written, with its two whole contents. */
const files = () => [
  { file: prefsOf(world.profiles[0]!), old: FRESH, new: MIGRATED },
  { file: userJs(), old: USER_JS, new: USER_JS_MIGRATED },
  { file: prefsOf(world.profiles[1]!), old: FRESH, new: MIGRATED },
];

/** Which content each file has; throws if one has neither. */
function sides(): readonly string[] {
  return files().map((one) => {
    const bytes = fs.readFileSync(one.file);
    if (bytes.equals(one.old)) return 'old';
    if (bytes.equals(one.new)) return 'new';
    throw new Error(`neither old nor new: ${one.file}: ${bytes.toString('latin1')}`);
  });
}

const OLD = ['old', 'old', 'old'];
const NEW = ['new', 'new', 'new'];

type JobPart = Pick<Job, 'act'> & Partial<Job>;

async function run(job: JobPart & Pick<Job, 'killAt'>) {
  return child.run(JSON.stringify({ folder: world.folder, serversWork: true, ...job }));
}

async function kill(killAt: number, job: JobPart): Promise<void> {
  const ended = await run({ ...job, killAt });
  expect(ended).toMatchObject({ signal: 'SIGKILL', stdout: '', stderr: '' });
}

/** Runs `act` on the same world again and again, each time as it was when this was called. */
async function forEachPoint(
  points: readonly string[],
  act: (point: number, label: string) => Promise<void>,
): Promise<void> {
  const saved = `${world.folder}-saved`;
  fs.cpSync(world.folder, saved, { recursive: true });
  try {
    for (const [point, label] of points.entries()) {
      fs.rmSync(world.folder, { recursive: true });
      fs.cpSync(saved, world.folder, { recursive: true });
      await act(point, label).catch((error: unknown) => {
        throw new Error(`killed at point ${point}, ${label}`, { cause: error });
      });
    }
  } finally {
    fs.rmSync(saved, { recursive: true, force: true });
  }
}

const unfinishedRuns = () =>
  history(world.deps.files, world.state).runs.filter(({ finished }) => !finished);

/** The next run: says what it found, and leaves nothing behind. */
async function recover(deps = world.deps) {
  const unfinished = unfinishedRuns();
  const { recovery, problems } = await apply({ profiles: [] }, deps);
  expect(problems).toEqual([]);
  // It speaks if there is something to speak of: unless only the end was not recorded any more.
  const open = unfinished.flatMap(({ profiles }) =>
    profiles.filter(({ outcome }) => outcome === 'unfinished'),
  );
  expect(recovery.map(({ code, where }) => [code, where])).toEqual(
    open.map(({ profile }) => ['recovered', profile.path]),
  );
  expectTidy();
  return recovery;
}

function expectTidy(): void {
  expect(leftovers(world.folder)).toEqual([]);
  expect(unfinishedRuns()).toEqual([]);
  // A profile is written as a whole or not at all.
  const [prefs, user] = sides();
  expect(user).toBe(prefs);
}

async function undoEverything(): Promise<void> {
  const { runs } = history(world.deps.files, world.state);
  for (const { id } of runs.filter(({ undoable }) => undoable).reverse()) {
    const result = await undo({ target: { kind: 'run', run: id } }, world.deps);
    expect(result.problems).toEqual([]);
  }
  expect(sides()).toEqual(OLD);
  expectTidy();
}

/** The points of a job, found by letting it run; the world is afterwards as it was before. */
async function rehearse(job: JobPart, outcome: readonly string[]): Promise<readonly string[]> {
  const saved = `${world.folder}-rehearsal`;
  fs.cpSync(world.folder, saved, { recursive: true });
  const ended = await run({ ...job, killAt: null });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(sides()).toEqual(outcome);
  fs.rmSync(world.folder, { recursive: true });
  fs.renameSync(saved, world.folder);
  return (JSON.parse(ended.stdout) as { points: string[] }).points;
}

describe('killed at any point, the next run repairs what is left:', () => {
  it('apply', { timeout: TIMEOUT }, async () => {
    const points = await rehearse({ act: 'apply' }, NEW);
    const seen = new Set<string>();
    await forEachPoint(points, async (point) => {
      await kill(point, { act: 'apply' });
      sides();
      for (const { facts } of await recover()) seen.add(String(facts['outcome']));

      const again = await apply({ profiles: orders() }, world.deps);
      expect(again.problems).toEqual([]);
      expect(sides()).toEqual(NEW);
      await undoEverything();
    });

    expect([...seen].sort()).toEqual(['nothing-written', 'taken-back', 'verified']);
  });

  it(
    'apply whose servers do not work, while it takes everything back',
    { timeout: TIMEOUT },
    async () => {
      const job = { act: 'apply', serversWork: false } as const;
      const points = await rehearse(job, OLD);
      // The servers still do not work when the next run looks: it must end as it began.
      const deps = { ...world.deps, retest: () => Promise.resolve(false) };

      await forEachPoint(points, async (point) => {
        await kill(point, job);
        sides();
        await recover(deps);
        expect(sides()).toEqual(OLD);
      });
    },
  );

  it('undo', { timeout: TIMEOUT }, async () => {
    await apply({ profiles: orders() }, world.deps);
    const points = await rehearse({ act: 'undo' }, OLD);

    await forEachPoint(points, async (point) => {
      await kill(point, { act: 'undo' });
      sides();
      await recover();
      await undoEverything();
      const more = await undo({ target: { kind: 'last' } }, world.deps);
      expect(more.problems).toMatchObject([{ code: 'nothing-to-undo' }]);
    });
  });

  // What the recovery finds, what it makes of it, and whether the servers work meanwhile.
  const CASES = [
    { killed: 'after rename prefs.js', works: true, result: OLD, why: 'half of a profile written' },
    { killed: 'after rename user.js', works: true, result: ['new', 'new', 'old'], why: 'written' },
    { killed: 'after rename user.js', works: false, result: OLD, why: 'written, not working' },
    { killed: 'half-way through create 0-1-user.js', works: true, result: OLD, why: 'backing up' },
  ] as const;

  for (const { killed, works, result, why } of CASES) {
    it(`recovery of an apply that was itself killed (${why})`, { timeout: TIMEOUT }, async () => {
      const applyPoints = await rehearse({ act: 'apply' }, NEW);
      await kill(applyPoints.indexOf(killed), { act: 'apply' });
      const points = await rehearse({ act: 'recover', serversWork: works }, result);
      const deps = { ...world.deps, retest: () => Promise.resolve(works) };

      await forEachPoint(points, async (point) => {
        await kill(point, { act: 'recover', serversWork: works });
        sides();
        await recover(deps);
        expect(sides()).toEqual(result);
        await undoEverything();
      });
    });
  }
});
