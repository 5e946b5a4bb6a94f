// main/autoconfig: the web over node's own http and https, and nothing of it that is not needed.
// May import: this folder, node.
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { WebError, type Web, type WebErrorCode, type WebRequest, type WebResponse } from './web.ts';

export interface NodeWebOptions {
  /** Root certificates to trust: PEM, one a string. */
  readonly anchors: readonly string[];
  /** All addresses of a host; rejects with Node's ErrnoException. The probe's network has it. */
  readonly addresses: (
    host: string,
    port: number,
    signal: AbortSignal,
  ) => Promise<readonly string[]>;
  /** Whether an address may be connected to, redirects and literals included; by default any. */
  readonly admits?: (address: string) => boolean;
}

const MOST_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** Milliseconds for one of several addresses before the next is tried (RFC 8305; Node takes 250). */
const ATTEMPT_MS = 1000;

/** No cookies, no credentials, no cache, no proxy, and a new connection for each request. */
export function nodeWeb(options: NodeWebOptions): Web {
  // They keep no connection.
  const agents = {
    http: new http.Agent({ autoSelectFamilyAttemptTimeout: ATTEMPT_MS }),
    https: new https.Agent({ autoSelectFamilyAttemptTimeout: ATTEMPT_MS, maxCachedSessions: 0 }),
  };
  let context: tls.SecureContext | undefined;
  const secureContext = (): tls.SecureContext => {
    context ??= tls.createSecureContext({ ca: [...options.anchors], minVersion: 'TLSv1.2' });
    return context;
  };
  return {
    async get(url, request) {
      const expired = AbortSignal.timeout(request.timeoutMs);
      const signal = AbortSignal.any([request.signal, expired]);
      try {
        return await follow(new URL(url), {
          ...options,
          ...request,
          signal,
          agents,
          secureContext,
        });
      } catch (error) {
        if (request.signal.aborted) throw new WebError('cancelled', null, { cause: error });
        if (expired.aborted) throw new WebError('timeout', null, { cause: error });
        throw error;
      }
    },
  };
}

interface Fetching extends NodeWebOptions, WebRequest {
  readonly agents: { readonly http: http.Agent; readonly https: https.Agent };
  readonly secureContext: () => tls.SecureContext;
}

async function follow(url: URL, fetching: Fetching): Promise<WebResponse> {
  let current = url;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await ask(current, fetching);
    if (answer.kind === 'response') return answer.response;
    if (redirects === MOST_REDIRECTS) throw new WebError('too-many-redirects');
    current = redirected(current, answer.location);
  }
}

/** Throws WebError `redirect-invalid` or `redirect-insecure`. */
function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const web = to?.protocol === 'https:' || to?.protocol === 'http:';
  if (!to || !web || to.username !== '' || to.password !== '') {
    throw new WebError('redirect-invalid', location.slice(0, 200));
  }
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new WebError('redirect-insecure', to.href.slice(0, 200));
  }
  return to;
}

type Answer =
  | { readonly kind: 'response'; readonly response: WebResponse }
  | { readonly kind: 'redirect'; readonly location: string };

/** How far a request has come: an error means something else at each point. */
type Stage = 'name' | 'connect' | 'tls' | 'http';

const CODE_AT: Readonly<Record<Stage, WebErrorCode>> = {
  name: 'name-failed',
  connect: 'connect-failed',
  tls: 'tls-failed',
  http: 'closed',
};

async function ask(url: URL, fetching: Fetching): Promise<Answer> {
  let stage: Stage = 'name';
  const secure = url.protocol === 'https:';
  const { signal } = fetching;
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) {
    if (fetching.admits?.(host) === false) throw new WebError('connect-failed', 'EACCES');
    stage = 'connect';
  }
  const found = (): void => {
    stage = 'connect';
  };
  const request = (secure ? https : http).request({
    host,
    port,
    path: url.pathname + url.search,
    signal,
    agent: fetching.agents[secure ? 'https' : 'http'],
    headers: { host: url.host, accept: 'application/xml, text/xml', connection: 'close' },
    lookup: lookupWith(fetching, port, found),
    ...(secure && { secureContext: fetching.secureContext(), rejectUnauthorized: true }),
  });
  request.once('socket', (socket) => {
    socket.once('connect', () => {
      stage = secure ? 'tls' : 'http';
    });
    socket.once('secureConnect', () => {
      stage = 'http';
    });
  });
  try {
    const answer = await answerOf(request, url, fetching.maxBytes);
    // A body that ends with the connection seems complete when it is cut off.
    signal.throwIfAborted();
    return answer;
  } catch (error) {
    if (error instanceof WebError) throw error;
    const code = codeOf(error);
    const kind = code?.startsWith('HPE_') === true ? 'not-http' : CODE_AT[stage];
    throw new WebError(kind, code, { cause: error });
  } finally {
    request.destroy();
  }
}

function codeOf(error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : null;
}

/** Node's look-up function, of the host's addresses as the caller knows them. */
function lookupWith(
  { addresses, admits, signal }: Fetching,
  port: number,
  found: () => void,
): LookupFunction {
  return (host, _options, callback) => {
    addresses(host, port, signal).then(
      (all) => {
        const admitted = admits ? all.filter(admits) : all;
        if (admitted.length === 0) {
          callback(Object.assign(new Error('not admitted'), { code: 'EACCES' }), []);
          return;
        }
        found();
        callback(
          null,
          admitted.map((address) => ({ address, family: isIP(address) })),
        );
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, []);
      },
    );
  };
}

async function answerOf(request: http.ClientRequest, url: URL, maxBytes: number): Promise<Answer> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end();
  });
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  if (REDIRECTS.includes(status) && location !== undefined) return { kind: 'redirect', location };
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new WebError('encoded', encoding.slice(0, 40));
  const bytes = await bodyOf(response, maxBytes);
  const contentType = response.headers['content-type'] ?? null;
  return { kind: 'response', response: { status, bytes, finalUrl: url.href, contentType } };
}

/** Never holds more than the limit and one chunk. */
async function bodyOf(response: http.IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new WebError('too-large');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new WebError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
