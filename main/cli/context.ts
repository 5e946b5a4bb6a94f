// main/cli: what every command is given and what it gives back. May import: all rooms below, shared.
import type { DocumentChange } from '../../shared/model/document.ts';
import type { Receipt } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ReadOptions } from '../clients/client.ts';
import type { GivenConfig } from '../engine/lint.ts';
import type { Scan, ScanRequest } from '../engine/scan.ts';
import type { Survey } from '../engine/survey.ts';
import type { World } from '../engine/world.ts';
import type { Settings } from './arguments.ts';
import type { ExitCode } from '../engine/exit.ts';
import type { Io } from './io.ts';
import type { ViewContext } from './view/context.ts';

/** Something that happened, for --log. */
export type LogEntry = Readonly<Record<string, unknown>>;

export interface CommandContext {
  readonly world: World;
  readonly settings: Settings;
  readonly operands: readonly string[];
  readonly io: Io;
  readonly view: ViewContext;
  readonly signal: AbortSignal;
  readonly log: (entry: LogEntry) => void;
  /** A result, on stdout; nothing with --json, where the document says it all. */
  readonly print: (text: string) => void;
  /** Advice and problems, on stderr; nothing with --json. */
  readonly tell: (text: string) => void;
}

/** What a command did, for the exit code and the JSON document. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly scan: Scan | null;
  readonly survey: Survey | null;
  /** The autoconfig file that was tested. */
  readonly config: GivenConfig | null;
  readonly changes: readonly DocumentChange[];
  readonly receipts: readonly Receipt[];
  readonly problems: readonly Problem[];
}

export type Command = (context: CommandContext) => Promise<Outcome>;

export const NOTHING: Omit<Outcome, 'exitCode'> = {
  scan: null,
  survey: null,
  config: null,
  changes: [],
  receipts: [],
  problems: [],
};

export function readOptions({ settings }: CommandContext): ReadOptions {
  return { includeUserJs: settings.includeUserJs };
}

export function scanRequest(context: CommandContext): ScanRequest {
  const { profiles, clients } = context.settings;
  return { folders: profiles, clients, read: readOptions(context) };
}
