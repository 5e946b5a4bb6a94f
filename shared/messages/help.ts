// shared/messages: the help of the command line, and what is said of a command line that is wrong.
// No Node, no DOM.
import type { Template } from './catalogue.ts';

export type CommandName =
  'scan' | 'test' | 'plan' | 'apply' | 'undo' | 'doctor' | 'demo' | 'completion';

/** Without the dashes. */
export type OptionName =
  | 'json'
  | 'profile'
  | 'root'
  | 'client'
  | 'endpoint'
  | 'autoconfig'
  | 'watch'
  | 'trace'
  | 'check-injection'
  | 'ca'
  | 'resolve'
  | 'only'
  | 'exclude'
  | 'harden'
  | 'include-user-js'
  | 'yes'
  | 'list'
  | 'state'
  | 'timeout'
  | 'deadline'
  | 'log'
  | 'quiet'
  | 'no-color'
  | 'no-redact'
  | 'help'
  | 'version';

/** What an exit code means; the numbers are in main/cli/exit.ts. */
export type ExitName =
  | 'done'
  | 'usage'
  | 'changesNeeded'
  | 'needsPerson'
  | 'busy'
  | 'notAllowed'
  | 'takenBack'
  | 'internal';

export interface HelpTexts {
  /** What the program is for, in one sentence. */
  readonly purpose: string;
  readonly usage: Template; // form
  readonly commandsHeading: string;
  readonly optionsHeading: string;
  readonly examplesHeading: string;
  readonly exitCodesHeading: string;
  readonly withoutCommand: Template; // program
  readonly commands: Readonly<Record<CommandName, string>>;
  readonly options: Readonly<Record<OptionName, string>>;
  readonly exitCodes: Readonly<Record<ExitName, string>>;
  readonly wrongUsage: WrongUsageTexts;
}

export interface WrongUsageTexts {
  readonly unknownCommand: Template; // command
  readonly unknownOption: Template; // option, with its dashes
  readonly optionOfOthers: Template; // option, command
  readonly givenTwice: Template; // option
  readonly takesNoValue: Template; // option
  readonly needsValue: Template; // option, placeholder
  readonly takesNoArgument: Template; // command, given
  readonly unknownClient: Template; // given, known
  readonly notAnEndpoint: Template; // given
  readonly notAResolve: Template; // given
  readonly notATimeout: Template; // given
  readonly notADeadline: Template; // given
  readonly watchOrJson: Template;
  readonly notADemo: Template; // known
  readonly notAShell: Template; // known
}

export type WrongUsageCode = keyof WrongUsageTexts;
