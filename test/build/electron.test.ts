// Which Electron is taken. What is fetched over the network is the business of the tests that run one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findElectron } from '../../build/electron.mjs';

describe.skipIf(process.platform !== 'linux')('the Electron that is taken', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'electron-dist-'));
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('is the one that the environment names, without a word', () => {
    const program = path.join(folder, 'electron');
    writeFileSync(program, '');
    const said: string[] = [];
    expect(findElectron((line) => said.push(line))).toEqual({ folder, program });
    expect(said).toEqual([]);
  });

  it('is no other if that one is missing', () => {
    expect(() => findElectron()).toThrow(`ELECTRON_OVERRIDE_DIST_PATH names no ${folder}`);
  });
});
