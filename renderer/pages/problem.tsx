// renderer/pages: a step that came to nothing: the same three answers, and a code for the help desk.
// May import: preact, shared, renderer.
import { format } from '../../shared/messages/catalogue.ts';
import { describeProblem } from '../../shared/messages/describe.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { useWizard } from '../components/context.tsx';
import { Button, Heading } from '../components/parts.tsx';
import { Reports } from '../components/reports.tsx';
import { Shell } from '../components/shell.tsx';
import { Answer, HelpDesk } from './trouble.tsx';

export function ProblemPage({ problem }: { readonly problem: Problem }) {
  const { state, deeds } = useWizard();
  const { texts } = state;
  const { trouble, shell } = texts.wizard;
  const { summary, advice } = describeProblem(texts, problem);
  return (
    <Shell
      step="start"
      footer={
        <>
          <span class="spring" />
          <Button kind="primary" onClick={deeds.start}>
            {shell.toStart}
          </Button>
        </>
      }
    >
      <Heading lead={format(trouble.problemCode, { code: problem.code })}>
        {trouble.problemTitle}
      </Heading>
      <dl class="card answers">
        <Answer to={trouble.happened}>
          <p>{summary}</p>
        </Answer>
        <Answer to={trouble.means}>
          <p>{trouble.problemMeaning}</p>
        </Answer>
        <Answer to={trouble.todo}>
          <p>{advice}</p>
        </Answer>
        <Answer to={trouble.helpDesk} isLast>
          <HelpDesk />
          <Reports />
        </Answer>
      </dl>
    </Shell>
  );
}
