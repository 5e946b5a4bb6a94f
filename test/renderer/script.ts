// test/renderer: what the scripted bridge answers: a value for each channel, or a function of the
// request. What a test holds back it answers when it likes.
import {
  REQUESTS,
  type Answers,
  type Channel,
  type EventName,
  type Events,
  type Outcome,
  type RequestOf,
} from '../../shared/contract.ts';
import type { Problem, ProblemCode } from '../../shared/model/problem.ts';
import * as v from 'valibot';

type Send = <E extends EventName>(event: E, value: Events[E]) => Promise<void>;

type Reply<C extends Channel> =
  | Outcome<Answers[C]>
  | ((request: RequestOf<C>, send: Send) => Outcome<Answers[C]> | Promise<Outcome<Answers[C]>>);

export type Replies = { readonly [C in Channel]?: Reply<C> };

export interface Script {
  readonly answer: (channel: string, request: unknown) => Promise<unknown>;
  readonly attach: (send: Send) => void;
}

/** Every request has to fit the contract, as in the app. */
export function scriptOf(replies: Replies): Script {
  let sendNow: Send = () => Promise.resolve();
  return {
    attach: (send) => {
      sendNow = send;
    },
    answer: async (channel, request) => {
      const known = channel as Channel;
      if (!v.safeParse(REQUESTS[known], request).success) return failed('bad-request');
      const reply = replies[known] as Reply<Channel> | undefined;
      if (reply === undefined) return failed('internal', { message: `no answer to ${channel}` });
      return typeof reply === 'function' ? reply(request as never, sendNow) : reply;
    },
  };
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function problemOf(code: ProblemCode, facts: Problem['facts'] = {}): Problem {
  return { code, where: '~/.thunderbird/abc.default/prefs.js', facts };
}

export function failed(
  code: ProblemCode,
  facts: Problem['facts'] = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: problemOf(code, facts) };
}

/** An answer that a test gives when it likes. */
export function held<T>(): { readonly promise: Promise<T>; readonly give: (value: T) => void } {
  let give: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}
