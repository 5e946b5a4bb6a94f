// shared/messages/fr: the report for the help desk, in French.
import type { ReportTexts } from '../report.ts';

export const report: ReportTexts = {
  title: 'STARTTLS Migrator {version}, {when}',
  system: 'Système : {system}',
  redacted: 'Ce rapport ne contient ni noms de personnes ni mots de passe.',
  nothingChecked: 'Aucun serveur n’a encore été vérifié.',
  server: '{role} : {host}, port {port}, {word}',
  accounts: 'Comptes : {accounts}',
  seen: 'Port {port}, {mode} : {result}',
  answers: 'répond',
  todo: 'À faire : {advice}',
  changes: 'Modifications',
  change: '{host} : {fromWord}, port {fromPort} -> {toWord}, port {toPort} : {state}',
  problems: 'Problèmes',
};
