// shared/messages/fr: the pages of the main process in French.
import type { NoticeTexts } from '../notices.ts';

export const notices: NoticeTexts = {
  stopped: {
    title: 'La fenêtre s’est arrêtée et a été rouverte',
    happened: 'La partie de ce programme qui dessine la fenêtre s’est arrêtée d’elle-même.',
    means:
      'Aucun réglage n’est modifié à moitié : une modification commencée se termine ou s’annule d’elle-même.',
    todo: 'Recommencez à la première page. Ce qui a déjà été modifié figure dans les modifications précédentes.',
    startAgain: 'Recommencer',
  },
  failed: {
    title: 'Ce programme doit être redémarré',
    happened: 'Il a rencontré un problème qu’il n’avait pas prévu.',
    means:
      'Aucun réglage n’est modifié à moitié : une modification commencée sera terminée ou annulée au prochain démarrage.',
    todo: 'Fermez cette fenêtre et rouvrez le programme. Si cette page revient, envoyez le rapport ci-dessous à votre service informatique.',
  },
  headings: {
    happened: 'Ce qui s’est passé',
    means: 'Ce que cela signifie',
    todo: 'Ce qu’il faut faire',
  },
  report: 'Rapport pour le service informatique',
};
