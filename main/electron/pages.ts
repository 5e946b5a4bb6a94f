// main/electron: what app:// answers: a pure function from a request to a response over the files of
// one folder, all with the same strict headers. May import: node, this folder.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The window's own scheme and origin: no server, no file:// rights. */
export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://wizard`;
export const START_PAGE = `${ORIGIN}/index.html`;

/** Nothing but our own files, and no text ever becomes markup or code (Trusted Types). */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** A file of another type is not for the window. */
const TYPES: Readonly<Partial<Record<string, string>>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Paths below the origin, each with its leading slash, and how to read them. */
export interface Pages {
  readonly names: ReadonlySet<string>;
  readonly read: (name: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** The files that a folder has now; one that comes later is not served. */
export function pagesIn(folder: string): Pages {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES)
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
  return {
    names: new Set(names.map((name) => `/${name.replaceAll(path.sep, '/')}`)),
    read: (name) => readFile(path.join(folder, name)),
  };
}

/**
 * Answers what app:// is asked for. A name that is not among the pages, letter by letter, is not
 * there: no path is ever put together from a request.
 */
export async function respond(
  { method, url }: Pick<Request, 'method' | 'url'>,
  { names, read }: Pages,
): Promise<Response> {
  const { protocol, host, pathname } = new URL(url);
  if (`${protocol}//${host}` !== ORIGIN) return refusal(403);
  if (method !== 'GET') return refusal(405);
  const type = TYPES[path.extname(pathname)];
  if (type === undefined || !names.has(pathname)) return refusal(404);
  return new Response(await read(pathname), { headers: { ...HEADERS, 'Content-Type': type } });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}

/** A page that the main process has made itself, for when the window's own can't be shown. */
export function pageOf(html: string): Response {
  return new Response(html, {
    headers: { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' },
  });
}
