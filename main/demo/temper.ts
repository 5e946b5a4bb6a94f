// main/demo: what an embedded mail server is like, as one value: how it uses TLS, and what it does wrong.
// May import: shared, other rooms of main except cli, electron and fleet.
import type { SecureVersion } from 'node:tls';
import type { Protocol } from '../../shared/model/endpoint.ts';
import type { ServerIdentity } from './certificates.ts';

interface TemperBase {
  readonly protocol: Protocol;
  /**
   * Log-in methods shown before and after TLS: SASL names, and `USER` (POP3) or `LOGIN` (IMAP).
   * By default PLAIN and the protocol's own command, before TLS only where TLS is not required.
   */
  readonly authBeforeTls?: readonly string[];
  readonly authAfterTls?: readonly string[];
  /** Sent byte for byte instead of the usual greeting. */
  readonly greeting?: string | Uint8Array;
  /** Milliseconds between the connection (or the TLS handshake) and the greeting. */
  readonly greetingDelayMs?: number;
  /** Accepts connections and never says anything. */
  readonly blackhole?: true;
  /** What happens right after the connection is accepted, instead of a conversation. */
  readonly onConnect?: 'close' | 'reset';
  /** IMAP: greets with PREAUTH. */
  readonly preauth?: true;
  /** Sent, with CRLF added, as the whole answer to EHLO, CAPABILITY or CAPA; `TAG` is replaced. */
  readonly capabilitiesReply?: string;
  /** What happens when the client asks for capabilities, instead of an answer. */
  readonly onCapabilities?: 'silence' | 'close' | 'reset';
  /** Sends every byte in a segment of its own. */
  readonly dribble?: true;
  /** Ends the connection after its answer to this many commands that it does not know. */
  readonly maxUnknownCommands?: number;
}

/** Never speaks TLS. */
export interface PlainTemper extends TemperBase {
  readonly tls: 'plain';
}

/**
 * `implicit`: TLS from the first byte. `starttls`: offers the upgrade. `starttls-only`: before TLS
 * it refuses every command but NOOP, the capability command, QUIT and STARTTLS, as the appliance does.
 */
export interface TlsTemper extends TemperBase {
  readonly tls: 'implicit' | 'starttls' | 'starttls-only';
  readonly identity: ServerIdentity;
  /** By default TLSv1.2. */
  readonly minTls?: SecureVersion;
  /** By default TLSv1.3. */
  readonly maxTls?: SecureVersion;
  readonly requireClientCertificate?: true;
  /** OpenSSL's cipher list, with its security level; by default its own. */
  readonly ciphers?: string;
  /** Answers the ClientHello with a fatal alert of this number (RFC 8446 section 6) and hangs up. */
  readonly alert?: number;
  /** How the capability list shows STARTTLS; `masked` as a firewall overwrites it. */
  readonly starttlsWord?: 'dropped' | 'masked';
  /** Sent, with CRLF added, in answer to STARTTLS; `TAG` is replaced. Not 220/OK: no TLS follows. */
  readonly starttlsReply?: string;
  /** Sent in the same segment right after the positive answer to STARTTLS. */
  readonly injected?: string;
  /**
   * Keeps what came in plain text behind STARTTLS, and answers it inside TLS: the fault that RFC 3207
   * section 4.2 forbids. `with-the-next-command`: no sooner than the client says something there.
   */
  readonly keepsPlaintext?: 'at-once' | 'with-the-next-command';
  /** What follows the positive answer to STARTTLS, instead of a handshake. */
  readonly afterStarttls?: 'silence' | 'close' | 'reset' | 'plaintext';
}

export type Temper = PlainTemper | TlsTemper;
