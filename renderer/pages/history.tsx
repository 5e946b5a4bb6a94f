// renderer/pages: earlier changes, each with its way back. May import: preact, shared, renderer.
import type { HistoryEntry } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeProblem } from '../../shared/messages/describe.ts';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import { useWizard } from '../components/context.tsx';
import { Icon, type IconName, type Tone } from '../components/icons.tsx';
import { Button, Callout, Chip, Heading, Placeholders } from '../components/parts.tsx';
import { Shell } from '../components/shell.tsx';
import { UndoOutcome } from '../components/undo-outcome.tsx';
import type { Page } from '../model/state.ts';
import { countOf, undoTitle } from '../model/words.ts';

const STATES: Readonly<Record<HistoryEntry['state'], readonly [IconName, Tone]>> = {
  undoable: ['tick-ring', 'ok'],
  undone: ['undo', 'quiet'],
  'cut-off': ['triangle', 'warn'],
  nothing: ['minus', 'quiet'],
};

export function HistoryPage({ page }: { readonly page: Extract<Page, { name: 'history' }> }) {
  const { state, deeds } = useWizard();
  const { texts } = state;
  const { history, shell } = texts.wizard;
  const { entries, undoing, problem } = page;
  return (
    <Shell step="start" footer={<Button onClick={deeds.start}>{shell.back}</Button>}>
      <Title page={page} />
      {problem && (
        <Callout tone="warn" title={describeProblem(texts, problem).summary} isUrgent>
          {describeProblem(texts, problem).advice}
        </Callout>
      )}
      {undoing.kind === 'over' && <UndoOutcome run={undoing.run} outcome={undoing.outcome} />}
      {entries === null && <Placeholders count={2} />}
      {entries !== null && entries.length > 0 && (
        <ul class="card rows results">
          {entries.map((entry) => (
            <Entry
              key={entry.run}
              entry={entry}
              isWaiting={undoing.kind === 'under-way'}
              isUnderWay={undoing.kind === 'under-way' && undoing.run === entry.run}
            />
          ))}
        </ul>
      )}
      {entries !== null && entries.length === 0 && <p>{history.emptyLead}</p>}
    </Shell>
  );
}

function Title({ page }: { readonly page: Extract<Page, { name: 'history' }> }) {
  const { texts } = useWizard().state;
  const { history } = texts.wizard;
  const { entries, undoing } = page;
  if (undoing.kind === 'over') {
    return <Heading key="undone">{undoTitle(texts, undoing.outcome)}</Heading>;
  }
  if (entries === null) return <Heading key="looking">{history.looking}</Heading>;
  if (entries.length === 0) return <Heading key="empty">{history.empty}</Heading>;
  return (
    <Heading key="list" lead={history.lead}>
      {history.title}
    </Heading>
  );
}

function Entry({
  entry,
  isWaiting,
  isUnderWay,
}: {
  readonly entry: HistoryEntry;
  readonly isWaiting: boolean;
  readonly isUnderWay: boolean;
}) {
  const { state, deeds } = useWizard();
  const { texts } = state;
  const { history, result } = texts.wizard;
  const [icon, tone] = STATES[entry.state];
  const when = whenOf(texts, entry.when);
  return (
    <li>
      <Icon name={icon} tone={tone} />
      <span class="what">{when}</span>
      <span class="detail">{countOf(texts, history.changes, entry.changes)}</span>
      {entry.state === 'undoable' ? (
        <Button
          icon="undo"
          isWaiting={isWaiting}
          label={format(history.undoOf, { when })}
          onClick={() => {
            deeds.undo(entry.run, []);
          }}
        >
          {isUnderWay ? result.undoing : history.undo}
        </Button>
      ) : (
        <Chip icon={icon} tone={tone}>
          {history.states[entry.state]}
        </Chip>
      )}
    </li>
  );
}

function whenOf({ locale }: WindowTexts, when: string): string {
  const date = new Date(when);
  if (Number.isNaN(date.getTime())) return when;
  return date.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
}
