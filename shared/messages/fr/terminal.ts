// shared/messages/fr: the texts of the terminal in French.
import type { TerminalTexts } from '../terminal.ts';

export const terminal: TerminalTexts = {
  profileHeading: '{client}, profil « {name} »',
  running: '{client} est ouvert',
  runningUnknown: 'impossible de savoir si {client} est ouvert ; rien n’est modifié dans ce cas',
  server: '{host}, port {port}, {word}',
  leftAlone: '{type} : pas un serveur de messagerie que cet outil modifie ; laissé tel quel',
  noServers: 'Aucun serveur de messagerie n’est configuré dans ce profil.',
  noProfiles: 'Aucun profil de messagerie n’a été trouvé.',
  lookedIn: { one: '{count} endroit examiné :', other: '{count} endroits examinés :' },
  placeFound: 'trouvé',
  placeNotFound: 'absent',
  scanSummary: {
    one: '{count} serveur de messagerie est configuré.',
    other: '{count} serveurs de messagerie sont configurés.',
  },

  testing: {
    one: 'Test de {count} serveur en direct…',
    other: 'Test de {count} serveurs en direct…',
  },
  testedOf: 'Tests terminés : {done} sur {total} – {name}',
  evidence: 'Constaté :',
  evidenceWorks:
    'port {port}, {mode} : {tlsVersion}, certificat valable jusqu’au {until}, authentification {auth}{twice}',
  evidenceFaulty:
    'port {port}, {mode} : {tlsVersion} ; certificat valable du {from} au {until}, émis par {issuer}{twice}',
  evidenceFailed: 'port {port}, {mode} : {failure}{reply}',
  reply: ' « {status} {text} »',
  seenTwice: ', constaté deux fois',
  remark: 'À savoir :',
  instead: 'À la place :',
  suggestion: '{host}, port {port}, {mode} a été testé et fonctionne ({source}).',
  unauthentic:
    'Seul votre service informatique peut dire si c’est le bon serveur : l’indication n’est pas signée.',
  traceTime: '{ms} ms',
  injection: {
    discarded:
      'port {port} : les commandes envoyées avant STARTTLS sont ignorées, comme il se doit',
    answered:
      'port {port} : les commandes envoyées avant STARTTLS sont exécutées à l’intérieur de TLS',
    refused:
      'port {port} : le serveur raccroche quand des commandes sont envoyées avant STARTTLS, ce qui est sûr',
    'not-reached':
      'port {port} : le test des commandes envoyées trop tôt n’est pas arrivé jusqu’à STARTTLS',
  },
  configHeading: 'Fichier autoconfig {where}',
  configClean: 'Le fichier lui-même ne contient aucune erreur.',
  configPlace: 'ligne {line}',
  configFaulty: 'Le fichier autoconfig demande que quelqu’un s’en occupe.',
  watching: 'Observation : le test est répété toutes les {seconds} secondes. Ctrl+C y met fin.',
  watched: '{time}  rien n’a changé',
  watchNews: '{time}  {host}, port {port} :',
  todo: 'À faire :',
  settings: 'Sécurité de la connexion : {fromWord} -> {toWord} ; Port : {fromPort} -> {toPort}',
  wouldChange: 'À modifier :',
  cannotChange: 'Non modifié : {reason}',
  offered: 'Proposé avec --harden :',
  allHealthy: 'Tout fonctionne avec les paramètres actuels. Rien à faire.',
  changesNeeded: {
    one: '{count} serveur a besoin de nouveaux paramètres.',
    other: '{count} serveurs ont besoin de nouveaux paramètres.',
  },
  optionalChanges: {
    one: '{count} serveur pourrait être mieux protégé (--harden).',
    other: '{count} serveurs pourraient être mieux protégés (--harden).',
  },
  needPerson: {
    one: '{count} serveur demande que quelqu’un s’en occupe.',
    other: '{count} serveurs demandent que quelqu’un s’en occupe.',
  },
  lockedChanges: {
    one: '{count} serveur a besoin de nouveaux paramètres qui ne peuvent pas être modifiés ici.',
    other:
      '{count} serveurs ont besoin de nouveaux paramètres qui ne peuvent pas être modifiés ici.',
  },
  nextApply: 'Pour modifier : starttls-migrator apply',
  caNote:
    'Les certificats donnés par --ca ont été acceptés pour ce test ; le logiciel de messagerie en a besoin lui aussi.',
  systemUnread: 'La liste des autorités de confiance du système n’a pas pu être lue : {reason}',
  cancelled: 'Arrêté.',

  yesOrNo: '[o/N]',
  yes: ['o', 'oui'],
  confirmApply: {
    one: 'Modifier {count} serveur maintenant ?',
    other: 'Modifier {count} serveurs maintenant ?',
  },
  confirmUndo: {
    one: 'Remettre {count} serveur comme avant ?',
    other: 'Remettre {count} serveurs comme avant ?',
  },
  nothingDone: 'Rien n’a été modifié.',
  closeProgram:
    'Veuillez d’abord fermer {client} (profil « {name} »). S’il reste ouvert, {client} écrasera la modification.',
  outcome: '{server} : {state}',
  changed: {
    one: '{count} serveur a été modifié, et il fonctionne.',
    other: '{count} serveurs ont été modifiés, et ils fonctionnent.',
  },
  notChanged: {
    one: '{count} serveur n’a pas été modifié.',
    other: '{count} serveurs n’ont pas été modifiés.',
  },
  backupAt: 'Sauvegarde : {path}',
  undoWith: 'Pour revenir en arrière : starttls-migrator undo {run}',
  undone: {
    one: '{count} serveur a été remis comme avant.',
    other: '{count} serveurs ont été remis comme avant.',
  },
  historyEmpty: 'Aucune modification n’a encore été faite.',
  historyRow: '{run}  {when}  modifiés : {count}  {state}',
  historyStates: {
    undoable: 'peut être annulé',
    undone: 'annulé',
    'cut-off': 'interrompu ; le prochain apply ou undo le réparera',
    nothing: 'rien n’a été modifié',
  },
  conflict:
    '{key} a encore été modifié depuis : la valeur est maintenant {now} ; cet outil avait trouvé {from}.',
  keepOrRestore: 'Remettre quand même ce serveur comme avant ?',
  notATerminal:
    'Cette commande pose des questions, et il n’y a pas de terminal pour y répondre. Utilisez --yes, ou plan.',

  doctorWelcome:
    'STARTTLS Migrator cherche pourquoi le courrier ne part pas, et corrige ce qui peut l’être en changeant des paramètres.',
  doctorQuestion: 'Qu’est-ce qui vous amène ?',
  doctorChoices: [
    'Je n’arrive pas à envoyer de courrier',
    'Je n’arrive pas à recevoir de courrier',
    'Mon organisation m’a demandé de vérifier',
    'Je regarde seulement',
  ],
  doctorLooking: 'Recherche de vos comptes de messagerie…',
  doctorNothingFound:
    'Aucun compte de messagerie n’a été trouvé sur cet ordinateur. Si votre profil se trouve ailleurs, recommencez avec --profile DOSSIER.',
  doctorNext: 'La prochaine chose à faire :',
  doctorCloseAndRetry:
    'Fermez {client}, puis appuyez sur Entrée pour continuer (ou tapez q pour arrêter).',
  doctorHealthy:
    'Tous les serveurs répondent avec les paramètres actuels. Si le courrier ne passe toujours pas, vérifiez le nom d’utilisateur et le mot de passe dans le logiciel de messagerie.',
  doctorSendAgain: 'Ouvrez {client} et renvoyez ce qui se trouve dans « Messages en attente ».',
  doctorDeclined: 'Rien n’a été modifié. Pour le faire plus tard : starttls-migrator apply',

  demoWelcome:
    'Ceci est un monde d’essai, jeté après usage : deux profils Thunderbird dans un dossier temporaire et, sur cet ordinateur, des serveurs de messagerie qui jouent ceux d’une organisation. Rien d’autre n’est lu, modifié ou contacté, et il n’en reste rien. L’histoire : l’organisation a placé devant sa messagerie un nouvel équipement, qui ne parle TLS qu’après STARTTLS. Les comptes configurés en SSL/TLS sur le port 465 ne peuvent plus rien envoyer.',
  demoChapters: [
    'Ce qui est configuré (scan)',
    'Ce que chaque serveur parle vraiment, et ce qui changerait (plan)',
    'Modifier ce qui doit l’être, et tester de nouveau (apply)',
    'Recommencer ne modifie plus rien (apply)',
    'Tout remettre comme avant (undo)',
  ],
  demoEnd:
    'Voilà toute l’histoire. Le dossier temporaire et les serveurs vont maintenant disparaître. Essayez « demo doctor » pour être guidé par des questions, ou « demo plan --json » pour les faits.',
  demoFailed:
    'L’histoire ne s’est pas déroulée comme prévu : veuillez signaler ce qui se trouve au-dessus.',
};
