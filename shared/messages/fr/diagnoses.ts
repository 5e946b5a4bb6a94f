// shared/messages/fr: the verdicts in French. What was seen and what it means; then what to do.
import type { Catalogue } from '../catalogue.ts';

const SERVER_FAULT = 'Le problème vient du serveur, pas de votre ordinateur.';
const REPORT = 'ce rapport à votre service informatique ou aux personnes qui gèrent le serveur.';
const TELL_HELP_DESK = `Envoyez ${REPORT}`;
const IF_IT_STAYS = `Si cela persiste, envoyez ${REPORT}`;
const NEVER_BY_HAND = 'N’acceptez pas ce certificat à la main.';
const DO_NOT_USE = 'N’utilisez pas cette connexion. ';
const TRY_AGAIN = 'Réessayez dans quelques minutes. ';
const TRY_LATER = 'Réessayez dans une demi-heure. ';
const OTHER_NETWORK =
  'Essayez un autre réseau (un téléphone en partage de connexion, ou sans le VPN). ';

export const diagnoses: Catalogue['diagnoses'] = {
  healthy: {
    summary: '{host} fonctionne avec les paramètres actuels.',
    advice: 'Rien à faire.',
  },
  'needs-starttls': {
    summary:
      '{host} a répondu sans chiffrement sur le port {port}, là où SSL/TLS était attendu. Il chiffre avec STARTTLS sur le port {remedyPort}, et cela a été testé.',
    advice: 'Réglez « Sécurité de la connexion » sur STARTTLS et le port sur {remedyPort}.',
  },
  'needs-starttls-port-closed': {
    summary:
      '{host} ne répond plus sur le port {port}. Il chiffre avec STARTTLS sur le port {remedyPort}, et cela a été testé.',
    advice: 'Réglez « Sécurité de la connexion » sur STARTTLS et le port sur {remedyPort}.',
  },
  'perhaps-network': {
    summary:
      '{host} ne donne pas de réponse utilisable sur le port {port}, mais fonctionne avec STARTTLS sur le port {remedyPort}. Le serveur a peut-être changé ; ce réseau bloque peut-être le port.',
    advice:
      'Essayez un autre réseau, ou demandez à votre service informatique si {host} est passé à STARTTLS sur le port {remedyPort}. Rien n’est modifié à cause d’un simple silence.',
  },
  'wrong-port': {
    summary:
      '{host} ne parle pas SSL/TLS sur le port {port}, mais le parle sur le port habituel {remedyPort}.',
    advice: 'Mettez le port à {remedyPort} ; la sécurité de la connexion reste la même.',
  },
  'insecure-hardening': {
    summary:
      'Avec les paramètres actuels, rien ne garantit que la connexion à {host} est chiffrée. STARTTLS sur le port {remedyPort} a été testé et fonctionne.',
    advice:
      'Vous pouvez exiger le chiffrement : STARTTLS sur le port {remedyPort}. Cela n’est fait que sur demande (--harden).',
  },
  insecure: {
    summary:
      'Avec les paramètres actuels, rien ne garantit que la connexion à {host} est chiffrée, et aucun accès chiffré qui puisse être vérifié n’a été trouvé.',
    advice: 'Demandez aux personnes qui gèrent le serveur un port avec SSL/TLS ou STARTTLS.',
  },
  'starttls-on-implicit-port': {
    summary:
      '{host} parle SSL/TLS dès le premier octet sur le port {port}, mais le compte est réglé sur STARTTLS.',
    advice:
      'Réglez « Sécurité de la connexion » sur SSL/TLS pour ce serveur ; le port reste {port}.',
  },
  'no-encrypted-port': {
    summary:
      '{host} a répondu sans chiffrement sur le port {port}, là où SSL/TLS était attendu, et STARTTLS n’a été trouvé ni là ni sur le port habituel.',
    advice: 'Demandez aux personnes qui gèrent le serveur comment s’y connecter avec chiffrement.',
  },

  'host-not-found': {
    summary: 'Il n’existe pas de serveur du nom de {host}.',
    advice:
      'Vérifiez l’orthographe du nom du serveur dans le compte, ou demandez-le à votre service informatique.',
  },
  'resolver-failed': {
    summary: 'L’adresse de {host} n’a pas pu être trouvée : le service de noms n’a pas répondu.',
    advice: 'Vérifiez que cet ordinateur est relié au réseau, puis réessayez.',
  },
  refused: {
    summary: '{host} est là, mais son port {port} est fermé.',
    advice: 'Demandez à votre service informatique le bon nom de serveur et le bon port.',
  },
  unreachable: {
    summary: '{host} est inaccessible depuis ce réseau.',
    advice: 'Vérifiez la connexion au réseau ou le VPN, puis réessayez.',
  },
  'no-connection': {
    summary:
      'Rien ne répond chez {host} sur le port {port}. Soit le serveur est en panne, soit un pare-feu en chemin avale la tentative.',
    advice:
      'Essayez un autre réseau, ou demandez à votre service informatique si le serveur a changé.',
  },
  'network-blocks-mail': {
    summary:
      'Aucun serveur de messagerie ne répond sur aucun port, ni {host} ni les autres. Ce réseau semble bloquer le courrier.',
    advice:
      OTHER_NETWORK +
      'Si le courrier y passe, les paramètres sont bons : adressez-vous aux personnes qui gèrent ce réseau-ci.',
  },
  'network-blocks-sending': {
    summary:
      'La réception fonctionne, mais aucun port d’envoi ne répond chez {host}. Beaucoup de réseaux bloquent précisément ces ports.',
    advice:
      OTHER_NETWORK +
      'Si l’envoi y fonctionne, les paramètres sont bons : adressez-vous aux personnes qui gèrent ce réseau-ci.',
  },

  'no-greeting': {
    summary: '{host} accepte la connexion sur le port {seenPort}, puis ne dit rien.',
    advice:
      'Le serveur est peut-être surchargé, ou attend un autre type de chiffrement. ' +
      TRY_AGAIN +
      IF_IT_STAYS,
  },
  'connection-closed': {
    summary: '{host} ferme la connexion sur le port {seenPort} au milieu de la conversation.',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'connection-reset': {
    summary:
      'La connexion à {host} sur le port {seenPort} est coupée de force. C’est le fait du serveur, ou d’un pare-feu en chemin.',
    advice: 'Essayez un autre réseau. ' + IF_IT_STAYS,
  },
  stalled: {
    summary: '{host} a commencé à parler sur le port {seenPort}, puis a cessé de répondre.',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'server-busy': {
    summary:
      '{host} dit sur le port {seenPort} qu’il est surchargé ou hors service en ce moment : {reply}',
    advice: TRY_LATER + IF_IT_STAYS,
  },
  'server-refuses': {
    summary: '{host} répond sur le port {seenPort} et refuse de parler à cet ordinateur : {reply}',
    advice:
      'L’adresse de ce réseau figure peut-être sur une liste d’expéditeurs dont il ne veut pas. ' +
      TELL_HELP_DESK,
  },
  'capabilities-refused': {
    summary: '{host} refuse de dire sur le port {seenPort} ce qu’il sait faire : {reply}',
    advice: 'Sans cela, pas de chiffrement. ' + TELL_HELP_DESK,
  },
  'wrong-protocol': {
    summary:
      'Ce qui répond sur le port {seenPort} de {host} n’est pas le service de messagerie attendu.',
    advice: 'Vérifiez le nom du serveur et le port du compte.',
  },
  'too-much-data': {
    summary:
      '{host} envoie sur le port {seenPort} plus de données qu’aucun serveur de messagerie. Le test a été arrêté.',
    advice: `Vérifiez le nom du serveur et le port du compte. S’ils sont justes, envoyez ${REPORT}`,
  },

  'starttls-not-offered': {
    summary: '{host} ne propose pas STARTTLS sur le port {seenPort}.',
    advice:
      'Soit le serveur ne chiffre pas à cet endroit, soit quelque chose en chemin cache l’offre. Aucune protection n’est abaissée. ' +
      TELL_HELP_DESK,
  },
  'starttls-misplaced': {
    summary:
      '{host} propose STARTTLS sur le port {seenPort} au mauvais endroit : dans la ligne réservée à son propre nom, où les logiciels de messagerie ne regardent pas.',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'starttls-masked': {
    summary:
      'Entre cet ordinateur et {host}, quelque chose efface l’offre de STARTTLS sur le port {seenPort}.',
    advice:
      'C’est typique d’un pare-feu qui inspecte le courrier. Essayez un autre réseau, ou adressez-vous aux personnes qui gèrent celui-ci.',
  },
  'starttls-unavailable': {
    summary: '{host} ne peut pas chiffrer sur le port {seenPort} en ce moment : {reply}',
    advice: TRY_LATER + IF_IT_STAYS,
  },
  'starttls-syntax-refused': {
    summary:
      '{host} propose STARTTLS sur le port {seenPort}, mais n’accepte pas la commande : {reply}',
    advice:
      'Quelque chose en chemin a peut-être altéré la commande. Essayez un autre réseau. ' +
      IF_IT_STAYS,
  },
  'starttls-not-implemented': {
    summary:
      '{host} propose STARTTLS sur le port {seenPort}, puis dit ne pas le connaître : {reply}',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'starttls-needs-login': {
    summary: '{host} exige une authentification avant de chiffrer sur le port {seenPort} : {reply}',
    advice: `Un mot de passe ne doit pas être envoyé sans chiffrement. ${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'starttls-refused': {
    summary: '{host} propose STARTTLS sur le port {seenPort}, puis le refuse : {reply}',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'starttls-stalled': {
    summary: '{host} a accepté de chiffrer sur le port {seenPort}, puis n’a plus rien dit.',
    advice: TRY_AGAIN + IF_IT_STAYS,
  },
  'starttls-broken-off': {
    summary: '{host} a accepté de chiffrer sur le port {seenPort}, puis a raccroché.',
    advice:
      'Souvent, le serveur n’a pas de certificat utilisable, ou un pare-feu en chemin n’aime pas le chiffrement. ' +
      TELL_HELP_DESK,
  },
  'starttls-plaintext': {
    summary:
      '{host} a accepté de chiffrer sur le port {seenPort}, puis a continué sans chiffrement.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  'starttls-injection': {
    summary:
      'Sur le port {seenPort} de {host}, quelque chose s’est glissé entre l’accord de chiffrer et le chiffrement. Quelqu’un en chemin ajoute peut-être à la conversation.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  'untagged-before-tls': {
    summary:
      '{host} a envoyé des données de boîte aux lettres sur le port {seenPort} avant le chiffrement et l’authentification. Quelqu’un en chemin ajoute peut-être à la conversation.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  preauth: {
    summary:
      '{host} dit sur le port {seenPort} que vous êtes déjà connecté, avant tout chiffrement. Le chiffrement ne peut alors plus commencer.',
    advice: DO_NOT_USE + TELL_HELP_DESK,
  },
  'command-injection': {
    summary:
      '{host} obéit sur le port {seenPort} à des commandes envoyées avant le début du chiffrement. Quelqu’un en chemin pourrait y glisser les siennes.',
    advice: `${SERVER_FAULT} Il a besoin d’une mise à jour. ${TELL_HELP_DESK}`,
  },

  'tls-too-old': {
    summary:
      '{host} ne propose sur le port {seenPort} qu’un chiffrement qui n’est plus sûr (antérieur à TLS 1.2).',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'tls-no-common-cipher': {
    summary:
      '{host} refuse le chiffrement sur le port {seenPort} : il ne connaît aucune des méthodes des programmes d’aujourd’hui (alerte {alert}, {alertName}).',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },
  'tls-name-rejected': {
    summary:
      'Le serveur du port {seenPort} ne veut pas être appelé {host} (alerte {alert}, {alertName}).',
    advice: `Vérifiez le nom du serveur dans le compte. S’il est juste, envoyez ${REPORT}`,
  },
  'client-certificate-wanted': {
    summary:
      '{host} ne parle sur le port {seenPort} qu’à ceux qui présentent leur propre certificat, et ce test n’en a pas.',
    advice:
      'Si votre organisation vous a remis un tel certificat, le logiciel de messagerie fonctionne peut-être quand même. Sinon, demandez à votre service informatique si c’est le bon port.',
  },
  'tls-alert': {
    summary: '{host} refuse le chiffrement sur le port {seenPort} (alerte {alert}, {alertName}).',
    advice: TELL_HELP_DESK,
  },
  'tls-failed': {
    summary: 'La connexion chiffrée à {host} sur le port {seenPort} n’a pas pu être établie.',
    advice: TELL_HELP_DESK,
  },

  'certificate-expired': {
    summary: `Le certificat de {host} sur le port {seenPort} a expiré le {certificateUntil}. ${SERVER_FAULT}`,
    advice: 'Le serveur a besoin d’un nouveau certificat. ' + TELL_HELP_DESK,
  },
  'certificate-not-yet-valid': {
    summary:
      'Le certificat de {host} sur le port {seenPort} n’est valable qu’à partir du {certificateFrom}. Soit l’horloge de cet ordinateur est fausse, soit le serveur utilise son certificat trop tôt.',
    advice: `Vérifiez la date et l’heure de cet ordinateur. Si elles sont justes, envoyez ${REPORT}`,
  },
  'certificate-wrong-name': {
    summary:
      'Le certificat présenté sur le port {seenPort} n’est pas établi pour {host}. Il nomme : {certificateNames}.',
    advice:
      'Vérifiez le nom du serveur dans le compte. S’il est juste, le serveur a besoin d’un autre certificat. ' +
      TELL_HELP_DESK,
  },
  'certificate-common-name-only': {
    summary:
      'Le certificat présenté sur le port {seenPort} ne nomme {host} qu’à un ancien endroit (le nom courant), que les logiciels de messagerie ne lisent plus.',
    advice:
      'Le serveur a besoin d’un certificat avec un autre nom du sujet (subject alternative name). ' +
      TELL_HELP_DESK,
  },
  'certificate-weak': {
    summary:
      'Le certificat de {host} sur le port {seenPort} est trop faible pour être reconnu aujourd’hui ({certificateStrength}).',
    advice: 'Le serveur a besoin d’un nouveau certificat. ' + TELL_HELP_DESK,
  },
  'certificate-self-signed': {
    summary:
      '{host} présente sur le port {seenPort} un certificat qu’il s’est délivré lui-même. Personne ne s’en porte garant.',
    advice: `Le serveur a besoin d’un certificat délivré par une autorité à laquelle votre logiciel de messagerie fait confiance. ${NEVER_BY_HAND} ${TELL_HELP_DESK}`,
  },
  'certificate-chain-incomplete': {
    summary:
      'Sur le port {seenPort}, {host} envoie son propre certificat, mais pas celui qui le relie à une autorité de confiance. Certains programmes trouvent seuls le morceau manquant ; les logiciels de messagerie, non.',
    advice: 'Le serveur doit envoyer toute la chaîne. ' + TELL_HELP_DESK,
  },
  'certificate-issuer-unknown': {
    summary:
      'Sur le port {seenPort}, {host} n’envoie que son propre certificat, et personne ici ne connaît l’émetteur : {certificateIssuer}. Soit le serveur oublie une partie de la chaîne, soit l’émetteur est une autorité privée.',
    advice:
      'Le serveur doit envoyer toute la chaîne ; et si l’autorité est celle de votre organisation, le certificat de celle-ci doit être installé pour le logiciel de messagerie (--ca l’utilise pour le test). ' +
      NEVER_BY_HAND,
  },
  'certificate-untrusted': {
    summary:
      'Le certificat de {host} sur le port {seenPort} a été délivré par quelqu’un à qui votre logiciel de messagerie ne fait pas confiance : {certificateIssuer}.',
    advice:
      'Si votre organisation a sa propre autorité de certification, le certificat de celle-ci doit être installé pour le logiciel de messagerie (--ca l’utilise pour le test). ' +
      NEVER_BY_HAND,
  },
  'certificate-trusted-elsewhere': {
    summary:
      'Cet ordinateur fait confiance au certificat de {host} sur le port {seenPort}, mais pas le logiciel de messagerie : il a sa propre liste d’autorités. Émetteur : {certificateIssuer}.',
    advice:
      'L’autorité doit aussi être connue du logiciel de messagerie, par une stratégie ou dans ses paramètres de certificats. Demandez à votre service informatique.',
  },
  'certificate-unsuitable': {
    summary:
      'Le certificat de {host} sur le port {seenPort} vient d’une autorité connue, mais n’est pas fait pour cet usage ({verifyError}).',
    advice: 'Le serveur a besoin d’un autre certificat. ' + TELL_HELP_DESK,
  },
  intercepted: {
    summary:
      'Ce n’est pas {host} lui-même qui répond sur le port {seenPort}, mais un intermédiaire qui lit ce qui passe. Il se nomme : {certificateIssuer}.',
    advice:
      'Le plus souvent, c’est un antivirus sur cet ordinateur ou un filtre de ce réseau. Désactivez son analyse du courrier, ou essayez un autre réseau ; s’il appartient à votre organisation, demandez à votre service informatique. ' +
      NEVER_BY_HAND,
  },

  'no-auth': {
    summary: '{host} chiffre sur le port {seenPort}, mais n’y propose aucune authentification.',
    advice:
      'Ce port n’est pas destiné aux logiciels de messagerie. Demandez le bon aux personnes qui gèrent le serveur.',
  },
  'no-usable-auth': {
    summary:
      '{host} chiffre sur le port {seenPort}, mais ne propose que des authentifications que le compte n’est pas réglé pour utiliser : {offered}.',
    advice:
      'Demandez à votre service informatique quelle « Méthode d’authentification » choisir dans le compte.',
  },
  'login-disabled': {
    summary:
      '{host} chiffre sur le port {seenPort}, mais n’y laisse personne s’authentifier (LOGINDISABLED).',
    advice: `${SERVER_FAULT} ${TELL_HELP_DESK}`,
  },

  'addresses-disagree': {
    summary:
      '{host} a plusieurs adresses, qui se comportent différemment sur le port {seenPort}. Que le courrier passe ou non dépend de celle qui répond.',
    advice: TELL_HELP_DESK,
  },
  'not-confirmed': {
    summary: '{host} a fonctionné une fois sur le port {seenPort} et échoué une fois.',
    advice: 'Rien n’est modifié sur la foi d’un seul essai. Réessayez dans quelques minutes.',
  },
  cancelled: {
    summary: 'Le test de {host} a été arrêté avant d’avoir une réponse.',
    advice: 'Recommencez le test.',
  },
  'out-of-time': {
    summary: 'Le temps prévu pour tout le test était écoulé avant que {host} ait répondu.',
    advice: 'Recommencez le test avec moins de serveurs (--only) ou plus de temps (--deadline).',
  },
  'not-tested': {
    summary:
      'Le nom de serveur ou le port enregistré dans le compte n’est pas utilisable : {host}, {port}.',
    advice:
      'Corrigez le nom du serveur dans le logiciel de messagerie ; le port n’en fait pas partie.',
  },
};

export const remarks: Catalogue['remarks'] = {
  'slow-greeting': {
    summary: '{host} a mis {seconds} secondes à répondre à la connexion sur le port {port}.',
    advice:
      'Certains serveurs font cela pour décourager le courrier indésirable. Si l’envoi est lent, c’est pour cela.',
  },
  'auth-in-clear': {
    summary:
      '{host} propose l’authentification sur le port {port} avant que la connexion soit chiffrée : {offered}.',
    advice: 'Les personnes qui gèrent le serveur devraient ne la proposer qu’après STARTTLS.',
  },
  'ipv6-dead': {
    summary: 'L’adresse IPv6 de {host} ({address}) ne répond pas ; IPv4 fonctionne.',
    advice:
      'La connexion peut prendre plus de temps. Prévenez les personnes qui gèrent le serveur ou ce réseau.',
  },
  'address-dead': {
    summary: 'Une adresse de {host} ({address}) ne répond pas ; une autre fonctionne.',
    advice:
      'La connexion peut prendre plus de temps. Prévenez les personnes qui gèrent le serveur.',
  },
  'address-refuses': {
    summary:
      'À une adresse de {host} ({address}), le port {port} est fermé ; une autre fonctionne.',
    advice:
      'La connexion peut échouer de temps en temps. Prévenez les personnes qui gèrent le serveur.',
  },
  'resolves-to-loopback': {
    summary: 'Le nom {host} mène à cet ordinateur lui-même ({address}).',
    advice:
      'C’est le fait d’un antivirus ou d’un relais de messagerie. Si vous ne l’avez pas installé, demandez à votre service informatique.',
  },
  intercepted: {
    summary:
      'Entre cet ordinateur et {host} se trouve {product}, qui lit ce qui passe sur le port {port}. Votre logiciel de messagerie lui fait confiance.',
    advice: 'Rien à faire si vous ou votre organisation l’avez installé.',
  },
};
