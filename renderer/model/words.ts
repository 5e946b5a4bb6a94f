// renderer/model: sentences of the window that depend on what was found. Pure. May import: shared.
import type {
  ConnectionView,
  PictureFact,
  PictureStep,
  ProgramState,
  ResultView,
  ReviewView,
  UndoView,
} from '../../shared/contract.ts';
import { format, formatCount, visible, type Plural } from '../../shared/messages/catalogue.ts';
import { describeDiagnosis, type Description } from '../../shared/messages/describe.ts';
import { TROUBLE_OF } from '../../shared/messages/meaning.ts';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import type { Diagnosis } from '../../shared/model/diagnosis.ts';
import type { Endpoint, TlsMode } from '../../shared/model/endpoint.ts';
import { assertNever } from '../../shared/model/problem.ts';
import type { ClientId } from '../../shared/model/profile.ts';
import type { Lock } from '../../shared/model/server.ts';
import type { State } from './state.ts';

/** A heading that begins with a number: in words up to nine, `Two servers...`. */
export function headingOf(texts: WindowTexts, forms: Plural, count: number): string {
  const word = texts.wizard.numbers[count - 2] ?? new Intl.NumberFormat(texts.locale).format(count);
  return formatCount(texts.locale, forms, count, { count: word });
}

/** A text with a number in figures. */
export function countOf(texts: WindowTexts, forms: Plural, count: number): string {
  const figures = new Intl.NumberFormat(texts.locale).format(count);
  return formatCount(texts.locale, forms, count, { count: figures });
}

/** `SSL/TLS, port 465`, in the words of the mail program. */
export function wayOf(texts: WindowTexts, client: ClientId, tls: TlsMode, port: number): string {
  return format(texts.wizard.shell.port, { word: texts.tlsWords[client][tls], port });
}

/** The accounts that a check looks at: those that are ticked, and those that can't be. */
export function idsToCheck({ accounts, chosen }: State): readonly string[] {
  const all = accounts?.accounts ?? [];
  return all
    .filter(({ id, state }) => state === 'locked' || (state === 'open' && chosen.has(id)))
    .map(({ id }) => id);
}

export function isFinished({ state }: ConnectionView): boolean {
  return state !== 'waiting' && state !== 'checking';
}

/** Something is wrong with it that the user should know of. */
export function isTroubled(connection: ConnectionView): boolean {
  return connection.state === 'broken' || connection.state === 'unexpected';
}

/** No server could be reached at all, of one or more that were tried. */
export function isOffline(connections: readonly ConnectionView[]): boolean {
  return (
    connections.length > 0 &&
    connections.every(
      ({ brokenAt, diagnosis }) =>
        (brokenAt === 'network' || brokenAt === 'connect') &&
        diagnosis !== null &&
        TROUBLE_OF[diagnosis.code] === 'network',
    )
  );
}

/** The verdict in a few words; what the check says of itself where there is none. */
export function headlineOf(texts: WindowTexts, { diagnosis, state }: ConnectionView): string {
  if (diagnosis !== null) return texts.wizard.headlines[diagnosis.code];
  return texts.wizard.check.chips[state];
}

/** The verdict's sentences, with its days as people write them. */
export function verdictOf(texts: WindowTexts, diagnosis: Diagnosis): Description {
  const facts = Object.entries(diagnosis.facts).map(([name, value]) => [
    name,
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? dayOf(texts, value) : value,
  ]);
  return describeDiagnosis(texts, {
    ...diagnosis,
    facts: Object.fromEntries(facts) as Diagnosis['facts'],
  });
}

function dayOf({ locale }: WindowTexts, day: string): string {
  return new Date(day).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
}

/** `Sending, port 465, SSL/TLS, 2 accounts`. */
export function metaOf(texts: WindowTexts, connection: ConnectionView): string {
  const { check, accounts } = texts.wizard;
  const { endpoint, tls, client } = connection;
  const meta = format(check.meta, {
    role: accounts.roles[endpoint.protocol],
    port: endpoint.port,
    word: texts.tlsWords[client][tls],
  });
  const { accounts: count } = connection;
  return count > 1 ? meta + format(check.metaAccounts, { count }) : meta;
}

/** What the chip of a connection says. */
export function chipOf(texts: WindowTexts, connection: ConnectionView): string {
  const { check, picture } = texts.wizard;
  const { state, brokenAt } = connection;
  if (state !== 'broken' || brokenAt === null) return check.chips[state];
  const step = brokenAt === 'network' ? picture.network : picture.steps[brokenAt];
  return format(check.chips.stopsAt, { step });
}

