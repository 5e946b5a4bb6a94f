// test/support: profiles in real folders that are gone after the test.
// May import: node, vitest, main, this folder.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Profile } from '../../shared/model/profile.ts';
import { prefsText, profileAt, type PrefValues } from './prefs-text.ts';

export * from './prefs-text.ts';

/** A real folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'starttls-migrator-test-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Writes files below a folder, with their own folders. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** A profile in a real folder: prefs.js from values or as a whole text, and whatever else. */
export function temporaryProfile(
  prefs: PrefValues | string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Profile {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'prefs.js': typeof prefs === 'string' ? prefs : prefsText(prefs),
    ...files,
  });
  return profileAt(folder);
}
