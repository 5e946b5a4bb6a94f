// test: where root certificates come from.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  mozillaRoots,
  readBundle,
  readCaFile,
  systemRoots,
} from '../../../main/probe/trust-stores.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const folder = mkdtempSync(path.join(tmpdir(), 'trust-stores-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
}

function subjectOf(pem: string): string {
  return new X509Certificate(pem).subject;
}

describe('a file given with --ca', () => {
  it('gives one string a certificate, whatever stands between them', async () => {
    const { authority } = world();
    const text = `# ours\n${authority.root}\nfor the mail servers:\r\n${authority.intermediate.replaceAll('\n', '\r\n')}`;
    const pems = await readCaFile(file('two.pem', text));
    expect(pems.map(subjectOf)).toEqual(['CN=Throw-away root', 'CN=Throw-away intermediate']);
  });

  it.each([
    ['missing', undefined, /ENOENT/],
    ['empty', '', /no PEM certificate/],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', /no PEM/],
    ['damaged', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', /./],
  ])('that is %s is ca-unreadable, with the reason', async (name, text, reason) => {
    const where = text === undefined ? path.join(folder, name) : file(name, text);
    const error: unknown = await readCaFile(where).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    const { problem } = error as ProblemError;
    expect(problem).toMatchObject({ code: 'ca-unreadable', where });
    expect(problem.facts['reason']).toMatch(reason);
  });
});

describe('the stores', () => {
  it('Mozilla’s is there', () => {
    expect(mozillaRoots().length).toBeGreaterThan(100);
  });

  it('the system’s is read, or the reason is given', async () => {
    const { pems, unread } = await systemRoots();
    expect(pems.length > 0).toBe(unread === null);
  });

  it('the first bundle that can be read is taken', async () => {
    const bundle = file('bundle.pem', world().authority.root);
    const missing = path.join(folder, 'missing.pem');
    expect((await readBundle([missing, bundle])).pems.map(subjectOf)).toEqual([
      'CN=Throw-away root',
    ]);
    const none = await readBundle([missing]);
    expect(none.pems).toEqual([]);
    expect(none.unread).toContain('missing.pem');
  });
});
