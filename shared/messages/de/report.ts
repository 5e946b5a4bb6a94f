// shared/messages/de: the report for the help desk, in German.
import type { ReportTexts } from '../report.ts';

export const report: ReportTexts = {
  title: 'STARTTLS Migrator {version}, {when}',
  system: 'System: {system}',
  redacted: 'Namen von Personen und Passwörter stehen nicht in diesem Bericht.',
  nothingChecked: 'Es wurde noch kein Server geprüft.',
  server: '{role}: {host}, Port {port}, {word}',
  accounts: 'Konten: {accounts}',
  seen: 'Port {port}, {mode}: {result}',
  answers: 'antwortet',
  todo: 'Was zu tun ist: {advice}',
  changes: 'Änderungen',
  change: '{host}: {fromWord}, Port {fromPort} -> {toWord}, Port {toPort}: {state}',
  problems: 'Probleme',
};
