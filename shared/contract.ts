// shared: everything the window and the main process say to each other: one list of channels, each
// with the schema of its question and the type of its answer. Opaque ids stand for whatever lies on
// the disk: the window never sees or names a path that it could hand back. No Node, no DOM.
import * as v from 'valibot';
import type { Lock, NoteCode } from './model/server.ts';
import type { Candidate } from './model/suggestion.ts';
import type { Diagnosis, Remark } from './model/diagnosis.ts';
import type { Endpoint, Protocol, TlsMode } from './model/endpoint.ts';
import type { FailureKind, StepName, TraceLine } from './model/observation.ts';
import type { Place, ClientId } from './model/profile.ts';
import type { Problem } from './model/problem.ts';

/** An id that the main process has minted in this session. */
const Id = v.pipe(v.string(), v.regex(/^[a-z]{1,12}-\d{1,6}$/));
const Ids = v.pipe(v.array(Id), v.maxLength(1000));
const Nothing = v.null();
const Language = v.picklist(['en', 'fr', 'de']);
const Goal = v.picklist(['cannot-send', 'asked-to', 'just-check']);

export type Language = v.InferOutput<typeof Language>;
/** What brought the user here. */
export type Goal = v.InferOutput<typeof Goal>;

/** What each channel takes. A request that does not fit is rejected with `bad-request`. */
export const REQUESTS = {
  /** Who is asking, and what the organisation has set. */
  welcome: Nothing,
  setLanguage: Language,
  /** Looks for accounts in all the usual places and in the folders chosen so far. */
  findAccounts: v.object({ goal: Goal }),
  /** The system's dialog; then as findAccounts, or null if the user chose none. */
  chooseFolder: Nothing,
  /** Tests the servers of these accounts live; progress comes as events. Answers when it is over. */
  check: v.object({ accounts: Ids }),
  /** Ends a check at once; what was not finished says so. */
  stopCheck: Nothing,
  /** What would change for the accounts checked. */
  review: Nothing,
  /** Makes these changes and tests each server again. Refused with `busy` while a program runs. */
  apply: v.object({ changes: Ids }),
  /** Earlier runs, the newest first. */
  history: Nothing,
  /** Takes a run back; `despite` lists conflicts the user wants overwritten. */
  undo: v.object({ run: Id, despite: Ids }),
  /** The redacted report of this session, as text for a person to read or send. */
  copyReport: Nothing,
  /** The same as a JSON document, where the system's dialog says; false if the user chose none. */
  saveReport: Nothing,
} as const;

export type Channel = keyof typeof REQUESTS;
export type RequestOf<C extends Channel> = v.InferOutput<(typeof REQUESTS)[C]>;

export interface Answers {
  readonly welcome: Welcome;
  readonly setLanguage: null;
  readonly findAccounts: AccountsView;
  readonly chooseFolder: AccountsView | null;
  readonly check: CheckView;
  readonly stopCheck: null;
  readonly review: ReviewView;
  readonly apply: ResultView;
  readonly history: readonly HistoryEntry[];
  readonly undo: UndoView;
  readonly copyReport: null;
  readonly saveReport: boolean;
}

/** What the main process says unasked. */
export interface Events {
  readonly connection: ConnectionView;
  /** Whether the programs whose settings would change are closed; sent on every change. */
  readonly programs: readonly ProgramState[];
}
export type EventName = keyof Events;

/** An answer as it crosses the border: errors are values. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The bridge that the preload script puts into the window. */
export interface Bridge {
  ask<C extends Channel>(channel: C, request: RequestOf<C>): Promise<Outcome<Answers[C]>>;
  /** Returns how to stop listening. */
  listen<E extends EventName>(event: E, hear: (value: Events[E]) => void): () => void;
}

export interface Welcome {
  readonly language: Language;
  readonly version: string;
  /** True in the throw-away world. */
  readonly isDemo: boolean;
  /** Set by policy, or null. */
  readonly organisation: Organisation | null;
  /** The ways in that the start page offers: all three, unless policy hides some. */
  readonly goals: readonly Goal[];
  /** False where policy hides it: then no folder can be added to the usual places. */
  readonly mayChooseFolder: boolean;
  /** How many earlier runs could be taken back. */
  readonly undoable: number;
}

export interface Organisation {
  readonly name: string;
  /** A telephone number, an address, a place: shown as it is. */
  readonly contact: string | null;
}

export interface AccountsView {
  readonly accounts: readonly AccountView[];
  readonly places: readonly Place[];
  /** Which programs are open right now; to know only, it stops nobody from checking. */
  readonly programs: readonly ProgramState[];
  readonly problems: readonly Problem[];
}

export interface AccountView {
  readonly id: string;
  /** The mail address, or the program's own name for it. */
  readonly title: string;
  readonly client: ClientId;
  readonly profile: string;
  readonly servers: readonly ServerView[];
  /** `left-alone`: nothing of it is tested or changed, such as Exchange. */
  readonly state: 'open' | 'locked' | 'left-alone';
  /** Chosen until the user says otherwise. */
  readonly chosen: boolean;
}

