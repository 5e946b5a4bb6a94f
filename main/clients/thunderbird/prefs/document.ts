// main/clients/thunderbird/prefs: a preference file (prefs.js, user.js, default files) over its bytes.
// May import: shared, node, this folder.
import { ProblemError } from '../../../../shared/model/problem.ts';
import { insertion, removal, splice } from './edit.ts';
import type { Sound, Splice } from './edit.ts';
import { encodingOf, textStart } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { Lines } from './lines.ts';
import { typeOfToken, valueOfToken } from './literal.ts';
import type { ValueType } from './literal.ts';
import { indexNames, statementName } from './names.ts';
import type { NameIndex } from './names.ts';
import type { Pref, PrefsError, PrefValue } from './pref.ts';
import { scan } from './scanner.ts';
import type { Scan } from './scanner.ts';
import type { Statements } from './statements.ts';

export type { Pref, PrefsError, PrefsErrorCode, PrefKind, PrefValue } from './pref.ts';

export interface ParseOptions {
  /** Default files may say `pref("x", v, locked)`; in prefs.js and user.js that is an error. */
  readonly attributes?: boolean;
}

export interface TokenEdit {
  /** The preference's name, one character a byte (latin1). */
  readonly name: string;
  /** The value token as it shall stand in the file (latin1), or null for no such user_pref. */
  readonly to: string | null;
}

/**
 * A preference file as Gecko reads it (modules/libpref/parser and Preferences.cpp). Parsing never
 * throws: what Thunderbird would drop is dropped, and told in `errors`. Values are read from the
 * bytes when they are asked for, so the bytes must not be changed.
 */
export class PrefsDocument {
  /**
   * `utf-16` by its byte order mark, or by every other byte being NUL; `nul` if a NUL stands
   * anywhere else. Thunderbird takes a NUL between two tokens for the end of the file, and so do we.
   */
  readonly encoding: Encoding;
  private readonly bytes: Buffer;
  private readonly from: number;
  private readonly scanned: Scan;
  private readonly statements: Statements;
  private cachedIndex: NameIndex | undefined;
  private cachedLines: Lines | undefined;
  private cachedErrors: readonly PrefsError[] | undefined;

  private constructor(bytes: Buffer, attributes: boolean) {
    this.bytes = bytes;
    this.from = textStart(bytes);
    this.encoding = encodingOf(bytes);
    this.scanned = scan(bytes, this.from, attributes);
    this.statements = this.scanned.statements;
  }

  /** Reads a whole file, in time linear in its size. Throws nothing. */
  static parse(bytes: Uint8Array, options: ParseOptions = {}): PrefsDocument {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new PrefsDocument(buffer, options.attributes ?? false);
  }

  /** The first thousand errors, in the file's order. */
  get errors(): readonly PrefsError[] {
    this.cachedErrors ??= this.scanned.errors.map(({ offset, code }) => ({
      line: this.lineOf(offset),
      offset,
      code,
    }));
    return this.cachedErrors;
  }

  /** The names of all preferences, each once; latin1 of their bytes. */
  names(): Iterable<string> {
    return this.index.names();
  }

  /**
   * The value that counts in this file: the last `user_pref`, or else the last `pref`; a locked
   * default beats both. Of two types the one set first wins, as long as a default is involved.
   */
  value(name: string): PrefValue | undefined {
    const statement = this.effective(name);
    if (statement === undefined) return undefined;
    const { bytes, statements } = this;
    return valueOfToken(bytes, statements.valueStart(statement), statements.valueEnd(statement));
  }

  /** The last `user_pref` of a name, whether its value counts or not. */
  userPref(name: string): Pref | undefined {
    const statement = this.lastUserPref(name);
    return statement === undefined ? undefined : this.pref(statement);
  }

  /** The last `pref` or `sticky_pref` of a name, whether its value counts or not. */
  defaultPref(name: string): Pref | undefined {
    const statement = this.index
      .find(name)
      .findLast((each) => this.statements.kind(each) !== 'user_pref');
    return statement === undefined ? undefined : this.pref(statement);
  }

  /** The 1-based line of a byte offset; ends of line are LF, CR and CR LF. */
  lineOf(offset: number): number {
    this.cachedLines ??= new Lines(this.bytes);
    return this.cachedLines.lineOf(offset);
  }

  /** The value token of the last `user_pref` of a name as it stands in the file (latin1), or null. */
  token(name: string): string | null {
    const statement = this.lastUserPref(name);
    if (statement === undefined) return null;
    const { bytes, statements } = this;
    return bytes.toString(
      'latin1',
      statements.valueStart(statement),
      statements.valueEnd(statement),
    );
  }

