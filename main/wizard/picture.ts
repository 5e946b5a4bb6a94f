// main/wizard: what was seen of one connection, as the picture shows it. Pure. Everything in it was
// seen on the wire: no tube where the wire was plain, no thin line where it was encrypted.
// May import: shared, main/diagnose.
import {
  PICTURE_STEPS,
  type ConnectionView,
  type PictureFact,
  type PictureStep,
  type PictureStepName,
} from '../../shared/contract.ts';
import type { TlsMode } from '../../shared/model/endpoint.ts';
import type { FailureKind, Observation, StepName } from '../../shared/model/observation.ts';
import { certificateFault } from '../diagnose/chain.ts';
import { seenIn, type Account, type Seen } from '../diagnose/judge.ts';

export type Picture = Pick<ConnectionView, 'steps' | 'encryptedFrom' | 'brokenAt'>;

type Status = PictureStep['status'];

/** Where in the picture each step of a conversation belongs. */
export const PLACE_OF: Readonly<Record<StepName, PictureStepName>> = {
  resolve: 'connect',
  connect: 'connect',
  greeting: 'greeting',
  capabilities: 'greeting', // EHLO and the like: how the two greet each other
  starttls: 'encryption',
  handshake: 'encryption',
  authentication: 'authentication',
  goodbye: 'authentication',
};

/** We ended it ourselves: that breaks nothing. */
const STOPPED: readonly FailureKind[] = ['cancelled', 'deadline'];

/** Whether the mail program sends in plain text as it is set, whatever the server could do. */
export function isPlainMode(tls: TlsMode): boolean {
  return tls === 'opportunistic' || tls === 'none';
}

/** What ends a conversation that reached its goodbye all the same. */
const LOG_IN_FAULTS: readonly Seen[] = ['no-auth', 'no-usable-auth', 'login-disabled'];

/** Every step with the same status, and nothing known. */
export function blankPicture(status: 'waiting' | 'not-reached'): Picture {
  const steps = PICTURE_STEPS.map((name): PictureStep => ({ name, status, fact: null }));
  return { steps, encryptedFrom: null, brokenAt: null };
}

/** A connection that can't even be begun, since the stored name or port is none. */
export function impossiblePicture(): Picture {
  const steps = PICTURE_STEPS.map((name): PictureStep => ({
    name,
    status: name === 'connect' ? 'broken' : 'not-reached',
    fact: null,
  }));
  return { steps, encryptedFrom: null, brokenAt: 'connect' };
}

/**
 * The picture of a conversation that is over, for a connection as it is set.
 * @param tls as configured: the conversation itself was held in one of two modes
 */
export function pictureOf(observation: Observation, tls: TlsMode, account: Account): Picture {
  const stop = stopOf(observation, account);
  if (isPlainMode(tls) && greetedInPlain(observation)) return plainPicture(observation);
  const steps = PICTURE_STEPS.map((name): PictureStep => {
    if (stop?.at === name) return { name, status: 'broken', fact: stop.fact };
    return { name, ...reached(name, observation, stop?.at ?? null) };
  });
  return { steps, encryptedFrom: encryptedFrom(observation, stop), brokenAt: stop?.at ?? null };
}

interface Stop {
  readonly at: PictureStepName;
  readonly fact: PictureFact | null;
}

/** Where a mail program would get no further, or null if it would, or if we stopped ourselves. */
function stopOf(observation: Observation, account: Account): Stop | null {
  const { failure, tls, endpoint } = observation;
  const seen = seenIn(observation, account);
  if (tls?.version != null) {
    if (seen === 'tls-too-old') {
      return { at: 'encryption', fact: { kind: 'tls', version: tls.version } };
    }
    if (seen === certificateFault(observation, account.trust)) {
      return { at: 'certificate', fact: certificateFact(observation, seen) };
    }
  }
  if (failure && STOPPED.includes(failure.kind)) return null;
  if (failure) {
    const fact: PictureFact = { kind: 'failure', failure: failure.kind };
    const wasMute = observation.firstBytes.kind === 'none' && PLACE_OF[failure.step] !== 'connect';
    // Not one byte came, to a ClientHello either: it is at the greeting that the server is missed.
    if (endpoint.tls === 'implicit' && (wasMute || failure.kind === 'wrong-protocol')) {
      return { at: 'greeting', fact };
    }
    return { at: PLACE_OF[failure.step], fact };
  }
  const { length: count } = observation.authAfterTls;
  return LOG_IN_FAULTS.includes(seen)
    ? { at: 'authentication', fact: { kind: 'methods', count } }
    : null;
}

