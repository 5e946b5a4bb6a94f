// test/main/wizard: plays the window: asks the session as the bridge would, and hears its events.
// Whatever crosses the border must be copyable, and may name no path below the home folder.
import * as v from 'valibot';
import { expect, onTestFinished } from 'vitest';
import {
  REQUESTS,
  type Answers,
  type Channel,
  type ConnectionView,
  type EventName,
  type Events,
  type Outcome,
  type RequestOf,
} from '../../../shared/contract.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { World } from '../../../main/engine/world.ts';
import type { Desktop } from '../../../main/wizard/desktop.ts';
import { createSession } from '../../../main/wizard/session.ts';

export type Heard = {
  readonly [E in EventName]: { readonly event: E; readonly value: Events[E] };
}[EventName];

export interface Window {
  /** The answer, whatever it is. */
  ask<C extends Channel>(channel: C, request: RequestOf<C>): Promise<Outcome<Answers[C]>>;
  /** The value of an answer; a problem fails the test. */
  get<C extends Channel>(channel: C, request: RequestOf<C>): Promise<Answers[C]>;
  /** The problem of an answer; a value fails the test. */
  refused<C extends Channel>(channel: C, request: RequestOf<C>): Promise<Problem>;
  readonly heard: readonly Heard[];
  /** The first event of a kind that satisfies the test, past or to come. */
  until<E extends EventName>(event: E, test: (value: Events[E]) => boolean): Promise<Events[E]>;
  /** What was copied and saved. */
  readonly taken: { copied: string | null; saved: { name: string; text: string } | null };
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly policy?: string | null;
  readonly locale?: string;
  readonly desktop?: Partial<Desktop>;
}

export function openWindow(world: World, options: WindowOptions = {}): Window {
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  const taken: Window['taken'] = { copied: null, saved: null };
  const desktop: Desktop = {
    chooseFolder: () => Promise.resolve(null),
    saveFile: (name, text) => {
      taken.saved = { name, text };
      return Promise.resolve(true);
    },
    copy: (text) => {
      taken.copied = text;
      return Promise.resolve();
    },
    ...options.desktop,
  };
  const { home } = world.environment;
  const crossing = <T>(value: T): T => {
    expect(JSON.stringify(value)).not.toContain(home);
    return structuredClone(value);
  };
  const { handlers, close } = createSession({
    world,
    desktop,
    policy: options.policy ?? null,
    locale: options.locale ?? 'en',
    onEvent: (event, value) => {
      heard.push(crossing({ event, value }) as Heard);
      for (const wake of waiting) wake();
    },
    version: '1.2.3',
    isDemo: true,
  });
  onTestFinished(close);

  async function ask<C extends Channel>(channel: C, request: RequestOf<C>) {
    const given = v.parse(REQUESTS[channel], request) as RequestOf<C>;
    return crossing(await handlers[channel](given));
  }

  return {
    ask,
    async get(channel, request) {
      const outcome = await ask(channel, request);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
      return outcome.value;
    },
    async refused(channel, request) {
      const outcome = await ask(channel, request);
      if (outcome.ok) throw new Error(`${channel} was answered`);
      return outcome.problem;
    },
    heard,
    until: (event, test) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = heard.find(
            (one) => one.event === event && test(one.value as Events[typeof event]),
          );
          if (!found) return;
          waiting.delete(look);
          resolve(found.value as Events[typeof event]);
        };
        waiting.add(look);
        look();
      }),
    taken,
    close,
  };
}

/** Finds the accounts and checks all that are chosen. */
export async function checkAll(window: Window): Promise<Answers['check']> {
  const { accounts } = await window.get('findAccounts', { goal: 'cannot-send' });
  const chosen = accounts.filter((one) => one.chosen).map(({ id }) => id);
  return window.get('check', { accounts: chosen });
}

/** `connect done, greeting unexpected...`: a picture in a line. */
export function inWords({
  steps,
  encryptedFrom,
  brokenAt,
}: Pick<ConnectionView, 'steps' | 'encryptedFrom' | 'brokenAt'>): string {
  const said = steps.map(({ status }) => status).join(' ');
  return `${said}; encrypted from ${encryptedFrom ?? '-'}, broken at ${brokenAt ?? '-'}`;
}
