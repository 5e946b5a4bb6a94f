// shared/messages/fr: what went wrong, in French. What happened and what it means; then what to do.
import type { Catalogue } from '../catalogue.ts';

const REST_GOES_ON = 'Les autres profils ne sont pas concernés.';

export const problems: Catalogue['problems'] = {
  'profile-missing': {
    summary: 'Il n’y a pas de dossier de profil à cet endroit : {where}',
    advice:
      'Si le profil a été déplacé, indiquez son nouveau dossier avec --profile. ' + REST_GOES_ON,
  },
  'profile-loop': {
    summary: 'La liste des profils donne son propre dossier pour un profil : {where}',
    advice: 'Cette entrée a été ignorée. ' + REST_GOES_ON,
  },
  'profile-unreadable': {
    summary: 'Le dossier du profil n’a pas pu être lu : {where}',
    advice:
      'Lancez l’outil sous le nom de l’utilisateur à qui appartient le profil. ' + REST_GOES_ON,
  },
  'profile-empty': {
    summary:
      'Ce dossier ne contient pas les paramètres d’un logiciel de messagerie (pas de prefs.js) : {where}',
    advice:
      'Ouvrez une fois le logiciel de messagerie avec ce profil, ou choisissez un autre dossier.',
  },
  'ini-unreadable': {
    summary: 'La liste des profils n’a pas pu être lue : {where}',
    advice: 'Indiquez le dossier du profil avec --profile.',
  },
  'prefs-unreadable': {
    summary: 'Le fichier de paramètres n’a pas pu être lu : {where}',
    advice:
      'Lancez l’outil sous le nom de l’utilisateur à qui appartient le profil. ' + REST_GOES_ON,
  },
  'prefs-not-regular': {
    summary: 'À la place du fichier de paramètres se trouve un lien ou un dossier : {where}',
    advice:
      'Il n’a pas été suivi, car la modification se ferait ailleurs. Mettez le fichier lui-même à cet endroit. ' +
      REST_GOES_ON,
  },
  'prefs-too-large': {
    summary: 'Le fichier est trop gros pour un fichier de paramètres ({size} octets) : {where}',
    advice: 'Il n’a pas été lu. ' + REST_GOES_ON,
  },
  'prefs-encoding': {
    summary:
      'Le fichier de paramètres n’a pas la forme que Thunderbird écrit (UTF-16 ou binaire) : {where}',
    advice:
      'Thunderbird ne peut pas le lire non plus. Rétablissez-le depuis une sauvegarde. ' +
      REST_GOES_ON,
  },
  'prefs-syntax': {
    summary: 'Le fichier de paramètres est endommagé à la ligne {line} : {where}',
    advice:
      'Seul le paramètre endommagé est perdu, mais rien n’est modifié dans un fichier endommagé. Ouvrez puis fermez une fois le logiciel de messagerie ; il réécrit le fichier.',
  },
  'account-broken': {
    summary: 'Un compte est incomplet : {key} est absent ou inconnu. Fichier : {where}',
    advice: 'Le logiciel de messagerie l’ignore lui aussi. Rien à faire.',
  },
  'override-unreadable': {
    summary:
      'Un fichier qui peut configurer des comptes sur cet ordinateur n’a pas pu être lu : {where}',
    advice:
      'S’il fixe les mêmes valeurs, c’est lui qui l’emporte. Demandez à votre service informatique.',
  },
  'trust-store-unread': {
    summary:
      'Ce test ne connaît pas les autorités importées à la main dans le logiciel de messagerie : {where}',
    advice:
      'Si celle qui est nommée plus haut en fait partie, le serveur fonctionne peut-être quand même dans le logiciel de messagerie.',
  },
  'folder-missing': {
    summary: 'Ce dossier n’existe pas : {where}',
    advice: 'Vérifiez l’orthographe du nom donné après --root.',
  },
  'autoconfig-unreadable': {
    summary: 'Le fichier autoconfig n’a pas pu être lu ({reason}) : {where}',
    advice:
      'Vérifiez le nom de fichier indiqué avec --autoconfig. Une adresse commence par https://.',
  },
  'ca-unreadable': {
    summary: 'Aucun certificat n’a pu être lu dans {where}',
    advice: 'Donnez à --ca un fichier de certificats au format PEM (BEGIN CERTIFICATE).',
  },
  busy: {
    summary: 'Le logiciel de messagerie est ouvert et écraserait la modification ({where}).',
    advice: 'Veuillez le fermer, puis réessayer. Rien n’a été modifié.',
  },
  'locked-by-other-run': {
    summary: 'Cet outil est déjà au travail sur le même profil, lancé une autre fois : {where}',
    advice: 'Attendez qu’il ait fini, puis réessayez. Rien n’a été modifié.',
  },
  'changed-since-plan': {
    summary: 'Les paramètres ont été modifiés entre-temps par quelqu’un d’autre : {where}',
    advice: 'Rien n’a été modifié. Recommencez ; les nouveaux paramètres seront examinés.',
  },
  'not-editable': {
    summary: 'Ces paramètres ne peuvent pas être modifiés ici : {where}',
    advice: 'La raison est indiquée à côté du serveur.',
  },
  'disk-full': {
    summary: 'Le disque est plein. Rien n’a été modifié : {where}',
    advice: 'Libérez de la place, puis réessayez.',
  },
  'read-only': {
    summary: 'Le disque ou le dossier est en lecture seule. Rien n’a été modifié : {where}',
    advice:
      'Demandez à votre service informatique de vous donner le droit d’écrire dans ce dossier.',
  },
  'write-failed': {
    summary:
      'La modification n’a pas pu être écrite ({errno}) ; le fichier est resté tel quel : {where}',
    advice: 'Vérifiez que le dossier est à vous et n’est pas protégé en écriture, puis réessayez.',
  },
  'read-back-differs': {
    summary:
      'Après l’écriture, le fichier ne contenait pas ce qui avait été écrit. Il a été remis comme avant : {where}',
    advice: 'Le disque ou un autre programme interfère. Demandez à votre service informatique.',
  },
  'not-effective': {
    summary:
      'Après l’écriture, le logiciel de messagerie utiliserait encore d’autres valeurs. La modification a été annulée : {where}',
    advice:
      'Un autre fichier fixe ces valeurs et l’emporte. Demandez à votre service informatique.',
  },
  'retest-failed': {
    summary:
      'Après la modification, le serveur n’a pas fonctionné comme au test précédent. Elle a été annulée : {where}',
    advice: 'Réessayez plus tard ; tout est comme avant.',
  },
  'changed-since-apply': {
    summary:
      'Ce paramètre a encore été modifié après le passage de cet outil, et a été laissé tel quel : {where}',
    advice:
      'S’il doit revenir quand même à l’ancienne valeur, changez-le à la main dans le logiciel de messagerie.',
  },
  'backup-missing': {
    summary: 'La sauvegarde de ce fichier n’existe plus ou est endommagée : {where}',
    advice:
      'Les paramètres ont été rétablis un par un à la place, pour autant que personne ne les a modifiés.',
  },
  'nothing-to-undo': {
    summary: 'Il n’y a aucune modification à annuler.',
    advice: 'undo --list montre ce qui a été fait sur cet ordinateur.',
  },
  'journal-damaged': {
    summary: 'Le journal d’une exécution précédente est endommagé à la ligne {line} : {where}',
    advice:
      'Ses sauvegardes sont conservées dans le même dossier. Demandez à votre service informatique avant de modifier autre chose.',
  },
  recovered: {
    summary: 'Une exécution précédente a été interrompue ; {outcome}. Profil : {where}',
    advice: 'Rien à faire.',
  },
  'log-unwritable': {
    summary: 'Le fichier de suivi n’a pas pu être écrit ({errno}) : {where}',
    advice: 'Donnez à --log un fichier dans un dossier où vous avez le droit d’écrire.',
  },
  'report-unwritable': {
    summary: 'Le rapport n’a pas pu être enregistré ({errno}) : {where}',
    advice: 'Choisissez un dossier où vous avez le droit d’écrire.',
  },
  'policy-unreadable': {
    summary: 'Les réglages de votre organisation n’ont pas pu être lus ({reason}) : {where}',
    advice:
      'Ils ne s’appliquent pas tant que ce n’est pas corrigé. Demandez à votre service informatique.',
  },
  'policy-ignored': {
    summary:
      'Un réglage de votre organisation n’est pas compris et ne s’applique pas, {key} : {where}',
    advice: 'Les autres s’appliquent. Prévenez votre service informatique.',
  },
  'bad-request': {
    summary: 'La fenêtre a demandé une chose que ce programme ne fait pas.',
    advice:
      'Rien n’a été fait. Redémarrez le programme ; si cela ne suffit pas, merci de le signaler.',
  },
  'unknown-id': {
    summary: 'Ce qui a été choisi n’existe plus.',
    advice: 'Revenez aux comptes et choisissez à nouveau.',
  },
  'out-of-turn': {
    summary: 'Cette étape en demande une autre d’abord.',
    advice: 'Revenez aux comptes et vérifiez-les à nouveau.',
  },
  'not-allowed': {
    summary: 'Votre organisation a désactivé ce choix.',
    advice: 'Demandez à votre service informatique si vous en avez besoin.',
  },
  internal: {
    summary: 'Quelque chose d’inattendu s’est produit dans cet outil : {message}',
    advice:
      'Rien ne reste à moitié fait : le prochain démarrage termine ou annule. Merci de le signaler.',
  },
};
