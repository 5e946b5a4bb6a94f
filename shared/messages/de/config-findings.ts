// shared/messages/de: what is wrong with an autoconfig file, in German, for the person who wrote it.
// What it is and what it means for new accounts; then what to write instead.
import type { Catalogue } from '../catalogue.ts';

const NOTHING_USED = 'Neue Konten bekommen aus dieser Datei nichts.';
const PASSED_OVER = 'Thunderbird übergeht diesen Server.';
const SAY_MODE =
  'Schreiben Sie <socketType>SSL</socketType> für TLS vom ersten Byte an oder <socketType>STARTTLS</socketType>, in Großbuchstaben und ohne Leerzeichen.';
const SAY_AUTHENTICATION =
  'Schreiben Sie <authentication>password-cleartext</authentication>, das Übliche auf einer verschlüsselten Verbindung. Bekannt sind auch, genau so geschrieben: password-encrypted, GSSAPI, NTLM und OAuth2.';
const SAY_USERNAME =
  'Schreiben Sie <username>%EMAILADDRESS%</username> oder, wenn man sich mit dem Teil vor dem @ anmeldet, %EMAILLOCALPART%.';
const SAY_DOMAIN =
  'Schreiben Sie, was in den Mailadressen nach dem @ steht, zum Beispiel <domain>example.org</domain>, einmal für jede Maildomain.';
const SAY_SERVER =
  'mit hostname, port, socketType, authentication und username. Gibt es schon einen, sehen Sie nach, was hier sonst noch dazu steht.';
const SAVE_AS_UTF8 =
  'Speichern Sie die Datei als UTF-8, und geben Sie in der ersten Zeile UTF-8 als Kodierung an.';

