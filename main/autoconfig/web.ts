// main/autoconfig: how the room reaches the web. The real one is node-web.ts.
// May import: shared.
import type { LookupOutcome } from '../../shared/model/suggestion.ts';

export interface WebRequest {
  readonly signal: AbortSignal;
  /** A longer body is `too-large`. */
  readonly maxBytes: number;
  /** For everything together: names, connections, redirects, the last byte. */
  readonly timeoutMs: number;
}

export interface WebResponse {
  readonly status: number;
  readonly bytes: Uint8Array;
  /** Where the last redirect led. */
  readonly finalUrl: string;
  /** The header as sent, or null. */
  readonly contentType: string | null;
}

export interface Web {
  /** Gets an http or https URL. Throws WebError; a status such as 404 is a response. */
  get(url: string, request: WebRequest): Promise<WebResponse>;
}

export type WebErrorCode = Extract<
  LookupOutcome,
  | 'name-failed'
  | 'connect-failed'
  | 'tls-failed'
  | 'not-http'
  | 'closed'
  | 'encoded'
  | 'too-large'
  | 'too-many-redirects'
  | 'redirect-insecure'
  | 'redirect-invalid'
  | 'timeout'
  | 'cancelled'
>;

export class WebError extends Error {
  readonly code: WebErrorCode;
  /** The system's or OpenSSL's own code, or the target of a redirect: see LOOKUP_OUTCOMES. */
  readonly detail: string | null;

  constructor(code: WebErrorCode, detail: string | null = null, options?: ErrorOptions) {
    super(detail === null ? code : `${code}: ${detail}`, options);
    this.name = 'WebError';
    this.code = code;
    this.detail = detail;
  }
}
