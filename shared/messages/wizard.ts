// shared/messages: the texts of the window, beside those that every face says. No Node, no DOM.
import type { Goal, HistoryEntry, PictureStepName } from '../contract.ts';
import type { DiagnosisCode } from '../model/diagnosis.ts';
import type { Protocol } from '../model/endpoint.ts';
import type { FailureKind } from '../model/observation.ts';
import type { ProblemCode } from '../model/problem.ts';
import type { ClientId } from '../model/profile.ts';
import type { Lock } from '../model/server.ts';
import type { CommonTexts, Finding, Plural, Template } from './catalogue.ts';
import type { Trouble } from './meaning.ts';

/** The texts of one language that the window loads. */
export interface WindowTexts extends CommonTexts {
  readonly wizard: WizardTexts;
}

/** Sentences of the terminal that name its options, said for somebody who sees only the window. */
export interface WindowWording {
  readonly diagnoses: Partial<Readonly<Record<DiagnosisCode, Finding>>>;
  readonly problems: Partial<Readonly<Record<ProblemCode, Finding>>>;
  readonly locks: Partial<Readonly<Record<Lock['code'], Template>>>;
}

export const RAIL_STEPS = ['start', 'accounts', 'check', 'review', 'result'] as const;
export type RailStep = (typeof RAIL_STEPS)[number];

export interface WizardTexts {
  /** Two to nine as they begin a sentence; `Two`. The form for one is in each text itself. */
  readonly numbers: readonly string[];
  readonly shell: ShellTexts;
  readonly start: StartTexts;
  readonly accounts: AccountsTexts;
  readonly check: CheckTexts;
  readonly picture: PictureTexts;
  readonly review: ReviewTexts;
  readonly result: ResultTexts;
  readonly trouble: TroubleTexts;
  readonly history: HistoryTexts;
  /** The verdict in a few words, without a name or a port: a heading. */
  readonly headlines: Readonly<Record<DiagnosisCode, string>>;
}

export interface ShellTexts {
  readonly steps: Readonly<Record<RailStep, string>>;
  readonly stepsLabel: string;
  readonly stepOf: Template; // number, count
  readonly stepDone: string;
  readonly stepNotNeeded: string;
  readonly setUpBy: string;
  readonly whatThatMeans: string;
  readonly setUpMeaning: Template; // organisation
  readonly demo: string;
  readonly language: string;
  readonly back: string;
  readonly close: string;
  readonly cont: string;
  readonly checkAgain: string;
  readonly toStart: string;
  readonly copyReport: string;
  readonly copied: string;
  readonly saveReport: string;
  readonly saved: string;
  readonly port: Template; // word, port
}

export interface StartTexts {
  readonly title: string;
  readonly lead: string;
  readonly goals: Readonly<Record<Goal, { readonly title: string; readonly line: string }>>;
  readonly organisationMoves: Template; // organisation
  readonly passwords: string;
  readonly takenBack: string;
  readonly earlier: Plural;
}

export interface AccountsTexts {
  readonly looking: string;
  readonly found: Plural;
  readonly foundNothing: string;
  readonly lead: string;
  readonly leadNothing: string;
  readonly leadAllLocked: string;
  readonly profile: Template; // name
  readonly openNow: string;
  readonly roles: Readonly<Record<Protocol, string>>;
  readonly byOrganisation: string;
  readonly lockedElsewhere: string;
  readonly lockedMeaning: string;
  readonly leftAlone: string;
  readonly exchange: string;
  readonly otherKind: Template; // type
  readonly noAddress: string;
  readonly places: Plural;
  readonly lookedIn: Plural;
  readonly placeFound: string;
  readonly placeNotThere: string;
  readonly chooseFolder: string;
  readonly notRead: string;
  readonly check: Plural;
  readonly chooseOne: string;
}

export interface CheckTexts {
  readonly checking: string;
  readonly allHealthy: string;
  readonly someNeed: Plural;
  readonly someUnclear: string;
  readonly noneReached: string;
  readonly stopped: string;
  readonly progress: Template; // done, total
  readonly stoppedAfter: Template; // done, total
  readonly offline: Finding;
  readonly onlyLooking: string;
  readonly stop: string;
  readonly stopping: string;
  readonly goOn: string;
  readonly legendPlain: string;
  readonly legendEncrypted: string;
  readonly meta: Template; // role, port, word
  readonly metaAccounts: Template; // count, of several
  readonly chips: {
    readonly waiting: string;
    readonly checking: string;
    readonly healthy: string;
    readonly unexpected: string;
    readonly broken: string;
    readonly stopsAt: Template; // step
    readonly stopped: string;
  };
  readonly announced: Template; // host, state
  readonly anotherWay: Template; // way
  readonly seenTwice: string;
  readonly suggestion: Template; // host, way, source
  readonly notProven: string;
  readonly evidence: string;
  readonly whatToDo: string;
  readonly whatToDoAbout: Template; // host
  readonly address: Template; // endpoint, address, attempt
  readonly sent: string;
  readonly received: string;
  readonly encryptedLine: string;
}

