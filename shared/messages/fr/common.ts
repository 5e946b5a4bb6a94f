// shared/messages/fr: what every face says in French. A narrow no-break space (U+202F) stands before the
// tall marks of punctuation and inside guillemets, as French printers have it.
import type { CommonTexts } from '../catalogue.ts';
import { diagnoses, remarks } from './diagnoses.ts';
import { problems } from './problems.ts';

export const common: CommonTexts = {
  locale: 'fr',
  clients: { thunderbird: 'Thunderbird' },
  tlsWords: {
    // Thunderbird's account settings in French, under the French for "Connection security".
    thunderbird: {
      implicit: 'SSL/TLS',
      starttls: 'STARTTLS',
      opportunistic: 'STARTTLS, si disponible',
      auto: 'Autodétection',
      none: 'Aucune',
    },
  },
  modes: {
    implicit: 'TLS dès le premier octet',
    starttls: 'STARTTLS',
    opportunistic: 'STARTTLS seulement si proposé',
    auto: 'automatique',
    none: 'sans chiffrement',
  },
  roles: { smtp: 'Envoi', imap: 'Réception (IMAP)', pop3: 'Réception (POP3)' },
  steps: {
    resolve: 'Adresse',
    connect: 'Connexion',
    greeting: 'Message d’accueil',
    capabilities: 'Fonctions proposées',
    starttls: 'STARTTLS',
    handshake: 'Chiffrement',
    authentication: 'Authentification',
    goodbye: 'Fin',
  },
  diagnoses,
  remarks,
  problems,
  failures: {
    'name-not-found': 'ce nom n’existe pas',
    'resolver-failed': 'le service de noms n’a pas répondu',
    refused: 'le port est fermé',
    unreachable: 'l’adresse est inaccessible',
    'connect-timeout': 'pas de réponse',
    silence: 'connexion établie, mais le serveur ne dit rien',
    timeout: 'le serveur a cessé de répondre',
    closed: 'le serveur a fermé la connexion',
    reset: 'le serveur a coupé la connexion',
    'plaintext-instead-of-tls': 'a répondu sans chiffrement :',
    'tls-instead-of-plaintext': 'a parlé TLS là où un message d’accueil était attendu',
    'wrong-protocol': 'pas ce service de messagerie :',
    'negative-reply': 'refusé :',
    'starttls-not-offered': 'STARTTLS n’est pas proposé',
    'starttls-misplaced': 'STARTTLS n’est proposé qu’à la place du nom du serveur',
    'starttls-masked': 'l’offre de STARTTLS est effacée en chemin',
    'bytes-before-tls': 'des données avant le chiffrement',
    'untagged-before-tls': 'des données de boîte aux lettres avant le chiffrement',
    preauth: 'accueille comme si l’on était déjà connecté (PREAUTH)',
    'tls-alert': 'le serveur a refusé le chiffrement par une alerte :',
    'tls-failed': 'le chiffrement n’a pas pu être mis en place',
    'too-much-data': 'plus de données qu’aucun serveur de messagerie n’en envoie',
    cancelled: 'arrêté',
    deadline: 'temps écoulé',
  },
  traceEvents: {
    connected: 'connecté',
    'tls-begun': 'la négociation TLS commence',
    'tls-established': 'chiffré à partir d’ici',
    closed: 'le serveur a fermé la connexion',
    reset: 'la connexion a été coupée',
  },
  outcomes: {
    verified: 'sa modification est en place et fonctionne',
    undone: 'son annulation a été menée à terme',
    'taken-back': 'sa modification a été annulée',
    'nothing-written': 'elle n’avait rien modifié',
  },
  locks: {
    policy: 'Imposé par votre organisation : la stratégie {file} fixe {key}.',
    autoconfig: 'Imposé par votre organisation : {file} fixe {key} à chaque démarrage.',
    'autoconfig-remote':
      'Imposé par votre organisation : {file} va chercher des paramètres sur un serveur, et ils peuvent l’emporter.',
    'locked-default': 'Imposé par votre organisation : {file} verrouille {key}.',
    'user-js':
      'user.js fixe {key} et l’emporte à chaque démarrage : {file}. Pour le modifier là aussi, utilisez --include-user-js.',
    'user-js-unreadable':
      'user.js n’a pas pu être lu, et ce qu’il fixe l’emporte à chaque démarrage : {file}',
    'syntax-error': 'Rien n’est modifié dans un fichier endommagé : {file}',
    'not-regular': 'À la place du fichier de paramètres se trouve autre chose : {file}',
    unwritable: 'Vous n’avez pas le droit d’écrire ici : {file}',
    malformed: 'Le nom du serveur ou le port enregistré n’en est pas un : {key} dans {file}.',
    unsupported: 'Cet outil ne modifie pas ce genre de paramètre : {key} dans {file}.',
  },
  notes: {
    'legacy-tls-value':
      'Enregistré comme « TLS, si disponible » : le Thunderbird d’aujourd’hui envoie alors sans chiffrement.',
    'unknown-tls-value':
      'La sécurité de la connexion enregistrée est un nombre qu’aucun Thunderbird ne connaît.',
    'wrong-type-port':
      'Le port enregistré n’est pas du bon type ; Thunderbird n’en tient pas compte.',
    'wrong-type-tls':
      'La sécurité de la connexion enregistrée n’est pas du bon type ; Thunderbird n’en tient pas compte.',
    'legacy-real-hostname':
      'Une ancienne entrée (realhostname) désigne un autre serveur ; anciens et nouveaux Thunderbird ne se comportent pas de la même façon ici.',
    'certificate-exception':
      'Vous avez un jour accepté un certificat non reconnu pour ce serveur et ce port (exception de sécurité). Cela ne vaut pas pour un autre port.',
    'shared-by-identities':
      'Plusieurs identités envoient par ce serveur ; une modification vaut pour toutes.',
    'not-in-use': 'Aucune identité n’envoie par ce serveur en ce moment.',
    'default-in-prefs-file':
      'Fixé par pref() dans le fichier de paramètres : Thunderbird l’oubliera.',
  },
  candidateSources: {
    autoconfig: 'd’après le fichier autoconfig du domaine, {where}',
    srv: 'd’après l’enregistrement DNS {where}',
    'standard-port': 'un port habituel de {where}',
  },
  changeStates: {
    planned: 'serait modifié',
    applied: 'modifié',
    verified: 'modifié, et fonctionne',
    skipped: 'laissé tel quel',
    failed: 'non modifié',
    undone: 'remis comme avant',
  },
};