/** The picture in one line, for those who can't see it. */
export function summaryOf(texts: WindowTexts, connection: ConnectionView): string {
  const { picture } = texts.wizard;
  const { brokenAt, encryptedFrom, state, steps } = connection;
  const host = connection.endpoint.host;
  const encryption =
    encryptedFrom === null
      ? picture.neverEncrypted
      : format(picture.encrypted, { step: picture.steps[encryptedFrom] });
  if (brokenAt === 'network') return format(picture.stopsAtNetwork, { host });
  if (brokenAt !== null) {
    const number = steps.findIndex(({ name }) => name === brokenAt) + 1;
    const step = picture.steps[brokenAt];
    return format(picture.stopsAt, { host, number, count: steps.length, step });
  }
  if (state === 'waiting') return format(picture.notBegun, { host });
  if (state === 'checking') return format(picture.inProgress, { host });
  if (state === 'stopped') return format(picture.unfinished, { host });
  return `${format(picture.whole, { host })} ${encryption}`;
}

/** The second line of a step. */
export function resultOf(texts: WindowTexts, { status, fact }: PictureStep): string {
  const { picture } = texts.wizard;
  if (status === 'checking') return picture.checking;
  if (status === 'not-reached') return picture.notReached;
  if (status === 'waiting' || fact === null) return '';
  return factWords(texts, fact);
}

function factWords(texts: WindowTexts, fact: PictureFact): string {
  const { picture } = texts.wizard;
  switch (fact.kind) {
    case 'milliseconds':
      return format(picture.milliseconds, { value: Math.round(fact.value) });
    case 'greeted':
      return picture.greeted;
    case 'plain-text':
      return picture.plainText;
    case 'tls':
      return visible(fact.version.replace(/^TLSv/, 'TLS '));
    case 'valid-until':
      return format(picture.until, { month: monthOf(texts, fact.day) });
    case 'expired':
      return picture.expired;
    case 'not-yet-valid':
      return picture.notYetValid;
    case 'wrong-name':
      return picture.wrongName;
    case 'not-trusted':
      return picture.notTrusted;
    case 'methods':
      return countOf(texts, picture.methods, fact.count);
    case 'failure':
      return picture.failures[fact.failure];
    default:
      return assertNever(fact);
  }
}

/** `May 2027`; what is no date stays as it is. */
function monthOf({ locale }: WindowTexts, day: string): string {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
}

interface Program {
  readonly client: string;
  readonly profile: string;
}

export function isSameProgram(one: Program, other: Program): boolean {
  return one.client === other.client && one.profile === other.profile;
}

/** The program that has to be closed before anything is changed, or null if none is left. */
export function openProgram(programs: readonly ProgramState[]): ProgramState | null {
  return programs.find(({ state }) => state !== 'closed') ?? null;
}

/** The ids that a click on the button would change. */
export function idsToApply(review: ReviewView, ticked: ReadonlySet<string>): readonly string[] {
  return review.changes
    .filter(({ id, lock, optional }) => lock === null && (!optional || ticked.has(id)))
    .map(({ id }) => id);
}

/** The reason of all changes, where it is the same for each; else each card says its own. */
export function commonReason(texts: WindowTexts, { changes }: ReviewView): string | null {
  const reasons = new Set(changes.map(({ diagnosis }) => verdictOf(texts, diagnosis).summary));
  const [reason] = reasons;
  return reasons.size === 1 && reason !== undefined ? reason : null;
}

export function reviewTitle(texts: WindowTexts, { changes }: ReviewView): string {
  const { review } = texts.wizard;
  const needed = changes.filter(({ optional }) => !optional);
  const open = needed.filter(({ lock }) => lock === null);
  if (changes.length === 0) return review.goneMeanwhile;
  if (open.length > 0) return headingOf(texts, review.title, open.length);
  if (needed.length > 0) return headingOf(texts, review.titleLocked, needed.length);
  return headingOf(texts, review.titleSafer, changes.length);
}

/** What became of an apply; claims that it works only where it was seen to work afterwards. */
export function resultTitle(
  texts: WindowTexts,
  { changed, connections, notChanged }: ResultView,
): string {
  const { result } = texts.wizard;
  const failed = notChanged.filter(({ reason }) => reason.kind === 'problem').length;
  if (changed.length === 0) return result.nothingChanged;
  if (failed > 0) {
    const all = changed.length + failed;
    return format(result.partly, { changed: changed.length, all });
  }
  const works = connections.length > 0 && connections.every(({ state }) => state === 'healthy');
  if (!works) return headingOf(texts, result.changed, changed.length);
  if (changed.length === 2) return result.changedBoth;
  return headingOf(texts, result.changedWorks, changed.length);
}

export function isSameServer(
  one: Pick<Endpoint, 'protocol' | 'host'>,
  other: { readonly protocol: string | null; readonly host: string | null },
): boolean {
  return one.protocol === other.protocol && one.host.toLowerCase() === other.host?.toLowerCase();
}

/** Somebody else decides: the user can't do anything about it on this computer. */
export function isByOrganisation({ code }: Lock): boolean {
  return ['policy', 'autoconfig', 'autoconfig-remote', 'locked-default'].includes(code);
}

export function undoTitle({ wizard }: WindowTexts, { undone }: UndoView): string {
  return undone > 0 ? wizard.result.putBack : wizard.result.putBackNothing;
}
