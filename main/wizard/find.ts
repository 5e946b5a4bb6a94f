// main/wizard: finds and reads the profiles of this user, and those in folders the user has chosen.
// May import: shared, the engine and below, this folder.
import type { Problem } from '../../shared/model/problem.ts';
import { recover } from '../engine/change.ts';
import { scan, type Scan } from '../engine/scan.ts';
import type { World } from '../engine/world.ts';
import { READ } from './context.ts';

/** What an earlier run left half done is repaired before anything is looked at, and told. */
export async function findProfiles(world: World, folders: readonly string[]): Promise<Scan> {
  const recovered = await recover(world, {
    read: READ,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const usual = scan(world, { folders: [], clients: [], read: READ });
  if (folders.length === 0) return withProblems(usual, recovered);
  const chosen = scan(world, { folders, clients: [], read: READ });
  const known = new Set(usual.profiles.map(({ profile }) => profile.id));
  const more = chosen.profiles.filter(({ profile }) => !known.has(profile.id));
  const both: Scan = {
    profiles: [...usual.profiles, ...more],
    places: [...usual.places, ...chosen.places],
    problems: [...usual.problems, ...chosen.problems],
  };
  return withProblems(both, recovered);
}

function withProblems(found: Scan, first: readonly Problem[]): Scan {
  return { ...found, problems: [...first, ...found.problems] };
}
