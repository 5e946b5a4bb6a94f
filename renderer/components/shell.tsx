// renderer/components: what stands around every page: the rail of steps, who set this up, and the
// footer that always holds the way on. May import: preact, shared, model.
import type { ComponentChildren } from 'preact';
import { format } from '../../shared/messages/catalogue.ts';
import { RAIL_STEPS, type RailStep } from '../../shared/messages/wizard.ts';
import { useTexts, useWizard } from './context.tsx';
import { AppMark, Icon } from './icons.tsx';
import { Details, Outside, Unseen } from './parts.tsx';

export function Shell({
  step,
  skipsReview = false,
  footer,
  band,
  children,
}: {
  readonly step: RailStep;
  /** Nothing was to be reviewed. */
  readonly skipsReview?: boolean;
  readonly footer: ComponentChildren;
  /** Directly above the footer. */
  readonly band?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="shell">
      <Rail step={step} skipsReview={skipsReview} />
      <main class="page">
        <DemoNote />
        {children}
      </main>
      <footer class="foot">
        {band}
        <div class="foot-row">{footer}</div>
      </footer>
    </div>
  );
}

function DemoNote() {
  const { state } = useWizard();
  if (!state.welcome.isDemo) return null;
  return (
    <p class="demo-note">
      <Icon name="info" />
      {state.texts.wizard.shell.demo}
    </p>
  );
}

function Rail({ step, skipsReview }: { readonly step: RailStep; readonly skipsReview: boolean }) {
  const { state } = useWizard();
  const { shell } = state.texts.wizard;
  const current = RAIL_STEPS.indexOf(step);
  const where = format(shell.stepOf, { number: current + 1, count: RAIL_STEPS.length });
  return (
    <header class="rail">
      <p class="brand">
        <AppMark />
        <span>STARTTLS Migrator</span>
      </p>
      <p class="where">
        {where} <strong>{shell.steps[step]}</strong>
      </p>
      <nav aria-label={shell.stepsLabel}>
        <ol class="steps">
          {RAIL_STEPS.map((name, index) => (
            <Step
              key={name}
              name={name}
              number={index + 1}
              place={placeOf(index, current, skipsReview && name === 'review')}
            />
          ))}
        </ol>
      </nav>
      <Organisation />
    </header>
  );
}

type StepPlace = 'done' | 'current' | 'to-come' | 'not-needed';

function placeOf(index: number, current: number, isSkipped: boolean): StepPlace {
  if (index === current) return 'current';
  if (isSkipped) return 'not-needed';
  return index < current ? 'done' : 'to-come';
}

function Step({
  name,
  number,
  place,
}: {
  readonly name: RailStep;
  readonly number: number;
  readonly place: StepPlace;
}) {
  const { shell } = useTexts().wizard;
  return (
    <li class={`step ${place}`} aria-current={place === 'current' ? 'step' : undefined}>
      <span class="ring" aria-hidden="true">
        {place === 'done' ? <Icon name="tick" /> : place === 'not-needed' ? '–' : number}
      </span>
      <span>
        {shell.steps[name]}
        {place === 'done' && <Unseen>, {shell.stepDone}</Unseen>}
        {place === 'not-needed' && <Unseen>, {shell.stepNotNeeded}</Unseen>}
      </span>
    </li>
  );
}

/** Set by policy; without one the block is absent. */
function Organisation() {
  const { state } = useWizard();
  const { organisation } = state.welcome;
  if (organisation === null) return null;
  const { shell } = state.texts.wizard;
  return (
    <aside class="organisation" aria-label={shell.setUpBy}>
      <p>
        <span class="set-up-by">{shell.setUpBy}</span>
        <strong>
          <Outside text={organisation.name} />
        </strong>
        {organisation.contact !== null && (
          <span class="contact">
            <Outside text={organisation.contact} />
          </span>
        )}
      </p>
      <Details summary={shell.whatThatMeans}>
        <p>{format(shell.setUpMeaning, { organisation: organisation.name })}</p>
      </Details>
    </aside>
  );
}
