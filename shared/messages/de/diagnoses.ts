// shared/messages/de: the verdicts in German. What was seen and what it means; then what to do.
import type { Catalogue } from '../catalogue.ts';

const SERVER_FAULT = 'Der Fehler liegt beim Server, nicht bei Ihrem Computer.';
const TELL_HELP_DESK =
  'Senden Sie diesen Bericht an Ihren IT-Support oder an die Betreiber des Servers.';
const IF_IT_STAYS = `Wenn es so bleibt: ${TELL_HELP_DESK}`;
const NEVER_BY_HAND = 'Akzeptieren Sie das Zertifikat nicht von Hand.';
const DO_NOT_USE = 'Verwenden Sie diese Verbindung nicht. ';
const TRY_AGAIN = 'Versuchen Sie es in ein paar Minuten noch einmal. ';
const TRY_LATER = 'Versuchen Sie es in einer halben Stunde noch einmal. ';
const OTHER_NETWORK =
  'Versuchen Sie es in einem anderen Netzwerk (über ein Telefon als Hotspot oder ohne VPN). ';

export const diagnoses: Catalogue['diagnoses'] = {
  healthy: {
    summary: '{host} funktioniert so, wie es eingestellt ist.',
    advice: 'Nichts zu tun.',
  },
  'needs-starttls': {
    summary:
      '{host} antwortete auf Port {port} unverschlüsselt, obwohl dort SSL/TLS erwartet wurde. Auf Port {remedyPort} verschlüsselt der Server mit STARTTLS, und das wurde getestet.',
    advice: 'Stellen Sie „Verbindungssicherheit“ auf STARTTLS und den Port auf {remedyPort}.',
  },
  'needs-starttls-port-closed': {
    summary:
      '{host} antwortet auf Port {port} nicht mehr. Auf Port {remedyPort} verschlüsselt der Server mit STARTTLS, und das wurde getestet.',
    advice: 'Stellen Sie „Verbindungssicherheit“ auf STARTTLS und den Port auf {remedyPort}.',
  },
  'perhaps-network': {
    summary:
      '{host} gibt auf Port {port} keine brauchbare Antwort, funktioniert aber mit STARTTLS auf Port {remedyPort}. Vielleicht wurde der Server umgestellt, vielleicht sperrt dieses Netzwerk den Port.',
    advice:
      'Versuchen Sie es in einem anderen Netzwerk, oder fragen Sie Ihren IT-Support, ob {host} auf STARTTLS und Port {remedyPort} umgestellt wurde. Auf bloßes Schweigen hin wird nichts geändert.',
  },
  'wrong-port': {
    summary:
      '{host} spricht auf Port {port} kein SSL/TLS, wohl aber auf dem üblichen Port {remedyPort}.',
    advice: 'Stellen Sie den Port auf {remedyPort}; die Verbindungssicherheit bleibt, wie sie ist.',
  },
  'insecure-hardening': {
    summary:
      'So, wie es eingestellt ist, ist nicht gewährleistet, dass die Verbindung zu {host} verschlüsselt wird. STARTTLS auf Port {remedyPort} wurde getestet und funktioniert.',
    advice:
      'Sie können Verschlüsselung verlangen: STARTTLS auf Port {remedyPort}. Das geschieht nur auf Wunsch (--harden).',
  },
  insecure: {
    summary:
      'So, wie es eingestellt ist, ist nicht gewährleistet, dass die Verbindung zu {host} verschlüsselt wird, und ein verschlüsselter Weg, der sich überprüfen ließ, wurde nicht gefunden.',
    advice: 'Fragen Sie die Betreiber des Servers nach einem Port mit SSL/TLS oder STARTTLS.',
  },
  'starttls-on-implicit-port': {
    summary:
      '{host} spricht auf Port {port} vom ersten Byte an SSL/TLS, das Konto ist aber auf STARTTLS eingestellt.',
    advice:
      'Stellen Sie „Verbindungssicherheit“ für diesen Server auf SSL/TLS; der Port bleibt {port}.',
  },
  'no-encrypted-port': {
    summary:
      '{host} antwortete auf Port {port} unverschlüsselt, obwohl dort SSL/TLS erwartet wurde, und STARTTLS fand sich weder dort noch auf dem üblichen Port.',
    advice: 'Fragen Sie die Betreiber des Servers, wie man sich verschlüsselt verbindet.',
  },

  'host-not-found': {
    summary: 'Es gibt keinen Server mit dem Namen {host}.',
    advice:
      'Prüfen Sie, wie der Server im Konto geschrieben ist, oder fragen Sie Ihren IT-Support nach dem Namen.',
  },
  'resolver-failed': {
    summary:
      'Die Adresse von {host} ließ sich nicht ermitteln: Der Namensdienst hat nicht geantwortet.',
    advice:
      'Prüfen Sie, ob dieser Computer mit dem Netzwerk verbunden ist, und versuchen Sie es noch einmal.',
  },
  refused: {
    summary: '{host} ist da, aber Port {port} ist geschlossen.',
    advice: 'Fragen Sie Ihren IT-Support nach dem richtigen Server und Port.',
  },
  unreachable: {
    summary: '{host} ist von diesem Netzwerk aus nicht erreichbar.',
    advice: 'Prüfen Sie die Netzwerkverbindung oder das VPN, und versuchen Sie es noch einmal.',
  },
  'no-connection': {
    summary:
      'Bei {host} antwortet auf Port {port} niemand. Entweder läuft der Server nicht, oder eine Firewall auf dem Weg verschluckt den Versuch.',
    advice:
      'Versuchen Sie es in einem anderen Netzwerk, oder fragen Sie Ihren IT-Support, ob der Server umgestellt wurde.',
  },
  'network-blocks-mail': {
    summary:
      'Kein Mailserver antwortet auf irgendeinem Port, weder {host} noch die anderen. Das sieht nach einem Netzwerk aus, das Mail sperrt.',
    advice:
      OTHER_NETWORK +
      'Geht es dort, sind die Einstellungen richtig: Wenden Sie sich an die Betreiber dieses Netzwerks.',
  },
  'network-blocks-sending': {
    summary:
      'Das Empfangen funktioniert, aber bei {host} antwortet kein Port zum Senden. Viele Netzwerke sperren gerade diese Ports.',
    advice:
      OTHER_NETWORK +
      'Geht das Senden dort, sind die Einstellungen richtig: Wenden Sie sich an die Betreiber dieses Netzwerks.',
  },

  'no-greeting': {
    summary: '{host} nimmt die Verbindung auf Port {seenPort} an und sagt dann nichts.',
    advice:
      'Vielleicht ist der Server überlastet, oder er wartet auf eine andere Art der Verschlüsselung. ' +
      TRY_AGAIN +
      IF_IT_STAYS,
  },
  'connection-closed': {
    summary: '{host} schließt die Verbindung auf Port {seenPort} mitten im Gespräch.',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'connection-reset': {
    summary:
      'Die Verbindung zu {host} auf Port {seenPort} wird gewaltsam abgebrochen. Das tut der Server oder eine Firewall auf dem Weg.',
    advice: 'Versuchen Sie es in einem anderen Netzwerk. ' + IF_IT_STAYS,
  },
  stalled: {
    summary: '{host} begann auf Port {seenPort} zu sprechen und antwortete dann nicht mehr.',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'server-busy': {
    summary:
      '{host} meldet auf Port {seenPort}, zurzeit überlastet oder außer Betrieb zu sein: {reply}',
    advice: TRY_LATER + IF_IT_STAYS,
  },
  'server-refuses': {
    summary:
      '{host} antwortet auf Port {seenPort} und will mit diesem Computer nicht sprechen: {reply}',
    advice:
      'Vielleicht steht die Adresse dieses Netzwerks auf einer Liste unerwünschter Absender. ' +
      TELL_HELP_DESK,
  },
  'capabilities-refused': {
    summary: '{host} will auf Port {seenPort} nicht sagen, was der Server kann: {reply}',
    advice: 'Ohne das gibt es keine Verschlüsselung. ' + TELL_HELP_DESK,
  },
  'wrong-protocol': {
    summary: 'Was auf Port {seenPort} von {host} antwortet, ist nicht der erwartete Maildienst.',
    advice: 'Prüfen Sie Server und Port des Kontos.',
  },
  'too-much-data': {
    summary:
      '{host} sendet auf Port {seenPort} mehr, als ein Mailserver je sendet. Der Test wurde beendet.',
    advice: 'Prüfen Sie Server und Port des Kontos. Wenn beide stimmen: ' + TELL_HELP_DESK,
  },

  'starttls-not-offered': {
    summary: '{host} bietet auf Port {seenPort} kein STARTTLS an.',
    advice:
      'Entweder verschlüsselt der Server dort nicht, oder etwas auf dem Weg verbirgt das Angebot. Der Schutz wird nicht verringert. ' +
      TELL_HELP_DESK,
  },
  'starttls-misplaced': {
    summary:
      '{host} bietet STARTTLS auf Port {seenPort} an der falschen Stelle an: in der Zeile für den eigenen Namen, wo Mailprogramme nicht nachsehen.',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'starttls-masked': {
    summary:
      'Etwas zwischen diesem Computer und {host} überschreibt das Angebot von STARTTLS auf Port {seenPort}.',
    advice:
      'Das ist typisch für eine Firewall, die Mail prüft. Versuchen Sie es in einem anderen Netzwerk, oder wenden Sie sich an die Betreiber dieses Netzwerks.',
  },
  'starttls-unavailable': {
    summary: '{host} kann auf Port {seenPort} zurzeit nicht verschlüsseln: {reply}',
    advice: TRY_LATER + IF_IT_STAYS,
  },
  'starttls-syntax-refused': {
    summary:
      '{host} bietet auf Port {seenPort} STARTTLS an, nimmt den Befehl aber nicht an: {reply}',
    advice:
      'Vielleicht hat etwas auf dem Weg den Befehl verändert. Versuchen Sie es in einem anderen Netzwerk. ' +
      IF_IT_STAYS,
  },
  'starttls-not-implemented': {
    summary:
      '{host} bietet auf Port {seenPort} STARTTLS an und sagt dann, es nicht zu kennen: {reply}',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'starttls-needs-login': {
    summary:
      '{host} verlangt auf Port {seenPort} eine Anmeldung, bevor verschlüsselt wird: {reply}',
    advice: `Ein Passwort darf nicht unverschlüsselt gesendet werden. ${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'starttls-refused': {
    summary: '{host} bietet auf Port {seenPort} STARTTLS an und lehnt es dann ab: {reply}',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'starttls-stalled': {
    summary:
      '{host} stimmte der Verschlüsselung auf Port {seenPort} zu und sagte dann nichts mehr.',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'starttls-broken-off': {
    summary: '{host} stimmte der Verschlüsselung auf Port {seenPort} zu und legte dann auf.',
    advice:
      'Oft hat der Server kein brauchbares Zertifikat, oder eine Firewall auf dem Weg duldet keine Verschlüsselung. ' +
      TELL_HELP_DESK,
  },
  'starttls-plaintext': {
    summary:
      '{host} stimmte der Verschlüsselung auf Port {seenPort} zu und sprach dann unverschlüsselt weiter.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  'starttls-injection': {
    summary:
      'Auf Port {seenPort} von {host} kam etwas zwischen die Zusage zu verschlüsseln und die Verschlüsselung. Vielleicht mischt sich jemand auf dem Weg in das Gespräch ein.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  'untagged-before-tls': {
    summary:
      '{host} sendete auf Port {seenPort} Postfachdaten vor der Verschlüsselung und der Anmeldung. Vielleicht mischt sich jemand auf dem Weg in das Gespräch ein.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  preauth: {
    summary:
      '{host} sagt auf Port {seenPort}, Sie seien schon angemeldet, noch vor jeder Verschlüsselung. Danach kann keine Verschlüsselung mehr beginnen.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  'command-injection': {
    summary:
      '{host} befolgt auf Port {seenPort} Befehle, die vor Beginn der Verschlüsselung gesendet wurden. Jemand auf dem Weg könnte eigene Befehle einschleusen.',
    advice: `${SERVER_FAULT} Er braucht ein Update. ${TELL_HELP_DESK}`,
  },

  'tls-too-old': {
    summary:
      '{host} bietet auf Port {seenPort} nur eine Verschlüsselung an, die nicht mehr sicher ist (älter als TLS 1.2).',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'tls-no-common-cipher': {
    summary:
      '{host} lehnt die Verschlüsselung auf Port {seenPort} ab: Der Server kennt kein Verfahren, das heutige Programme verwenden (Alert {alert}, {alertName}).',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'tls-name-rejected': {
    summary:
      'Der Server auf Port {seenPort} will nicht {host} heißen (Alert {alert}, {alertName}).',
    advice: 'Prüfen Sie den Server im Konto. Wenn er stimmt: ' + TELL_HELP_DESK,
  },
  'client-certificate-wanted': {
    summary:
      '{host} spricht auf Port {seenPort} nur mit denen, die ein eigenes Zertifikat vorzeigen, und dieser Test hat keines.',
    advice:
      'Wenn Ihre Organisation Ihnen ein solches Zertifikat gegeben hat, funktioniert das Mailprogramm vielleicht trotzdem. Wenn nicht, fragen Sie Ihren IT-Support, ob das der richtige Port ist.',
  },
  'tls-alert': {
    summary:
      '{host} lehnt die Verschlüsselung auf Port {seenPort} ab (Alert {alert}, {alertName}).',
    advice: TELL_HELP_DESK,
  },
  'tls-failed': {
    summary: 'Die verschlüsselte Verbindung zu {host} auf Port {seenPort} kam nicht zustande.',
    advice: TELL_HELP_DESK,
  },

  'certificate-expired': {
    summary: `Das Zertifikat von {host} auf Port {seenPort} ist am {certificateUntil} abgelaufen. ${SERVER_FAULT}`,
    advice: 'Der Server braucht ein neues Zertifikat. ' + TELL_HELP_DESK,
  },
  'certificate-not-yet-valid': {
    summary:
      'Das Zertifikat von {host} auf Port {seenPort} gilt erst ab {certificateFrom}. Entweder geht die Uhr dieses Computers falsch, oder der Server verwendet sein Zertifikat zu früh.',
    advice: 'Prüfen Sie Datum und Uhrzeit dieses Computers. Wenn sie stimmen: ' + TELL_HELP_DESK,
  },
  'certificate-wrong-name': {
    summary:
      'Das Zertifikat auf Port {seenPort} ist nicht auf {host} ausgestellt. Es nennt: {certificateNames}.',
    advice:
      'Prüfen Sie den Server im Konto. Wenn er stimmt, braucht der Server ein anderes Zertifikat. ' +
      TELL_HELP_DESK,
  },
  'certificate-common-name-only': {
    summary:
      'Das Zertifikat auf Port {seenPort} nennt {host} nur an einer alten Stelle (im allgemeinen Namen), die Mailprogramme nicht mehr lesen.',
    advice:
      'Der Server braucht ein Zertifikat mit alternativem Inhabernamen (Subject Alternative Name). ' +
      TELL_HELP_DESK,
  },
  'certificate-weak': {
    summary:
      'Das Zertifikat von {host} auf Port {seenPort} ist zu schwach, um ihm heute noch zu vertrauen ({certificateStrength}).',
    advice: 'Der Server braucht ein neues Zertifikat. ' + TELL_HELP_DESK,
  },
  'certificate-self-signed': {
    summary:
      '{host} zeigt auf Port {seenPort} ein Zertifikat, das der Server sich selbst ausgestellt hat. Niemand bürgt dafür.',
    advice: `Der Server braucht ein Zertifikat einer Zertifizierungsstelle, der Ihr Mailprogramm vertraut. ${NEVER_BY_HAND} ${TELL_HELP_DESK}`,
  },
  'certificate-chain-incomplete': {
    summary:
      'Auf Port {seenPort} sendet {host} das eigene Zertifikat, aber nicht das, welches es mit einer vertrauenswürdigen Zertifizierungsstelle verbindet. Manche Programme finden das fehlende Stück selbst, Mailprogramme nicht.',
    advice: 'Der Server muss die ganze Kette senden. ' + TELL_HELP_DESK,
  },
  'certificate-issuer-unknown': {
    summary:
      'Auf Port {seenPort} sendet {host} nur das eigene Zertifikat, und niemand hier kennt den Aussteller: {certificateIssuer}. Entweder lässt der Server einen Teil der Kette weg, oder der Aussteller ist eine private Zertifizierungsstelle.',
    advice:
      'Der Server muss die ganze Kette senden; und wenn die Zertifizierungsstelle Ihrer Organisation gehört, muss deren Zertifikat für das Mailprogramm installiert werden (--ca testet damit). ' +
      NEVER_BY_HAND,
  },
  'certificate-untrusted': {
    summary:
      'Das Zertifikat von {host} auf Port {seenPort} wurde von jemandem ausgestellt, dem Ihr Mailprogramm nicht vertraut: {certificateIssuer}.',
    advice:
      'Wenn Ihre Organisation eine eigene Zertifizierungsstelle hat, muss deren Zertifikat für das Mailprogramm installiert werden (--ca testet damit). ' +
      NEVER_BY_HAND,
  },
  'certificate-trusted-elsewhere': {
    summary:
      'Dieser Computer vertraut dem Zertifikat von {host} auf Port {seenPort}, das Mailprogramm aber nicht: Es führt eine eigene Liste von Zertifizierungsstellen. Aussteller: {certificateIssuer}.',
    advice:
      'Die Zertifizierungsstelle muss auch dem Mailprogramm bekannt gemacht werden, durch eine Richtlinie oder in seiner Zertifikatverwaltung. Fragen Sie Ihren IT-Support.',
  },
  'certificate-unsuitable': {
    summary:
      'Das Zertifikat von {host} auf Port {seenPort} kommt von einer bekannten Zertifizierungsstelle, ist aber nicht für diesen Zweck gemacht ({verifyError}).',
    advice: 'Der Server braucht ein anderes Zertifikat. ' + TELL_HELP_DESK,
  },
  intercepted: {
    summary:
      'Auf Port {seenPort} antwortet nicht {host} selbst, sondern etwas dazwischen, das mitliest. Es nennt sich: {certificateIssuer}.',
    advice: `Meist ist das ein Virenscanner auf diesem Computer oder ein Filter in diesem Netzwerk. Schalten Sie dessen Prüfung von Mail aus, oder versuchen Sie es in einem anderen Netzwerk; gehört er Ihrer Organisation, fragen Sie Ihren IT-Support. ${NEVER_BY_HAND}`,
  },

  'no-auth': {
    summary: '{host} verschlüsselt auf Port {seenPort}, bietet dort aber keine Anmeldung an.',
    advice:
      'Dieser Port ist nicht für Mailprogramme gedacht. Fragen Sie die Betreiber des Servers nach dem richtigen.',
  },
  'no-usable-auth': {
    summary:
      '{host} verschlüsselt auf Port {seenPort}, bietet aber nur Anmeldungen an, auf die das Konto nicht eingestellt ist: {offered}.',
    advice:
      'Fragen Sie Ihren IT-Support, welche „Authentifizierungsmethode“ für das Konto richtig ist.',
  },
  'login-disabled': {
    summary:
      '{host} verschlüsselt auf Port {seenPort}, lässt dort aber niemanden sich anmelden (LOGINDISABLED).',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },

  'addresses-disagree': {
    summary:
      '{host} hat mehrere Adressen, und sie verhalten sich auf Port {seenPort} verschieden. Ob Mail funktioniert, hängt davon ab, welche antwortet.',
    advice: TELL_HELP_DESK,
  },
  'not-confirmed': {
    summary: '{host} funktionierte auf Port {seenPort} einmal und einmal nicht.',
    advice:
      'Auf einen einzigen Erfolg hin wird nichts geändert. Versuchen Sie es in ein paar Minuten noch einmal.',
  },
  cancelled: {
    summary: 'Der Test von {host} wurde abgebrochen, bevor es eine Antwort gab.',
    advice: 'Starten Sie den Test noch einmal.',
  },
  'out-of-time': {
    summary: 'Die Zeit für den ganzen Test war um, bevor {host} geantwortet hatte.',
    advice:
      'Starten Sie den Test noch einmal, mit weniger Servern (--only) oder mehr Zeit (--deadline).',
  },
  'not-tested': {
    summary:
      'Der im Konto gespeicherte Servername oder Port ist nicht zu gebrauchen: {host}, {port}.',
    advice: 'Berichtigen Sie den Server im Mailprogramm; ein Port gehört nicht in den Namen.',
  },
};

export const remarks: Catalogue['remarks'] = {
  'slow-greeting': {
    summary: '{host} brauchte auf Port {port} {seconds} Sekunden bis zur Begrüßung.',
    advice:
      'Manche Server tun das, um unerwünschte Mail abzuhalten. Wenn das Senden lange dauert, liegt es daran.',
  },
  'auth-in-clear': {
    summary:
      '{host} bietet auf Port {port} Anmeldungen an, bevor die Verbindung verschlüsselt ist: {offered}.',
    advice: 'Die Betreiber des Servers sollten sie erst nach STARTTLS anbieten.',
  },
  'ipv6-dead': {
    summary: 'Die IPv6-Adresse von {host} ({address}) antwortet nicht; IPv4 funktioniert.',
    advice:
      'Das Verbinden kann länger dauern. Sagen Sie es den Betreibern des Servers oder dieses Netzwerks.',
  },
  'address-dead': {
    summary: 'Eine Adresse von {host} ({address}) antwortet nicht; eine andere funktioniert.',
    advice: 'Das Verbinden kann länger dauern. Sagen Sie es den Betreibern des Servers.',
  },
  'address-refuses': {
    summary:
      'An einer Adresse von {host} ({address}) ist Port {port} geschlossen; eine andere funktioniert.',
    advice: 'Das Verbinden kann zeitweise misslingen. Sagen Sie es den Betreibern des Servers.',
  },
  'resolves-to-loopback': {
    summary: 'Der Name {host} führt zu diesem Computer selbst ({address}).',
    advice:
      'Das tut ein Virenscanner oder ein Mail-Proxy. Wenn Sie ihn nicht eingerichtet haben, fragen Sie Ihren IT-Support.',
  },
  intercepted: {
    summary:
      'Zwischen diesem Computer und {host} steht {product} und liest auf Port {port} mit. Ihr Mailprogramm vertraut ihm.',
    advice: 'Nichts zu tun, wenn Ihre Organisation oder Sie es eingerichtet haben.',
  },
};
