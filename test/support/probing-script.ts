// test/support: answers probes inside Electron. May import: test/.
import { answerQuestions } from '../real/script-answers.ts';
import { answerProbe } from './probing.ts';

answerQuestions(answerProbe);
