// shared/messages: the texts of the report that a person reads or sends to the help desk, beside the
// sentences that every face says. No Node, no DOM.
import type { Template } from './catalogue.ts';

export interface ReportTexts {
  readonly title: Template; // version, when
  readonly system: Template; // system
  readonly redacted: string;
  readonly nothingChecked: string;
  readonly server: Template; // role, host, port, word
  readonly accounts: Template; // accounts
  readonly seen: Template; // port, mode, result
  readonly answers: string;
  readonly todo: Template; // advice
  readonly changes: string;
  readonly change: Template; // host, fromWord, fromPort, toWord, toPort, state
  readonly problems: string;
}
