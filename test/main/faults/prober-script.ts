// test/main/faults: answers for a program of its own, Electron above all. May import: test/.
import { answerQuestions } from '../../real/script-answers.ts';
import { answerFault } from './prober.ts';

answerQuestions(answerFault);
