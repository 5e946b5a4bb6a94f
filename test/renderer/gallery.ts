// test/renderer: every state that a page can be in, by name, and the way there. The tests walk over it:
// accessibility, widths, languages, and the pictures in out/screenshots.
import type { Page } from 'playwright-core';
import type { CheckView, ConnectionView, Goal, Welcome } from '../../shared/contract.ts';
import {
  ACCOUNTS,
  BROKEN_MAIL,
  CHANGES,
  CHECK,
  CHECKING_RELAY,
  CHOIR,
  CLOSED,
  EXPIRED_CHOIR,
  HEALTHY_IMAP,
  HEALTHY_RELAY,
  IMAP,
  MAIL,
  RESULT,
  REVIEW,
  WELCOME,
  accountOf,
  changeOf,
  checkingOf,
  connectionOf,
  diagnosisOf,
  endpointOf,
  serverOf,
  stepsUpTo,
} from './fixtures.ts';
import { failed, ok, problemOf, scriptOf, type Replies, type Script } from './script.ts';

export interface Scene {
  readonly name: string;
  readonly replies: Replies;
  /** Clicks through to the state. */
  readonly go: (page: Page) => Promise<void>;
}

/** By the class and not by the words, so that the way is the same in every language. */
const primary = '.foot .button.primary';
const never = <T>(): Promise<T> => new Promise(() => undefined);

export async function choose(page: Page, goal: Goal = 'cannot-send'): Promise<void> {
  await page.locator('.choice').nth(WELCOME.goals.indexOf(goal)).click();
}

async function toStart(page: Page): Promise<void> {
  await page.locator('.choice').first().waitFor();
}

async function toAccounts(page: Page): Promise<void> {
  await choose(page);
  await page.locator('.account').first().waitFor();
}

async function toCheck(page: Page): Promise<void> {
  await toAccounts(page);
  await page.locator(primary).click();
  await page.locator('.connection').first().waitFor();
}

/** The check is over, and Continue leads on. */
async function toNext(page: Page): Promise<void> {
  await toCheck(page);
  await page.locator(`${primary}:not([aria-disabled])`).click();
}

async function toReview(page: Page): Promise<void> {
  await toNext(page);
  await page.locator('.change').first().waitFor();
}

async function toResult(page: Page): Promise<void> {
  await toReview(page);
  await page.locator(primary).click();
  await page.locator('.reports').waitFor();
}

async function toUndone(page: Page): Promise<void> {
  await toResult(page);
  await page.locator('.undo .button').click();
  await page.locator('.callout').first().waitFor();
}

async function toHistory(page: Page): Promise<void> {
  await page.locator('.assurances .button').click();
  await page.locator('.heading').waitFor();
}

const BASE: Replies = {
  welcome: ok(WELCOME),
  setLanguage: ok(null),
  findAccounts: ok(ACCOUNTS),
  check: ok(CHECK),
  stopCheck: ok(null),
  review: ok({ ...REVIEW, programs: CLOSED }),
  apply: ok(RESULT),
  undo: ok({ undone: 2, conflicts: [], problems: [] }),
  history: ok([]),
  copyReport: ok(null),
  saveReport: ok(true),
};

const ends = (
  connections: readonly ConnectionView[],
  changes: Partial<CheckView> = {},
): Replies => ({
  check: ok({ connections, wasStopped: false, changes: 0, problems: [], ...changes }),
});

const UNREACHED = connectionOf(MAIL, {
  state: 'broken',
  steps: stepsUpTo('connect', 'broken', { kind: 'failure', failure: 'connect-timeout' }),
  encryptedFrom: null,
  brokenAt: 'connect',
  diagnosis: diagnosisOf(MAIL, 'no-connection'),
});
const UNRESOLVED = connectionOf(IMAP, {
  state: 'broken',
  steps: stepsUpTo(null, 'waiting', null),
  encryptedFrom: null,
  brokenAt: 'network',
  diagnosis: diagnosisOf(IMAP, 'resolver-failed'),
});
const STOPPED = connectionOf(CHOIR, {
  state: 'stopped',
  steps: stepsUpTo('greeting', 'waiting', null, 'waiting'),
  encryptedFrom: null,
  diagnosis: diagnosisOf(CHOIR, 'cancelled'),
});
const LOCK = {
  code: 'policy',
  file: '/etc/thunderbird/policies/policies.json',
  key: 'mail',
  line: null,
} as const;
const MANY = Array.from({ length: 7 }, (_, index) =>
  connectionOf(endpointOf(`mail${String(index + 1)}.example.org`, 587)),
);

