// shared/messages/en: the page about what no setting can mend, in English.
import type { TroubleTexts } from '../wizard.ts';

const TRY_ANOTHER = 'Come back later and check again.';
const CANCEL = 'If your mail program asks whether to trust it anyway, choose Cancel.';

export const trouble: TroubleTexts = {
  happened: 'What happened',
  means: 'What it means',
  todo: 'What to do',
  helpDesk: 'For the help desk',
  helpDeskLine: 'A one-page report. User names are left out.',
  helpDeskOf: 'Ask {organisation}:',
  technical: 'Technical evidence',
  allResults: 'All results',
  nothingChanged: 'Nothing was changed.',
  fault: {
    none: 'There is nothing to mend.',
    settings: 'The settings in your mail program no longer fit this server.',
    network: 'Your mail program and its settings may well be right.',
    passing: 'This is probably a passing fault of the server.',
    server: 'This is a fault of the server, not of your computer.',
    tampered: 'Your mail program is right not to use this connection.',
    certificate: 'This is a fault of the server, not of your computer.',
    account: 'What is set in the account does not fit this server.',
    unclear: 'There is no clear answer yet.',
  },
  meaning: {
    none: 'The server was tested live and works as it is set.',
    settings: 'Mail stays where it is until the settings fit again. Nothing is lost.',
    network:
      'The way between this computer and the server is blocked or broken. Mail waits in the outbox until the way is free. Nothing is lost.',
    passing:
      'The server is there, but does not do its work at the moment. Mail waits in the outbox. Nothing is lost.',
    server:
      'No setting of your mail program can mend it. Mail waits in the outbox until the server works again. Nothing is lost.',
    tampered:
      'Somebody or something between this computer and the server could read along or join in. Not to send is the safe thing to do.',
    certificate:
      'Your mail program can’t be sure that this is the right server, so it refuses to talk to it. That protects you.',
    account:
      'What answers there is not what the account needs: the server name, the port or the way to log in does not fit.',
    unclear: 'One look is not enough to say what is wrong, so nothing is changed on it.',
  },
  steps: {
    none: [],
    settings: [],
    network: ['Then come back and check again.'],
    passing: [TRY_ANOTHER],
    server: [TRY_ANOTHER],
    tampered: [CANCEL, TRY_ANOTHER],
    certificate: [CANCEL, TRY_ANOTHER],
    account: ['Then come back and check again.'],
    unclear: [],
  },
  problemTitle: 'This step could not be finished',
  problemMeaning: 'Nothing is half done. Your mail program is as it was before this step.',
  problemCode: 'Code for the help desk: {code}',
};
