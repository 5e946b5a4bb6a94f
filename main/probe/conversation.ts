// main/probe: one conversation with one address, step by step. It gathers facts and judges nothing.
// May import: shared, node.
import { isIP } from 'node:net';
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type {
  Failure,
  FailureKind,
  Observation,
  Reply,
  Step,
  StepName,
  TlsFacts,
} from '../../shared/model/observation.ts';
import { secureContextFor, tlsFactsOf, tlsName } from './certificate.ts';
import { Deadline, Stopped } from './deadline.ts';
import type { Timeouts } from './deadline.ts';
import type { Network } from './network.ts';
import { SPEAKERS } from './protocol.ts';
import type { Capabilities, Dialogue, ProtocolSpeaker } from './protocol.ts';
import { alertIn, firstBytesOf } from './tap.ts';
import { Wire } from './wire.ts';

/** Something began or ended; for progress only. */
export interface StepEvent {
  readonly endpoint: Endpoint;
  /** Null while the name is being resolved. */
  readonly address: string | null;
  readonly step: StepName;
  readonly status: 'started' | Step['status'];
}

export interface ProbeOptions {
  readonly network: Network;
  /** PEM roots, one certificate a string, that the handshake is verified against. */
  readonly anchors: readonly string[];
  readonly timeouts: Timeouts;
  /** Ends everything: see Deadline. */
  readonly signal: AbortSignal;
  readonly onStep?: (event: StepEvent) => void;
  readonly now: () => Date;
}

/** How the answer to QUIT or LOGOUT is waited for, at most, in milliseconds. */
const GOODBYE_MS = 2000;

/**
 * How to take leave after a failure. A server that is still listening is told, because one that is
 * hung up on in the middle may count it against this address (fail2ban's rules do). In silence
 * where the conversation is broken, or not the server's own any more.
 */
const LEAVE: Readonly<Partial<Record<FailureKind, 'and wait' | 'at once'>>> = {
  'negative-reply': 'and wait',
  'starttls-not-offered': 'and wait',
  'starttls-masked': 'and wait',
  'starttls-misplaced': 'and wait',
  preauth: 'and wait',
  timeout: 'at once',
  cancelled: 'at once',
  deadline: 'at once',
};

const NO_OFFER = {
  absent: 'starttls-not-offered',
  masked: 'starttls-masked',
  misplaced: 'starttls-misplaced',
} as const;

/** Talks to one address of an endpoint, from the connection to the goodbye. */
export async function converse(
  endpoint: Endpoint,
  address: string,
  resolved: Step,
  options: ProbeOptions,
): Promise<Observation> {
  const conversation = new Conversation(endpoint, address, resolved, options);
  return conversation.run();
}

class Conversation {
  readonly #endpoint: Endpoint;
  readonly #address: string;
  readonly #options: ProbeOptions;
  readonly #deadline: Deadline;
  readonly #wire: Wire;
  readonly #speaker: ProtocolSpeaker;
  readonly #dialogue: Dialogue;
  readonly #steps: Step[];
  readonly #startedAt: string;
  readonly #startedMs = performance.now();
  #ms = 0;
  #step: StepName = 'connect';
  /** True from the greeting on, but not from STARTTLS to the end of the handshake. */
  #mayTalk = false;
  #greeting: Reply | null = null;
  #before: Capabilities | null = null;
  #after: Capabilities | null = null;
  #tls: TlsFacts | null = null;

  constructor(endpoint: Endpoint, address: string, resolved: Step, options: ProbeOptions) {
    this.#endpoint = endpoint;
    this.#address = address;
    this.#options = options;
    this.#startedAt = options.now().toISOString();
    this.#steps = [resolved];
    this.#deadline = new Deadline(options.signal);
    this.#wire = new Wire(options.network.connect(address, endpoint.port), this.#deadline);
    this.#speaker = SPEAKERS[endpoint.protocol];
    this.#dialogue = this.#speaker.begin(this.#wire, endpoint.tls === 'implicit');
  }

  async run(): Promise<Observation> {
    let failure: Failure | null = null;
    try {
      await this.#walk();
      await this.#goodbye();
    } catch (error) {
      failure = this.#failureOf(error);
      this.#wire.traceRest();
      await this.#leaveAfter(failure.kind);
    } finally {
      this.#ms = performance.now() - this.#startedMs;
      await this.#wire.close();
    }
    return this.#observation(failure);
  }

