// main/migrate: the journal of a run: JSON lines, only ever added to, each flushed before the step
// it announces, each with a check sum, so that damage is seen and never guessed away.
// May import: shared, main/system, node.
import path from 'node:path';
import { ProblemError, type Problem } from '../../shared/model/problem.ts';
import type { Files } from '../system/files.ts';
import { errnoOf, problemErrorFrom } from './errors.ts';
import { sha256 } from './hash.ts';
import { JOURNAL_VERSION, type DatedRecord, type JournalRecord } from './records.ts';

const CHECK_DIGITS = 16;
const LINE = new RegExp(`^(\\{.*),"check":"([0-9a-f]{${CHECK_DIGITS}})"\\}$`);

export interface Journal {
  /**
   * Adds a record and flushes it. Throws ProblemError `disk-full`, `read-only`, `write-failed`;
   * after that the journal takes nothing more, since its end may be torn.
   */
  add(record: JournalRecord): void;
}

/** What a journal file says. `torn`: its last line was cut short, and does not count. */
export interface JournalText {
  readonly records: readonly DatedRecord[];
  readonly torn: boolean;
}

/** Starts or goes on with a journal whose end is whole. */
export function openJournal(files: Files, file: string, now: () => Date): Journal {
  let broken: ProblemError | undefined;
  return {
    add: (record) => {
      if (broken) throw broken;
      try {
        files.append(file, Buffer.from(lineOf(record, now())));
        files.flush(file);
        if (record.type === 'begin') files.flushFolder(path.dirname(file));
      } catch (error) {
        broken = problemErrorFrom(error, file);
        throw broken;
      }
    },
  };
}

function lineOf(record: JournalRecord, at: Date): string {
  const body = JSON.stringify({ v: JOURNAL_VERSION, at: at.toISOString(), ...record });
  return `${body.slice(0, -1)},"check":"${checkOf(body)}"}\n`;
}

function checkOf(body: string): string {
  return sha256(body).slice(0, CHECK_DIGITS);
}

/**
 * Reads a journal; a missing one is an empty one. Throws ProblemError `journal-damaged` with the
 * fact `line` (1-based) for a whole line that is not what was written there, or with `version` for
 * one that a later version of the product wrote.
 */
export function readJournal(files: Files, file: string): JournalText {
  const lines = readText(files, file).split('\n');
  const rest = lines.pop() ?? '';
  return {
    records: lines.map((line, index) => parseLine(line, file, index + 1)),
    torn: rest !== '',
  };
}

function readText(files: Files, file: string): string {
  try {
    return files.readFile(file).toString('utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return '';
    throw problemErrorFrom(error, file);
  }
}

function parseLine(line: string, file: string, number: number): DatedRecord {
  const [, start, check] = LINE.exec(line) ?? [];
  const body = `${start ?? ''}}`;
  if (start === undefined || checkOf(body) !== check) throw damaged(file, { line: number });
  // The check sum proves that this is what lineOf wrote.
  const record = JSON.parse(body) as DatedRecord & { readonly v: number };
  if (record.v !== JOURNAL_VERSION) throw damaged(file, { line: number, version: record.v });
  return record;
}

function damaged(file: string, facts: Problem['facts']): ProblemError {
  return new ProblemError({ code: 'journal-damaged', where: file, facts });
}

/**
 * Cuts a torn end off, so that more can be added: the whole lines go into a new file that replaces
 * the old one in one step. Throws ProblemError `disk-full`, `read-only`, `write-failed`.
 */
export function cutTornEnd(files: Files, file: string): void {
  const fresh = `${file}.new`;
  try {
    const bytes = files.readFile(file);
    files.remove(fresh); // of a run that was killed just here
    files.create(fresh, bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1), 0o600);
    files.flush(fresh);
    files.rename(fresh, file);
    files.flushFolder(path.dirname(file));
  } catch (error) {
    throw problemErrorFrom(error, file);
  }
}
