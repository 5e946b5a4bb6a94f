// shared/messages/de: what the window loads in German: the texts of every face, and its own.
import type { WindowTexts, WindowWording } from '../wizard.ts';
import { common } from './common.ts';
import { wizard } from './wizard.ts';

const GONE_ON = 'Die anderen Profile waren nicht betroffen.';
const REPORT = 'Senden Sie diesen Bericht an Ihren IT-Support.';

export const wording: WindowWording = {
  diagnoses: {
    'insecure-hardening': {
      summary: common.diagnoses['insecure-hardening'].summary,
      advice: 'Sie können Verschlüsselung verlangen: STARTTLS auf Port {remedyPort}.',
    },
    // Whose fault it is stands below the heading already.
    'certificate-expired': {
      summary:
        'Das Zertifikat von {host} auf Port {seenPort} ist am {certificateUntil} abgelaufen.',
      advice: common.diagnoses['certificate-expired'].advice,
    },
    'certificate-issuer-unknown': {
      summary: common.diagnoses['certificate-issuer-unknown'].summary,
      advice: `Der Server muss die ganze Kette senden; und wenn die Zertifizierungsstelle Ihrer Organisation gehört, muss deren Zertifikat für das Mailprogramm installiert werden. ${REPORT}`,
    },
    'certificate-untrusted': {
      summary: common.diagnoses['certificate-untrusted'].summary,
      advice: `Wenn Ihre Organisation eine eigene Zertifizierungsstelle hat, muss deren Zertifikat für das Mailprogramm installiert werden. ${REPORT}`,
    },
    'out-of-time': {
      summary: common.diagnoses['out-of-time'].summary,
      advice: 'Prüfen Sie noch einmal, mit weniger Konten auf einmal.',
    },
  },
  problems: {
    'profile-missing': {
      summary: common.problems['profile-missing'].summary,
      advice: `Wenn das Profil verschoben wurde, wählen Sie unten seinen neuen Ordner. ${GONE_ON}`,
    },
    'ini-unreadable': {
      summary: common.problems['ini-unreadable'].summary,
      advice: 'Wählen Sie unten den Profilordner.',
    },
    'folder-missing': {
      summary: common.problems['folder-missing'].summary,
      advice: 'Wählen Sie einen anderen Ordner.',
    },
    'autoconfig-unreadable': {
      summary: common.problems['autoconfig-unreadable'].summary,
      advice: 'Nichts zu tun: Sie dient nur für Vorschläge.',
    },
    'ca-unreadable': {
      summary: common.problems['ca-unreadable'].summary,
      advice:
        'Fragen Sie Ihren IT-Support: Die Datei mit den Zertifizierungsstellen Ihrer Organisation ist nicht brauchbar.',
    },
    'nothing-to-undo': {
      summary: common.problems['nothing-to-undo'].summary,
      advice: 'Die Liste früherer Änderungen zeigt, was auf diesem Computer geändert wurde.',
    },
    'log-unwritable': {
      summary: common.problems['log-unwritable'].summary,
      advice: 'Alles andere funktioniert. Sagen Sie es Ihrem IT-Support.',
    },
  },
  locks: {
    'user-js':
      'user.js setzt {key} und hat bei jedem Start Vorrang: {file}. Ändern Sie es dort von Hand.',
  },
};

export const window: WindowTexts = {
  ...common,
  diagnoses: { ...common.diagnoses, ...wording.diagnoses },
  problems: { ...common.problems, ...wording.problems },
  locks: { ...common.locks, ...wording.locks },
  wizard,
};
