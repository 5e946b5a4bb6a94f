// main/wizard: whether mail programs are open, and the news when one opens or closes.
// May import: shared, the engine and below.
import type { ProgramState } from '../../shared/contract.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { clientFor } from '../engine/change.ts';
import type { World } from '../engine/world.ts';

/** Milliseconds: somebody who has just closed the program looks at the window. */
const POLL_MS = 500;

/** Asks the system, right now. */
export function programStates(world: World, profiles: readonly Profile[]): readonly ProgramState[] {
  return profiles.map((profile) => ({
    client: profile.client,
    profile: profile.name,
    state: clientFor(world, profile).running(profile).state,
  }));
}

/** Looks again and again, but only while somebody waits for the news. */
export class ProgramWatch {
  readonly #world: World;
  readonly #onChange: (states: readonly ProgramState[]) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(world: World, onChange: (states: readonly ProgramState[]) => void) {
    this.#world = world;
    this.#onChange = onChange;
  }

  /** The states now; each change of them is told until `stop`, or until others are watched. */
  start(profiles: readonly Profile[]): readonly ProgramState[] {
    this.stop();
    let known = programStates(this.#world, profiles);
    if (profiles.length === 0) return known;
    this.#timer = setInterval(() => {
      const states = programStates(this.#world, profiles);
      if (JSON.stringify(states) === JSON.stringify(known)) return;
      known = states;
      this.#onChange(states);
    }, POLL_MS).unref();
    return known;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
