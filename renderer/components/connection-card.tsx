// renderer/components: one connection: its server, its state, its picture, and what was found.
// May import: preact, shared, model.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ConnectionView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeRemark } from '../../shared/messages/describe.ts';
import { chipOf, headlineOf, isTroubled, metaOf, wayOf } from '../model/words.ts';
import { useTexts } from './context.tsx';
import { Evidence } from './evidence.tsx';
import { Icon, type IconName, type Tone } from './icons.tsx';
import { Chip, Emphasised, Outside } from './parts.tsx';
import { ConnectionPicture } from './picture.tsx';

const CHIPS: Readonly<Record<ConnectionView['state'], readonly [IconName | 'spinner', Tone]>> = {
  waiting: ['clock', 'quiet'],
  checking: ['spinner', 'now'],
  healthy: ['tick-ring', 'ok'],
  unexpected: ['triangle', 'warn'],
  broken: ['cross-octagon', 'bad'],
  stopped: ['minus', 'quiet'],
};

export function ConnectionCard({
  connection,
  isFolded = false,
  chip,
  showsFinding = true,
  children,
}: {
  readonly connection: ConnectionView;
  /** Only its header line, which then opens it. */
  readonly isFolded?: boolean;
  /** Instead of the word for its state. */
  readonly chip?: string;
  readonly showsFinding?: boolean;
  readonly children?: ComponentChildren;
}) {
  const texts = useTexts();
  const [isOpened, setOpened] = useState(false);
  const isOpen = !isFolded || isOpened;
  const [icon, tone] = CHIPS[connection.state];
  return (
    <li class={`card connection ${connection.state}`}>
      <div class="connection-head">
        <h2>
          {isFolded ? (
            <button
              type="button"
              class="fold"
              aria-expanded={isOpen}
              onClick={() => {
                setOpened(!isOpen);
              }}
            >
              <Icon name="chevron" />
              <Host connection={connection} />
            </button>
          ) : (
            <Host connection={connection} />
          )}
        </h2>
        <p class="meta">{metaOf(texts, connection)}</p>
        <Chip icon={icon} tone={tone}>
          {chip ?? chipOf(texts, connection)}
        </Chip>
      </div>
      {isOpen && <ConnectionPicture connection={connection} />}
      {isOpen && showsFinding && <Finding connection={connection} />}
      {children}
    </li>
  );
}

function Host({ connection }: { readonly connection: ConnectionView }) {
  return <Outside class="host" text={connection.endpoint.host} />;
}

/** Below a hairline: the finding, its evidence, and then the good news. */
function Finding({ connection }: { readonly connection: ConnectionView }) {
  const texts = useTexts();
  const { check } = texts.wizard;
  const { diagnosis, client, suggestions, remarks } = connection;
  const troubled = isTroubled(connection) && diagnosis !== null;
  if (!troubled && remarks.length === 0) return null;
  const isBroken = connection.state === 'broken';
  const remedy = diagnosis?.remedy ?? null;
  return (
    <div class="finding">
      {troubled && (
        <div class="finding-row">
          <Icon name={isBroken ? 'cross-octagon' : 'triangle'} tone={isBroken ? 'bad' : 'warn'} />
          <strong>{headlineOf(texts, connection)}.</strong>
          <Evidence connection={connection} />
        </div>
      )}
      {troubled && remedy !== null && (
        <p class="finding-row">
          <Icon name="tick-ring" tone="ok" />
          <span>
            <Emphasised
              template={check.anotherWay}
              name="way"
              value={wayOf(texts, client, remedy.tls, remedy.port)}
            />{' '}
            {check.seenTwice}
          </span>
        </p>
      )}
      {remedy === null &&
        suggestions.map((one) => (
          <p class="finding-row" key={`${one.host}:${one.port}`}>
            <Icon name="info" />
            <span>
              {format(check.suggestion, {
                host: one.host,
                way: wayOf(texts, client, one.tls, one.port),
                source: format(texts.candidateSources[one.source], { where: one.where }),
              })}{' '}
              {!one.authentic && check.notProven}
            </span>
          </p>
        ))}
      {remarks.map((remark) => (
        <p class="finding-row" key={remark.code}>
          <Icon name="info" />
          <span>{describeRemark(texts, remark).summary}</span>
        </p>
      ))}
    </div>
  );
}
