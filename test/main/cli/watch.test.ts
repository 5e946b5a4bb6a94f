// test --watch: what changes, and nothing else, while an administrator works on a live server.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { World } from '../../../main/engine/world.ts';
import { configText, incoming, outgoing } from '../autoconfig/config-text.ts';
import { mailWorld } from '../../support/mail-world.ts';
import { runIn, terminal, type TerminalOptions } from '../../support/terminal.ts';

const HOST = 'mail.example.org';
const WHERE = `smtp://${HOST}:465` as const;
const ENDPOINT = `${WHERE}?tls=implicit`;

/** A watch that runs, what it has written so far, and Ctrl+C. */
function watching(world: World, argv: readonly string[], options: TerminalOptions = {}) {
  const controller = new AbortController();
  const io = terminal(options);
  const ended = runIn(world, ['test', '--watch', ...argv], { io, signal: controller.signal });
  return {
    written: io.written,
    stop: () => {
      controller.abort();
    },
    ended,
  };
}

/** How often a server was talked to tells how many rounds there were. */
const rounds = (server: { readonly sessions: readonly unknown[] }, count: number) =>
  vi.waitFor(() => {
    expect(server.sessions.length).toBeGreaterThanOrEqual(count);
  }, 10_000);

describe('test --watch', () => {
  it('tells at once when a server that greeted in plain text speaks TLS, and nothing before', async () => {
    const { world, play } = await mailWorld();
    const before = await play(WHERE, { tls: 'plain' });
    const watch = watching(world, ['--endpoint', ENDPOINT]);
    await rounds(before, 4);
    const first = watch.written.out;
    expect(first).toContain('plain text');
    expect(first).not.toMatch(/^\d.* {2}mail\.example\.org/m);
    await play(WHERE, { tls: 'implicit' });
    await vi.waitFor(() => {
      expect(watch.written.out).toContain('works as it is set');
    }, 10_000);
    watch.stop();
    const { exitCode, out } = await watch.ended;
    // The round in which the server was exchanged may have seen a bit of both.
    const news = out
      .slice(first.length)
      .trimEnd()
      .split(/\n(?=\d)/);
    expect(news.at(-1)?.replace(/\s+/g, ' ')).toMatch(
      /^\d.* mail\.example\.org, port 465: mail\.example\.org works as it is set\.$/,
    );
    expect(exitCode).toBe(0);
  });

  it('tells when it breaks, and ends with the exit code of the last whole test', async () => {
    const { world, play } = await mailWorld();
    await play(WHERE, { tls: 'implicit' });
    const watch = watching(world, ['--endpoint', ENDPOINT]);
    await vi.waitFor(() => {
      expect(watch.written.out).toContain('Nothing to do.');
    });
    const broken = await play(WHERE, { tls: 'implicit', alert: 40 });
    await rounds(broken, 2);
    watch.stop();
    const { exitCode, out } = await watch.ended;
    expect(out.match(/mail\.example\.org, port 465:/g)).toHaveLength(1);
    expect(exitCode).toBe(11);
  });

  it('says on a terminal that it still looks, in one line that is never left behind', async () => {
    const { world, play } = await mailWorld();
    const server = await play(WHERE, { tls: 'implicit' });
    const options = { interactive: true, noColor: true };
    const watch = watching(world, ['--endpoint', ENDPOINT], options);
    await rounds(server, 4);
    watch.stop();
    const { err } = await watch.ended;
    expect(err).toContain('  nothing has changed');
    expect(err).not.toMatch(/nothing has changed\n/);
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });

  it('ends in the first round as well', async () => {
    const { world, play } = await mailWorld();
    const silent = await play(WHERE, { tls: 'plain', blackhole: true });
    const watch = watching(world, ['--endpoint', ENDPOINT]);
    await rounds(silent, 1);
    watch.stop();
    const { exitCode, out } = await watch.ended;
    expect(out).toContain('was stopped before it had an answer');
    expect(exitCode).toBe(11);
  });

  it('shows the autoconfig file again when it was mended', async () => {
    const { world, play, home } = await mailWorld();
    const imap = await play('imap://imap.demo.test:993', { tls: 'implicit' });
    await play('smtp://smtp.demo.test:587', { tls: 'starttls' });
    const file = path.join(home, 'config.xml');
    writeFileSync(file, configText({ servers: incoming() + outgoing({ username: '' }) }));
    const watch = watching(world, ['--autoconfig', file]);
    await rounds(imap, 3);
    const first = watch.written.out;
    expect(first).toContain('There is no <username>');
    writeFileSync(file, configText());
    await vi.waitFor(() => {
      expect(watch.written.out).not.toBe(first);
    });
    watch.stop();
    const { exitCode, out } = await watch.ended;
    expect(out.slice(first.length)).toMatch(
      /^\d.* {2}Autoconfig file .*config\.xml\n {2}Nothing is wrong with the file itself\.\n/,
    );
    expect(exitCode).toBe(0);
  });

  it('has no document to print: --json is refused', async () => {
    const { world } = await mailWorld();
    const { exitCode, out, err } = await runIn(world, ['test', '--watch', '--json']);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('--watch');
  });
});
