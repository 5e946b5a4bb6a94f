// test: the web against servers that are right, wrong, endless, slow, and gone in the middle.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { nodeWeb } from '../../../main/autoconfig/node-web.ts';
import { WebError } from '../../../main/autoconfig/web.ts';
import type { Web, WebRequest } from '../../../main/autoconfig/web.ts';
import { HOST, useWebWorld } from './web-world.ts';

const world = useWebWorld();

const LIMIT = 64 * 1024;
const patient = (): WebRequest => ({
  signal: new AbortController().signal,
  maxBytes: LIMIT,
  timeoutMs: 10_000,
});
const hasty = (): WebRequest => ({ ...patient(), timeoutMs: 200 });

function at({ port }: { readonly port: number }, path = '/x', scheme = 'http'): string {
  return `${scheme}://${HOST}:${port}${path}`;
}

/** `code` or `code: detail` of the error, `status` where there is none. */
async function outcome(web: Web, url: string, request = patient()): Promise<string> {
  try {
    return String((await web.get(url, request)).status);
  } catch (error) {
    if (!(error instanceof WebError)) throw error;
    return error.message;
  }
}

/** Writes until the other side has had enough. Counts what it got rid of. */
function flood(target: ServerResponse | Socket, chunk: Buffer, written: { bytes: number }): void {
  const more = (): void => {
    while (target.writable && target.write(chunk)) written.bytes += chunk.length;
  };
  target.on('drain', more);
  more();
}

describe('a good server', () => {
  it('gives status, body, type and address over https, and hears nothing but the path', async () => {
    const { https, web } = world();
    const heard: unknown[] = [];
    const server = await https((request, response) => {
      heard.push([request.method, request.url, Object.keys(request.headers).sort()]);
      response.setHeader('content-type', 'text/xml');
      response.end('<a/>');
    });
    const response = await web.get(at(server, '/mail/config-v1.1.xml', 'https'), patient());
    expect({ ...response, bytes: Buffer.from(response.bytes).toString() }).toEqual({
      status: 200,
      bytes: '<a/>',
      finalUrl: at(server, '/mail/config-v1.1.xml', 'https'),
      contentType: 'text/xml',
    });
    expect(heard).toEqual([['GET', '/mail/config-v1.1.xml', ['accept', 'connection', 'host']]]);
    await server.hungUp;
  });

  it('may say 404', async () => {
    const { http, web } = world();
    const server = await http((_request, response) => response.writeHead(404).end());
    expect(await outcome(web, at(server))).toBe('404');
  });

  it('may send exactly as much as is allowed, and one byte more is too much', async () => {
    const { http, web } = world();
    const server = await http(({ url }, response) => {
      // Without a length beforehand: only counting tells.
      response.write(Buffer.alloc(LIMIT));
      response.end(url === '/more' ? 'x' : '');
    });
    expect(await outcome(web, at(server))).toBe('200');
    expect(await outcome(web, at(server, '/more'))).toBe('too-large');
  });
});

describe('redirects', () => {
  it('are followed three times, from http to https too', async () => {
    const { http, https, web } = world();
    const last = await https(({ url }, response) => {
      if (url === '/2') response.writeHead(308, { location: './3' }).end();
      else response.end('there');
    });
    const first = await http(({ url }, response) => {
      const location = url === '/0' ? '/1' : at(last, '/2', 'https');
      response.writeHead(302, { location }).end();
    });
    expect((await web.get(at(first, '/0'), patient())).finalUrl).toBe(at(last, '/3', 'https'));
  });

  it('for ever end with the fourth', async () => {
    const { http, web } = world();
    let asked = 0;
    const server = await http((_request, response) => {
      asked += 1;
      response.writeHead(301, { location: `/${asked}` }).end();
    });
    expect(await outcome(web, at(server))).toBe('too-many-redirects');
    expect(asked).toBe(4);
  });

  it.each([
    ['http://autoconfig.demo.test/', 'redirect-insecure: http://autoconfig.demo.test/'],
    ['file:///etc/passwd', 'redirect-invalid: file:///etc/passwd'],
    ['https://user:secret@demo.test/', 'redirect-invalid: https://user:secret@demo.test/'],
    ['https://[', 'redirect-invalid: https://['],
  ])('from https to %s are not followed', async (location, expected) => {
    const { https, web } = world();
    const server = await https((_request, response) => {
      response.writeHead(302, { location }).end();
    });
    expect(await outcome(web, at(server, '/', 'https'))).toBe(expected);
  });
});

