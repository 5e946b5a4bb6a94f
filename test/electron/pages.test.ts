import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  HEADERS,
  ORIGIN,
  pageOf,
  pagesIn,
  respond,
  type Pages,
} from '../../main/electron/pages.ts';

describe('what app:// answers', () => {
  let folder: string;
  let pages: Pages;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pages-'));
    const served = path.join(folder, 'renderer');
    mkdirSync(path.join(served, 'chunks'), { recursive: true });
    writeFileSync(path.join(folder, 'main.js'), 'secret');
    writeFileSync(path.join(served, 'index.html'), '<title>x</title>');
    writeFileSync(path.join(served, 'chunks', 'de-1.js'), 'export {}');
    writeFileSync(path.join(served, 'index.css'), 'a {}');
    writeFileSync(path.join(served, 'LEGAL.txt'), 'text');
    symlinkSync('/etc/passwd', path.join(served, 'link.html'));
    pages = pagesIn(served);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const get = (url: string, method = 'GET'): Promise<Response> => respond({ url, method }, pages);

  it.each([
    ['/index.html', 'text/html; charset=utf-8', '<title>x</title>'],
    ['/chunks/de-1.js', 'text/javascript; charset=utf-8', 'export {}'],
    ['/index.css', 'text/css; charset=utf-8', 'a {}'],
    ['/index.css?again#there', 'text/css; charset=utf-8', 'a {}'],
  ])('%s is there', async (url, type, text) => {
    const response = await get(`${ORIGIN}${url}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(text);
  });

  it.each([
    '/',
    '/none.html',
    '/chunks',
    '/INDEX.HTML',
    '/LEGAL.txt',
    '/link.html',
    '/../main.js',
    '/%2e%2e/main.js',
    '/..%2fmain.js',
    '/..%5cmain.js',
    '/chunks/../../main.js',
    '//etc/passwd.html',
    '/index.html%00.js',
    '/index%2ehtml',
    '/__proto__.js',
  ])('%s is not', async (url) => {
    expect((await get(`${ORIGIN}${url}`)).status).toBe(404);
  });

  it('is nothing for another host, scheme or method', async () => {
    expect((await get('app://other/index.html')).status).toBe(403);
    expect((await get('app://wizard:80/index.html')).status).toBe(403);
    expect((await get('http://wizard/index.html')).status).toBe(403);
    expect((await get(`${ORIGIN}/index.html`, 'POST')).status).toBe(405);
  });

  it('has the strict headers on every answer, also on a refusal', async () => {
    for (const response of [
      await get(`${ORIGIN}/index.html`),
      await get(`${ORIGIN}/none.html`),
      pageOf('<title>notice</title>'),
    ]) {
      for (const [name, value] of Object.entries(HEADERS)) {
        expect(response.headers.get(name), name).toBe(value);
      }
    }
  });

  it.each([
    ["default-src 'none'"],
    ["script-src 'self'"],
    ["style-src 'self'"],
    ["connect-src 'none'"],
    ["base-uri 'none'"],
    ["form-action 'none'"],
    ["frame-ancestors 'none'"],
    ["require-trusted-types-for 'script'"],
    ["trusted-types 'none'"],
  ])('has a policy that says %s', (directive) => {
    expect(HEADERS['Content-Security-Policy'].split('; ')).toContain(directive);
  });

  it('has a policy with no way around it', () => {
    expect(HEADERS['Content-Security-Policy']).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  });
});
