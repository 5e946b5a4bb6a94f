// main/engine: takes out of a document what is nobody else's business: mail addresses, the home
// folder, user names in paths. Pure. May import: nothing.

/** An address's local part is personal, its domain is what the help desk needs. */
const MAIL_ADDRESS = /[\p{L}\p{N}._%+-]+@(?=[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu;

/** A user name with spaces ends at the next separator; one without also at a space. */
const OTHER_HOME =
  /((?:^|[^\w])(?:\/home|\/Users|[A-Za-z]:\\Users)[\\/])(?:[^\\/:"'\n]+(?=[\\/])|[^\\/:\s"'(),;]+)/g;

/**
 * The same value with `~` for the home folder, `[user]` for user names in other home folders, and
 * `[user]@` for the local part of every mail address, in every text of it. Host names, ports and
 * evidence stay.
 */
export function redact<T>(value: T, home: string): T {
  return mapStrings(value, (text) => redactText(text, home)) as T;
}

/** The same for one text. */
export function redactText(text: string, home: string): string {
  const rest = withoutHome(text, home);
  // Nearly every text of a document holds neither, and there are tens of thousands of them.
  const homes = /[\\/](?:home|Users)[\\/]/.test(rest) ? rest.replace(OTHER_HOME, '$1[user]') : rest;
  return homes.includes('@') ? homes.replace(MAIL_ADDRESS, '[user]@') : homes;
}

/** The same value with `~` for the home folder, for the user who is at home there. */
export function homeAsTilde<T>(value: T, home: string): T {
  return mapStrings(value, (text) => withoutHome(text, home)) as T;
}

/** /home/anna is not in /home/annabel. */
function withoutHome(text: string, home: string): string {
  if (home.length <= 1 || !text.includes(home)) return text;
  const literal = home.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`${literal}(?![\\w-])`, 'g'), '~');
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
