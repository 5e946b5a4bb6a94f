// shared/messages/fr: what is wrong with an autoconfig file, in French, for the person who wrote it.
// What it is and what it means for new accounts; then what to write instead.
import type { Catalogue } from '../catalogue.ts';

const NOTHING_USED = 'Les nouveaux comptes ne tirent rien de ce fichier.';
const PASSED_OVER = 'Thunderbird ignore ce serveur.';
const SAY_MODE =
  'Écrivez <socketType>SSL</socketType> pour TLS dès le premier octet, ou <socketType>STARTTLS</socketType>, en majuscules et sans espaces.';
const SAY_AUTHENTICATION =
  'Écrivez <authentication>password-cleartext</authentication>, le choix habituel sur une connexion chiffrée. Sont aussi reconnus, écrits exactement ainsi : password-encrypted, GSSAPI, NTLM et OAuth2.';
const SAY_USERNAME =
  'Écrivez <username>%EMAILADDRESS%</username>, ou %EMAILLOCALPART% si l’on se connecte avec ce qui précède l’arobase.';
const SAY_DOMAIN =
  'Écrivez ce qui suit l’arobase des adresses, par exemple <domain>example.org</domain>, une fois par domaine de messagerie.';
const SAY_SERVER =
  'avec hostname, port, socketType, authentication et username. S’il y en a déjà un, voyez ce qui est dit d’autre à son sujet ici.';
const SAVE_AS_UTF8 =
  'Enregistrez-le en UTF-8, et indiquez UTF-8 comme encodage dans la première ligne.';

