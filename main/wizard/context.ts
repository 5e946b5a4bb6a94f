// main/wizard: what every part of the session works with.
// May import: shared, the engine and below, this folder.
import type { EventName, Events } from '../../shared/contract.ts';
import type { ConfiguredServer } from '../../shared/model/server.ts';
import type { ReadOptions } from '../clients/client.ts';
import type { PlannedChange } from '../diagnose/plan.ts';
import { homeAsTilde } from '../engine/redact.ts';
import type { World } from '../engine/world.ts';
import type { Account } from './accounts.ts';
import { Ids } from './ids.ts';
import type { Policy } from './policy.ts';

export type Emit = <E extends EventName>(event: E, value: Events[E]) => void;

/** Everything the window may name. */
export interface Named {
  readonly accounts: Ids<Account>;
  readonly servers: Ids<ConfiguredServer>;
  readonly connections: Ids<string>;
  readonly changes: Ids<PlannedChange>;
  /** The names of runs. */
  readonly runs: Ids<string>;
  /** Changes that were changed again since, by their keys. */
  readonly conflicts: Ids<string>;
}

export interface Context {
  readonly world: World;
  readonly policy: Policy;
  readonly named: Named;
  readonly emit: Emit;
  /** A value for the window: paths with ~ for the home folder. */
  readonly shown: <T>(value: T) => T;
}

/** What user.js sets is the user's own doing: the window leaves it, and says so. */
export const READ: ReadOptions = { includeUserJs: false };

export function contextOf(world: World, policy: Policy, emit: Emit): Context {
  return {
    world,
    policy,
    emit,
    named: {
      accounts: new Ids('account'),
      servers: new Ids('server'),
      connections: new Ids('connection'),
      changes: new Ids('change'),
      runs: new Ids('run'),
      conflicts: new Ids('conflict'),
    },
    shown: (value) => homeAsTilde(value, world.environment.home),
  };
}