export const SCENES: readonly Scene[] = [
  { name: '1-start', replies: {}, go: toStart },
  {
    name: '1-start-no-policy',
    replies: { welcome: ok({ ...WELCOME, organisation: null, undoable: 0, isDemo: true }) },
    go: toStart,
  },
  { name: '2-accounts', replies: {}, go: toAccounts },
  {
    name: '2-accounts-looking',
    replies: { findAccounts: () => never() },
    go: (page) => choose(page),
  },
  {
    name: '2-accounts-none',
    replies: {
      findAccounts: ok({
        ...ACCOUNTS,
        accounts: [],
        places: ACCOUNTS.places.map((place) => ({ ...place, found: false })),
      }),
    },
    go: async (page) => {
      await choose(page);
      await page.locator('.places').waitFor();
    },
  },
  {
    name: '2-accounts-problem-and-places',
    replies: {
      findAccounts: ok({ ...ACCOUNTS, problems: [problemOf('prefs-syntax', { line: 12 })] }),
    },
    go: async (page) => {
      await toAccounts(page);
      await page.locator('.page summary').click();
      await page.locator('.places').waitFor();
    },
  },
  {
    name: '2-accounts-all-locked',
    replies: {
      findAccounts: ok({
        ...ACCOUNTS,
        accounts: [
          ...ACCOUNTS.accounts.slice(1, 2),
          accountOf(
            'old@uni.example.org',
            [
              serverOf(MAIL, {
                lock: { code: 'user-js', file: '~/.thunderbird/a/user.js', key: 'mail.x', line: 3 },
              }),
            ],
            { state: 'locked' },
          ),
        ],
      }),
    },
    go: toAccounts,
  },
  {
    name: '3-check',
    replies: {
      check: async (_, send) => {
        for (const one of [HEALTHY_IMAP, BROKEN_MAIL, CHECKING_RELAY])
          await send('connection', one);
        return never();
      },
    },
    go: async (page) => {
      await toCheck(page);
      await page.locator('.connection').nth(2).waitFor();
    },
  },
  {
    name: '3-check-waiting',
    replies: {
      check: async (_, send) => {
        await send('connection', checkingOf(IMAP, 'connect'));
        await send('connection', checkingOf(MAIL, null));
        return never();
      },
    },
    go: async (page) => {
      await toCheck(page);
      await page.locator('.connection').nth(1).waitFor();
    },
  },
  {
    name: '3-check-over-evidence',
    replies: {},
    go: async (page) => {
      await toCheck(page);
      await page.locator('.connection summary').first().click();
      await page.locator('.trace').first().waitFor();
    },
  },
  {
    name: '3-check-stopped',
    replies: ends([HEALTHY_IMAP, BROKEN_MAIL, STOPPED], { wasStopped: true, changes: 1 }),
    go: toCheck,
  },
  { name: '3-check-offline', replies: ends([UNRESOLVED, UNREACHED]), go: toCheck },
  {
    name: '3-check-many',
    replies: ends([...MANY.slice(0, 3), EXPIRED_CHOIR, ...MANY.slice(3)]),
    go: toCheck,
  },
  { name: '4-review', replies: { review: ok(REVIEW) }, go: toReview },
  { name: '4-review-ready', replies: {}, go: toReview },
  {
    name: '4-review-optional-locked-others',
    replies: {
      review: ok({
        ...REVIEW,
        changes: [
          CHANGES[0],
          changeOf({
            optional: true,
            from: { port: 587, tls: 'opportunistic' },
            diagnosis: diagnosisOf(CHOIR, 'insecure-hardening', { remedy: CHOIR }),
          }),
          changeOf({ lock: LOCK }),
        ],
        others: [EXPIRED_CHOIR],
        programs: CLOSED,
      }),
    },
    go: toReview,
  },
  {
    name: '4-review-all-locked',
    replies: { review: ok({ ...REVIEW, changes: [changeOf({ lock: LOCK })] }) },
    go: toReview,
  },
  {
    name: '4-review-changing',
    replies: { apply: () => never() },
    go: async (page) => {
      await toReview(page);
      await page.locator(primary).click();
      await page.locator('#commit-note').waitFor();
    },
  },
  {
    name: '4-review-busy',
    replies: { apply: failed('busy') },
    go: async (page) => {
      await toReview(page);
      await page.locator(primary).click();
      await page.locator('.callout').waitFor();
    },
  },
  { name: '5-result', replies: {}, go: toResult },
  {
    name: '5-result-taken-back',
    replies: {
      apply: ok({
        ...RESULT,
        changed: [],
        connections: [],
        run: null,
        notChanged: CHANGES.map(({ server }) => ({
          server,
          reason: { kind: 'problem', problem: problemOf('retest-failed') },
        })),
      }),
    },
    go: toResult,
  },
  {
    name: '5-result-partly',
    replies: {
      apply: ok({
        ...RESULT,
        changed: CHANGES.slice(0, 1),
        notChanged: [
          {
            server: CHANGES[1].server,
            reason: { kind: 'problem', problem: problemOf('write-failed', { errno: 'EROFS' }) },
          },
          { server: serverOf(CHOIR), reason: { kind: 'not-chosen' } },
          ...RESULT.notChanged,
        ],
      }),
    },
    go: toResult,
  },
  { name: '5-result-undone', replies: {}, go: toUndone },
  {
    name: '5-result-undo-conflict',
    replies: {
      undo: ok({
        undone: 0,
        conflicts: [
          { id: 'conflict-1', key: 'mail.smtpserver.smtp1.port', now: '25', from: '465' },
        ],
        problems: [problemOf('backup-missing')],
      }),
    },
    go: toUndone,
  },
  {
    name: '5-result-healthy',
    replies: ends([HEALTHY_IMAP, HEALTHY_RELAY]),
    go: async (page) => {
      await toNext(page);
      await page.locator('.results').waitFor();
    },
  },
  {
    name: '5-result-findings',
    replies: ends([HEALTHY_IMAP, BROKEN_MAIL, EXPIRED_CHOIR], { changes: 1 }),
    go: async (page) => {
      await choose(page, 'just-check');
      await page.locator('.account').first().waitFor();
      await page.locator(primary).click();
      await page.locator('.connection').first().waitFor();
      await page.locator(`${primary}:not([aria-disabled])`).click();
      await page.locator('.results').waitFor();
    },
  },
  {
    name: '6-trouble',
    replies: ends([HEALTHY_IMAP, EXPIRED_CHOIR]),
    go: async (page) => {
      await toNext(page);
      await page.locator('.answers').waitFor();
    },
  },
  {
    name: '7-history',
    replies: {
      history: ok([
        { run: 'run-3', when: '2026-11-24T09:41:00Z', changes: 2, state: 'undoable' },
        { run: 'run-2', when: '2026-11-20T16:02:00Z', changes: 1, state: 'undone' },
        { run: 'run-1', when: '2026-11-02T08:15:00Z', changes: 3, state: 'cut-off' },
      ]),
    },
    go: async (page) => {
      await toHistory(page);
      await page.locator('.results').waitFor();
    },
  },
  { name: '7-history-empty', replies: {}, go: toHistory },
  {
    name: '8-problem',
    replies: { findAccounts: failed('internal', { message: 'unexpected end of file' }) },
    go: async (page) => {
      await choose(page);
      await page.locator('.answers').waitFor();
    },
  },
];

export function sceneScript({ replies }: Scene, welcome: Partial<Welcome> = {}): Script {
  const all: Replies = { ...BASE, ...replies };
  const first = all.welcome;
  const opened = typeof first === 'object' && first.ok ? first.value : WELCOME;
  return scriptOf({ ...all, welcome: ok({ ...opened, ...welcome }) });
}

export function sceneNamed(name: string): Scene {
  const scene = SCENES.find((one) => one.name === name);
  if (!scene) throw new Error(`no scene ${name}`);
  return scene;
}