  async #walk(): Promise<void> {
    const { connectMs, greetingMs, stepMs } = this.#options.timeouts;
    await this.#take('connect', connectMs, () => this.#wire.connected());
    if (this.#endpoint.tls === 'implicit') {
      await this.#take('handshake', greetingMs, () => this.#handshakeFirst());
      const known = await this.#take('greeting', greetingMs, () => this.#greet());
      await this.#take('authentication', stepMs, () => this.#learn(known));
    } else {
      const known = await this.#take('greeting', greetingMs, () => this.#greetInPlain());
      this.#before = await this.#take('capabilities', stepMs, () => this.#ask(known));
      await this.#take('starttls', stepMs, () => this.#upgrade(this.#before));
      await this.#take('handshake', stepMs, () => this.#handshake());
      this.#mayTalk = true;
      await this.#take('authentication', stepMs, () => this.#learn(null));
    }
  }

  async #take<T>(name: StepName, ms: number, action: () => Promise<T>): Promise<T> {
    const begunMs = performance.now();
    const end = (status: Step['status']): void => {
      this.#steps.push({ name, status, ms: performance.now() - begunMs });
      this.#tell(name, status);
    };
    this.#step = name;
    this.#deadline.allow(ms);
    this.#tell(name, 'started');
    try {
      const result = await action();
      end('done');
      return result;
    } catch (error) {
      end('failed');
      throw error;
    }
  }

  #tell(step: StepName, status: StepEvent['status']): void {
    this.#options.onStep?.({ endpoint: this.#endpoint, address: this.#address, step, status });
  }

  async #greetInPlain(): Promise<Capabilities | null> {
    const { kind } = await this.#wire.opening();
    if (kind === 'tls-record' || kind === 'tls-alert') {
      const alert = alertIn(this.#wire.tap.opening);
      throw new Stopped('tls-instead-of-plaintext', alert === null ? {} : { alert });
    }
    const known = await this.#greet();
    if (this.#greeting?.status === 'PREAUTH') {
      throw new Stopped('preauth', { reply: this.#greeting });
    }
    return known;
  }

  async #greet(): Promise<Capabilities | null> {
    const { reply, accepted, capabilities } = await this.#dialogue.greeting();
    this.#greeting = reply;
    this.#mayTalk = true;
    if (!accepted) throw new Stopped('negative-reply', { reply });
    return capabilities;
  }

  async #ask(known: Capabilities | null): Promise<Capabilities> {
    return known ?? (await this.#dialogue.capabilities());
  }

  async #learn(known: Capabilities | null): Promise<void> {
    this.#after = await this.#ask(known);
  }

  async #upgrade(offer: Capabilities | null): Promise<void> {
    if (offer?.starttls !== 'offered') {
      throw new Stopped(NO_OFFER[offer?.starttls ?? 'absent'], offer ? { reply: offer.reply } : {});
    }
    this.#mayTalk = false;
    try {
      await this.#dialogue.starttls();
    } catch (error) {
      this.#mayTalk = error instanceof Stopped && error.kind === 'negative-reply';
      throw error;
    }
    if (await this.#wire.hasUnread()) throw new Stopped('bytes-before-tls');
  }

  /** Where plain text comes instead, its first line tells whether it is this protocol's greeting. */
  async #handshakeFirst(): Promise<void> {
    try {
      await this.#handshake();
    } catch (error) {
      if (!(error instanceof Stopped && error.kind === 'plaintext-instead-of-tls')) throw error;
      this.#greeting = this.#speaker.greetingIn(await this.#wire.plaintextOpening());
      throw this.#greeting ? error : new Stopped('wrong-protocol');
    }
  }

  async #handshake(): Promise<void> {
    const name = tlsName(this.#endpoint.host);
    const socket = await this.#wire.secure(
      isIP(name) === 0 ? name : '',
      secureContextFor(this.#options.anchors),
    );
    this.#tls = tlsFactsOf(socket, this.#endpoint.host);
  }

  /** All there is to know is known: a server that goes without a word is no failure. */
  async #goodbye(): Promise<void> {
    try {
      await this.#take('goodbye', GOODBYE_MS, () => this.#dialogue.goodbye());
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  async #leaveAfter(kind: FailureKind): Promise<void> {
    if (!this.#mayTalk || !this.#wire.isOpen) return;
    if (LEAVE[kind] === 'and wait') await this.#goodbye();
    else if (LEAVE[kind] === 'at once') this.#dialogue.leave();
  }

  #failureOf(error: unknown): Failure {
    if (!(error instanceof Stopped)) throw error;
    const { kind, reply, alert, systemCode } = error;
    return { step: this.#step, kind, reply, alert, systemCode };
  }

  #observation(failure: Failure | null): Observation {
    return {
      endpoint: this.#endpoint,
      address: this.#address,
      startedAt: this.#startedAt,
      ms: this.#ms,
      steps: this.#steps,
      firstBytes: firstBytesOf(this.#wire.tap.opening),
      greeting: this.#greeting,
      capabilitiesBeforeTls: this.#before?.lines ?? [],
      capabilitiesAfterTls: this.#after?.lines ?? [],
      authBeforeTls: this.#before?.auth ?? [],
      authAfterTls: this.#after?.auth ?? [],
      tls: this.#tls,
      clientCertificateRequested: this.#wire.tap.messages.certificateRequested,
      trace: this.#wire.trace.lines,
      failure,
    };
  }
}
