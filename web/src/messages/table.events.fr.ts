import { speaker, type Translation } from '../i18n/catalogue';
import type { eventsEn } from './table.events.en';

const { n } = speaker('fr');

/** Les lignes du procès-verbal public, en mots. */
export const eventsFr: Translation<typeof eventsEn> = {
  heading: 'Ce qui s’est passé',
  show: 'Montrer les lignes',
  sound: (lines) => `Ce navigateur l’a vérifié : ${n(lines)} lignes découlent l’une de l’autre, et la dernière a l’empreinte ci-dessus.`,
  broken: (line) => `La ligne ${n(line)} ne découle pas de la précédente. Le procès-verbal a été changé ; comparez-le avec la copie d’une autre partie.`,
  unchecked: 'Ce navigateur ne peut pas vérifier la chaîne ici : ouvrez la table en https, ou sur la machine où tourne le serveur.',
  head: 'Les lignes se terminent par une autre empreinte que celle de la table. Quelque chose s’est passé entre-temps ; montrez-les de nouveau.',
  mediator: 'Le médiateur',
  table: 'La table',
  opened: 'a été ouverte à ces conditions',
  seated: 'a pris son siège',
  left: 'a quitté la table',
  'agenda-set': 'a fixé l’ordre du jour',
  'item-begun': 'a commencé un point de l’ordre du jour',
  'item-finished': 'a terminé un point de l’ordre du jour',
  'sealed-opened': 'a ouvert un échange de mémorandums scellés',
  committed: 'a scellé son mémorandum',
  'memorandum-opened': 'a ouvert son mémorandum',
  'memoranda-released': 'montre tous les mémorandums',
  'text-opened': 'a ouvert le travail sur un texte unique',
  drafted: 'a mis un projet sur la table',
  objected: 'a objecté à une clause',
  'vote-called': 'a ouvert un vote',
  voted: 'a voté',
  'votes-counted': 'a compté les votes',
  'signature-called': 'a posé la question définitive',
  signed: 'a donné sa réponse définitive',
  'signatures-released': 'montre toutes les réponses définitives',
  'protocol-opened': 'a ouvert une séance selon un protocole',
  said: 'a parlé dans le protocole',
  ended: 'termine la séance selon ses règles',
  'sitting-stopped': 'a mis fin à la séance',
  asked: 'a posé une question à la table',
  settled: 'a cherché une amélioration de ce qui a été convenu',
  closed: 'a fermé la table',
};
