// shared/messages: the texts of the terminal, apart from the verdicts and problems. No Node, no DOM.
import type { InjectionCheck } from '../model/observation.ts';
import type { Plural, Template } from './catalogue.ts';

export interface TerminalTexts {
  // scan
  readonly profileHeading: Template; // client, name
  readonly running: Template;
  readonly runningUnknown: Template;
  readonly server: Template; // host, port, word
  readonly leftAlone: Template; // type
  readonly noServers: Template;
  readonly noProfiles: Template;
  readonly lookedIn: Plural;
  readonly placeFound: Template;
  readonly placeNotFound: Template;
  readonly scanSummary: Plural;

  // test and plan
  readonly testing: Plural;
  readonly testedOf: Template; // done, total, name
  readonly evidence: string; // a label, with its colon
  readonly evidenceWorks: Template; // port, mode, tlsVersion, until, auth
  readonly evidenceFaulty: Template; // port, mode, tlsVersion, from, until, issuer
  readonly evidenceFailed: Template; // port, mode, failure, reply
  /** What the server said, after the failure. */
  readonly reply: Template; // status, text
  readonly seenTwice: Template;
  /** What else is worth knowing; a label. */
  readonly remark: string;
  /** Another server or port that works; a label. */
  readonly instead: string;
  readonly suggestion: Template; // host, port, mode, source
  readonly unauthentic: Template;
  readonly traceTime: Template; // ms
  readonly injection: Readonly<Record<InjectionCheck['result'], Template>>; // port
  readonly configHeading: Template; // where
  readonly configClean: Template;
  readonly configPlace: Template; // line
  readonly configFaulty: Template;
  readonly watching: Template; // seconds
  readonly watched: Template; // time
  readonly watchNews: Template; // time, host, port
  readonly todo: string; // a label
  readonly settings: Template; // security and port words, from and to
  readonly wouldChange: string; // a label
  readonly cannotChange: Template; // reason
  readonly offered: string; // a label
  readonly allHealthy: Template;
  readonly changesNeeded: Plural;
  readonly optionalChanges: Plural;
  readonly needPerson: Plural;
  readonly lockedChanges: Plural;
  readonly nextApply: Template;
  readonly caNote: Template;
  readonly systemUnread: Template; // reason
  readonly cancelled: Template;

  // apply and undo
  /** The choice after a question: `[y/N]`. */
  readonly yesOrNo: string;
  /** The answers that mean yes, in small letters. */
  readonly yes: readonly string[];
  readonly confirmApply: Plural;
  readonly confirmUndo: Plural;
  readonly nothingDone: Template;
  readonly closeProgram: Template; // client, name
  /** What became of one server. */
  readonly outcome: Template; // server, state
  readonly changed: Plural;
  readonly notChanged: Plural;
  readonly backupAt: Template; // path
  readonly undoWith: Template; // run
  readonly undone: Plural;
  readonly historyEmpty: Template;
  readonly historyRow: Template; // run, when, count, state
  readonly historyStates: Readonly<Record<'undoable' | 'undone' | 'cut-off' | 'nothing', string>>;
  readonly conflict: Template; // server, now, from
  readonly keepOrRestore: Template;
  readonly notATerminal: Template;

  // doctor
  readonly doctorWelcome: Template;
  readonly doctorQuestion: Template;
  readonly doctorChoices: readonly Template[];
  readonly doctorLooking: Template;
  readonly doctorNothingFound: Template;
  readonly doctorNext: Template; // the one thing to do
  readonly doctorCloseAndRetry: Template;
  readonly doctorHealthy: Template;
  readonly doctorSendAgain: Template; // client
  readonly doctorDeclined: Template;

  // demo
  readonly demoWelcome: Template;
  readonly demoChapters: readonly Template[];
  readonly demoEnd: Template;
  readonly demoFailed: Template;
}
