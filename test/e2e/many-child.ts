// test: a test of many servers in a process whose memory is its own; and, as another process, the one
// server that plays them all. Arguments: `server`; or `tester`, how many, and a folder to write into.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { run } from '../../main/cli/run.ts';
import { createAuthority } from '../../main/demo/certificates.ts';
import { startMailServer } from '../../main/demo/mail-server.ts';
import { realWorld } from '../../main/engine/real-world.ts';

/** What the server says when it listens. */
interface Ready {
  readonly port: number;
  /** PEM. */
  readonly root: string;
}

/** What the tester prints, as JSON: resident memory in MB (10^6 bytes). */
export interface Many {
  readonly exitCode: number;
  readonly healthy: number;
  readonly memory: { readonly half: number; readonly end: number };
}

async function serve(): Promise<void> {
  const authority = await createAuthority();
  const identity = await authority.issue({ names: ['*.many.example.org'] });
  const temper = { protocol: 'smtp', tls: 'starttls-only', identity } as const;
  const { port } = await startMailServer(temper, { host: '0.0.0.0' });
  process.send?.({ port, root: authority.root } satisfies Ready);
}

async function test(count: number, folder: string): Promise<Many> {
  const server = fork(process.argv[1] ?? '', ['server']);
  try {
    const [{ port, root }] = (await once(server, 'message')) as [Ready];
    const ca = path.join(folder, 'ca.pem');
    writeFileSync(ca, root);
    return await testAll(count, port, ca);
  } finally {
    server.kill();
  }
}

async function testAll(count: number, port: number, ca: string): Promise<Many> {
  // Each host has an address of its own, so that none waits for its turn with another.
  const hosts = Array.from({ length: count }, (_, index) => ({
    host: `mail${index}.many.example.org`,
    address: `127.65.${index >> 7}.${(index & 127) + 1}`,
  }));
  const argv = hosts.flatMap(({ host, address }) => [
    ...['--endpoint', `smtp://${host}:${port}?tls=starttls`],
    ...['--resolve', `${host}:${port}:${address}`],
  ]);
  let out = '';
  let half = 0;
  const io = {
    out(text: string) {
      out += text;
    },
    err(text: string) {
      const done = Number(/Tested (\d+) of/.exec(text)?.[1] ?? 0);
      if (half === 0 && done >= count / 2) half = residentMb();
    },
    ask: () => Promise.resolve(null),
    outIsTerminal: false,
    errIsTerminal: true,
    inIsTerminal: false,
    columns: 100,
    noColor: true,
    languages: ['en'],
  };
  const exitCode = await run(['test', '--ca', ca, ...argv], io, {
    version: '0',
    signal: new AbortController().signal,
    realWorld,
    demoWorld: () => Promise.reject(new Error('no demo here')),
  });
  const healthy = out.match(/^ {2}✓ /gm)?.length ?? 0;
  return { exitCode, healthy, memory: { half, end: residentMb() } };
}

/** Without what only waits to be collected. */
function residentMb(): number {
  collectGarbage();
  return process.memoryUsage.rss() / 1e6;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

const [role, count = '', folder = ''] = process.argv.slice(2);
if (role === 'server') await serve();
else process.stdout.write(JSON.stringify(await test(Number(count), folder)));
