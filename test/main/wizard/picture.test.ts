import { describe, expect, it } from 'vitest';
import { blankPicture, pictureOf, type Picture } from '../../../main/wizard/picture.ts';
import { withProgress } from '../../../main/wizard/progress.ts';
import type { Account } from '../../../main/diagnose/judge.ts';
import type { ProbeMode, TlsMode } from '../../../shared/model/endpoint.ts';
import {
  FAILURE_KINDS,
  STEP_NAMES,
  type FailureKind,
  type Observation,
  type Step,
  type StepName,
} from '../../../shared/model/observation.ts';
import {
  EARLY,
  EXPIRED,
  GOOD_TLS,
  endpoint,
  fails,
  works,
  worksWith,
} from '../../support/observations.ts';
import { inWords } from './window.ts';

const ACCOUNT: Account = { auth: 'password-cleartext', trust: () => 'trusted' };
const STRANGER: Account = { ...ACCOUNT, trust: () => 'untrusted' };

/** The steps of a whole conversation, in the order of the wire. */
const WIRE: Readonly<Record<ProbeMode, readonly StepName[]>> = {
  implicit: ['resolve', 'connect', 'handshake', 'greeting', 'authentication', 'goodbye'],
  starttls: [...STEP_NAMES],
};

const step = (name: StepName, status: Step['status'] = 'done'): Step => ({ name, status, ms: 7.6 });

const at = (tls: ProbeMode) => endpoint(tls === 'implicit' ? 465 : 587, tls);

/** A conversation that reached its goodbye. */
function whole(tls: ProbeMode, changes: Partial<Observation> = {}): Observation {
  return works(at(tls), { steps: WIRE[tls].map((name) => step(name)), ...changes });
}

/** One that failed in a step: those before it were done, and TLS is there once its handshake was. */
function broken(
  tls: ProbeMode,
  where: StepName,
  kind: FailureKind,
  changes: Partial<Observation> = {},
): Observation {
  const before = WIRE[tls].slice(0, WIRE[tls].indexOf(where));
  return fails(at(tls), kind, {
    step: where,
    steps: [...before.map((name) => step(name)), step(where, 'failed')],
    tls: before.includes('handshake') ? GOOD_TLS : null,
    firstBytes: { kind: 'plaintext', hex: '323230' },
    ...changes,
  });
}

const MUTE: Partial<Observation> = { firstBytes: { kind: 'none', hex: '' } };
const TLS_BYTES: Partial<Observation> = { firstBytes: { kind: 'tls-alert', hex: '15' } };

interface Row {
  readonly says: string;
  readonly observation: Observation;
  readonly tls?: TlsMode;
  readonly account?: Account;
  readonly picture: string;
}

const FROM_ENCRYPTION = 'encrypted from encryption';
const FROM_GREETING = 'encrypted from greeting';
const NEVER = 'encrypted from -';

