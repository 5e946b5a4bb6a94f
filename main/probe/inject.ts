// main/probe: does a server obey a command that was sent in plain text behind STARTTLS? It looks like
// an attack in the server's log, so it is done only when asked for. May import: shared, node.
import { isIP } from 'node:net';
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { InjectionCheck } from '../../shared/model/observation.ts';
import { secureContextFor, tlsName } from './certificate.ts';
import type { ProbeOptions } from './conversation.ts';
import { Deadline, Stopped } from './deadline.ts';
import type { Dialogue } from './protocol.ts';
import { SPEAKERS } from './protocol.ts';
import { Wire } from './wire.ts';

/** How long an answer that must not come is waited for, in milliseconds. */
const UNWANTED_ANSWER_MS = 1000;

/**
 * Asks for TLS with a harmless command (NOOP, CAPA) in the same segment, and listens inside TLS: an
 * answer before the first question, or one answer too many after it, means that the server kept the
 * plain text (NO STARTTLS, USENIX Security 2021; CVE-2011-0411). Never throws what the server does.
 */
export async function checkInjection(
  endpoint: Endpoint,
  address: string,
  options: ProbeOptions,
): Promise<InjectionCheck> {
  const deadline = new Deadline(options.signal);
  const wire = new Wire(options.network.connect(address, endpoint.port), deadline);
  const dialogue = SPEAKERS[endpoint.protocol].begin(wire, false);
  try {
    const result = await lookFor(endpoint, wire, dialogue, deadline, options);
    return { endpoint, address, result, trace: wire.trace.lines };
  } finally {
    await wire.close();
  }
}

async function lookFor(
  endpoint: Endpoint,
  wire: Wire,
  dialogue: Dialogue,
  deadline: Deadline,
  { timeouts, anchors }: ProbeOptions,
): Promise<InjectionCheck['result']> {
  const within = <T>(ms: number, action: () => Promise<T>): Promise<T> => {
    deadline.allow(ms);
    return action();
  };
  const reached = await succeeds(async () => {
    await within(timeouts.connectMs, () => wire.connected());
    await within(timeouts.greetingMs, () => wire.opening());
    const greeting = await within(timeouts.greetingMs, () => dialogue.greeting());
    if (!greeting.accepted) throw new Stopped('negative-reply', { reply: greeting.reply });
    const { capabilities } = greeting;
    const offer = capabilities ?? (await within(timeouts.stepMs, () => dialogue.capabilities()));
    if (offer.starttls !== 'offered') throw new Stopped('starttls-not-offered');
  });
  if (!reached) return 'not-reached';
  const upgraded = await succeeds(async () => {
    await within(timeouts.stepMs, () => dialogue.starttlsWithCommand());
    // Answered outside TLS: nobody's mail program goes on from there.
    if (await wire.hasUnread()) throw new Stopped('bytes-before-tls');
    const name = tlsName(endpoint.host);
    await within(timeouts.stepMs, () =>
      wire.secure(isIP(name) === 0 ? name : '', secureContextFor(anchors)),
    );
  });
  if (!upgraded) return 'refused';
  if (await speaksUnasked(wire, deadline)) return 'answered';
  const stopped = await stopOf(() => within(timeouts.stepMs, () => dialogue.capabilities()));
  // An answer with the tag of the other command, where the protocol has tags.
  if (stopped?.kind === 'wrong-protocol') return 'answered';
  if (stopped) return 'refused';
  if (await speaksUnasked(wire, deadline)) return 'answered';
  await succeeds(() => within(timeouts.stepMs, () => dialogue.goodbye()));
  return 'discarded';
}

async function speaksUnasked(wire: Wire, deadline: Deadline): Promise<boolean> {
  deadline.allow(UNWANTED_ANSWER_MS);
  return succeeds(() => wire.line());
}

/** False if the server, the network or the clock put an end to it. */
async function succeeds(action: () => Promise<unknown>): Promise<boolean> {
  return (await stopOf(action)) === undefined;
}

/** What put an end to it. */
async function stopOf(action: () => Promise<unknown>): Promise<Stopped | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof Stopped) return error;
    throw error;
  }
}
