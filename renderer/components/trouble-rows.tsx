// renderer/components: connections that no setting can mend, each with the way to its own page.
// May import: preact, shared, model.
import type { ConnectionView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { headlineOf, isTroubled } from '../model/words.ts';
import { useTexts, useWizard } from './context.tsx';
import { Icon, type IconName, type Tone } from './icons.tsx';
import { Button, Outside } from './parts.tsx';

const ROW_ICONS: Readonly<Record<ConnectionView['state'], readonly [IconName, Tone]>> = {
  waiting: ['minus', 'quiet'],
  checking: ['minus', 'quiet'],
  stopped: ['minus', 'quiet'],
  healthy: ['tick-ring', 'ok'],
  unexpected: ['triangle', 'warn'],
  broken: ['cross-octagon', 'bad'],
};

export function TroubleRows({ connections }: { readonly connections: readonly ConnectionView[] }) {
  return (
    <ul class="card rows results">
      {connections.map((connection) => (
        <TroubleRow key={connection.id} connection={connection} />
      ))}
    </ul>
  );
}

export function TroubleRow({
  connection,
  says,
}: {
  readonly connection: ConnectionView;
  /** Instead of the verdict's heading. */
  readonly says?: string;
}) {
  const { state, dispatch } = useWizard();
  const texts = useTexts();
  const { check } = texts.wizard;
  const [icon, tone] = ROW_ICONS[connection.state];
  const { host } = connection.endpoint;
  const title = says ?? (connection.state === 'healthy' ? texts.wizard.result.worksAsIs : null);
  return (
    <li>
      <Icon name={icon} tone={tone} />
      <Outside class="what" text={host} />
      <span class="detail">{title ?? `${headlineOf(texts, connection)}.`}</span>
      {isTroubled(connection) && connection.diagnosis !== null && (
        <Button
          kind="quiet"
          label={format(check.whatToDoAbout, { host })}
          onClick={() => {
            const page = { name: 'trouble', connection, from: state.page } as const;
            dispatch({ type: 'went', page });
          }}
        >
          {check.whatToDo}
        </Button>
      )}
    </li>
  );
}
