// shared/messages/de: the page about what no setting can mend, in German.
import type { TroubleTexts } from '../wizard.ts';

const LATER = 'Kommen Sie später wieder und prüfen Sie noch einmal.';
const THEN = 'Kommen Sie danach wieder und prüfen Sie noch einmal.';
const CANCEL = 'Fragt Ihr Mailprogramm, ob es trotzdem vertrauen soll, wählen Sie „Abbrechen“.';

export const trouble: TroubleTexts = {
  happened: 'Was geschehen ist',
  means: 'Was es bedeutet',
  todo: 'Was zu tun ist',
  helpDesk: 'Für den IT-Support',
  helpDeskLine: 'Ein Bericht von einer Seite. Benutzernamen sind ausgelassen.',
  helpDeskOf: 'Fragen Sie {organisation}:',
  technical: 'Technische Belege',
  allResults: 'Alle Ergebnisse',
  nothingChanged: 'Es wurde nichts geändert.',
  fault: {
    none: 'Hier ist nichts zu beheben.',
    settings: 'Die Einstellungen im Mailprogramm passen nicht mehr zu diesem Server.',
    network: 'Ihr Mailprogramm und seine Einstellungen sind vielleicht ganz in Ordnung.',
    passing: 'Das ist wahrscheinlich eine vorübergehende Störung des Servers.',
    server: 'Der Fehler liegt beim Server, nicht bei Ihrem Computer.',
    tampered: 'Ihr Mailprogramm tut recht daran, diese Verbindung nicht zu verwenden.',
    certificate: 'Der Fehler liegt beim Server, nicht bei Ihrem Computer.',
    account: 'Was im Konto eingestellt ist, passt nicht zu diesem Server.',
    unclear: 'Eine klare Antwort gibt es noch nicht.',
  },
  meaning: {
    none: 'Der Server wurde live getestet und funktioniert, wie er eingestellt ist.',
    settings:
      'Nachrichten bleiben liegen, bis die Einstellungen wieder passen. Verloren geht nichts.',
    network:
      'Der Weg zwischen diesem Computer und dem Server ist gesperrt oder unterbrochen. Nachrichten warten im Postausgang, bis er frei ist. Verloren geht nichts.',
    passing:
      'Der Server ist da, tut aber zurzeit seine Arbeit nicht. Nachrichten warten im Postausgang. Verloren geht nichts.',
    server:
      'Keine Einstellung Ihres Mailprogramms kann das beheben. Nachrichten warten im Postausgang, bis der Server wieder funktioniert. Verloren geht nichts.',
    tampered:
      'Jemand oder etwas zwischen diesem Computer und dem Server könnte mitlesen oder sich einmischen. Nicht zu senden ist das Sichere.',
    certificate:
      'Ihr Mailprogramm kann nicht sicher sein, dass dies der richtige Server ist, und spricht deshalb nicht mit ihm. Das schützt Sie.',
    account:
      'Was dort antwortet, ist nicht, was das Konto braucht: Servername, Port oder Art der Anmeldung passt nicht.',
    unclear:
      'Ein Blick reicht nicht, um zu sagen, was nicht stimmt. Deshalb wird daraufhin nichts geändert.',
  },
  steps: {
    none: [],
    settings: [],
    network: [THEN],
    passing: [LATER],
    server: [LATER],
    tampered: [CANCEL, LATER],
    certificate: [CANCEL, LATER],
    account: [THEN],
    unclear: [],
  },
  problemTitle: 'Dieser Schritt ließ sich nicht abschließen',
  problemMeaning: 'Nichts ist halb fertig. Ihr Mailprogramm ist, wie es vor diesem Schritt war.',
  problemCode: 'Code für den IT-Support: {code}',
};
