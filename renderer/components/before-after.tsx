// renderer/components: one change, in the words of the mail program. May import: preact, shared, model.
import type { ChangeView } from '../../shared/contract.ts';
import { useTexts } from './context.tsx';
import { Icon } from './icons.tsx';
import { Unseen } from './parts.tsx';

export function BeforeAfter({ change }: { readonly change: ChangeView }) {
  const { review } = useTexts().wizard;
  return (
    <div class="before-after">
      <Well caption={review.now} change={change} setting={change.from} kind="now" />
      <span class="becomes">
        <Icon name="arrow" />
        <Unseen>{review.becomes}</Unseen>
      </span>
      <Well caption={review.after} change={change} setting={change.to} kind="after" />
    </div>
  );
}

function Well({
  caption,
  change,
  setting,
  kind,
}: {
  readonly caption: string;
  readonly change: ChangeView;
  readonly setting: ChangeView['from'];
  readonly kind: 'now' | 'after';
}) {
  const texts = useTexts();
  const { review } = texts.wizard;
  const { client } = change.server;
  return (
    <div class={`well ${kind}`}>
      <p class="well-caption">{caption}</p>
      <dl>
        <div>
          <dt>{review.security[client]}</dt>
          <dd>{texts.tlsWords[client][setting.tls]}</dd>
        </div>
        <div>
          <dt>{review.port[client]}</dt>
          <dd>{setting.port}</dd>
        </div>
      </dl>
    </div>
  );
}
