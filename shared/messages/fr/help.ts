// shared/messages/fr: the help of the command line in French.
import type { HelpTexts } from '../help.ts';

export const help: HelpTexts = {
  purpose:
    'Fait passer des comptes de messagerie de SSL/TLS à STARTTLS, uniquement quand c’est nécessaire et que le bon fonctionnement est prouvé.',
  usage: 'Utilisation : {form}',
  commandsHeading: 'Commandes :',
  optionsHeading: 'Options :',
  examplesHeading: 'Exemples :',
  exitCodesHeading: 'Codes de sortie :',
  withoutCommand:
    'Sans commande : doctor. « {program} COMMAND --help » montre les options d’une commande.',
  commands: {
    scan: 'Trouver les profils de messagerie et leurs serveurs. Sans réseau.',
    test: 'Scan, puis demander en direct à chaque serveur ce qu’il parle vraiment.',
    plan: 'Test, puis dire ce qui changerait et pourquoi. N’écrit rien.',
    apply: 'Plan, puis modifier ce qui doit l’être, tester de nouveau, et garder de quoi revenir.',
    undo: 'Annuler la dernière modification, ou une autre désignée par son nom.',
    doctor: 'Aide guidée dans le terminal : ce qui ne va pas, et la prochaine chose à faire.',
    demo: 'Un monde d’essai avec profils et serveurs, jeté après usage, pour tout essayer.',
    completion: 'Afficher un script de complétion pour un shell.',
  },
  options: {
    json: 'Écrire un document JSON sur la sortie standard, et rien d’autre.',
    profile: 'Utiliser ce dossier de profil au lieu de chercher. Peut être répété.',
    root: 'Chercher dans DIR comme si c’était le dossier personnel ou le système de fichiers.',
    client: 'Seulement ce logiciel de messagerie (thunderbird). Peut être répété.',
    endpoint: 'Tester smtp://HOST:PORT?tls=implicit|starttls sans profil. Peut être répété.',
    autoconfig:
      'Lire un fichier autoconfig et tester chaque serveur qu’il donnerait aux nouveaux comptes.',
    watch: 'Tester de nouveau toutes les 15 secondes et montrer ce qui a changé, jusqu’à Ctrl+C.',
    trace:
      'Montrer chaque conversation ligne par ligne, avec les temps. Elle ne contient aucun secret.',
    'check-injection':
      'Vérifier aussi si un serveur obéit à des commandes envoyées avant STARTTLS. Ressemble à une attaque dans son journal.',
    ca: 'Faire aussi confiance aux certificats PEM de FILE. Peut être répété.',
    resolve: 'Utiliser ADDRESS pour HOST et PORT, comme avec curl. Peut être répété.',
    only: 'N’examiner que les serveurs de ce nom. Peut être répété.',
    exclude: 'Laisser de côté les serveurs de ce nom. Peut être répété.',
    harden: 'Exiger aussi le chiffrement là où il est facultatif aujourd’hui.',
    'include-user-js': 'Modifier aussi ce que user.js fixe, dans user.js lui-même.',
    yes: 'Ne rien demander avant de modifier.',
    list: 'Montrer les modifications passées au lieu d’en annuler une.',
    state: 'Garder les sauvegardes et le journal dans DIR.',
    timeout: 'Attendre un serveur ce nombre de secondes avant d’abandonner (16 par défaut).',
    deadline: 'Terminer tout le test après ce temps (900 par défaut).',
    log: 'Ajouter à FILE une ligne de JSON par événement.',
    quiet: 'N’afficher que les résultats, sans progression ni conseils.',
    'no-color': 'Sans couleurs (NO_COLOR a le même effet).',
    'no-redact': 'Laisser les noms d’utilisateur et les adresses dans le document JSON.',
    help: 'Afficher cette aide.',
    version: 'Afficher la version.',
  },
  exitCodes: {
    done: 'il n’y a plus rien à faire',
    usage: 'la ligne de commande est incorrecte',
    changesNeeded: 'des modifications sont nécessaires (plan) ou restent à faire (apply)',
    needsPerson: 'quelque chose demande que quelqu’un s’en occupe',
    busy: 'un logiciel de messagerie est ouvert : le fermer et réessayer',
    notAllowed: 'non autorisé : fixé par une stratégie, ou un autre fichier l’emporte',
    takenBack: 'une modification a échoué et a été annulée',
    internal: 'une erreur interne',
  },
  wrongUsage: {
    unknownCommand: 'Il n’y a pas de commande « {command} ». Voir --help.',
    unknownOption: 'Il n’y a pas d’option {option}. Voir --help.',
    optionOfOthers: '--{option} ne va pas avec « {command} ». Voir {command} --help.',
    givenTwice: '--{option} a été donné deux fois.',
    takesNoValue: '--{option} ne prend pas de valeur.',
    needsValue: 'Il manque une valeur à --{option} : --{option} {placeholder}',
    takesNoArgument: '« {command} » ne prend pas d’argument, mais a reçu « {given} ».',
    unknownClient: '--client {given} : sont connus {known}.',
    notAnEndpoint:
      '--endpoint {given} : la forme attendue est smtp://mail.example.org:465?tls=implicit',
    notAResolve: '--resolve {given} : la forme attendue est HOST:PORT:ADDRESS',
    notATimeout:
      '--timeout {given} : un nombre de secondes est attendu, supérieur à 0 et inférieur ou égal à 600.',
    notADeadline:
      '--deadline {given} : un nombre de secondes est attendu, supérieur à 0 et inférieur ou égal à 86400.',
    watchOrJson:
      '--watch et --json ne vont pas ensemble : un document a une fin, l’observation n’en a pas.',
    notADemo: 'demo est suivi de l’une de ces commandes : {known}',
    notAShell: 'completion est suivi de l’un de ces noms : {known}',
  },
};
