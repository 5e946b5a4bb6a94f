// shared/messages/fr: the page about what no setting can mend, in French.
import type { TroubleTexts } from '../wizard.ts';

const LATER = 'Revenez plus tard et vérifiez de nouveau.';
const THEN = 'Revenez ensuite et vérifiez de nouveau.';
const CANCEL =
  'Si votre logiciel de messagerie demande s’il faut faire confiance malgré tout, choisissez « Annuler ».';

export const trouble: TroubleTexts = {
  happened: 'Ce qui s’est passé',
  means: 'Ce que cela veut dire',
  todo: 'Ce qu’il faut faire',
  helpDesk: 'Pour le service informatique',
  helpDeskLine: 'Un rapport d’une page. Les noms d’utilisateur n’y figurent pas.',
  helpDeskOf: 'Demandez à {organisation} :',
  technical: 'Preuves techniques',
  allResults: 'Tous les résultats',
  nothingChanged: 'Rien n’a été modifié.',
  fault: {
    none: 'Il n’y a rien à réparer ici.',
    settings: 'Les paramètres du logiciel de messagerie ne conviennent plus à ce serveur.',
    network: 'Votre logiciel de messagerie et ses paramètres sont peut-être tout à fait corrects.',
    passing: 'C’est sans doute une panne passagère du serveur.',
    server: 'Le problème vient du serveur, pas de votre ordinateur.',
    tampered: 'Votre logiciel de messagerie a raison de ne pas utiliser cette connexion.',
    certificate: 'Le problème vient du serveur, pas de votre ordinateur.',
    account: 'Ce qui est réglé dans le compte ne convient pas à ce serveur.',
    unclear: 'Il n’y a pas encore de réponse claire.',
  },
  meaning: {
    none: 'Le serveur a été testé en direct et fonctionne avec les paramètres actuels.',
    settings: 'Les messages attendent que les paramètres conviennent de nouveau. Rien n’est perdu.',
    network:
      'Le chemin entre cet ordinateur et le serveur est bloqué ou coupé. Les messages attendent dans la boîte d’envoi qu’il soit libre. Rien n’est perdu.',
    passing:
      'Le serveur est là, mais ne fait pas son travail en ce moment. Les messages attendent dans la boîte d’envoi. Rien n’est perdu.',
    server:
      'Aucun paramètre de votre logiciel de messagerie ne peut y remédier. Les messages attendent dans la boîte d’envoi que le serveur fonctionne de nouveau. Rien n’est perdu.',
    tampered:
      'Quelqu’un ou quelque chose entre cet ordinateur et le serveur pourrait lire au passage ou intervenir. Ne pas envoyer est le plus sûr.',
    certificate:
      'Votre logiciel de messagerie ne peut pas être sûr que c’est le bon serveur ; il refuse donc de lui parler. Cela vous protège.',
    account:
      'Ce qui répond là n’est pas ce qu’il faut au compte : le nom du serveur, le port ou la façon de s’identifier ne convient pas.',
    unclear:
      'Un seul essai ne suffit pas pour dire ce qui ne va pas ; rien n’est donc modifié pour cela.',
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
  problemTitle: 'Cette étape n’a pas pu être menée à terme',
  problemMeaning:
    'Rien n’est fait à moitié. Votre logiciel de messagerie est comme avant cette étape.',
  problemCode: 'Code pour le service informatique : {code}',
};