export const configFindings: Catalogue['configFindings'] = {
  'not-served': {
    summary:
      'Aucun fichier autoconfig n’est venu de cette adresse ({reason}) ; les nouveaux comptes n’obtiennent donc rien.',
    advice:
      'Vérifiez l’adresse. Si elle est juste, faites envoyer le fichier par le serveur web à cet endroit, en https et avec un certificat que les logiciels de messagerie acceptent.',
  },
  'content-type': {
    summary:
      'Le serveur web annonce ce fichier comme « {type} ». Thunderbird ne lit que ce qui est annoncé comme du XML. ' +
      NOTHING_USED,
    advice: 'Faites-le envoyer par le serveur web avec le Content-Type text/xml.',
  },
  'insecure-transport': {
    summary:
      'Le fichier arrive par http. N’importe qui en chemin peut le modifier et envoyer les nouveaux comptes vers un autre serveur.',
    advice:
      'Publiez-le par https, avec un certificat que les logiciels de messagerie reconnaissent, et sans aucune redirection vers http.',
  },

  'too-large': {
    summary:
      'Le fichier dépasse {limit} octets, ce dont aucun fichier autoconfig n’a besoin. Rien n’en a été lu.',
    advice: 'N’y laissez que le <clientConfig> de vos propres domaines de messagerie.',
  },
  'unknown-encoding': {
    summary:
      'Le fichier indique « {encoding} » comme encodage, et personne ne connaît celui-ci. ' +
      NOTHING_USED,
    advice: SAVE_AS_UTF8,
  },
  'broken-encoding': {
    summary:
      'Le fichier contient des octets qui n’existent pas dans son encodage, {encoding}. ' +
      NOTHING_USED,
    advice:
      SAVE_AS_UTF8 +
      ' Le plus souvent, il s’agit d’une lettre accentuée enregistrée dans un autre encodage.',
  },
  'illegal-character': {
    summary: 'Le fichier contient un caractère interdit en XML : {character}. ' + NOTHING_USED,
    advice: 'Supprimez-le. Le plus souvent, c’est un caractère de contrôle que personne ne voit.',
  },
  'web-page': {
    summary: 'C’est une page web (HTML), et non un fichier autoconfig. ' + NOTHING_USED,
    advice:
      'Mettez le fichier XML à cet endroit. Beaucoup de serveurs web envoient une page là où un fichier manque : faites répondre le vôtre par le code 404.',
  },
  'doctype-refused': {
    summary:
      'Le fichier contient une déclaration, telle qu’un DOCTYPE. Elle peut changer le sens du reste du fichier ; rien n’en a donc été lu.',
    advice:
      'Supprimez tout ce qui commence par <! sans être un commentaire. Le format n’en a pas besoin.',
  },
  'undefined-entity': {
    summary:
      '{entity} ne veut rien dire en XML, qui ne connaît pas les noms de HTML. ' + NOTHING_USED,
    advice: 'Écrivez le caractère lui-même, ou son numéro, par exemple &#160; pour &nbsp;.',
  },
  'not-xml': {
    summary: 'Le fichier n’est pas du XML bien formé. ' + NOTHING_USED,
    advice:
      'Cherchez une balise non fermée, un fichier qui s’arrête trop tôt, ou un & ou un < isolé, qui s’écrivent &amp; et &lt;. Tout éditeur XML montre l’endroit.',
  },
  'too-deep': {
    summary:
      'Plus de {limit} éléments sont imbriqués les uns dans les autres. Le format en demande quatre ; rien du fichier n’a donc été lu.',
    advice: 'Cherchez une balise non fermée, et supprimez ce qui n’appartient pas au format.',
  },

  'not-client-config': {
    summary: 'L’élément le plus extérieur est <{element}>, et non <clientConfig>. ' + NOTHING_USED,
    advice: 'Mettez tout dans un seul <clientConfig>, écrit exactement ainsi.',
  },
  'no-email-provider': {
    summary: 'Il n’y a pas de <emailProvider> dans le fichier. ' + NOTHING_USED,
    advice:
      'Mettez les domaines et les serveurs dans un seul <emailProvider>, à l’intérieur de <clientConfig>.',
  },
  'several-email-providers': {
    summary:
      'Il y a plusieurs <emailProvider> dans le fichier. Thunderbird lit le premier, et rien des autres.',
    advice: 'Mettez dans le premier tout ce qui va ensemble, et supprimez les autres.',
  },
  'bad-provider-id': {
    summary:
      'L’attribut id de <emailProvider> n’est pas un nom d’hôte : « {value} ». ' + NOTHING_USED,
    advice: 'Mettez-y le domaine de messagerie.',
  },
  'bad-domain': {
    summary: '« {value} » n’est pas un domaine de messagerie. Thunderbird l’ignore.',
    advice: SAY_DOMAIN,
  },
  'no-domain': {
    summary: 'Il n’y a pas de <domain> utilisable dans le fichier. ' + NOTHING_USED,
    advice: SAY_DOMAIN,
  },
  'no-display-name': {
    summary:
      'Il n’y a pas de <displayName>, ou il est vide. Thunderbird affiche alors le nouveau serveur sortant sans nom convenable.',
    advice: 'Écrivez le nom de votre organisation, par exemple <displayName>Exemple</displayName>.',
  },
  'no-incoming': {
    summary:
      'Il n’y a pas de <incomingServer> utilisable par un logiciel de messagerie. ' + NOTHING_USED,
    advice: 'Écrivez un <incomingServer> de type imap ou pop3, ' + SAY_SERVER,
  },
  'no-outgoing': {
    summary:
      'Il n’y a pas de <outgoingServer> utilisable par un logiciel de messagerie. ' + NOTHING_USED,
    advice: 'Écrivez un <outgoingServer> de type smtp, ' + SAY_SERVER,
  },
  'first-server-decides': {
    summary:
      'L’ordre décide : les nouveaux comptes reçoivent {host} sur le port {port}, placé avant les autres. Serveurs qui viennent après : {others}.',
    advice: 'Mettez en premier celui que tout le monde doit recevoir.',
  },

  'unknown-protocol': {
    summary: '« {value} » n’est pas un type de serveur que Thunderbird connaît ici. ' + PASSED_OVER,
    advice:
      'Indiquez imap ou pop3 comme type d’un <incomingServer>, smtp comme type d’un <outgoingServer>, en minuscules.',
  },
  'untested-protocol': {
    summary:
      'Ce serveur est du type « {value} ». Thunderbird le connaît, mais cet outil ne teste qu’IMAP, POP3 et SMTP.',
    advice: 'Essayez-le avec un nouveau compte dans Thunderbird.',
  },
  'missing-hostname': {
    summary: 'Il n’y a pas de <hostname>, ou il est vide. ' + PASSED_OVER,
    advice: 'Écrivez le nom du serveur, par exemple <hostname>mail.example.org</hostname>.',
  },
  'bad-hostname': {
    summary:
      '« {value} » n’est pas un nom de serveur. Les logiciels de messagerie ne peuvent pas utiliser ce serveur.',
    advice:
      'Écrivez le nom seul, par exemple <hostname>mail.example.org</hostname>. Le port a son propre élément, et https:// n’a rien à faire ici.',
  },
  'placeholder-in-hostname': {
    summary:
      'Le <hostname> contient {placeholder}. Chaque nouveau compte y met une partie de sa propre adresse, et cherche donc un serveur à ce nom-là.',
    advice:
      'Écrivez un nom fixe, sauf s’il existe un tel serveur pour chacun, avec un certificat à ce nom. Seul %EMAILDOMAIN% a un sens ici.',
  },
  'missing-port': {
    summary: 'Il n’y a pas de <port>. ' + PASSED_OVER,
    advice: 'Écrivez le numéro du port, par exemple <port>587</port>.',
  },
  'bad-port': {
    summary:
      '« {value} » n’est pas un port, c’est-à-dire un nombre de 1 à 65535. Les logiciels de messagerie ignorent ce serveur, ou prennent un port qui n’était pas voulu.',
    advice: 'Écrivez le numéro seul, par exemple <port>587</port>.',
  },
  'missing-socket-type': {
    summary: 'Il n’y a pas de <socketType>. ' + PASSED_OVER,
    advice: SAY_MODE,
  },
  'unknown-socket-type': {
    summary: '« {value} » n’est pas un <socketType> que Thunderbird connaît. Il ignore celui-ci.',
    advice: SAY_MODE,
  },
  'no-usable-socket-type': {
    summary: 'Il n’y a aucun <socketType> que Thunderbird connaît. ' + PASSED_OVER,
    advice: SAY_MODE,
  },
  'plain-socket': {
    summary:
      'Les nouveaux comptes ne chiffreraient pas la connexion à {host} sur le port {port} : le courrier et les mots de passe seraient lisibles en chemin.',
    advice: SAY_MODE + ' Choisissez ce que le serveur propose, avec le port qui va avec.',
  },
  'port-and-mode-unusual': {
    summary:
      'Le port {port} ne va pas avec {socketType}, dont le port habituel est {usual}. Si le serveur s’y tient, les nouveaux comptes n’obtiennent pas de connexion.',
    advice:
      'Écrivez le port {usual}, ou un autre <socketType> : le test de ce serveur montre ce qui fonctionne.',
  },
  'submission-on-25': {
    summary:
      'Le port 25 sert au courrier entre serveurs. Beaucoup de réseaux le bloquent ; les nouveaux comptes ne pourraient pas y envoyer.',
    advice: 'Écrivez le port 465 avec SSL, ou le port 587 avec STARTTLS.',
  },
  'missing-authentication': {
    summary: 'Il n’y a pas de <authentication>. ' + PASSED_OVER,
    advice: SAY_AUTHENTICATION,
  },
  'unknown-authentication': {
    summary:
      '« {value} » n’est pas une <authentication> que Thunderbird connaît. Il ignore celle-ci.',
    advice: SAY_AUTHENTICATION,
  },
  'ignored-authentication': {
    summary:
      'Le format connaît l’<authentication> « {value} », mais Thunderbird l’ignore pour ce genre de serveur.',
    advice: SAY_AUTHENTICATION,
  },
  'no-usable-authentication': {
    summary:
      'Il n’y a aucune <authentication> que Thunderbird utilise avec ce serveur. ' + PASSED_OVER,
    advice: SAY_AUTHENTICATION,
  },
  'old-authentication-word': {
    summary:
      'L’<authentication> « {value} » est un mot des premières ébauches du format. Thunderbird le lit encore, mais doit cesser un jour.',
    advice: 'Écrivez {today} à la place ; le sens est le même.',
  },
  'password-encrypted-only': {
    summary:
      'La seule <authentication> est password-encrypted (CRAM-MD5 ou semblable). Si le serveur ne la propose pas, personne ne peut se connecter ; s’il la propose, il doit connaître les mots de passe eux-mêmes.',
    advice:
      'Si la connexion est chiffrée, vous pouvez écrire password-cleartext : la connexion protège le mot de passe.',
  },
  'oauth2-only': {
    summary:
      'La seule <authentication> est OAuth2. Thunderbird ne sait la faire qu’avec les fournisseurs de sa propre liste, et ignore tous les autres serveurs.',
    advice:
      'Ajoutez une deuxième <authentication> que le serveur propose, telle que password-cleartext ou GSSAPI, sauf si Thunderbird connaît ce fournisseur.',
  },
  'no-authentication': {
    summary:
      'Les nouveaux comptes enverraient par ce serveur sans authentification. Quiconque l’atteint peut alors envoyer au nom de n’importe qui.',
    advice:
      'Écrivez <authentication>password-cleartext</authentication> avec un <username>, et faites exiger l’authentification par le serveur.',
  },
  'missing-username': {
    summary:
      'Il n’y a pas de <username>, ou il est vide. Personne ne peut se connecter : quand il manque, Thunderbird donne le nom « undefined ».',
    advice: SAY_USERNAME,
  },
  'fixed-username': {
    summary:
      'Le <username> est le même pour tout le monde. Tous les nouveaux comptes se connecteraient comme un seul et même utilisateur.',
    advice: SAY_USERNAME,
  },
  'unknown-placeholder': {
    summary:
      '{placeholder} n’est pas une variable du format. Thunderbird la laisse telle quelle, et le nom est donc faux pour tout le monde.',
    advice:
      'Écrivez %EMAILADDRESS%, %EMAILLOCALPART% ou %EMAILDOMAIN%, en majuscules ; dans un <hostname>, seul %EMAILDOMAIN% a un sens.',
  },
  'password-in-file': {
    summary:
      'Il y a un <password> dans le fichier. Quiconque reçoit le fichier peut le lire. (Il n’a pas été lu ici.)',
    advice:
      'Supprimez-le, et changez ce mot de passe. Chacun saisit le sien en configurant son compte.',
  },
  'global-preferred-server': {
    summary:
      'Avec useGlobalPreferredServer, les nouveaux comptes envoient par le serveur sortant par défaut du profil, s’il y en a un, et non par celui de ce fichier.',
    advice: 'Supprimez <useGlobalPreferredServer>.',
  },
};