describe('a hostile server', () => {
  it.each(['http', 'https'] as const)('whose %s body never ends is left', async (scheme) => {
    const { web, [scheme]: start } = world();
    const written = { bytes: 0 };
    const server = await start((_request, response) => {
      flood(response, Buffer.alloc(16 * 1024, 'a'), written);
    });
    expect(await outcome(web, at(server, '/', scheme))).toBe('too-large');
    await server.hungUp;
    // What the sockets' buffers hold is all that it got rid of.
    expect(written.bytes).toBeLessThan(8 * 1024 * 1024);
  });

  it.each([
    ['another place', 302, { location: 'ftp://demo.test/' }, 'redirect-invalid: ftp://demo.test/'],
    ['a compressed body', 200, { 'content-encoding': 'br' }, 'encoded: br'],
  ])('that gives %s and goes on sending is left', async (_name, status, headers, expected) => {
    const { http, web } = world();
    const written = { bytes: 0 };
    const server = await http((_request, response) => {
      response.writeHead(status, headers);
      flood(response, Buffer.alloc(16 * 1024, 'a'), written);
    });
    expect(await outcome(web, at(server))).toBe(expected);
    await server.hungUp;
    expect(written.bytes).toBeLessThan(8 * 1024 * 1024);
  });

  it('that announces 10 MB is not read', async () => {
    const { http, web } = world();
    const server = await http((_request, response) => {
      response.writeHead(200, { 'content-length': 10 * 1024 * 1024 }).flushHeaders();
    });
    expect(await outcome(web, at(server))).toBe('too-large');
  });

  it.each([
    ['says nothing', ''],
    ['sends one byte of the headers at a time', 'HTTP/1.1 200 OK\r\nx: '],
    ['sends one byte of the body at a time', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])('that %s gains no time', async (_name, beginning) => {
    const { raw, web } = world();
    const server = await raw((socket) => {
      socket.write(beginning);
      if (beginning === '') return;
      const timer = setInterval(() => socket.write('a'), 10);
      socket.on('close', () => {
        clearInterval(timer);
      });
    });
    expect(await outcome(web, at(server), hasty())).toBe('timeout');
    await server.hungUp;
  });

  it('that never shakes hands gains no time', async () => {
    const { raw, web } = world();
    const server = await raw(() => undefined);
    expect(await outcome(web, at(server, '/', 'https'), hasty())).toBe('timeout');
    await server.hungUp;
  });

  it.each([
    ['closes at once', '', 'closed: ECONNRESET'],
    ['closes in the headers', 'HTTP/1.1 200 OK\r\nconte', 'closed: ECONNRESET'],
    ['closes in the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<a', 'closed: ECONNRESET'],
    [
      'closes in a chunk',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n<a',
      'closed: ECONNRESET',
    ],
    ['speaks SMTP', '220 mail.demo.test ESMTP\r\n', 'not-http: HPE_INVALID_CONSTANT'],
    [
      'has endless headers',
      `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`,
      'not-http: HPE_HEADER_OVERFLOW',
    ],
    ['compresses', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n', 'encoded: gzip'],
  ])('that %s is named', async (_name, answer, expected) => {
    const { raw, web } = world();
    const server = await raw((socket) => {
      socket.once('data', () => socket.end(answer));
    });
    expect(await outcome(web, at(server))).toBe(expected);
  });
});

describe('what ends before the first answer', () => {
  it('a name that does not exist', async () => {
    expect(await outcome(world().web, 'https://demo.invalid/')).toBe('name-failed: ENOTFOUND');
  });

  it('a port that nobody listens on', async () => {
    const { raw, web } = world();
    const server = await raw(() => undefined);
    const gone = { port: server.port === 1 ? 2 : 1 };
    expect(await outcome(web, at(gone))).toBe('connect-failed: ECONNREFUSED');
  });

  it('a certificate for another name, and one of an unknown authority', async () => {
    const { https, web, authority } = world();
    const wrong = await https(() => undefined, await authority.issue({ names: ['other.test'] }));
    expect(await outcome(web, at(wrong, '/', 'https'))).toBe(
      'tls-failed: ERR_TLS_CERT_ALTNAME_INVALID',
    );
    const right = await https(() => undefined);
    const stranger = nodeWeb({
      anchors: [],
      addresses: () => Promise.resolve(['127.0.0.1']),
    });
    expect(await outcome(stranger, at(right, '/', 'https'))).toMatch(/^tls-failed: /);
  });

  it('a server without TLS where https was due', async () => {
    const { http, web } = world();
    const server = await http((_request, response) => response.end());
    expect(await outcome(web, at(server, '/', 'https'))).toMatch(/^tls-failed: /);
  });

  it('a name server that never answers', async () => {
    const web = nodeWeb({ anchors: [], addresses: () => new Promise(() => undefined) });
    expect(await outcome(web, 'https://demo.test/', hasty())).toBe('timeout');
  });

  it('the user, who has seen enough', async () => {
    const { http, web } = world();
    const stop = new AbortController();
    const server = await http(() => {
      stop.abort();
    });
    expect(await outcome(web, at(server), { ...patient(), signal: stop.signal })).toBe('cancelled');
    expect(await outcome(web, at(server), { ...patient(), signal: stop.signal })).toBe('cancelled');
  });
});

it('takes the second address where the first is dead', async () => {
  const { http, authority } = world();
  const server = await http((_request, response) => response.end());
  const web = nodeWeb({
    anchors: [authority.root],
    addresses: () => Promise.resolve(['127.0.0.99', '127.0.0.1']),
  });
  expect(await outcome(web, at(server))).toBe('200');
});
