import { describe, expect, it } from 'vitest';
import { reduce, type Action } from '../../renderer/model/reducer.ts';
import { segmentsOf } from '../../renderer/model/picture.ts';
import { firstState, NOT_ASKED, type State } from '../../renderer/model/state.ts';
import {
  commonReason,
  headingOf,
  idsToApply,
  idsToCheck,
  isOffline,
  resultTitle,
  reviewTitle,
  summaryOf,
} from '../../renderer/model/words.ts';
import { windowTextsFor } from '../../shared/messages/window-languages.ts';
import {
  ACCOUNTS,
  BROKEN_MAIL,
  CHANGES,
  CHECK,
  EXPIRED_CHOIR,
  HEALTHY_IMAP,
  HEALTHY_RELAY,
  IMAP,
  MAIL,
  RELAY,
  RESULT,
  REVIEW,
  WELCOME,
  changeOf,
  checkingOf,
  connectionOf,
  diagnosisOf,
  stepsUpTo,
} from './fixtures.ts';
import { problemOf } from './script.ts';

const texts = await windowTextsFor('en');
const german = await windowTextsFor('de');
const first = firstState(WELCOME, texts);
const after = (...actions: readonly Action[]): State => actions.reduce(reduce, first);

describe('the state of the window', () => {
  it('ticks what the main process proposes, and keeps what the user said when a folder is added', () => {
    const found: Action = { type: 'accounts-came', accounts: ACCOUNTS };
    const id = ACCOUNTS.accounts[0]!.id;
    const before = after({ type: 'goal-chosen', goal: 'cannot-send' }, found);
    expect(before.page).toEqual({ name: 'accounts', isLooking: false });
    expect(before.chosen.has(id)).toBe(true);
    const left = reduce(before, { type: 'account-ticked', id, isTicked: false });
    expect(reduce(left, found).chosen.has(id)).toBe(false);
  });

  it('checks the locked accounts with the ticked ones, and never those that are left alone', () => {
    const state = after({ type: 'accounts-came', accounts: ACCOUNTS });
    const [anna, library, choir] = ACCOUNTS.accounts;
    expect(idsToCheck(state)).toEqual([anna!.id, library!.id, choir!.id]);
  });

  it('lets no answer that comes late bring back a page that was left', () => {
    const gone = after(
      { type: 'check-began' },
      { type: 'went', page: { name: 'start' } },
      { type: 'check-came', check: CHECK },
      { type: 'accounts-came', accounts: ACCOUNTS },
      { type: 'connection-came', connection: HEALTHY_IMAP },
    );
    expect(gone.page).toEqual({ name: 'start' });
    const stopped = after(
      { type: 'check-began' },
      { type: 'check-came', check: { ...CHECK, wasStopped: true } },
      { type: 'connection-came', connection: checkingOf(MAIL, 'connect') },
    );
    expect(stopped.page).toEqual({ name: 'check', phase: 'over' });
    expect(stopped.connections).toHaveLength(3);
  });

  it('keeps the cards in the order in which they came', () => {
    const waiting = [IMAP, MAIL].map((endpoint) => checkingOf(endpoint, null));
    const state = after(
      { type: 'check-began' },
      ...waiting.map((connection) => ({ type: 'connection-came', connection }) as const),
      { type: 'connection-came', connection: { ...BROKEN_MAIL, id: waiting[1]!.id } },
      { type: 'connection-came', connection: { ...HEALTHY_IMAP, id: waiting[0]!.id } },
    );
    expect(state.connections.map(({ state }) => state)).toEqual(['healthy', 'broken']);
  });

  it('says a problem on the page that has a place for it, and else on its own', () => {
    const busy: Action = { type: 'problem-came', problem: problemOf('busy') };
    const reviewed = after({ type: 'review-asked' }, { type: 'review-came', review: REVIEW });
    const applying = reduce(reviewed, { type: 'apply-began' });
    expect(reduce(applying, busy).page).toEqual({
      name: 'review',
      isApplying: false,
      problem: problemOf('busy'),
    });
    expect(reduce(after({ type: 'review-asked' }), busy).page.name).toBe('problem');
    expect(reduce(after({ type: 'check-began' }), busy).page.name).toBe('problem');
    const shown = after({ type: 'result-came', result: RESULT, at: new Date(0) });
    const undoing = reduce(shown, { type: 'undo-began', run: 'run-1' });
    expect(reduce(undoing, busy).page).toMatchObject({ name: 'result', undoing: NOT_ASKED });
  });
});

