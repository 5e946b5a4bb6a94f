// shared/messages/en: the pages of the main process in English.
import type { NoticeTexts } from '../notices.ts';

export const notices: NoticeTexts = {
  stopped: {
    title: 'The window stopped working and was opened again',
    happened: 'The part of this program that draws the window ended by itself.',
    means:
      'No setting is half changed: a change that had begun is finished or taken back by itself.',
    todo: 'Start again from the first page. What was changed before is listed under earlier changes.',
    startAgain: 'Start again',
  },
  failed: {
    title: 'This program has to be started again',
    happened: 'Something went wrong in it that it did not foresee.',
    means:
      'No setting is half changed: a change that had begun is finished or taken back at the next start.',
    todo: 'Close this window and open the program again. If this page comes back, send the report below to your help desk.',
  },
  headings: { happened: 'What happened', means: 'What it means', todo: 'What to do' },
  report: 'Report for the help desk',
};
