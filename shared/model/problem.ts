// shared/model: errors as values. No Node, no DOM.

/** Stable codes; the sentence of each is in shared/messages. */
export const PROBLEM_CODES = [
  'profile-missing', // profiles.ini names a folder that does not exist
  'profile-loop', // profiles.ini names its own root, or a folder that contains it
  'profile-unreadable',
  'profile-empty', // a folder without prefs.js
  'ini-unreadable',
  'prefs-unreadable',
  'prefs-not-regular', // a symbolic link or a folder where prefs.js should be
  'prefs-too-large',
  'prefs-encoding', // UTF-16, or NUL bytes: Thunderbird itself loses everything in it
  'prefs-syntax', // Thunderbird itself drops the damaged preference; the line is in `where`
  'account-broken', // a link of the account -> server chain leads nowhere
  'override-unreadable', // a policy or autoconfig file is there but can't be read
  'trust-store-unread', // authorities the user imported into the mail program can't be known here
  'folder-missing', // --root names nothing
  'ca-unreadable',
  'autoconfig-unreadable', // --autoconfig names a file that can't be read
  'busy', // the mail program holds the profile open
  'locked-by-other-run',
  'changed-since-plan',
  'not-editable',
  'disk-full',
  'read-only',
  'write-failed',
  'read-back-differs', // after the write the file does not say what it should; taken back
  'not-effective', // the file says it, but something else wins; taken back
  'retest-failed', // after the write the server did not work; taken back
  'changed-since-apply', // undo: the setting was changed again since
  'backup-missing',
  'nothing-to-undo',
  'journal-damaged',
  'recovered', // an earlier run was cut off: what was finished or taken back
  'log-unwritable', // --log names a file that can't be added to
  'report-unwritable', // the report can't be saved where the user said
  'policy-unreadable', // the policy file is there but can't be read, or is no JSON: none of it holds
  'policy-ignored', // one setting of the policy is unknown or of the wrong type: the others hold
  'bad-request', // the window asked for something that is not in the contract
  'unknown-id', // the window named something that was never shown to it
  'out-of-turn', // a step whose earlier step is missing: a review before a check
  'not-allowed', // the organisation's policy hides this choice
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The facts that every problem of a code has, whoever makes it: all that its sentence may name. */
export const PROBLEM_FACTS: Partial<Readonly<Record<ProblemCode, readonly string[]>>> = {
  'prefs-too-large': ['size'],
  'prefs-syntax': ['line'],
  'account-broken': ['key'],
  'write-failed': ['errno'],
  'log-unwritable': ['errno'],
  'report-unwritable': ['errno'],
  'policy-unreadable': ['reason'],
  'policy-ignored': ['key'],
  'autoconfig-unreadable': ['reason'],
  'journal-damaged': ['line'],
  recovered: ['outcome'],
  internal: ['message'],
};

/** What the repair of a run that was cut off came to: the fact `outcome` of `recovered`. */
export const RECOVERY_OUTCOMES = [
  'verified', // the change was finished, or was finished already
  'undone', // the undo was finished
  'taken-back', // the change was taken back
  'nothing-written', // it had changed nothing
] as const;
export type RecoveryOutcome = (typeof RECOVERY_OUTCOMES)[number];

/** Something that went wrong, as a value: the other profiles go on. */
export interface Problem {
  readonly code: ProblemCode;
  /** The file, folder or server it happened at, with `:line` where one is known; null if nowhere. */
  readonly where: string | null;
  /** Values for the sentence, by name. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The same thrown, where there is no way on. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.where === null ? problem.code : `${problem.code}: ${problem.where}`, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Closes a switch over a union: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