const ROWS: readonly Row[] = [
  {
    says: 'SSL/TLS that works: encrypted right after Connect',
    observation: whole('implicit'),
    picture: `done done done done done; ${FROM_GREETING}, broken at -`,
  },
  {
    says: 'STARTTLS that works: encrypted from Encryption on',
    observation: whole('starttls'),
    picture: `done done done done done; ${FROM_ENCRYPTION}, broken at -`,
  },
  {
    says: 'a greeting in plain text where SSL/TLS was due',
    observation: broken('implicit', 'handshake', 'plaintext-instead-of-tls'),
    picture: `done unexpected broken not-reached not-reached; ${NEVER}, broken at encryption`,
  },
  {
    says: 'plain text after STARTTLS was agreed: the greeting was as it should be',
    observation: broken('starttls', 'handshake', 'plaintext-instead-of-tls'),
    picture: `done done broken not-reached not-reached; ${NEVER}, broken at encryption`,
  },
  {
    says: 'another protocol where SSL/TLS was due',
    observation: broken('implicit', 'handshake', 'wrong-protocol'),
    picture: `done broken not-reached not-reached not-reached; ${NEVER}, broken at greeting`,
  },
  ...(['silence', 'closed', 'reset'] as const).map((kind): Row => ({
    says: `${kind} without a byte where SSL/TLS was due`,
    observation: broken('implicit', 'handshake', kind, MUTE),
    picture: `done broken not-reached not-reached not-reached; ${NEVER}, broken at greeting`,
  })),
  {
    says: 'an alert in the handshake: there was no greeting yet',
    observation: broken('implicit', 'handshake', 'tls-alert', TLS_BYTES),
    picture: `done not-reached broken not-reached not-reached; ${NEVER}, broken at encryption`,
  },
  {
    says: 'TLS where a greeting was due',
    observation: broken('starttls', 'greeting', 'tls-instead-of-plaintext'),
    picture: `done broken not-reached not-reached not-reached; ${NEVER}, broken at greeting`,
  },
  {
    says: 'a greeting that refuses, inside TLS',
    observation: broken('implicit', 'greeting', 'negative-reply'),
    picture: `done broken done done not-reached; ${FROM_GREETING}, broken at greeting`,
  },
  {
    says: 'EHLO refused',
    observation: broken('starttls', 'capabilities', 'negative-reply'),
    picture: `done broken not-reached not-reached not-reached; ${NEVER}, broken at greeting`,
  },
  {
    says: 'STARTTLS not offered, to an account that needs it',
    observation: broken('starttls', 'starttls', 'starttls-not-offered'),
    picture: `done done broken not-reached not-reached; ${NEVER}, broken at encryption`,
  },
  {
    says: 'a name that there is not',
    observation: broken('starttls', 'resolve', 'name-not-found'),
    picture: `broken not-reached not-reached not-reached not-reached; ${NEVER}, broken at connect`,
  },
  {
    says: 'a closed port',
    observation: broken('implicit', 'connect', 'refused', MUTE),
    picture: `broken not-reached not-reached not-reached not-reached; ${NEVER}, broken at connect`,
  },
  {
    says: 'TLS too old to be used, although it was agreed on',
    observation: whole('implicit', { tls: { ...GOOD_TLS, version: 'TLSv1.1' } }),
    picture: `done done broken not-reached not-reached; ${NEVER}, broken at encryption`,
  },
  ...(['implicit', 'starttls'] as const).flatMap((tls): Row[] => {
    const from = tls === 'implicit' ? FROM_GREETING : FROM_ENCRYPTION;
    const stopped = `done done done broken not-reached; ${from}, broken at certificate`;
    const shows = { steps: WIRE[tls].map((name) => step(name)) };
    const faulty = (facts: Parameters<typeof worksWith>[1]): Observation => ({
      ...worksWith(at(tls), facts),
      ...shows,
    });
    return [
      { says: `expired, ${tls}`, observation: faulty({ chain: [EXPIRED] }), picture: stopped },
      { says: `too early, ${tls}`, observation: faulty({ chain: [EARLY] }), picture: stopped },
      { says: `wrong name, ${tls}`, observation: faulty({ nameMatches: false }), picture: stopped },
      {
        says: `untrusted, ${tls}`,
        observation: faulty({ verifyError: 'UNABLE_TO_GET_ISSUER_CERT' }),
        account: STRANGER,
        picture: stopped,
      },
      {
        says: `no log-in, ${tls}`,
        observation: whole(tls, { authAfterTls: [] }),
        picture: `done done done done broken; ${from}, broken at authentication`,
      },
      {
        says: `hung up when asked for log-ins, ${tls}`,
        observation: broken(tls, 'authentication', 'closed'),
        picture: `done done done done broken; ${from}, broken at authentication`,
      },
      {
        says: `stopped by the user inside TLS, ${tls}`,
        observation: broken(tls, 'authentication', 'cancelled'),
        picture: `done done done done not-reached; ${from}, broken at -`,
      },
      {
        says: `stopped by the user before it was connected, ${tls}`,
        observation: broken(tls, 'connect', 'cancelled', MUTE),
        picture: `not-reached not-reached not-reached not-reached not-reached; ${NEVER}, broken at -`,
      },
    ];
  }),
  ...(['none', 'opportunistic'] as const).flatMap((tls): Row[] => [
    {
      says: `STARTTLS would work, but the account is set to ${tls}`,
      observation: whole('starttls', { authBeforeTls: ['PLAIN'] }),
      tls,
      picture: `done done unexpected not-reached done; ${NEVER}, broken at -`,
    },
    {
      says: `no STARTTLS, and the account is set to ${tls}`,
      observation: broken('starttls', 'starttls', 'starttls-not-offered'),
      tls,
      picture: `done done unexpected not-reached not-reached; ${NEVER}, broken at -`,
    },
    {
      says: `silent, and the account is set to ${tls}`,
      observation: broken('starttls', 'greeting', 'silence', MUTE),
      tls,
      picture: `done broken not-reached not-reached not-reached; ${NEVER}, broken at greeting`,
    },
  ]),
];

const pictured = ({ observation, tls, account = ACCOUNT }: Row): Picture =>
  pictureOf(observation, tls ?? observation.endpoint.tls, account);

describe('the picture of', () => {
  it.each(ROWS)('$says', (row) => {
    expect(inWords(pictured(row))).toBe(row.picture);
  });
});

