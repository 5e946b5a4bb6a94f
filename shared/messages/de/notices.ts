// shared/messages/de: the pages of the main process in German.
import type { NoticeTexts } from '../notices.ts';

export const notices: NoticeTexts = {
  stopped: {
    title: 'Das Fenster ist abgestürzt und wurde neu geöffnet',
    happened: 'Der Teil des Programms, der das Fenster zeichnet, hat sich von selbst beendet.',
    means:
      'Keine Einstellung ist halb geändert: Eine begonnene Änderung wird von selbst beendet oder zurückgenommen.',
    todo: 'Beginnen Sie noch einmal auf der ersten Seite. Was schon geändert wurde, steht bei den früheren Änderungen.',
    startAgain: 'Neu beginnen',
  },
  failed: {
    title: 'Dieses Programm muss neu gestartet werden',
    happened: 'Darin ist etwas schiefgegangen, womit es nicht gerechnet hat.',
    means:
      'Keine Einstellung ist halb geändert: Eine begonnene Änderung wird beim nächsten Start beendet oder zurückgenommen.',
    todo: 'Schließen Sie dieses Fenster und öffnen Sie das Programm wieder. Erscheint diese Seite noch einmal, schicken Sie den Bericht unten an Ihren IT-Support.',
  },
  headings: { happened: 'Was geschehen ist', means: 'Was es bedeutet', todo: 'Was zu tun ist' },
  report: 'Bericht für den IT-Support',
};