describe('the picture', () => {
  const drawn = (connection: Parameters<typeof segmentsOf>[0]): string =>
    segmentsOf(connection)
      .map(({ line, isCut }) => (isCut ? '/' : '') + { dots: '.', plain: '-', tube: '=' }[line])
      .join('');

  it.each([
    ['SSL/TLS: the tube begins right after Connect', HEALTHY_IMAP, '--====='],
    ['STARTTLS: it begins at Encryption', HEALTHY_RELAY, '----==='],
    ['plain text instead of TLS: cut, and never a tube', BROKEN_MAIL, '---/-...'],
    ['an expired certificate: cut inside the tube', EXPIRED_CHOIR, '----/=..'],
    ['in progress', checkingOf(RELAY, 'encryption'), '----...'],
    ['begun, before it is connected', checkingOf(RELAY, 'connect'), '--.....'],
    ['waiting', checkingOf(RELAY, null), '.......'],
    [
      'no network',
      connectionOf(IMAP, {
        state: 'broken',
        brokenAt: 'network',
        encryptedFrom: null,
        steps: stepsUpTo(null, 'waiting', null),
      }),
      '/-......',
    ],
    [
      'never encrypted, and it goes on',
      connectionOf(RELAY, { state: 'unexpected', encryptedFrom: null }),
      '-------',
    ],
  ])('%s', (_, connection, line) => {
    expect(drawn(connection)).toBe(line);
  });

  it('says in one line what it shows', () => {
    expect(summaryOf(texts, BROKEN_MAIL)).toBe(
      'Connection to mail.example.org: stops at step 3 of 5, Encryption.',
    );
    expect(summaryOf(texts, HEALTHY_RELAY)).toBe(
      'Connection to relay.example.org: complete, all steps done. Encrypted from Encryption on.',
    );
    expect(summaryOf(texts, checkingOf(MAIL, 'greeting'))).toContain('being checked');
    expect(summaryOf(texts, connectionOf(RELAY, { encryptedFrom: null }))).toContain(
      'Not encrypted',
    );
  });
});

describe('headings', () => {
  it('count in words up to nine', () => {
    const forms = texts.wizard.review.title;
    expect([1, 2, 9, 10].map((count) => headingOf(texts, forms, count))).toEqual([
      'One server needs new settings',
      'Two servers need new settings',
      'Nine servers need new settings',
      '10 servers need new settings',
    ]);
    expect(headingOf(german, german.wizard.review.title, 2)).toBe(
      'Zwei Server brauchen neue Einstellungen',
    );
  });

  it('of a result claim that it works only where that was seen afterwards', () => {
    expect(resultTitle(texts, RESULT)).toBe('Two servers changed, and both work');
    expect(resultTitle(texts, { ...RESULT, connections: [BROKEN_MAIL] })).toBe(
      'Two servers changed',
    );
    expect(resultTitle(texts, { ...RESULT, connections: [] })).toBe('Two servers changed');
    const failed = {
      server: CHANGES[0].server,
      reason: { kind: 'problem', problem: problemOf('retest-failed') },
    } as const;
    expect(resultTitle(texts, { ...RESULT, notChanged: [failed] })).toBe('2 of 3 servers changed');
    expect(resultTitle(texts, { ...RESULT, changed: [], notChanged: [failed] })).toBe(
      'Nothing was changed',
    );
  });

  it('of a review tell what can be changed from what cannot', () => {
    const lock = { code: 'policy', file: 'policies.json', key: null, line: null } as const;
    const locked = changeOf({ lock });
    const optional = changeOf({ optional: true });
    const titleOf = (...changes: readonly (typeof locked)[]): string =>
      reviewTitle(texts, { ...REVIEW, changes });
    expect(titleOf(locked, changeOf())).toBe('One server needs new settings');
    expect(titleOf(locked)).toContain('set elsewhere');
    expect(titleOf(optional)).toBe('One server can be made safer');
    expect(titleOf()).toBe('There is nothing to change any more');
  });
});

describe('what a click changes', () => {
  it('is what is needed and what was ticked, and nothing that is locked', () => {
    const lock = { code: 'policy', file: 'policies.json', key: null, line: null } as const;
    const [needed, safer, other, locked] = [
      changeOf(),
      changeOf({ optional: true }),
      changeOf({ optional: true }),
      changeOf({ lock }),
    ];
    const review = { ...REVIEW, changes: [needed, safer, other, locked] };
    expect(idsToApply(review, new Set([safer.id, locked.id]))).toEqual([needed.id, safer.id]);
  });

  it('has its reason said once where it is the same for all', () => {
    expect(commonReason(texts, REVIEW)).toContain('greeted in plain text');
    const other = changeOf({ diagnosis: diagnosisOf(RELAY, 'insecure-hardening') });
    expect(commonReason(texts, { ...REVIEW, changes: [...REVIEW.changes, other] })).toBeNull();
  });
});

describe('being offline', () => {
  const broken = (code: 'no-connection' | 'refused', brokenAt: 'connect' | 'greeting') =>
    connectionOf(MAIL, { state: 'broken', brokenAt, diagnosis: diagnosisOf(MAIL, code) });

  it('is said only where no server at all was reached', () => {
    expect(isOffline([broken('no-connection', 'connect')])).toBe(true);
    expect(isOffline([broken('no-connection', 'connect'), HEALTHY_IMAP])).toBe(false);
    expect(isOffline([broken('refused', 'connect')])).toBe(false);
    expect(isOffline([broken('no-connection', 'greeting')])).toBe(false);
    expect(isOffline([])).toBe(false);
  });
});