  /**
   * The file's bytes with some tokens changed and everything else as it is, so that `token(name)` of
   * the result is `to`. The last `user_pref` of a name gets the new token; an absent name gets a line
   * of its own next to its nearest relative; null removes every `user_pref` of the name, with its
   * line if it stood alone there. A name given twice gets what was said last.
   * @throws ProblemError `prefs-encoding`; `prefs-syntax` with the first error's line in the facts;
   *   `internal` if `to` is no value token, or the name can't be written.
   */
  withTokens(edits: readonly TokenEdit[]): Buffer {
    this.refuseIfUnsound();
    const wanted = [...new Map(edits.map(({ name, to }) => [name, to]))];
    const kept = wanted.filter(([, to]) => to !== null);
    const removed = wanted.filter(([, to]) => to === null);
    const changed = this.withSplices(kept);
    if (removed.length === 0) return changed;
    // A removal may take the end of line before it; what was added beside it must count as a line.
    const next = kept.length === 0 ? this : PrefsDocument.parse(changed);
    return next.withSplices(removed);
  }

  private withSplices(wanted: readonly (readonly [string, string | null])[]): Buffer {
    return splice(
      this.bytes,
      wanted.flatMap(([name, to]) => this.splices(name, to)),
    );
  }

  private splices(name: string, to: string | null): readonly Splice[] {
    const { statements } = this;
    const file: Sound = { bytes: this.bytes, from: this.from, statements };
    if (to === null) {
      return this.index
        .find(name)
        .filter((each) => statements.kind(each) === 'user_pref')
        .map((each) => removal(file, each));
    }
    const line = userPrefLine(name, to);
    const last = this.lastUserPref(name);
    if (last === undefined) return [insertion(file, name, line)];
    return [{ start: statements.valueStart(last), end: statements.valueEnd(last), text: to }];
  }

  private refuseIfUnsound(): void {
    if (this.encoding !== 'bytes') {
      throw new ProblemError({ code: 'prefs-encoding', where: null, facts: {} });
    }
    const [first] = this.errors;
    if (first !== undefined) {
      throw new ProblemError({ code: 'prefs-syntax', where: null, facts: { line: first.line } });
    }
  }

  private get index(): NameIndex {
    this.cachedIndex ??= indexNames(this.bytes, this.scanned);
    return this.cachedIndex;
  }

  private lastUserPref(name: string): number | undefined {
    const { statements } = this;
    return this.index.find(name).findLast((each) => statements.kind(each) === 'user_pref');
  }

  /**
   * The statement whose value counts. A default is dropped if the preference has another type
   * already, a user's value if there is a default of another type (Preferences.cpp, SetDefaultValue
   * and SetUserValue; seen on Thunderbird 153).
   */
  private effective(name: string): number | undefined {
    const { bytes, statements } = this;
    let type: ValueType | undefined;
    let user: number | undefined;
    let standard: number | undefined;
    for (const each of this.index.find(name)) {
      const itsType = typeOfToken(bytes, statements.valueStart(each));
      const sameType = type === undefined || itsType === type;
      if (statements.kind(each) === 'user_pref') {
        if (standard !== undefined && !sameType) continue;
        user = each;
      } else {
        if (!sameType) continue;
        if (standard === undefined || !statements.locked(standard)) standard = each;
      }
      type = itsType;
    }
    const locked = standard !== undefined && statements.locked(standard);
    return locked ? standard : (user ?? standard);
  }

  private pref(statement: number): Pref {
    const { bytes, statements } = this;
    const valueStart = statements.valueStart(statement);
    const valueEnd = statements.valueEnd(statement);
    return {
      name: statementName(bytes, statements, statement),
      kind: statements.kind(statement),
      locked: statements.locked(statement),
      value: valueOfToken(bytes, valueStart, valueEnd),
      valueStart,
      valueEnd,
      start: statements.start(statement),
      end: statements.end(statement),
    };
  }
}

/** Names may hold what a string in double quotes has to escape. */
const NAME_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
};

/** The statement for a name and a token, proven to be read as just that. */
function userPrefLine(name: string, token: string): string {
  const quoted = name.replace(/["\\\n\r]/g, (character) => NAME_ESCAPES[character] ?? character);
  const line = `user_pref("${quoted}", ${token});`;
  const written = PrefsDocument.parse(Buffer.from(line, 'latin1'));
  if (written.errors.length > 0 || written.token(name) !== token) {
    throw new ProblemError({
      code: 'internal',
      where: null,
      facts: { message: `${name} can't hold ${token}` },
    });
  }
  return line;
}