export const configFindings: Catalogue['configFindings'] = {
  'not-served': {
    summary:
      'Von dieser Adresse kam keine Autoconfig-Datei ({reason}), neue Konten bekommen also nichts.',
    advice:
      'Prüfen Sie die Adresse. Wenn sie stimmt, lassen Sie den Webserver die Datei von dort senden, über https und mit einem Zertifikat, dem Mailprogramme vertrauen.',
  },
  'content-type': {
    summary:
      'Der Webserver nennt diese Datei „{type}“. Thunderbird liest nur, was als XML bezeichnet ist. ' +
      NOTHING_USED,
    advice: 'Lassen Sie den Webserver sie mit dem Content-Type text/xml senden.',
  },
  'insecure-transport': {
    summary:
      'Die Datei kommt über http. Jeder auf dem Weg kann sie ändern und neue Konten zu einem anderen Server schicken.',
    advice:
      'Veröffentlichen Sie sie über https, mit einem Zertifikat, dem Mailprogramme vertrauen, und ohne jede Weiterleitung auf http.',
  },

  'too-large': {
    summary:
      'Die Datei ist größer als {limit} Bytes; so viel braucht keine Autoconfig-Datei. Es wurde nichts davon gelesen.',
    advice: 'Lassen Sie nur das <clientConfig> Ihrer eigenen Maildomains darin.',
  },
  'unknown-encoding': {
    summary: 'Die Datei gibt „{encoding}“ als Kodierung an, und die kennt niemand. ' + NOTHING_USED,
    advice: SAVE_AS_UTF8,
  },
  'broken-encoding': {
    summary:
      'In der Datei stehen Bytes, die es in ihrer Kodierung ({encoding}) nicht gibt. ' +
      NOTHING_USED,
    advice:
      SAVE_AS_UTF8 +
      ' Meist ist es ein Umlaut oder ein Buchstabe mit Akzent, der in einer anderen Kodierung gespeichert wurde.',
  },
  'illegal-character': {
    summary: 'In der Datei steht ein Zeichen, das XML verbietet: {character}. ' + NOTHING_USED,
    advice: 'Entfernen Sie es. Meist ist es ein Steuerzeichen, das man nicht sieht.',
  },
  'web-page': {
    summary: 'Das ist eine Webseite (HTML), keine Autoconfig-Datei. ' + NOTHING_USED,
    advice:
      'Legen Sie die XML-Datei an diese Stelle. Viele Webserver senden eine Seite, wo eine Datei fehlt: Lassen Sie Ihren stattdessen mit dem Status 404 antworten.',
  },
  'doctype-refused': {
    summary:
      'In der Datei steht eine Deklaration, etwa ein DOCTYPE. Sie kann verändern, was der Rest der Datei bedeutet; deshalb wurde nichts davon gelesen.',
    advice:
      'Entfernen Sie alles, was mit <! beginnt und kein Kommentar ist. Das Format braucht nichts davon.',
  },
  'undefined-entity': {
    summary:
      '{entity} bedeutet in XML nichts, denn XML kennt die Namen von HTML nicht. ' + NOTHING_USED,
    advice: 'Schreiben Sie das Zeichen selbst oder seine Nummer, zum Beispiel &#160; für &nbsp;.',
  },
  'not-xml': {
    summary: 'Die Datei ist kein wohlgeformtes XML. ' + NOTHING_USED,
    advice:
      'Suchen Sie nach einem Tag, das nicht geschlossen wird, nach einer Datei, die zu früh endet, und nach einem einzelnen & oder <; die schreibt man &amp; und &lt;. Jeder XML-Editor zeigt die Stelle.',
  },
  'too-deep': {
    summary:
      'Mehr als {limit} Elemente stehen ineinander. Das Format braucht vier; deshalb wurde nichts von der Datei gelesen.',
    advice:
      'Suchen Sie nach einem Tag, das nicht geschlossen wird, und entfernen Sie, was nicht zum Format gehört.',
  },

  'not-client-config': {
    summary: 'Das äußerste Element ist <{element}>, nicht <clientConfig>. ' + NOTHING_USED,
    advice: 'Schreiben Sie alles in ein einziges <clientConfig>, genau so geschrieben.',
  },
  'no-email-provider': {
    summary: 'In der Datei steht kein <emailProvider>. ' + NOTHING_USED,
    advice:
      'Schreiben Sie die Domains und die Server in einen einzigen <emailProvider> innerhalb von <clientConfig>.',
  },
  'several-email-providers': {
    summary:
      'In der Datei stehen mehrere <emailProvider>. Thunderbird liest den ersten und von den anderen nichts.',
    advice: 'Schreiben Sie in den ersten, was zusammengehört, und entfernen Sie die anderen.',
  },
  'bad-provider-id': {
    summary: 'Die id von <emailProvider> ist kein Hostname: „{value}“. ' + NOTHING_USED,
    advice: 'Schreiben Sie die Maildomain als id.',
  },
  'bad-domain': {
    summary: '„{value}“ ist keine Maildomain. Thunderbird übergeht sie.',
    advice: SAY_DOMAIN,
  },
  'no-domain': {
    summary: 'In der Datei steht keine brauchbare <domain>. ' + NOTHING_USED,
    advice: SAY_DOMAIN,
  },
  'no-display-name': {
    summary:
      '<displayName> fehlt oder ist leer. Thunderbird zeigt den neuen Postausgangs-Server dann ohne richtigen Namen an.',
    advice:
      'Schreiben Sie den Namen Ihrer Organisation, zum Beispiel <displayName>Beispiel</displayName>.',
  },
  'no-incoming': {
    summary:
      'In der Datei steht kein <incomingServer>, den ein Mailprogramm verwenden könnte. ' +
      NOTHING_USED,
    advice: 'Schreiben Sie einen <incomingServer> vom Typ imap oder pop3, ' + SAY_SERVER,
  },
  'no-outgoing': {
    summary:
      'In der Datei steht kein <outgoingServer>, den ein Mailprogramm verwenden könnte. ' +
      NOTHING_USED,
    advice: 'Schreiben Sie einen <outgoingServer> vom Typ smtp, ' + SAY_SERVER,
  },
  'first-server-decides': {
    summary:
      'Die Reihenfolge entscheidet: Neue Konten bekommen {host} auf Port {port}, weil dieser Server vor den anderen steht. Server, die danach kommen: {others}.',
    advice: 'Schreiben Sie an die erste Stelle, was alle bekommen sollen.',
  },

  'unknown-protocol': {
    summary: '„{value}“ ist keine Art von Server, die Thunderbird hier kennt. ' + PASSED_OVER,
    advice:
      'Schreiben Sie imap oder pop3 als Typ eines <incomingServer>, smtp als Typ eines <outgoingServer>, in Kleinbuchstaben.',
  },
  'untested-protocol': {
    summary:
      'Dieser Server ist vom Typ „{value}“. Thunderbird kennt ihn, dieses Werkzeug prüft aber nur IMAP, POP3 und SMTP.',
    advice: 'Probieren Sie ihn mit einem neuen Konto in Thunderbird aus.',
  },
  'missing-hostname': {
    summary: '<hostname> fehlt oder ist leer. ' + PASSED_OVER,
    advice:
      'Schreiben Sie den Namen des Servers, zum Beispiel <hostname>mail.example.org</hostname>.',
  },
  'bad-hostname': {
    summary:
      '„{value}“ ist kein Name eines Servers. Mailprogramme können diesen Server nicht verwenden.',
    advice:
      'Schreiben Sie nur den Namen, zum Beispiel <hostname>mail.example.org</hostname>. Für den Port gibt es ein eigenes Element, und https:// gehört nicht hierher.',
  },
  'placeholder-in-hostname': {
    summary:
      'Im <hostname> steht {placeholder}. Jedes neue Konto setzt dort einen Teil der eigenen Adresse ein und sucht so einen Server eigenen Namens.',
    advice:
      'Schreiben Sie einen festen Namen, außer wenn es für jeden so einen Server gibt, mit einem Zertifikat auf diesen Namen. Nur %EMAILDOMAIN% ist hier sinnvoll.',
  },
  'missing-port': {
    summary: '<port> fehlt. ' + PASSED_OVER,
    advice: 'Schreiben Sie die Nummer des Ports, zum Beispiel <port>587</port>.',
  },
  'bad-port': {
    summary:
      '„{value}“ ist kein Port, also keine Zahl von 1 bis 65535. Mailprogramme übergehen diesen Server oder nehmen einen Port, der nicht gemeint war.',
    advice: 'Schreiben Sie nur die Nummer, zum Beispiel <port>587</port>.',
  },
  'missing-socket-type': {
    summary: '<socketType> fehlt. ' + PASSED_OVER,
    advice: SAY_MODE,
  },
  'unknown-socket-type': {
    summary: '„{value}“ ist kein <socketType>, den Thunderbird kennt. Er wird übergangen.',
    advice: SAY_MODE,
  },
  'no-usable-socket-type': {
    summary: 'Es gibt keinen <socketType>, den Thunderbird kennt. ' + PASSED_OVER,
    advice: SAY_MODE,
  },
  'plain-socket': {
    summary:
      'Neue Konten würden die Verbindung zu {host} auf Port {port} nicht verschlüsseln: Mails und Passwörter sind unterwegs lesbar.',
    advice: SAY_MODE + ' Wählen Sie, was der Server anbietet, und den Port dazu.',
  },
  'port-and-mode-unusual': {
    summary:
      'Port {port} passt nicht zu {socketType}; üblich ist dafür Port {usual}. Hält sich der Server daran, bekommen neue Konten keine Verbindung.',
    advice:
      'Schreiben Sie Port {usual} oder einen anderen <socketType>: Der Test dieses Servers zeigt, was funktioniert.',
  },
  'submission-on-25': {
    summary:
      'Port 25 ist für Mail zwischen Servern da. Viele Netzwerke sperren ihn, und neue Konten könnten dort nicht senden.',
    advice: 'Schreiben Sie Port 465 mit SSL oder Port 587 mit STARTTLS.',
  },
  'missing-authentication': {
    summary: '<authentication> fehlt. ' + PASSED_OVER,
    advice: SAY_AUTHENTICATION,
  },
  'unknown-authentication': {
    summary: '„{value}“ ist keine <authentication>, die Thunderbird kennt. Sie wird übergangen.',
    advice: SAY_AUTHENTICATION,
  },
  'ignored-authentication': {
    summary:
      'Das Format kennt die <authentication> „{value}“, Thunderbird übergeht sie aber bei dieser Art von Server.',
    advice: SAY_AUTHENTICATION,
  },
  'no-usable-authentication': {
    summary:
      'Es gibt keine <authentication>, die Thunderbird bei diesem Server verwendet. ' + PASSED_OVER,
    advice: SAY_AUTHENTICATION,
  },
  'old-authentication-word': {
    summary:
      'Die <authentication> „{value}“ ist ein Wort aus den ersten Entwürfen des Formats. Noch liest Thunderbird es, aber das soll enden.',
    advice: 'Schreiben Sie stattdessen {today}; es bedeutet dasselbe.',
  },
  'password-encrypted-only': {
    summary:
      'Die einzige <authentication> ist password-encrypted (CRAM-MD5 oder Ähnliches). Bietet der Server das nicht an, kann sich niemand anmelden; bietet er es an, muss er die Passwörter selbst kennen.',
    advice:
      'Ist die Verbindung verschlüsselt, können Sie password-cleartext schreiben: Die Verbindung schützt das Passwort.',
  },
  'oauth2-only': {
    summary:
      'Die einzige <authentication> ist OAuth2. Thunderbird kann das nur bei den Anbietern auf seiner eigenen Liste und übergeht alle anderen Server.',
    advice:
      'Fügen Sie eine zweite <authentication> hinzu, die der Server anbietet, etwa password-cleartext oder GSSAPI, außer wenn Thunderbird diesen Anbieter kennt.',
  },
  'no-authentication': {
    summary:
      'Neue Konten würden über diesen Server ohne Anmeldung senden. Wer ihn erreicht, kann dann in jedermanns Namen senden.',
    advice:
      'Schreiben Sie <authentication>password-cleartext</authentication> mit einem <username>, und lassen Sie den Server eine Anmeldung verlangen.',
  },
  'missing-username': {
    summary:
      '<username> fehlt oder ist leer. So kann sich niemand anmelden: Wo er fehlt, gibt Thunderbird den Namen „undefined“ an.',
    advice: SAY_USERNAME,
  },
  'fixed-username': {
    summary:
      'Der <username> ist für alle gleich. Alle neuen Konten würden sich als ein und derselbe Benutzer anmelden.',
    advice: SAY_USERNAME,
  },
  'unknown-placeholder': {
    summary:
      '{placeholder} ist kein Platzhalter des Formats. Thunderbird lässt ihn stehen, und der Name ist damit für alle falsch.',
    advice:
      'Schreiben Sie %EMAILADDRESS%, %EMAILLOCALPART% oder %EMAILDOMAIN%, in Großbuchstaben; in einem <hostname> ist nur %EMAILDOMAIN% sinnvoll.',
  },
  'password-in-file': {
    summary:
      'In der Datei steht ein <password>. Jeder, der die Datei bekommt, kann es lesen. (Hier wurde es nicht gelesen.)',
    advice:
      'Entfernen Sie es, und ändern Sie dieses Passwort. Jeder gibt sein eigenes ein, wenn er das Konto einrichtet.',
  },
  'global-preferred-server': {
    summary:
      'Mit useGlobalPreferredServer senden neue Konten über den Standard-Postausgangs-Server des Profils, falls es einen gibt, und nicht über den dieser Datei.',
    advice: 'Entfernen Sie <useGlobalPreferredServer>.',
  },
};
