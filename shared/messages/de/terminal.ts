// shared/messages/de: the texts of the terminal in German.
import type { TerminalTexts } from '../terminal.ts';

export const terminal: TerminalTexts = {
  profileHeading: '{client}, Profil „{name}“',
  running: '{client} ist geöffnet',
  runningUnknown:
    'ob {client} geöffnet ist, ließ sich nicht feststellen; in diesem Fall wird nichts geändert',
  server: '{host}, Port {port}, {word}',
  leftAlone: '{type}: kein Mailserver, den dieses Werkzeug ändert; bleibt unberührt',
  noServers: 'In diesem Profil sind keine Mailserver eingestellt.',
  noProfiles: 'Es wurden keine Mailprofile gefunden.',
  lookedIn: { one: 'An {count} Ort gesucht:', other: 'An {count} Orten gesucht:' },
  placeFound: 'gefunden',
  placeNotFound: 'nicht vorhanden',
  scanSummary: {
    one: '{count} Mailserver ist eingestellt.',
    other: '{count} Mailserver sind eingestellt.',
  },

  testing: {
    one: '{count} Server wird jetzt getestet…',
    other: '{count} Server werden jetzt getestet…',
  },
  testedOf: '{done} von {total} getestet: {name}',
  evidence: 'Gesehen:',
  evidenceWorks:
    'Port {port}, {mode}: {tlsVersion}, Zertifikat bis {until}, Anmeldung {auth}{twice}',
  evidenceFaulty:
    'Port {port}, {mode}: {tlsVersion}; Zertifikat gültig von {from} bis {until}, ausgestellt von {issuer}{twice}',
  evidenceFailed: 'Port {port}, {mode}: {failure}{reply}',
  reply: ' „{status} {text}“',
  seenTwice: ', zweimal gesehen',
  remark: 'Hinweis:',
  instead: 'Stattdessen:',
  suggestion: '{host}, Port {port}, {mode} wurde getestet und funktioniert ({source}).',
  unauthentic:
    'Ob das der richtige Server ist, kann nur Ihr IT-Support sagen: Der Hinweis ist nicht signiert.',
  traceTime: '{ms} ms',
  injection: {
    discarded:
      'Port {port}: Befehle, die vor STARTTLS gesendet wurden, werden verworfen, und so soll es sein',
    answered:
      'Port {port}: Befehle, die vor STARTTLS gesendet wurden, werden innerhalb von TLS ausgeführt',
    refused:
      'Port {port}: Auf Befehle, die vor STARTTLS gesendet wurden, legt der Server auf; das ist sicher',
    'not-reached': 'Port {port}: Der Test auf zu frühe Befehle kam nicht bis zu STARTTLS',
  },
  configHeading: 'Autoconfig-Datei {where}',
  configClean: 'An der Datei selbst ist nichts falsch.',
  configPlace: 'Zeile {line}',
  configFaulty: 'Die Autoconfig-Datei muss sich jemand ansehen.',
  watching: 'Beobachtung: Der Test wird alle {seconds} Sekunden wiederholt. Strg+C beendet ihn.',
  watched: '{time}  nichts hat sich geändert',
  watchNews: '{time}  {host}, Port {port}:',
  todo: 'Zu tun:',
  settings: 'Verbindungssicherheit: {fromWord} -> {toWord}; Port: {fromPort} -> {toPort}',
  wouldChange: 'Änderung:',
  cannotChange: 'Nicht geändert: {reason}',
  offered: 'Möglich mit --harden:',
  allHealthy: 'Alles funktioniert so, wie es eingestellt ist. Nichts zu tun.',
  changesNeeded: {
    one: '{count} Server braucht neue Einstellungen.',
    other: '{count} Server brauchen neue Einstellungen.',
  },
  optionalChanges: {
    one: '{count} Server könnte sicherer eingestellt werden (--harden).',
    other: '{count} Server könnten sicherer eingestellt werden (--harden).',
  },
  needPerson: {
    one: '{count} Server muss sich jemand ansehen.',
    other: '{count} Server muss sich jemand ansehen.',
  },
  lockedChanges: {
    one: '{count} Server braucht neue Einstellungen, die sich hier nicht ändern lassen.',
    other: '{count} Server brauchen neue Einstellungen, die sich hier nicht ändern lassen.',
  },
  nextApply: 'Zum Ändern: starttls-migrator apply',
  caNote:
    'Die mit --ca angegebenen Zertifikate galten in diesem Test als vertrauenswürdig; auch das Mailprogramm braucht sie.',
  systemUnread:
    'Die Liste der Zertifizierungsstellen, denen dieses System vertraut, konnte nicht gelesen werden: {reason}',
  cancelled: 'Abgebrochen.',

  yesOrNo: '[j/N]',
  yes: ['j', 'ja'],
  confirmApply: {
    one: '{count} Server jetzt ändern?',
    other: '{count} Server jetzt ändern?',
  },
  confirmUndo: {
    one: '{count} Server wieder so einstellen wie vorher?',
    other: '{count} Server wieder so einstellen wie vorher?',
  },
  nothingDone: 'Es wurde nichts geändert.',
  closeProgram:
    'Bitte schließen Sie zuerst {client} (Profil „{name}“). Ein geöffnetes {client} würde die Änderung überschreiben.',
  outcome: '{server}: {state}',
  changed: {
    one: '{count} Server wurde geändert und funktioniert.',
    other: '{count} Server wurden geändert und funktionieren.',
  },
  notChanged: {
    one: '{count} Server wurde nicht geändert.',
    other: '{count} Server wurden nicht geändert.',
  },
  backupAt: 'Sicherungskopie: {path}',
  undoWith: 'Zum Zurücknehmen: starttls-migrator undo {run}',
  undone: {
    one: '{count} Server ist wieder eingestellt wie vorher.',
    other: '{count} Server sind wieder eingestellt wie vorher.',
  },
  historyEmpty: 'Bisher wurde nichts geändert.',
  historyRow: '{run}  {when}  {count} geändert  {state}',
  historyStates: {
    undoable: 'kann zurückgenommen werden',
    undone: 'zurückgenommen',
    'cut-off': 'unterbrochen; das nächste apply oder undo bringt es in Ordnung',
    nothing: 'nichts geändert',
  },
  conflict:
    '{key} wurde seither noch einmal geändert: Jetzt steht dort {now}; dieses Werkzeug hatte {from} vorgefunden.',
  keepOrRestore: 'Diesen Server trotzdem wieder so einstellen wie vorher?',
  notATerminal:
    'Dieser Befehl stellt Fragen, und es gibt kein Terminal für die Antworten. Nehmen Sie --yes oder plan.',

  doctorWelcome:
    'STARTTLS Migrator findet heraus, warum keine Mail hinausgeht, und behebt, was sich mit Einstellungen beheben lässt.',
  doctorQuestion: 'Was führt Sie her?',
  doctorChoices: [
    'Ich kann keine Mail senden',
    'Ich kann keine Mail empfangen',
    'Meine Organisation hat mich gebeten, nachzusehen',
    'Ich sehe mich nur um',
  ],
  doctorLooking: 'Ihre Mailkonten werden gesucht…',
  doctorNothingFound:
    'Auf diesem Computer wurden keine Mailkonten gefunden. Wenn Ihr Profil an einem anderen Ort liegt, starten Sie noch einmal mit --profile ORDNER.',
  doctorNext: 'Das ist als Nächstes zu tun:',
  doctorCloseAndRetry:
    'Schließen Sie {client} und drücken Sie die Eingabetaste, um fortzufahren (oder q zum Beenden).',
  doctorHealthy:
    'Alle Server antworten so, wie sie eingestellt sind. Wenn es mit der Mail trotzdem nicht klappt, prüfen Sie Benutzername und Passwort im Mailprogramm.',
  doctorSendAgain: 'Starten Sie {client} und senden Sie noch einmal, was im Postausgang wartet.',
  doctorDeclined: 'Es wurde nichts geändert. Um es später zu tun: starttls-migrator apply',

  demoWelcome:
    'Dies ist eine Welt zum Ausprobieren: zwei Thunderbird-Profile in einem temporären Ordner und auf diesem Computer Mailserver, die die Server einer Organisation spielen. Nichts außerhalb davon wird gelesen, geändert oder angesprochen, und nichts davon bleibt zurück. Die Geschichte: Die Organisation hat vor ihre Mail ein neues Gerät gestellt, das TLS erst nach STARTTLS spricht. Wer auf SSL/TLS und Port 465 eingestellt ist, kann nichts mehr senden.',
  demoChapters: [
    'Was eingestellt ist (scan)',
    'Was jeder Server wirklich spricht und was sich ändern würde (plan)',
    'Ändern, was nötig ist, und noch einmal testen (apply)',
    'Ein zweites Mal ändert nichts mehr (apply)',
    'Alles zurücknehmen (undo)',
  ],
  demoEnd:
    'Das war die ganze Geschichte. Der temporäre Ordner und die Server werden jetzt entfernt. Versuchen Sie „demo doctor“, um mit Fragen geführt zu werden, oder „demo plan --json“ für die Fakten.',
  demoFailed: 'Die Geschichte verlief nicht so, wie sie sollte: Bitte melden Sie, was oben steht.',
};