function certificateFact({ tls, startedAt }: Observation, fault: Seen): PictureFact {
  const chain = tls?.chain ?? [];
  const at = Date.parse(startedAt);
  switch (fault) {
    case 'certificate-expired': {
      const expired = chain.find(({ notAfter }) => Date.parse(notAfter) < at);
      return { kind: 'expired', day: day(expired?.notAfter ?? '') };
    }
    case 'certificate-not-yet-valid': {
      const early = chain.find(({ notBefore }) => Date.parse(notBefore) > at);
      return { kind: 'not-yet-valid', day: day(early?.notBefore ?? '') };
    }
    case 'certificate-wrong-name':
    case 'certificate-common-name-only':
      return { kind: 'wrong-name' };
    default:
      return { kind: 'not-trusted' };
  }
}

/** A step that is not the one where it stops. */
function reached(
  name: PictureStepName,
  observation: Observation,
  stoppedAt: PictureStepName | null,
): { readonly status: Status; readonly fact: PictureFact | null } {
  const { tls, authAfterTls, failure, endpoint } = observation;
  const no = { status: 'not-reached', fact: null } as const;
  switch (name) {
    case 'connect': {
      const ms = msOf(observation, 'connect');
      return ms === null ? no : done({ kind: 'milliseconds', value: Math.round(ms) });
    }
    case 'greeting':
      // A greeting in plain text where the ClientHello was to be answered.
      if (failure?.kind === 'plaintext-instead-of-tls' && endpoint.tls === 'implicit') {
        return { status: 'unexpected', fact: { kind: 'plain-text' } };
      }
      return msOf(observation, 'greeting') === null ? no : done({ kind: 'greeted' });
    case 'encryption':
      return tls?.version == null ? no : done({ kind: 'tls', version: tls.version });
    case 'certificate': {
      const leaf = tls?.chain[0];
      if (tls?.version == null || !leaf || stoppedAt === 'encryption') return no;
      return done({ kind: 'valid-until', day: day(leaf.notAfter) });
    }
    case 'authentication': {
      const isBehind = stoppedAt !== null;
      const wasAsked = msOf(observation, 'authentication') !== null;
      return isBehind || !wasAsked ? no : done({ kind: 'methods', count: authAfterTls.length });
    }
  }
}

function done(fact: PictureFact): { readonly status: 'done'; readonly fact: PictureFact } {
  return { status: 'done', fact };
}

function encryptedFrom({ tls, endpoint }: Observation, stop: Stop | null): PictureStepName | null {
  if (tls?.version == null || stop?.at === 'encryption') return null;
  return endpoint.tls === 'implicit' ? 'greeting' : 'encryption';
}

/** The milliseconds of a step that was done, or null. */
function msOf({ steps }: Observation, name: StepName): number | null {
  return steps.find((step) => step.name === name && step.status === 'done')?.ms ?? null;
}

function greetedInPlain(observation: Observation): boolean {
  return (
    observation.endpoint.tls === 'starttls' &&
    msOf(observation, 'greeting') !== null &&
    msOf(observation, 'capabilities') !== null
  );
}

/** The probe may have got further, with STARTTLS; the mail program as it is set would not ask for it. */
function plainPicture(observation: Observation): Picture {
  const { authBeforeTls } = observation;
  const count = authBeforeTls.length;
  const steps: readonly PictureStep[] = [
    { name: 'connect', ...reached('connect', observation, null) },
    { name: 'greeting', ...done({ kind: 'greeted' }) },
    { name: 'encryption', status: 'unexpected', fact: { kind: 'plain-text' } },
    { name: 'certificate', status: 'not-reached', fact: null },
    count > 0
      ? { name: 'authentication', ...done({ kind: 'methods', count }) }
      : { name: 'authentication', status: 'not-reached', fact: null },
  ];
  return { steps, encryptedFrom: null, brokenAt: null };
}

/** The day of an ISO 8601 time. */
function day(time: string): string {
  return time.slice(0, 10);
}
