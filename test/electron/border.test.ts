// The border between the window and the main process, with questions that no honest window asks.
import { describe, expect, it } from 'vitest';
import { createBorder, MAX_REQUEST_BYTES, type Caller } from '../../main/electron/border.ts';
import type { Handlers } from '../../main/wizard/session.ts';
import { REQUESTS, type Channel } from '../../shared/contract.ts';

const ORIGIN = 'app://wizard';
const WINDOW: Caller = { isOurs: true, origin: ORIGIN };
const REFUSED = { ok: false, problem: { code: 'bad-request', where: null, facts: {} } };

/** A session that answers every question with the question. */
function mirror(): { handlers: Handlers; asked: [Channel, unknown][] } {
  const asked: [Channel, unknown][] = [];
  const handlers = Object.fromEntries(
    (Object.keys(REQUESTS) as Channel[]).map((channel) => [
      channel,
      (request: unknown) => {
        asked.push([channel, request]);
        return Promise.resolve({ ok: true, value: request });
      },
    ]),
  ) as unknown as Handlers;
  return { handlers, asked };
}

function border(): ReturnType<typeof mirror> & {
  ask: (caller: Caller | null, ...args: readonly unknown[]) => Promise<unknown>;
  log: string[];
} {
  const session = mirror();
  const log: string[] = [];
  const ask = createBorder(ORIGIN, Promise.resolve(session.handlers), (line) => log.push(line));
  return { ...session, log, ask: (caller, ...args) => ask(caller, args) };
}

/** A request that fits, for every channel. */
const FITTING: Readonly<Record<Channel, unknown>> = {
  welcome: null,
  setLanguage: 'de',
  findAccounts: { goal: 'cannot-send' },
  chooseFolder: null,
  check: { accounts: ['account-1', 'account-2'] },
  stopCheck: null,
  review: null,
  apply: { changes: ['change-1'] },
  history: null,
  undo: { run: 'run-1', despite: [] },
  copyReport: null,
  saveReport: null,
};

describe('the border', () => {
  it.each(Object.entries(FITTING))('lets %s through as it is', async (channel, request) => {
    const { ask, asked, log } = border();
    expect(await ask(WINDOW, channel, request)).toEqual({ ok: true, value: request });
    expect(asked).toEqual([[channel, request]]);
    expect(log).toEqual([]);
  });

  it.each<[string, Caller | null]>([
    ['a frame inside the window', { isOurs: false, origin: ORIGIN }],
    ['another window', { isOurs: false, origin: 'https://example.org' }],
    ['another page in the window', { isOurs: true, origin: 'https://example.org' }],
    ['a page of no origin', { isOurs: true, origin: 'null' }],
    ['a look-alike', { isOurs: true, origin: 'app://wizard.example.org' }],
    ['a frame that is gone', null],
  ])('refuses %s, and says so in the log', async (_name, caller) => {
    const { ask, asked, log } = border();
    expect(await ask(caller, 'welcome', null)).toEqual(REFUSED);
    expect(asked).toEqual([]);
    expect(log).toEqual([expect.stringContaining('refused')]);
  });

  it.each<[string, readonly unknown[]]>([
    ['nothing at all', []],
    ['no request', ['welcome']],
    ['one argument too many', ['welcome', null, null]],
    ['an unknown channel', ['quit', null]],
    ["an object's own names", ['__proto__', null]],
    ['a method of every object', ['toString', null]],
    ['a channel that is no text', [['welcome'], null]],
    ['something where nothing belongs', ['welcome', {}]],
    ['undefined where null belongs', ['welcome', undefined]],
    ['a language there is not', ['setLanguage', 'xx']],
    ['a path for an id', ['check', { accounts: ['/etc/passwd'] }]],
    ['a path behind an id', ['check', { accounts: ['account-1/../../x'] }]],
    ['a line behind an id', ['check', { accounts: ['account-1\n'] }]],
    ['a number for an id', ['check', { accounts: [1] }]],
    ['a text for a list', ['check', { accounts: 'account-1' }]],
    ['a list that is too long', ['check', { accounts: Array(1001).fill('account-1') }]],
    ['a missing part', ['undo', { run: 'run-1' }]],
    ['a path for a run', ['undo', { run: '..', despite: [] }]],
    ['a map', ['check', new Map([['accounts', []]])]],
  ])('refuses %s', async (_name, args) => {
    const { ask, asked } = border();
    expect(await ask(WINDOW, ...args)).toEqual(REFUSED);
    expect(asked).toEqual([]);
  });

  it('hands on nothing that is not in the contract', async () => {
    const { ask, asked } = border();
    await ask(WINDOW, 'undo', { run: 'run-1', despite: [], path: '/etc/passwd' });
    expect(asked).toEqual([['undo', { run: 'run-1', despite: [] }]]);
  });

  it('measures before it reads: what is too large is refused, whatever it is', async () => {
    const { ask, log } = border();
    const huge = 'x'.repeat(MAX_REQUEST_BYTES);
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    for (const request of [
      { goal: 'cannot-send', huge },
      new Uint8Array(MAX_REQUEST_BYTES),
      () => 'no copy',
    ]) {
      expect(await ask(WINDOW, 'findAccounts', request)).toEqual(REFUSED);
    }
    expect(log).toEqual(Array(3).fill(expect.stringContaining('too large, on findAccounts')));
    expect(await ask(WINDOW, 'findAccounts', circle)).toEqual(REFUSED);
  });

  it('answers with a problem when there is no session, and never throws', async () => {
    const log: string[] = [];
    const failing = Promise.reject<Handlers>(new Error('no world'));
    const ask = createBorder(ORIGIN, failing, (line) => log.push(line));
    expect(await ask(WINDOW, ['welcome', null])).toEqual({
      ok: false,
      problem: { code: 'internal', where: null, facts: { message: 'no world' } },
    });
    expect(log).toEqual(['welcome failed: no world']);
  });
});
