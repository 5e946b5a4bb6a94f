// test: judges chains inside Electron. May import: test/.
import { answerQuestions } from '../../real/script-answers.ts';
import { judgeChains } from './hostile-judging.ts';

answerQuestions(judgeChains);