export interface PictureTexts {
  readonly computer: string;
  readonly network: string;
  readonly server: string;
  readonly steps: Readonly<Record<PictureStepName, string>>;
  readonly checking: string;
  readonly notReached: string;
  readonly notConnected: string;
  readonly plainText: string;
  readonly greeted: string;
  readonly milliseconds: Template; // value
  readonly until: Template; // month
  readonly expired: string;
  readonly notYetValid: string;
  readonly wrongName: string;
  readonly notTrusted: string;
  readonly methods: Plural;
  /** In two words, below the step that failed. */
  readonly failures: Readonly<Record<FailureKind, string>>;
  /** For screen readers, between a step's name and its result. */
  readonly states: Readonly<
    Record<'waiting' | 'checking' | 'done' | 'unexpected' | 'broken' | 'not-reached', string>
  >;
  readonly whole: Template; // host
  readonly stopsAt: Template; // host, number, count, step
  readonly stopsAtNetwork: Template; // host
  readonly inProgress: Template; // host
  readonly notBegun: Template; // host
  readonly unfinished: Template; // host
  readonly encrypted: Template; // step
  readonly neverEncrypted: string;
}

export interface ReviewTexts {
  readonly looking: string;
  readonly title: Plural;
  readonly titleSafer: Plural;
  readonly titleLocked: Plural;
  readonly lead: string;
  readonly leadLocked: string;
  readonly through: Readonly<Record<Protocol, Template>>; // host
  readonly now: string;
  readonly after: string;
  readonly becomes: string;
  readonly security: Readonly<Record<ClientId, string>>;
  readonly port: Readonly<Record<ClientId, string>>;
  readonly safer: string;
  readonly saferMeaning: string;
  readonly staysEncrypted: string;
  readonly staysSame: string;
  readonly copyOfOld: string;
  readonly goesTo: string;
  readonly others: string;
  readonly close: Template; // client
  readonly closeWhy: Template; // client
  readonly closeUnknown: Template; // client
  readonly closeUnknownWhy: Template; // client
  readonly waitingFor: Template; // client
  readonly nowClosed: Template; // client
  readonly lookAgain: string;
  readonly change: Plural;
  readonly changing: Plural;
  readonly nothingTicked: string;
  readonly goneMeanwhile: string;
}

export interface ResultTexts {
  readonly changedWorks: Plural;
  readonly changedBoth: string;
  readonly changed: Plural;
  readonly partly: Template; // changed, all
  readonly nothingChanged: string;
  readonly leadTry: Template; // client
  readonly leadAsBefore: string;
  readonly leadLook: string;
  readonly changedHeading: string;
  readonly notChangedHeading: string;
  readonly checkedAgain: Template; // time
  readonly verified: string;
  readonly written: string;
  readonly becomes: string;
  readonly worksAsIs: string;
  readonly notChosen: string;
  readonly leftAlone: string;
  readonly undo: Plural;
  readonly undoBoth: string;
  readonly undoing: string;
  readonly putBack: string;
  readonly putBackLead: Plural;
  readonly putBackNothing: string;
  readonly before: string;
  readonly conflicts: string;
  readonly conflict: Template; // key, now, from
  readonly conflictTick: string;
  readonly putBackTicked: string;
  readonly healthy: string;
  readonly healthyLead: Readonly<Record<Goal, string>>;
  readonly findings: Plural;
  readonly findingsLead: string;
  readonly couldChange: Plural;
  readonly stoppedLead: string;
  readonly showChanges: string;
  readonly connections: string;
  readonly none: string;
}

export interface TroubleTexts {
  readonly happened: string;
  readonly means: string;
  readonly todo: string;
  readonly helpDesk: string;
  readonly helpDeskLine: string;
  readonly helpDeskOf: Template; // organisation
  readonly technical: string;
  readonly allResults: string;
  readonly nothingChanged: string;
  /** Who is at fault, in one sentence below the heading. */
  readonly fault: Readonly<Record<Trouble, string>>;
  readonly meaning: Readonly<Record<Trouble, string>>;
  /** What to do after the advice of the verdict itself. */
  readonly steps: Readonly<Record<Trouble, readonly string[]>>;
  readonly problemTitle: string;
  readonly problemMeaning: string;
  readonly problemCode: Template; // code
}

export interface HistoryTexts {
  readonly title: string;
  readonly lead: string;
  readonly looking: string;
  readonly empty: string;
  readonly emptyLead: string;
  readonly changes: Plural;
  readonly states: Readonly<Record<HistoryEntry['state'], string>>;
  readonly undo: string;
  readonly undoOf: Template; // when
}
