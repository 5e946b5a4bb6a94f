// shared/messages/de: what every face says in German.
import type { CommonTexts } from '../catalogue.ts';
import { diagnoses, remarks } from './diagnoses.ts';
import { problems } from './problems.ts';

export const common: CommonTexts = {
  locale: 'de',
  clients: { thunderbird: 'Thunderbird' },
  tlsWords: {
    // Thunderbird's account settings in German, „Verbindungssicherheit“.
    thunderbird: {
      implicit: 'SSL/TLS',
      starttls: 'STARTTLS',
      opportunistic: 'STARTTLS, wenn möglich',
      auto: 'Automatisch erkennen',
      none: 'Keine',
    },
  },
  modes: {
    implicit: 'TLS vom ersten Byte an',
    starttls: 'STARTTLS',
    opportunistic: 'STARTTLS nur, wenn angeboten',
    auto: 'automatisch',
    none: 'keine Verschlüsselung',
  },
  roles: { smtp: 'Senden', imap: 'Empfangen (IMAP)', pop3: 'Empfangen (POP3)' },
  steps: {
    resolve: 'Adresse',
    connect: 'Verbindung',
    greeting: 'Begrüßung',
    capabilities: 'Angebot',
    starttls: 'STARTTLS',
    handshake: 'Verschlüsselung',
    authentication: 'Anmeldung',
    goodbye: 'Verabschiedung',
  },
  diagnoses,
  remarks,
  problems,
  failures: {
    'name-not-found': 'diesen Namen gibt es nicht',
    'resolver-failed': 'der Namensdienst hat nicht geantwortet',
    refused: 'der Port ist geschlossen',
    unreachable: 'die Adresse ist nicht erreichbar',
    'connect-timeout': 'keine Antwort',
    silence: 'verbunden, aber der Server sagt nichts',
    timeout: 'der Server antwortet nicht mehr',
    closed: 'der Server hat die Verbindung geschlossen',
    reset: 'der Server hat die Verbindung abgebrochen',
    'plaintext-instead-of-tls': 'unverschlüsselte Antwort:',
    'tls-instead-of-plaintext': 'sprach TLS, wo eine Begrüßung erwartet wurde',
    'wrong-protocol': 'nicht dieser Maildienst:',
    'negative-reply': 'abgelehnt:',
    'starttls-not-offered': 'STARTTLS wird nicht angeboten',
    'starttls-misplaced': 'STARTTLS steht nur an der Stelle des Servernamens',
    'starttls-masked': 'das Angebot von STARTTLS wird unterwegs überschrieben',
    'bytes-before-tls': 'Daten vor der Verschlüsselung',
    'untagged-before-tls': 'Postfachdaten vor der Verschlüsselung',
    preauth: 'begrüßt, als wäre man schon angemeldet (PREAUTH)',
    'tls-alert': 'der Server hat die Verschlüsselung mit einem Alert abgelehnt:',
    'tls-failed': 'die Verschlüsselung kam nicht zustande',
    'too-much-data': 'mehr Daten, als ein Mailserver je sendet',
    cancelled: 'abgebrochen',
    deadline: 'Zeit abgelaufen',
  },
  traceEvents: {
    connected: 'verbunden',
    'tls-begun': 'TLS-Handshake beginnt',
    'tls-established': 'ab hier verschlüsselt',
    closed: 'der Server hat die Verbindung geschlossen',
    reset: 'die Verbindung wurde abgebrochen',
  },
  outcomes: {
    verified: 'seine Änderung steht und funktioniert',
    undone: 'das Zurücknehmen wurde zu Ende geführt',
    'taken-back': 'seine Änderung wurde zurückgenommen',
    'nothing-written': 'er hatte nichts geändert',
  },
  locks: {
    policy: 'Von Ihrer Organisation vorgegeben: Die Richtlinie {file} setzt {key}.',
    autoconfig: 'Von Ihrer Organisation vorgegeben: {file} setzt {key} bei jedem Start.',
    'autoconfig-remote':
      'Von Ihrer Organisation vorgegeben: {file} holt Einstellungen von einem Server, und diese können Vorrang haben.',
    'locked-default': 'Von Ihrer Organisation vorgegeben: {file} sperrt {key}.',
    'user-js':
      'user.js setzt {key} und hat bei jedem Start Vorrang: {file}. Mit --include-user-js wird es auch dort geändert.',
    'user-js-unreadable':
      'user.js konnte nicht gelesen werden, und was darin steht, hat bei jedem Start Vorrang: {file}',
    'syntax-error': 'In einer beschädigten Datei wird nichts geändert: {file}',
    'not-regular': 'Wo die Einstellungsdatei sein sollte, steht etwas anderes: {file}',
    unwritable: 'Sie dürfen hier nicht schreiben: {file}',
    malformed: 'Der gespeicherte Servername oder Port ist keiner: {key} in {file}.',
    unsupported: 'Diese Art von Einstellung ändert dieses Werkzeug nicht: {key} in {file}.',
  },
  notes: {
    'legacy-tls-value':
      'Gespeichert als „TLS, wenn möglich“: Das heutige Thunderbird sendet damit unverschlüsselt.',
    'unknown-tls-value':
      'Die gespeicherte Verbindungssicherheit ist eine Zahl, die kein Thunderbird kennt.',
    'wrong-type-port':
      'Der gespeicherte Port hat den falschen Typ; Thunderbird beachtet ihn nicht.',
    'wrong-type-tls':
      'Die gespeicherte Verbindungssicherheit hat den falschen Typ; Thunderbird beachtet sie nicht.',
    'legacy-real-hostname':
      'Ein alter Eintrag (realhostname) nennt einen anderen Server; alte und neue Thunderbird-Versionen verhalten sich hier verschieden.',
    'certificate-exception':
      'Sie haben für diesen Server und Port einmal ein nicht vertrauenswürdiges Zertifikat akzeptiert (Zertifikats-Ausnahme). Für einen anderen Port gilt das nicht.',
    'shared-by-identities':
      'Mehrere Identitäten senden über diesen Server; eine Änderung gilt für alle.',
    'not-in-use': 'Zurzeit sendet keine Identität über diesen Server.',
    'default-in-prefs-file':
      'Mit pref() in der Einstellungsdatei gesetzt: Thunderbird wird es vergessen.',
  },
  candidateSources: {
    autoconfig: 'aus der Autoconfig-Datei der Domain, {where}',
    srv: 'aus dem DNS-Eintrag {where}',
    'standard-port': 'ein üblicher Port von {where}',
  },
  changeStates: {
    planned: 'würde geändert',
    applied: 'geändert',
    verified: 'geändert und funktioniert',
    skipped: 'bleibt, wie es ist',
    failed: 'nicht geändert',
    undone: 'wieder wie vorher',
  },
};