export interface ServerView {
  readonly id: string;
  readonly client: ClientId;
  readonly protocol: Protocol | null;
  /** The program's own word where it is none of the three. */
  readonly type: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly tls: TlsMode | null;
  readonly lock: Lock | null;
  readonly notes: readonly NoteCode[];
}

/** One connection under test: an endpoint as some servers have it. */
export interface ConnectionView {
  readonly id: string;
  readonly endpoint: Endpoint;
  /** As configured: a probe tries only two of the modes. */
  readonly tls: TlsMode;
  readonly client: ClientId;
  /** How many of the chosen accounts use it. */
  readonly accounts: number;
  readonly state: 'waiting' | 'checking' | 'healthy' | 'unexpected' | 'broken' | 'stopped';
  /** In the order of the picture, whatever the order on the wire. */
  readonly steps: readonly PictureStep[];
  /**
   * From which step on the connection is encrypted: `encryption` with STARTTLS, `greeting` with
   * SSL/TLS (right after Connect), or null if it never is, or was not seen to be.
   */
  readonly encryptedFrom: PictureStepName | null;
  /** Where the line is cut; `network` before everything, `connect` between network and server. */
  readonly brokenAt: PictureStepName | 'network' | null;
  /** Null until there is a verdict. */
  readonly diagnosis: Diagnosis | null;
  readonly remarks: readonly Remark[];
  readonly suggestions: readonly Candidate[];
  readonly evidence: readonly EvidenceView[];
}

export const PICTURE_STEPS = [
  'connect',
  'greeting',
  'encryption',
  'certificate',
  'authentication',
] as const;
export type PictureStepName = (typeof PICTURE_STEPS)[number];

export interface PictureStep {
  readonly name: PictureStepName;
  readonly status: 'waiting' | 'checking' | 'done' | 'unexpected' | 'broken' | 'not-reached';
  /** What the step's second line says. */
  readonly fact: PictureFact | null;
}

export type PictureFact =
  | { readonly kind: 'milliseconds'; readonly value: number }
  | { readonly kind: 'greeted' }
  | { readonly kind: 'plain-text' }
  | { readonly kind: 'tls'; readonly version: string }
  | { readonly kind: 'valid-until'; readonly day: string }
  | { readonly kind: 'expired'; readonly day: string }
  | { readonly kind: 'not-yet-valid'; readonly day: string }
  | { readonly kind: 'wrong-name' }
  | { readonly kind: 'not-trusted' }
  | { readonly kind: 'methods'; readonly count: number }
  | { readonly kind: 'failure'; readonly failure: FailureKind };

/** What was seen of one endpoint at one address. */
export interface EvidenceView {
  readonly endpoint: Endpoint;
  readonly address: string | null;
  readonly attempt: number;
  readonly failure: FailureKind | null;
  readonly failedStep: StepName | null;
  readonly trace: readonly TraceLine[];
}

export interface CheckView {
  readonly connections: readonly ConnectionView[];
  readonly wasStopped: boolean;
  /** How many changes a review would show. */
  readonly changes: number;
  readonly problems: readonly Problem[];
}

export interface ChangeView {
  readonly id: string;
  readonly server: ServerView;
  /** The titles of the accounts that use it. */
  readonly accounts: readonly string[];
  readonly from: { readonly port: number; readonly tls: TlsMode };
  readonly to: { readonly port: number; readonly tls: TlsMode };
  readonly diagnosis: Diagnosis;
  /** Offered as hardening: only made when ticked. */
  readonly optional: boolean;
  /** Why it can't be made, or null. */
  readonly lock: Lock | null;
}

export interface ReviewView {
  readonly changes: readonly ChangeView[];
  /** Connections that no setting can mend. */
  readonly others: readonly ConnectionView[];
  /** Where the backup will be, home folder as ~. */
  readonly backup: string;
  readonly programs: readonly ProgramState[];
}

export interface ProgramState {
  readonly client: ClientId;
  readonly profile: string;
  readonly state: 'running' | 'closed' | 'unknown';
}

export interface ResultView {
  readonly changed: readonly ChangeView[];
  readonly notChanged: readonly NotChanged[];
  /** The connections of what was changed, tested again. */
  readonly connections: readonly ConnectionView[];
  /** Null if nothing was changed. */
  readonly run: string | null;
  readonly problems: readonly Problem[];
}

export interface NotChanged {
  readonly server: ServerView;
  /** Why: what went wrong, what locks it, or the verdict that asks for no change. */
  readonly reason:
    | { readonly kind: 'problem'; readonly problem: Problem }
    | { readonly kind: 'locked'; readonly lock: Lock }
    | { readonly kind: 'verdict'; readonly diagnosis: Diagnosis }
    | { readonly kind: 'not-chosen' };
}

export interface HistoryEntry {
  readonly run: string;
  /** ISO 8601. */
  readonly when: string;
  readonly changes: number;
  readonly state: 'undoable' | 'undone' | 'cut-off' | 'nothing';
}

export interface UndoView {
  readonly undone: number;
  /** Settings that were changed again since; nothing was done about them. */
  readonly conflicts: readonly {
    readonly id: string;
    readonly key: string;
    readonly now: string;
    readonly from: string;
  }[];
  readonly problems: readonly Problem[];
}
