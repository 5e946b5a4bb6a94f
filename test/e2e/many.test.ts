// Many servers in one run: bounded memory, and an end at once for who has seen enough.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startMailServer } from '../../main/demo/mail-server.ts';
import { childScript } from '../support/child-script.ts';
import { bundledCommandLine } from '../support/command-line.ts';
import type { Many } from './many-child.ts';

// Thousands of handshakes, on a computer that other tests keep busy.
vi.setConfig({ testTimeout: 120_000 });

const COUNT = 2000;
/** The most that resident memory may grow in the second half, as a part of what it is in the end. */
const GROWTH = 0.3;

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'starttls-migrator-many-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

// Elsewhere loopback is one address.
const onLinux = it.skipIf(process.platform !== 'linux');

onLinux(
  `${COUNT} servers are all tested in one run, and memory does not grow with them`,
  async () => {
    const child = await childScript(path.join(import.meta.dirname, 'many-child.ts'));
    onTestFinished(() => child.remove());
    const { stdout, stderr } = await child.run('tester', String(COUNT), temporaryFolder());
    expect(stderr).toBe('');
    const { exitCode, healthy, memory } = JSON.parse(stdout) as Many;
    expect([exitCode, healthy]).toEqual([0, COUNT]);
    expect(memory.half).toBeGreaterThan(0);
    expect(memory.end - memory.half).toBeLessThan(memory.end * GROWTH);
  },
);

onLinux(
  'Ctrl+C in the middle of 200 servers that keep silent ends the process within a second',
  async () => {
    const silent = await startMailServer(
      { protocol: 'smtp', tls: 'plain', blackhole: true },
      { host: '0.0.0.0' },
    );
    onTestFinished(() => silent.close());
    const commandLine = await bundledCommandLine();
    onTestFinished(() => {
      commandLine.remove();
    });
    const argv = Array.from({ length: 200 }, (_, index) => [
      ...['--endpoint', `smtp://mail${index}.example.org:${silent.port}?tls=starttls`],
      ...['--resolve', `mail${index}.example.org:${silent.port}:127.66.0.${index + 1}`],
    ]).flat();
    let interruptedAt = 0;
    const interrupt = vi
      .waitFor(() => {
        expect(silent.sessions.length).toBe(200);
      }, 60_000)
      .then(() => {
        interruptedAt = performance.now();
      });
    const start = { home: temporaryFolder(), interrupt };
    const { exitCode, document, stderr } = await commandLine.run(
      ['test', '--json', ...argv],
      start,
    );
    expect(performance.now() - interruptedAt).toBeLessThan(1000);
    expect([exitCode, stderr]).toEqual([11, '']);
    const codes = document().diagnoses.map(({ code }) => code);
    expect([codes.length, new Set(codes)]).toEqual([200, new Set(['cancelled'])]);
  },
);
