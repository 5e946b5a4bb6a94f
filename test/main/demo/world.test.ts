import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../../main/cli/run.ts';
import { demoWorld, type DemoWorld } from '../../../main/demo/world.ts';
import { terminal } from '../../support/terminal.ts';

const OUT = fileURLToPath(new URL('../../../out', import.meta.url));

/** Runs `demo ...` and keeps hold of the world it made. */
async function runDemo(argv: readonly string[], signal = new AbortController().signal) {
  const worlds: DemoWorld[] = [];
  const io = terminal();
  const exitCode = await run(['demo', ...argv], io, {
    version: '1.2.3',
    signal,
    realWorld: () => Promise.reject(new Error('the demo reads nothing real')),
    demoWorld: async () => {
      const demo = await demoWorld();
      worlds.push(demo);
      return demo;
    },
  });
  return { exitCode, demo: worlds[0]!, ...io.written };
}

describe('the demo', () => {
  it('tells the whole story, changes and takes back, and leaves nothing behind', async () => {
    const { exitCode, demo, out } = await runDemo([]);
    expect(exitCode).toBe(0);
    const told = [
      'a throw-away world',
      'greeted in plain text on port 465, where SSL/TLS was expected',
      'expired on',
      'Nothing answers at smtp.branch.example on port 465',
      '2 servers changed, and they work.',
      '2 servers were put back as they were.',
      'the whole story',
    ];
    const places = told.map((text) => out.indexOf(text));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(existsSync(demo.home)).toBe(false);
  });

  it('leaves nothing behind when it is stopped in the middle', async () => {
    const stop = new AbortController();
    stop.abort();
    const { exitCode, demo } = await runDemo([], stop.signal);
    expect(exitCode).not.toBe(0);
    expect(existsSync(demo.home)).toBe(false);
  });

  it('closes its servers', async () => {
    const demo = await demoWorld();
    const socket = demo.world.network.connect('192.0.2.10', 587);
    await new Promise((resolve) => socket.once('connect', resolve));
    const port = socket.remotePort!;
    socket.destroy();
    await demo.close();
    const again = connect(port, '127.0.0.1');
    const code = await new Promise((resolve) => {
      again.once('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code);
      });
    });
    expect(code).toBe('ECONNREFUSED');
  });

  it('runs any other command in its world, and says which there are', async () => {
    expect((await runDemo(['plan'])).exitCode).toBe(10);
    expect((await runDemo(['--only', 'imap.example.org'])).exitCode).toBe(0);
    expect((await runDemo(['test', '--only', 'imap.example.org'])).exitCode).toBe(0);
    const io = terminal();
    const deps = {
      version: '1',
      signal: new AbortController().signal,
      realWorld: () => Promise.reject(new Error('not here')),
      demoWorld,
    };
    expect(await run(['demo', 'frobnicate'], io, deps)).toBe(2);
    expect(io.written.err).toContain('scan, test, plan, apply, undo, doctor');
  });
});

describe.skipIf(process.platform === 'win32')('the built demo', () => {
  it('runs for an ordinary user without a home, in an empty environment', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'starttls-migrator-demo-out-'));
    try {
      chmodSync(folder, 0o777);
      cpSync(OUT, folder, { recursive: true });
      const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(folder, 'cli.js'), 'demo'],
        { encoding: 'utf8', cwd: folder, env: { TMPDIR: folder }, ...user },
      );
      expect(status, stderr).toBe(0);
      expect(stdout).toContain('2 servers changed, and they work.');
      expect(readdirSync(folder).filter((name) => name.includes('demo'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
