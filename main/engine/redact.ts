// main/engine: takes out of a document what is nobody else's business: mail addresses, the home
// folder, user names in paths. Pure. May import: shared.
import type { Document } from '../../shared/model/document.ts';

/** An address's local part is personal, its domain is what the help desk needs. */
const MAIL_ADDRESS = /[\p{L}\p{N}._%+-]+@(?=[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu;

/**
 * The same document with `~` for the home folder, `[user]` for user names in other home folders, and
 * `[user]@` for the local part of every mail address. Host names, ports and evidence stay.
 */
export function redact(document: Document, home: string): Document {
  return mapStrings(document, (text) => redactText(text, home)) as Document;
}

/** The same for one text. */
export function redactText(text: string, home: string): string {
  const withoutHome = home.length > 1 ? text.replaceAll(home, '~') : text;
  return withoutHome
    .replace(/((?:^|[^\w])(?:\/home|\/Users|[A-Za-z]:\\Users)[\\/])[^\\/:\s"']+/g, '$1[user]')
    .replace(MAIL_ADDRESS, '[user]@');
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]),
    );
  }
  return value;
}
