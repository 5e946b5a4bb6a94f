// renderer/components: the small parts that every page is made of. May import: preact, shared, model.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { visible } from '../../shared/messages/catalogue.ts';
import { Icon, Spinner, type IconName, type Tone } from './icons.tsx';

type Kind = 'ordinary' | 'primary' | 'quiet';

export function Button({
  kind = 'ordinary',
  icon,
  onClick,
  isWaiting = false,
  describedBy,
  label,
  id,
  children,
}: {
  readonly kind?: Kind;
  readonly icon?: IconName;
  readonly onClick: () => void;
  /** It stays where it is and can be found, but does nothing for now. */
  readonly isWaiting?: boolean;
  readonly describedBy?: string | undefined;
  readonly id?: string;
  /** For screen readers, where the words alone would be said of several buttons. */
  readonly label?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      id={id}
      class={`button ${kind}`}
      aria-disabled={isWaiting ? 'true' : undefined}
      aria-describedby={describedBy}
      aria-label={label}
      onClick={() => {
        if (!isWaiting) onClick();
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A word or three with an icon; coloured ones have a soft ground. */
export function Chip({
  icon,
  tone = 'quiet',
  children,
}: {
  readonly icon: IconName | 'spinner';
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}) {
  return (
    <span class={`chip ${tone}`}>
      {icon === 'spinner' ? <Spinner /> : <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}

const CALLOUT_ICONS: Readonly<Record<'ok' | 'warn' | 'bad' | 'now', IconName>> = {
  ok: 'tick-ring',
  warn: 'triangle',
  bad: 'cross-octagon',
  now: 'info',
};

/** Something to know before going on: the first sentence bold, at most one button. */
export function Callout({
  tone,
  title,
  children,
  button,
  isUrgent = false,
}: {
  readonly tone: keyof typeof CALLOUT_ICONS;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly button?: ComponentChildren;
  readonly isUrgent?: boolean;
}) {
  return (
    <div class={`callout ${tone}`} role={isUrgent ? 'alert' : undefined}>
      <Icon name={CALLOUT_ICONS[tone]} tone={tone} />
      <p>
        <strong>{title}</strong> {children}
      </p>
      {button}
    </div>
  );
}

/** Details one click away. */
export function Details({
  summary,
  children,
}: {
  readonly summary: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="details">
      <summary>
        <Icon name="chevron" />
        {summary}
      </summary>
      <div class="details-body">{children}</div>
    </details>
  );
}

/** The one heading of first order. It takes the focus when the page, or what it says, is new. */
export function Heading({
  children,
  lead,
}: {
  readonly children: string;
  readonly lead?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} – STARTTLS Migrator`;
  }, [children]);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.closest('main')?.scrollTo(0, 0);
  }, []);
  return (
    <header class="heading">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {lead !== undefined && lead !== '' && <p class="lead">{lead}</p>}
    </header>
  );
}

/** Rows that are still to come: quiet, and only after a moment. */
export function Placeholders({ count }: { readonly count: number }) {
  return (
    <ul class="card rows placeholders" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <li key={index}>
          <span />
          <span />
        </li>
      ))}
    </ul>
  );
}

/** For screen readers alone. */
export function Unseen({ children }: { readonly children: ComponentChildren }) {
  return <span class="unseen">{children}</span>;
}

/** Text from outside: it stands by itself, and nothing in it turns a line around. */
export function Outside({
  text,
  class: className,
}: {
  readonly text: string;
  readonly class?: string;
}) {
  return <bdi class={className}>{visible(text)}</bdi>;
}

/** A mail address that may break after its @, and nowhere else while there is room. */
export function Address({ text }: { readonly text: string }) {
  const at = text.lastIndexOf('@') + 1;
  if (at === 0) return <Outside text={text} />;
  return (
    <bdi>
      {visible(text.slice(0, at))}
      <wbr />
      {visible(text.slice(at))}
    </bdi>
  );
}

/** A text with its one value in bold. */
export function Emphasised({
  template,
  name,
  value,
}: {
  readonly template: string;
  readonly name: string;
  readonly value: string;
}) {
  const [before = '', after = ''] = template.split(`{${name}}`);
  return (
    <>
      {before}
      <strong>{value}</strong>
      {after}
    </>
  );
}
