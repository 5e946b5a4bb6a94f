// shared/messages: what a catalogue of texts must hold, and how a text takes its values.
// No Node, no DOM.
import type { DiagnosisCode, RemarkCode } from '../model/diagnosis.ts';
import type { Protocol, TlsMode } from '../model/endpoint.ts';
import type { FailureKind, StepName, TraceEvent } from '../model/observation.ts';
import type { ChangeState } from '../model/plan.ts';
import type { ProblemCode, RecoveryOutcome } from '../model/problem.ts';
import type { ClientId } from '../model/profile.ts';
import type { Lock, NoteCode } from '../model/server.ts';
import type { CandidateSource, ConfigFindingCode } from '../model/suggestion.ts';
import type { HelpTexts } from './help.ts';
import type { ReportTexts } from './report.ts';
import type { TerminalTexts } from './terminal.ts';

/** Texts hold `{name}` for values; a name without a value stays as it is and is seen in the tests. */
export type Template = string;

/** A text that depends on a number, which it may show as `{count}`. */
export interface Plural {
  readonly one: Template;
  readonly other: Template;
}

/** What happened and what it means; then what to do. */
export interface Finding {
  readonly summary: Template;
  readonly advice: Template;
}

/** What every face says: the window takes these without the texts of the terminal. */
export interface CommonTexts {
  /** BCP 47. */
  readonly locale: string;
  readonly clients: Readonly<Record<ClientId, string>>;
  /** The words that the mail program itself shows for a mode, in this language. */
  readonly tlsWords: Readonly<Record<ClientId, Readonly<Record<TlsMode, string>>>>;
  /** The protocol's own words: `implicit TLS`, `STARTTLS`... */
  readonly modes: Readonly<Record<TlsMode, string>>;
  /** What a server is for: `Sending`, `Receiving (IMAP)`. */
  readonly roles: Readonly<Record<Protocol, string>>;
  readonly steps: Readonly<Record<StepName, string>>;
  readonly diagnoses: Readonly<Record<DiagnosisCode, Finding>>;
  readonly remarks: Readonly<Record<RemarkCode, Finding>>;
  readonly problems: Readonly<Record<ProblemCode, Finding>>;
  readonly failures: Readonly<Record<FailureKind, string>>;
  readonly traceEvents: Readonly<Record<TraceEvent, string>>;
  /** What became of a run that was cut off, for the problem `recovered`. */
  readonly outcomes: Readonly<Record<RecoveryOutcome, string>>;
  readonly locks: Readonly<Record<Lock['code'], Template>>;
  readonly notes: Readonly<Record<NoteCode, Template>>;
  /** Where a suggestion comes from. */
  readonly candidateSources: Readonly<Record<CandidateSource, Template>>; // where
  readonly changeStates: Readonly<Record<ChangeState, string>>;
}

/** All texts of one language but those of the window. */
export interface Catalogue extends CommonTexts {
  readonly configFindings: Readonly<Record<ConfigFindingCode, Finding>>;
  readonly report: ReportTexts;
  readonly terminal: TerminalTexts;
  readonly help: HelpTexts;
}

export type Facts = Readonly<Record<string, string | number | null | undefined>>;

/**
 * Puts the values in. A value is text and stays text: braces in it are not looked at again, and
 * nothing in it can steer a terminal or turn a line around.
 */
export function format(template: Template, facts: Facts = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = facts[name];
    return value == null ? whole : visible(String(value));
  });
}

/** Control characters (C0, C1, DEL), line separators and the marks that reorder text (UAX #9). */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from outside with every invisible or steering character shown as \uXXXX. */
export function visible(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The form for this number in this language (Intl.PluralRules), with `{count}` filled in. */
export function formatCount(
  locale: string,
  forms: Plural,
  count: number,
  facts: Facts = {},
): string {
  const category = new Intl.PluralRules(locale).select(count);
  return format(category === 'one' ? forms.one : forms.other, { count, ...facts });
}
