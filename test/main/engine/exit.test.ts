import { describe, expect, it } from 'vitest';
import { exitOfTally, needPerson, tallyOf, type Tally } from '../../../main/engine/exit.ts';
import type { MailClient } from '../../../main/clients/client.ts';
import type { Account } from '../../../main/diagnose/judge.ts';
import { planChange } from '../../../main/diagnose/plan.ts';
import type { Plan } from '../../../main/diagnose/table.ts';
import type { Survey } from '../../../main/engine/survey.ts';
import type { World } from '../../../main/engine/world.ts';
import type { RunningState } from '../../../shared/model/profile.ts';
import type { Lock, MailServer } from '../../../shared/model/server.ts';
import { HOST, endpoint } from '../../support/observations.ts';
import { runIn, temporaryDemo } from '../../support/terminal.ts';

const NOTHING: Tally = { changes: 0, optional: 0, locked: 0, person: 0 };

describe('the exit code of what there is to do', () => {
  it.each([
    [{}, false, 0],
    [{ optional: 3 }, false, 0],
    [{ person: 1 }, false, 11],
    [{}, true, 11],
    [{ locked: 1, person: 1 }, true, 13],
    [{ changes: 1, locked: 1, person: 1 }, true, 10],
  ])('%j, and a problem for a person %s: %i', (counts, personNeeded, code) => {
    expect(exitOfTally({ ...NOTHING, ...counts }, personNeeded)).toBe(code);
  });

  it('asks for a person about a missing folder only if it was asked for by name', () => {
    const problems = [{ code: 'profile-missing', where: '/x', facts: {} }] as const;
    expect(needPerson(problems, false)).toBe(false);
    expect(needPerson(problems, true)).toBe(true);
  });
});

const SERVER: MailServer = {
  ...{ kind: 'mail', id: 'p/smtp1', profile: 'p', client: 'thunderbird', key: 'smtp1' },
  ...{ protocol: 'smtp', host: HOST, port: 465, portIsDefault: false, tls: 'implicit' },
  ...{ auth: 'any', identities: 1, editable: true, lockedBy: null },
  ...{ addresses: [], label: null, notes: [] },
};

function tally(plan: Plan, lock: Lock['code'] | null, harden = false): Tally {
  const lockedBy = lock && { code: lock, file: '/x', key: null, line: null };
  const server: MailServer = { ...SERVER, editable: lock === null, lockedBy };
  const at = endpoint(465, 'implicit');
  const remedy = plan === 'ask-a-person' ? null : endpoint(587, 'starttls');
  const diagnosis = {
    server: server.id,
    endpoint: at,
    evidence: [],
    facts: {},
    remedy,
    remarks: [],
  } as const;
  const verdict = { plan, diagnosis: { ...diagnosis, code: 'needs-starttls' } } as const;
  const planned = planChange(server, verdict, { harden });
  const subject = { ...server, server: server.id };
  const account: Account = { auth: server.auth, trust: () => 'trusted' };
  const survey: Survey = {
    looked: new Map(),
    results: [{ item: { server, subject, account, testable: true }, verdict, suggestions: [] }],
  };
  return tallyOf(survey, planned ? [planned] : []);
}

describe('a server counts', () => {
  it.each([
    ['nothing', null, {}],
    ['use-starttls', null, { changes: 1 }],
    ['use-standard-port', null, { changes: 1 }],
    ['offer-starttls', null, { optional: 1 }],
    ['ask-a-person', null, { person: 1 }],
    ['use-starttls', 'policy', { locked: 1 }],
    ['use-starttls', 'user-js', { locked: 1 }],
    ['use-starttls', 'user-js-unreadable', { person: 1 }],
    ['use-starttls', 'syntax-error', { person: 1 }],
    ['use-starttls', 'unwritable', { person: 1 }],
  ] as const)('%s, locked by %s: %j', (plan, lock, counts) => {
    expect(tally(plan, lock)).toEqual({ ...NOTHING, ...counts });
  });

  it('as a change when hardening was asked for', () => {
    expect(tally('offer-starttls', null, true)).toEqual({ ...NOTHING, changes: 1 });
  });
});

/** Only the servers that this tool can mend. */
const ONLY = ['--only', 'mail.example.org'];

describe('the exit code of a run', () => {
  const codeOf = async (world: World, ...argv: readonly string[]): Promise<number> =>
    (await runIn(world, argv)).exitCode;

  it('follows the world: needed, done, nothing left, taken back, nothing to take back', async () => {
    const { world } = await temporaryDemo();
    expect(await codeOf(world, 'scan')).toBe(0);
    expect(await codeOf(world, 'plan', ...ONLY)).toBe(10);
    expect(await codeOf(world, 'apply', ...ONLY)).toBe(2); // nobody to ask
    expect(await codeOf(world, 'apply', '--yes', ...ONLY)).toBe(0);
    expect(await codeOf(world, 'plan', ...ONLY)).toBe(0);
    expect(await codeOf(world, 'undo', '--yes')).toBe(0);
    expect(await codeOf(world, 'plan', ...ONLY)).toBe(10);
    expect(await codeOf(world, 'undo', '--yes')).toBe(0);
    expect(await codeOf(world, 'undo', 'no-such-run', '--yes')).toBe(11);
  });

  it('is 12 for apply and undo while the mail program is open', async () => {
    const { world } = await temporaryDemo();
    const [client] = world.clients as [MailClient];
    const running = (): RunningState => ({ state: 'running', evidence: 'the test says so' });
    const open: World = { ...world, clients: [{ ...client, running }] };
    expect(await codeOf(open, 'apply', '--yes', ...ONLY)).toBe(12);
    expect(await codeOf(world, 'apply', '--yes', ...ONLY)).toBe(0);
    expect(await codeOf(open, 'undo', '--yes')).toBe(12);
  });

  it('is 20 when a profile can not be written, and says why in a whole sentence', async () => {
    const { world } = await temporaryDemo();
    const rename: typeof world.files.rename = (from, to) => {
      if (to.endsWith('prefs.js')) throw Object.assign(new Error('EIO'), { code: 'EIO' });
      world.files.rename(from, to);
    };
    const broken: World = { ...world, files: { ...world.files, rename } };
    const { exitCode, err } = await runIn(broken, ['apply', '--yes', ...ONLY]);
    expect(err).toContain('could not be written (EIO); the file is as it was');
    expect(exitCode).toBe(20);
    expect(await codeOf(world, 'apply', '--yes', ...ONLY)).toBe(0);
  });
});
