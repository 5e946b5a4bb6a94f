// test: small builders for preference files. Texts are latin1: one character is one byte.
import { PrefsDocument } from '../../../../../main/clients/thunderbird/prefs/document.ts';
import type {
  ParseOptions,
  PrefValue,
} from '../../../../../main/clients/thunderbird/prefs/document.ts';

export function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

export function parse(text: string, options?: ParseOptions): PrefsDocument {
  return PrefsDocument.parse(bytesOf(text), options);
}

/** Every name with the value that counts. */
export function valuesOf(document: PrefsDocument): Record<string, PrefValue | undefined> {
  return Object.fromEntries([...document.names()].map((name) => [name, document.value(name)]));
}

/** What is wrong and in which line, such as `syntax:2`. */
export function errorsOf(document: PrefsDocument): readonly string[] {
  return document.errors.map(({ code, line }) => `${code}:${line}`);
}

export function secondsTaken(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
