// shared/messages/de: what went wrong, in German. What happened and what it means; then what to do.
import type { Catalogue } from '../catalogue.ts';

const REST_GOES_ON = 'Die anderen Profile sind nicht betroffen.';

export const problems: Catalogue['problems'] = {
  'profile-missing': {
    summary: 'An diesem Ort gibt es keinen Profilordner: {where}',
    advice:
      'Wenn das Profil verschoben wurde, nennen Sie mit --profile den neuen Ordner. ' +
      REST_GOES_ON,
  },
  'profile-loop': {
    summary: 'Die Profilliste nennt ihren eigenen Ordner als Profil: {where}',
    advice: 'Der Eintrag wurde übergangen. ' + REST_GOES_ON,
  },
  'profile-unreadable': {
    summary: 'Der Profilordner konnte nicht gelesen werden: {where}',
    advice: 'Starten Sie das Werkzeug als der Benutzer, dem das Profil gehört. ' + REST_GOES_ON,
  },
  'profile-empty': {
    summary:
      'In diesem Ordner liegen keine Einstellungen eines Mailprogramms (keine prefs.js): {where}',
    advice:
      'Starten Sie das Mailprogramm einmal mit diesem Profil, oder wählen Sie einen anderen Ordner.',
  },
  'ini-unreadable': {
    summary: 'Die Profilliste konnte nicht gelesen werden: {where}',
    advice: 'Nennen Sie den Profilordner mit --profile.',
  },
  'prefs-unreadable': {
    summary: 'Die Einstellungsdatei konnte nicht gelesen werden: {where}',
    advice: 'Starten Sie das Werkzeug als der Benutzer, dem das Profil gehört. ' + REST_GOES_ON,
  },
  'prefs-not-regular': {
    summary:
      'Wo die Einstellungsdatei sein sollte, steht eine Verknüpfung oder ein Ordner: {where}',
    advice:
      'Ihr wurde nicht gefolgt, weil die Änderung anderswo landen würde. Legen Sie die Datei selbst dorthin. ' +
      REST_GOES_ON,
  },
  'prefs-too-large': {
    summary: 'Die Datei ist zu groß für eine Einstellungsdatei ({size} Bytes): {where}',
    advice: 'Sie wurde nicht gelesen. ' + REST_GOES_ON,
  },
  'prefs-encoding': {
    summary:
      'Die Einstellungsdatei hat nicht die Form, in der Thunderbird schreibt (UTF-16 oder binär): {where}',
    advice:
      'Auch Thunderbird kann sie nicht lesen. Stellen Sie sie aus einer Sicherungskopie wieder her. ' +
      REST_GOES_ON,
  },
  'prefs-syntax': {
    summary: 'Die Einstellungsdatei ist in Zeile {line} beschädigt: {where}',
    advice:
      'Verloren ist nur die beschädigte Einstellung, aber in einer beschädigten Datei wird nichts geändert. Starten und schließen Sie das Mailprogramm einmal; es schreibt die Datei neu.',
  },
  'account-broken': {
    summary: 'Ein Konto ist unvollständig: {key} fehlt oder ist nicht bekannt. Datei: {where}',
    advice: 'Auch das Mailprogramm übergeht es. Nichts zu tun.',
  },
  'override-unreadable': {
    summary: 'Eine Datei, die Konten für diesen Computer vorgeben kann, war nicht lesbar: {where}',
    advice: 'Setzt sie dieselben Werte, hat sie Vorrang. Fragen Sie Ihren IT-Support.',
  },
  'trust-store-unread': {
    summary:
      'Zertifizierungsstellen, die von Hand in das Mailprogramm importiert wurden, kennt dieser Test nicht: {where}',
    advice:
      'Gehört die oben genannte dazu, funktioniert der Server im Mailprogramm vielleicht trotzdem.',
  },
  'folder-missing': {
    summary: 'Diesen Ordner gibt es nicht: {where}',
    advice: 'Prüfen Sie, wie der Name nach --root geschrieben ist.',
  },
  'autoconfig-unreadable': {
    summary: 'Die Autoconfig-Datei war nicht zu lesen ({reason}): {where}',
    advice:
      'Prüfen Sie den Dateinamen, der bei --autoconfig steht. Eine Adresse beginnt mit https://.',
  },
  'ca-unreadable': {
    summary: 'Hier konnte kein Zertifikat gelesen werden: {where}',
    advice: 'Geben Sie mit --ca eine Datei mit Zertifikaten im PEM-Format an (BEGIN CERTIFICATE).',
  },
  busy: {
    summary: 'Das Mailprogramm ist geöffnet und würde die Änderung überschreiben ({where}).',
    advice: 'Bitte schließen Sie es und versuchen Sie es noch einmal. Es wurde nichts geändert.',
  },
  'locked-by-other-run': {
    summary: 'Dieses Werkzeug arbeitet in einem anderen Lauf schon an demselben Profil: {where}',
    advice:
      'Warten Sie, bis er fertig ist, und versuchen Sie es noch einmal. Es wurde nichts geändert.',
  },
  'changed-since-plan': {
    summary: 'Die Einstellungen wurden inzwischen von anderer Seite geändert: {where}',
    advice:
      'Es wurde nichts geändert. Beginnen Sie noch einmal; dann gelten die neuen Einstellungen.',
  },
  'not-editable': {
    summary: 'Diese Einstellungen lassen sich hier nicht ändern: {where}',
    advice: 'Der Grund steht beim Server.',
  },
  'disk-full': {
    summary: 'Der Datenträger ist voll. Es wurde nichts geändert: {where}',
    advice: 'Schaffen Sie Platz und versuchen Sie es noch einmal.',
  },
  'read-only': {
    summary:
      'Der Datenträger oder Ordner kann nur gelesen werden. Es wurde nichts geändert: {where}',
    advice: 'Bitten Sie Ihren IT-Support, den Ordner für Sie beschreibbar zu machen.',
  },
  'write-failed': {
    summary:
      'Die Änderung konnte nicht geschrieben werden ({errno}); die Datei ist, wie sie war: {where}',
    advice:
      'Prüfen Sie, ob der Ordner Ihnen gehört und nicht schreibgeschützt ist, und versuchen Sie es noch einmal.',
  },
  'read-back-differs': {
    summary:
      'Nach dem Schreiben stand in der Datei nicht, was geschrieben wurde. Sie ist wieder wie vorher: {where}',
    advice:
      'Der Datenträger oder ein anderes Programm kommt dazwischen. Fragen Sie Ihren IT-Support.',
  },
  'not-effective': {
    summary:
      'Nach dem Schreiben würde das Mailprogramm noch immer andere Werte verwenden. Die Änderung wurde zurückgenommen: {where}',
    advice: 'Eine andere Datei setzt diese Werte und hat Vorrang. Fragen Sie Ihren IT-Support.',
  },
  'retest-failed': {
    summary:
      'Nach der Änderung funktionierte der Server nicht so wie im Test davor. Sie wurde zurückgenommen: {where}',
    advice: 'Versuchen Sie es später noch einmal; es ist alles wie vorher.',
  },
  'changed-since-apply': {
    summary:
      'Diese Einstellung wurde nach der Änderung durch dieses Werkzeug noch einmal geändert und blieb, wie sie ist: {where}',
    advice: 'Soll sie trotzdem zurück, ändern Sie sie von Hand im Mailprogramm.',
  },
  'backup-missing': {
    summary: 'Die Sicherungskopie dieser Datei fehlt oder ist beschädigt: {where}',
    advice:
      'Die Einstellungen wurden stattdessen einzeln zurückgenommen, soweit sie unverändert sind.',
  },
  'nothing-to-undo': {
    summary: 'Es gibt keine Änderung, die zurückzunehmen wäre.',
    advice: 'undo --list zeigt, was auf diesem Computer geändert wurde.',
  },
  'journal-damaged': {
    summary: 'Die Aufzeichnung eines früheren Laufs ist in Zeile {line} beschädigt: {where}',
    advice:
      'Seine Sicherungskopien liegen im selben Ordner. Fragen Sie Ihren IT-Support, bevor Sie mehr ändern.',
  },
  recovered: {
    summary: 'Ein früherer Lauf wurde unterbrochen; {outcome}. Profil: {where}',
    advice: 'Nichts zu tun.',
  },
  'log-unwritable': {
    summary: 'Das Protokoll konnte nicht geschrieben werden ({errno}): {where}',
    advice: 'Geben Sie mit --log eine Datei in einem Ordner an, in den Sie schreiben dürfen.',
  },
  'report-unwritable': {
    summary: 'Der Bericht ließ sich nicht speichern ({errno}): {where}',
    advice: 'Wählen Sie einen Ordner, in den Sie schreiben dürfen.',
  },
  'policy-unreadable': {
    summary: 'Die Vorgaben Ihrer Organisation ließen sich nicht lesen ({reason}): {where}',
    advice: 'Sie gelten nicht, bis das behoben ist. Fragen Sie Ihren IT-Support.',
  },
  'policy-ignored': {
    summary: 'Eine Vorgabe Ihrer Organisation ist unverständlich und gilt nicht, {key}: {where}',
    advice: 'Die anderen gelten. Sagen Sie Ihrem IT-Support Bescheid.',
  },
  'bad-request': {
    summary: 'Das Fenster hat etwas verlangt, das dieses Programm nicht tut.',
    advice:
      'Es wurde nichts getan. Starten Sie das Programm neu; hilft das nicht, melden Sie es bitte.',
  },
  'unknown-id': {
    summary: 'Was gewählt wurde, gibt es nicht mehr.',
    advice: 'Gehen Sie zurück zu den Konten und wählen Sie noch einmal.',
  },
  'out-of-turn': {
    summary: 'Vor diesem Schritt fehlt ein anderer.',
    advice: 'Gehen Sie zurück zu den Konten und prüfen Sie sie noch einmal.',
  },
  'not-allowed': {
    summary: 'Ihre Organisation hat diese Wahl abgeschaltet.',
    advice: 'Fragen Sie Ihren IT-Support, wenn Sie sie brauchen.',
  },
  internal: {
    summary: 'In diesem Werkzeug ist etwas Unerwartetes geschehen: {message}',
    advice:
      'Nichts bleibt halb getan: Der nächste Start bringt es zu Ende oder nimmt es zurück. Bitte melden Sie es.',
  },
};
