// shared/messages/de: the help of the command line in German.
import type { HelpTexts } from '../help.ts';

export const help: HelpTexts = {
  purpose:
    'Stellt Mailkonten von SSL/TLS auf STARTTLS um, aber nur, wenn das nötig ist und nachweislich funktioniert.',
  usage: 'Aufruf: {form}',
  commandsHeading: 'Befehle:',
  optionsHeading: 'Optionen:',
  examplesHeading: 'Beispiele:',
  exitCodesHeading: 'Rückgabewerte:',
  withoutCommand:
    'Ohne Befehl: doctor. „{program} COMMAND --help“ zeigt die Optionen eines Befehls.',
  commands: {
    scan: 'Mailprofile und die darin eingestellten Server finden. Ohne Netzwerk.',
    test: 'Scan, dann jeden Server fragen, was er wirklich spricht.',
    plan: 'Test, dann sagen, was sich ändern würde und warum. Schreibt nichts.',
    apply: 'Plan, dann ändern, was nötig ist, noch einmal testen und einen Rückweg behalten.',
    undo: 'Die letzte Änderung oder eine bestimmte zurücknehmen.',
    doctor: 'Hilfe mit Fragen im Terminal: was nicht stimmt und was als Nächstes zu tun ist.',
    demo: 'Eine Welt mit Profilen und Mailservern, um alles gefahrlos auszuprobieren.',
    completion: 'Ein Skript ausgeben, mit dem die Shell Befehle vervollständigt.',
  },
  options: {
    json: 'Ein JSON-Dokument auf die Standardausgabe schreiben und dort sonst nichts.',
    profile: 'Diesen Profilordner verwenden, statt zu suchen. Mehrfach möglich.',
    root: 'In DIR suchen, als wäre es der persönliche Ordner oder das Dateisystem.',
    client: 'Nur dieses Mailprogramm (thunderbird). Mehrfach möglich.',
    endpoint: 'smtp://HOST:PORT?tls=implicit|starttls ohne Profil testen. Mehrfach möglich.',
    autoconfig:
      'Eine Autoconfig-Datei lesen und jeden Server testen, den neue Konten von ihr bekämen.',
    watch: 'Alle 15 Sekunden noch einmal testen und zeigen, was sich geändert hat, bis Strg+C.',
    trace: 'Jedes Gespräch Zeile für Zeile mit Zeiten zeigen. Es enthält kein Geheimnis.',
    'check-injection':
      'Auch testen, ob ein Server Befehle ausführt, die vor STARTTLS gesendet wurden. Sieht in seinem Protokoll wie ein Angriff aus.',
    ca: 'Auch den PEM-Zertifikaten in FILE vertrauen. Mehrfach möglich.',
    resolve: 'ADDRESS für HOST und PORT verwenden, wie bei curl. Mehrfach möglich.',
    only: 'Nur Server mit diesem Namen ansehen. Mehrfach möglich.',
    exclude: 'Server mit diesem Namen auslassen. Mehrfach möglich.',
    harden: 'Verschlüsselung auch dort verlangen, wo sie jetzt freigestellt ist.',
    'include-user-js': 'Auch ändern, was user.js setzt, und zwar in user.js selbst.',
    yes: 'Vor dem Ändern nicht fragen.',
    list: 'Frühere Änderungen zeigen, statt eine zurückzunehmen.',
    state: 'Sicherungskopien und Aufzeichnungen in DIR ablegen.',
    timeout: 'So lange auf einen Server warten, bevor der Test aufgibt (sonst 16).',
    deadline: 'Den ganzen Test nach dieser Zeit beenden (sonst 900).',
    log: 'Für jedes Ereignis eine Zeile JSON an FILE anhängen.',
    quiet: 'Nur Ergebnisse ausgeben, ohne Fortschritt und ohne Rat.',
    'no-color': 'Ohne Farben (NO_COLOR wirkt ebenso).',
    'no-redact': 'Benutzernamen und Adressen im JSON-Dokument stehen lassen.',
    help: 'Diese Hilfe zeigen.',
    version: 'Die Version zeigen.',
  },
  exitCodes: {
    done: 'nichts mehr zu tun',
    usage: 'die Befehlszeile ist falsch',
    changesNeeded: 'Änderungen sind nötig (plan) oder stehen noch aus (apply)',
    needsPerson: 'etwas muss sich jemand ansehen',
    busy: 'ein Mailprogramm ist geöffnet: schließen und noch einmal versuchen',
    notAllowed: 'nicht erlaubt: eine Richtlinie gibt es vor, oder eine andere Datei hat Vorrang',
    takenBack: 'eine Änderung ist misslungen und wurde zurückgenommen',
    internal: 'ein interner Fehler',
  },
  wrongUsage: {
    unknownCommand: 'Es gibt keinen Befehl „{command}“. Siehe --help.',
    unknownOption: 'Es gibt keine Option {option}. Siehe --help.',
    optionOfOthers: '--{option} passt nicht zu „{command}“. Siehe {command} --help.',
    givenTwice: '--{option} wurde zweimal angegeben.',
    takesNoValue: '--{option} nimmt keinen Wert.',
    needsValue: '--{option} braucht einen Wert: --{option} {placeholder}',
    takesNoArgument: '„{command}“ nimmt kein Argument, bekam aber „{given}“.',
    unknownClient: '--client {given}: bekannt sind {known}.',
    notAnEndpoint:
      '--endpoint {given}: erwartet wird die Form smtp://mail.example.org:465?tls=implicit',
    notAResolve: '--resolve {given}: erwartet wird HOST:PORT:ADDRESS',
    notATimeout:
      '--timeout {given}: erwartet wird eine Zahl von Sekunden, größer als 0 und höchstens 600.',
    notADeadline:
      '--deadline {given}: erwartet wird eine Zahl von Sekunden, größer als 0 und höchstens 86400.',
    watchOrJson:
      '--watch und --json passen nicht zusammen: Ein Dokument hat ein Ende, das Beobachten nicht.',
    notADemo: 'Auf demo folgt einer dieser Befehle: {known}',
    notAShell: 'Auf completion folgt einer dieser Namen: {known}',
  },
};
