// shared/messages/en: the report for the help desk, in English.
import type { ReportTexts } from '../report.ts';

export const report: ReportTexts = {
  title: 'STARTTLS Migrator {version}, {when}',
  system: 'System: {system}',
  redacted: 'Names of people and passwords are not in this report.',
  nothingChecked: 'No server has been checked yet.',
  server: '{role}: {host}, port {port}, {word}',
  accounts: 'Accounts: {accounts}',
  seen: 'Port {port}, {mode}: {result}',
  answers: 'answers',
  todo: 'What to do: {advice}',
  changes: 'Changes',
  change: '{host}: {fromWord}, port {fromPort} -> {toWord}, port {toPort}: {state}',
  problems: 'Problems',
};
