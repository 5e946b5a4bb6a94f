// shared/messages/fr: what the window loads in French: the texts of every face, and its own.
import type { WindowTexts, WindowWording } from '../wizard.ts';
import { common } from './common.ts';
import { wizard } from './wizard.ts';

const GONE_ON = 'Les autres profils ne sont pas touchés.';
const REPORT = 'Envoyez ce rapport à votre service informatique.';

export const wording: WindowWording = {
  diagnoses: {
    'insecure-hardening': {
      summary: common.diagnoses['insecure-hardening'].summary,
      advice: 'Vous pouvez exiger le chiffrement : STARTTLS sur le port {remedyPort}.',
    },
    // Whose fault it is stands below the heading already.
    'certificate-expired': {
      summary: 'Le certificat de {host} sur le port {seenPort} a expiré le {certificateUntil}.',
      advice: common.diagnoses['certificate-expired'].advice,
    },
    'certificate-issuer-unknown': {
      summary: common.diagnoses['certificate-issuer-unknown'].summary,
      advice:
        'Le serveur doit envoyer toute la chaîne ; et si l’autorité est celle de votre organisation, le certificat de celle-ci doit être installé pour le logiciel de messagerie. ' +
        REPORT,
    },
    'certificate-untrusted': {
      summary: common.diagnoses['certificate-untrusted'].summary,
      advice:
        'Si votre organisation a sa propre autorité de certification, le certificat de celle-ci doit être installé pour le logiciel de messagerie. ' +
        REPORT,
    },
    'out-of-time': {
      summary: common.diagnoses['out-of-time'].summary,
      advice: 'Vérifiez de nouveau, avec moins de comptes à la fois.',
    },
  },
  problems: {
    'profile-missing': {
      summary: common.problems['profile-missing'].summary,
      advice: 'Si le profil a été déplacé, choisissez ci-dessous son nouveau dossier. ' + GONE_ON,
    },
    'ini-unreadable': {
      summary: common.problems['ini-unreadable'].summary,
      advice: 'Choisissez ci-dessous le dossier du profil.',
    },
    'folder-missing': {
      summary: common.problems['folder-missing'].summary,
      advice: 'Choisissez un autre dossier.',
    },
    'autoconfig-unreadable': {
      summary: common.problems['autoconfig-unreadable'].summary,
      advice: 'Rien à faire : il ne sert qu’aux suggestions.',
    },
    'ca-unreadable': {
      summary: common.problems['ca-unreadable'].summary,
      advice:
        'Demandez à votre service informatique : le fichier des autorités de votre organisation n’est pas utilisable.',
    },
    'nothing-to-undo': {
      summary: common.problems['nothing-to-undo'].summary,
      advice: 'La liste des modifications précédentes montre ce qui a été fait sur cet ordinateur.',
    },
    'log-unwritable': {
      summary: common.problems['log-unwritable'].summary,
      advice: 'Tout le reste fonctionne. Dites-le à votre service informatique.',
    },
  },
  locks: {
    'user-js':
      'user.js fixe {key} et l’emporte à chaque démarrage : {file}. Modifiez-le là, à la main.',
  },
};

export const window: WindowTexts = {
  ...common,
  diagnoses: { ...common.diagnoses, ...wording.diagnoses },
  problems: { ...common.problems, ...wording.problems },
  locks: { ...common.locks, ...wording.locks },
  wizard,
};