describe('whatever was seen', () => {
  const everywhere = (['implicit', 'starttls'] as const).flatMap((tls) =>
    WIRE[tls].flatMap((where) =>
      FAILURE_KINDS.flatMap((kind) =>
        [MUTE, TLS_BYTES, {}].map((bytes) => broken(tls, where, kind, bytes)),
      ),
    ),
  );
  const modes = (observation: Observation): readonly TlsMode[] =>
    observation.endpoint.tls === 'implicit'
      ? ['implicit', 'auto']
      : ['starttls', 'opportunistic', 'none', 'auto'];

  it('no tube is drawn where the wire was plain, and no step is claimed that was not seen', () => {
    for (const observation of everywhere) {
      for (const tls of modes(observation)) {
        const picture = pictureOf(observation, tls, ACCOUNT);
        const wasEncrypted = observation.tls !== null;
        if (!wasEncrypted) expect(picture.encryptedFrom).toBeNull();
        const seen = new Map(observation.steps.map(({ name, status }) => [name, status]));
        for (const { name, status } of picture.steps) {
          if (status !== 'done') continue;
          if (name === 'connect' || name === 'greeting') expect(seen.get(name)).toBe('done');
          if (name === 'encryption' || name === 'certificate') expect(wasEncrypted).toBe(true);
        }
        const cut = picture.steps.filter(({ status }) => status === 'broken');
        expect(cut.map(({ name }) => name)).toEqual(
          picture.brokenAt === null ? [] : [picture.brokenAt],
        );
        const kind = observation.failure?.kind;
        const isOurs = kind === 'cancelled' || kind === 'deadline';
        if (isOurs) expect(picture.brokenAt).toBeNull();
      }
    }
  });

  it('what is encrypted on the wire is so in the picture, unless the account is set to plain text', () => {
    for (const observation of [...everywhere, whole('implicit'), whole('starttls')]) {
      if (observation.tls === null) continue;
      const { encryptedFrom } = pictureOf(observation, observation.endpoint.tls, ACCOUNT);
      expect(encryptedFrom).toBe(
        observation.endpoint.tls === 'implicit' ? 'greeting' : 'encryption',
      );
    }
  });
});

describe('the facts under the steps', () => {
  const facts = (observation: Observation, account = ACCOUNT) =>
    pictureOf(observation, observation.endpoint.tls, account).steps.map(({ fact }) => fact);

  it('are what was measured and read', () => {
    expect(facts(whole('starttls'))).toEqual([
      { kind: 'milliseconds', value: 8 },
      { kind: 'greeted' },
      { kind: 'tls', version: 'TLSv1.3' },
      { kind: 'valid-until', day: '2027-01-01' },
      { kind: 'methods', count: 2 },
    ]);
  });

  it('name the fault of a certificate', () => {
    const fact = (tls: Parameters<typeof worksWith>[1], account?: Account) =>
      facts({ ...whole('implicit'), tls: { ...GOOD_TLS, ...tls } }, account)[3];
    expect(fact({ chain: [EXPIRED] })).toEqual({ kind: 'expired', day: '2026-11-24' });
    expect(fact({ chain: [EARLY] })).toEqual({ kind: 'not-yet-valid', day: '2026-11-24' });
    expect(fact({ nameMatches: false })).toEqual({ kind: 'wrong-name' });
    expect(fact({ verifyError: 'X' }, STRANGER)).toEqual({ kind: 'not-trusted' });
  });

  it('give the failure where it stops, and the plain text that came before', () => {
    expect(facts(broken('implicit', 'handshake', 'plaintext-instead-of-tls'))).toEqual([
      { kind: 'milliseconds', value: 8 },
      { kind: 'plain-text' },
      { kind: 'failure', failure: 'plaintext-instead-of-tls' },
      null,
      null,
    ]);
  });
});

describe('the picture while it is tested', () => {
  const after = (events: readonly (readonly [StepName, 'started' | Step['status']])[]): string =>
    events
      .reduce((picture, [name, status]) => withProgress(picture, { step: name, status }), {
        ...blankPicture('waiting'),
      })
      .steps.map(({ status }) => status)
      .join(' ');

  it('turns where it is, and keeps what was done when a second address begins', () => {
    expect(after([['resolve', 'started']])).toBe('checking waiting waiting waiting waiting');
    const greeted = [
      ['connect', 'done'],
      ['greeting', 'started'],
      ['greeting', 'done'],
      ['connect', 'started'],
      ['greeting', 'started'],
    ] as const;
    expect(after(greeted)).toBe('done done waiting waiting waiting');
  });

  it('calls nothing broken before it is known what a failure means', () => {
    expect(
      after([
        ['connect', 'started'],
        ['connect', 'failed'],
      ]),
    ).toBe('checking waiting waiting waiting waiting');
  });
});
