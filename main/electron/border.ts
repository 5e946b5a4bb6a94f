// main/electron: the border between the window and this process, as a function without Electron in
// it: who may ask, for what, in which form; every answer is an Outcome.
// May import: shared, the types of main/wizard, node.
import { serialize } from 'node:v8';
import * as v from 'valibot';
import { REQUESTS, type Channel, type Outcome } from '../../shared/contract.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Handlers } from '../wizard/session.ts';

/** The frame a question comes from, or null if it has gone by now. */
export interface Caller {
  /** The main frame of our one window. */
  readonly isOurs: boolean;
  readonly origin: string;
}

export const MAX_REQUEST_BYTES = 256 * 1024;

/** Answers one question; `args` is all that came over the wire. Never throws. */
export type Border = (caller: Caller | null, args: readonly unknown[]) => Promise<Outcome<unknown>>;

/** `log` is told, in English, of what was refused and what was not foreseen. */
export function createBorder(
  origin: string,
  handlers: Promise<Handlers>,
  log: (line: string) => void,
): Border {
  return async (caller, args) => {
    const checked = check(origin, caller, args);
    if (!('refused' in checked)) return answer(handlers, checked, log);
    log(`refused a request of the window: ${checked.refused}`);
    return { ok: false, problem: { code: 'bad-request', where: null, facts: {} } };
  };
}

interface Question {
  readonly channel: Channel;
  readonly request: unknown;
}

function check(
  origin: string,
  caller: Caller | null,
  args: readonly unknown[],
): Question | { readonly refused: string } {
  if (caller?.isOurs !== true) return { refused: 'from a frame that is not the window' };
  if (caller.origin !== origin) return { refused: 'from a page that is not ours' };
  const [channel, request] = args;
  if (args.length !== 2) return { refused: `${args.length} arguments` };
  if (!isChannel(channel)) return { refused: 'on an unknown channel' };
  if (bytesOf(request) > MAX_REQUEST_BYTES) return { refused: `too large, on ${channel}` };
  const parsed = v.safeParse(REQUESTS[channel], request);
  return parsed.success
    ? { channel, request: parsed.output }
    : { refused: `malformed, on ${channel}` };
}

function isChannel(name: unknown): name is Channel {
  return typeof name === 'string' && Object.hasOwn(REQUESTS, name);
}

/** As it came over the wire; what can't be copied at all is too large for any limit. */
function bytesOf(request: unknown): number {
  try {
    return serialize(request).byteLength;
  } catch {
    return Infinity;
  }
}

/** Handlers do not throw; there may be none, because the world could not be opened. */
async function answer(
  handlers: Promise<Handlers>,
  { channel, request }: Question,
  log: (line: string) => void,
): Promise<Outcome<unknown>> {
  try {
    const handle = (await handlers)[channel] as (request: unknown) => Promise<Outcome<unknown>>;
    return await handle(request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log(`${channel} failed: ${message}`);
    const problem: Problem = { code: 'internal', where: null, facts: { message } };
    return { ok: false, problem };
  }
}
