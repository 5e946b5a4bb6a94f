// main/probe: what a conversation needs of a protocol. One protocol a file: smtp.ts, imap.ts, pop3.ts.
// None of them ever sends AUTH, LOGIN, USER, APOP, MAIL, a user name or a mail address.
// May import: shared, node.
import type { Protocol } from '../../shared/model/endpoint.ts';
import type { Reply } from '../../shared/model/observation.ts';
import { imap } from './imap.ts';
import { pop3 } from './pop3.ts';
import { smtp } from './smtp.ts';

/** A connection as a protocol sees it: see Wire. Lines are Latin-1 without their line ends. */
export interface Talk {
  send(command: string): void;
  line(): Promise<string>;
}

export interface Capabilities {
  /** As the server gave them, made printable. */
  readonly lines: readonly string[];
  readonly starttls: 'offered' | 'masked' | 'misplaced' | 'absent';
  /** Log-in methods as Observation.authAfterTls names them. */
  readonly auth: readonly string[];
  /** The reply they came in. */
  readonly reply: Reply;
}

export interface Greeting {
  readonly reply: Reply;
  /** False if the server refuses to talk. */
  readonly accepted: boolean;
  /** Some servers put them into the greeting: that saves a round trip. */
  readonly capabilities: Capabilities | null;
}

/** One conversation. Each method throws Stopped as Wire does, and `negative-reply`, `wrong-protocol`. */
export interface Dialogue {
  /** Reads the greeting. */
  greeting(): Promise<Greeting>;
  /** Asks for the capabilities. */
  capabilities(): Promise<Capabilities>;
  /** Asks for TLS; returns when the server is ready for the handshake. */
  starttls(): Promise<void>;
  /**
   * The same with a harmless command behind it in the same segment, and waits for the answer to
   * STARTTLS alone: see inject.ts.
   */
  starttlsWithCommand(): Promise<void>;
  /** Takes leave, and waits for the answer or the end. */
  goodbye(): Promise<void>;
  /** Takes leave without waiting. */
  leave(): void;
}

export interface ProtocolSpeaker {
  /** The first line of a greeting of this protocol as a reply, or null if it is none. */
  greetingIn(line: string): Reply | null;
  /** `secure`: the conversation begins inside TLS. */
  begin(talk: Talk, secure: boolean): Dialogue;
}

export const SPEAKERS: Readonly<Record<Protocol, ProtocolSpeaker>> = { smtp, imap, pop3 };
