// The bundled command line in Node for Windows, under wine.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { Document } from '../../shared/model/document.ts';
import { atTheEnd } from '../real/at-the-end.ts';
import { describeReal } from '../real/requirements.ts';
import { windowsNode, windowsPath, type WindowsNode } from '../real/windows-node.ts';
import { validDocument } from '../support/schema.ts';
import { prefsText, STORY, temporaryFolder, writeFiles } from '../support/thunderbird-profile.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const CLI = fileURLToPath(new URL('../../out/cli.js', import.meta.url));
const ROOT = 'Users/Zoë Müller/AppData/Roaming/Thunderbird';
const PROFILE = `${ROOT}/Profiles/k3x81qvz.default`;

/** Holds a file as Thunderbird does on Windows, shared with nobody, until the connection ends. */
const HOLDER = `
  const fs = require('node:fs');
  const [file, port] = process.argv.slice(2);
  const SHARED_WITH_NOBODY = 0x10000000; // libuv's UV_FS_O_EXLOCK
  fs.openSync(file, fs.constants.O_RDWR | SHARED_WITH_NOBODY);
  const socket = require('node:net').connect(Number(port), '127.0.0.1', () => socket.write('held'));
  socket.resume().on('end', () => process.exit(0));
`;

/** A disk of Windows with one profile, which its Thunderbird has left behind. */
function windowsDisk(): string {
  const disk = temporaryFolder();
  writeFiles(disk, {
    [`${ROOT}/profiles.ini`]:
      '[Profile0]\r\nName=default\r\nIsRelative=1\r\nPath=Profiles/k3x81qvz.default\r\n',
    [`${PROFILE}/prefs.js`]: prefsText(STORY).replaceAll('\n', '\r\n'),
    [`${PROFILE}/parent.lock`]: '',
    'hold.cjs': HOLDER,
  });
  return disk;
}

describeReal('on Windows, the command line', ['wine'], () => {
  const later = atTheEnd();
  let windows: WindowsNode;

  beforeAll(() => {
    expect(existsSync(CLI), 'out/cli.js: run `npm run build` first').toBe(true);
    windows = windowsNode();
    later(() => {
      windows.remove();
    });
  });

  async function documentOf(...args: readonly string[]): Promise<Document> {
    const { code, out, err } = await windows.run(CLI, ...args, '--json', '--no-redact');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return validDocument(out);
  }

  const scan = (disk: string): Promise<Document> => documentOf('scan', '--root', windowsPath(disk));

  /** Another process has the file open until the returned function is called. */
  async function hold(disk: string, file: string): Promise<() => Promise<void>> {
    const server = createServer();
    onTestFinished(() => {
      server.close();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const holder = windows.run(path.join(disk, 'hold.cjs'), windowsPath(file), String(port));
    const [socket] = await Promise.race([
      connected,
      holder.then(({ err }) => Promise.reject(new Error(`the holder has ended: ${err}`))),
    ]);
    await once(socket, 'data');
    return async () => {
      socket.end();
      expect(await holder).toMatchObject({ code: 0 });
    };
  }

  it('finds the profile and its servers below the roaming folder of a user', async () => {
    const disk = windowsDisk();
    const { profiles, servers, errors } = await scan(disk);
    expect(errors).toEqual([]);
    expect(profiles).toMatchObject([
      { name: 'default', path: windowsPath(path.join(disk, PROFILE)), running: false },
    ]);
    expect(servers).toMatchObject([
      { protocol: 'imap', host: 'imap.example.org', port: 993, tls: 'implicit', editable: true },
      { protocol: 'smtp', host: 'smtp.example.org', port: 465, tls: 'implicit', editable: true },
    ]);
  });

  it('sees Thunderbird running while parent.lock is held, and not once it is free', async () => {
    const disk = windowsDisk();
    const release = await hold(disk, path.join(disk, PROFILE, 'parent.lock'));
    expect((await scan(disk)).profiles).toMatchObject([{ running: true }]);
    await release();
    expect((await scan(disk)).profiles).toMatchObject([{ running: false }]);
  });

  it('scans, tests, applies, verifies and takes back in the world of the demo', async () => {
    const { changes, receipts, errors } = await documentOf('demo');
    expect(errors).toEqual([]);
    expect(changes.length).toBeGreaterThan(0);
    expect(new Set(changes.map(({ state }) => state))).toEqual(new Set(['undone']));
    expect(receipts.length).toBeGreaterThanOrEqual(changes.length);
  });
});
