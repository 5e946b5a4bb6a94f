// renderer/components: line drawings on a grid of 20, always beside a word. May import: preact.
import type { ComponentChildren, JSX } from 'preact';

const DRAWINGS = {
  tick: <path d="M5 10.5l3.5 3.5L15 7" />,
  'tick-ring': (
    <>
      <circle cx="10" cy="10" r="7.6" />
      <path d="M6.6 10.3l2.4 2.4 4.5-4.9" />
    </>
  ),
  'cross-octagon': (
    <>
      <path d="M6.9 2.4h6.2l4.5 4.5v6.2l-4.5 4.5H6.9l-4.5-4.5V6.9z" />
      <path d="M7.4 7.4l5.2 5.2m0-5.2l-5.2 5.2" />
    </>
  ),
  triangle: (
    <>
      <path d="M10 2.8l7.8 13.9H2.2z" />
      <path d="M10 8v4m0 2.3v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7.6" />
      <path d="M10 9v4.6M10 6.3v.1" />
    </>
  ),
  minus: (
    <>
      <circle cx="10" cy="10" r="7.6" />
      <path d="M6.8 10h6.4" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7.6" />
      <path d="M10 5.6V10l2.9 1.9" />
    </>
  ),
  lock: (
    <>
      <rect x="4" y="8.6" width="12" height="8.4" rx="1.8" />
      <path d="M6.8 8.6V6.2a3.2 3.2 0 0 1 6.4 0v2.4" />
    </>
  ),
  building: (
    <>
      <path d="M3 17.2h14M5 17V3.2h6.6V17M11.6 8.4H15V17" />
      <path d="M7.4 6.4h1.8M7.4 9.6h1.8M7.4 12.8h1.8" />
    </>
  ),
  shield: (
    <>
      <path d="M10 2.2l6.4 2v5.2c0 4-2.6 6.9-6.4 8.4-3.8-1.5-6.4-4.4-6.4-8.4V4.2z" />
      <path d="M7 10l2.2 2.2 3.9-4.2" />
    </>
  ),
  undo: <path d="M6.6 4L3.2 7.4l3.4 3.4M3.4 7.4h8.2a4.3 4.3 0 0 1 0 8.6H6.8" />,
  folder: <path d="M2.6 15.8V4.4h5l1.7 2.2h8.1v9.2z" />,
  copy: (
    <>
      <rect x="7.2" y="7.2" width="9.8" height="9.8" rx="1.8" />
      <path d="M12.8 4.6V4.4A1.6 1.6 0 0 0 11.2 2.8H4.6A1.8 1.8 0 0 0 2.8 4.6v6.6a1.6 1.6 0 0 0 1.6 1.6h.2" />
    </>
  ),
  save: (
    <path d="M10 2.8v9.4m-3.7-3.6L10 12.3l3.7-3.7M3 13.2v2.4a1.6 1.6 0 0 0 1.6 1.6h10.8a1.6 1.6 0 0 0 1.6-1.6v-2.4" />
  ),
  chevron: <path d="M7.6 4.6L13 10l-5.4 5.4" />,
  arrow: <path d="M3.2 10h13.4m-5-5l5 5-5 5" />,
} as const satisfies Readonly<Record<string, JSX.Element>>;
export type IconName = keyof typeof DRAWINGS;

export function Icon({ name, tone }: { readonly name: IconName; readonly tone?: Tone }) {
  return (
    <svg class={tone ? `icon ${tone}` : 'icon'} viewBox="0 0 20 20" aria-hidden="true">
      {DRAWINGS[name]}
    </svg>
  );
}

/** What a colour means; none of them ever stands without an icon and a word. */
export type Tone = 'ok' | 'warn' | 'bad' | 'now' | 'quiet';

/** A ring with a turning quarter. */
export function Spinner() {
  return (
    <svg class="icon spinner" viewBox="0 0 20 20" aria-hidden="true">
      <circle class="ring" cx="10" cy="10" r="7.2" />
      <path class="quarter" d="M10 2.8a7.2 7.2 0 0 1 7.2 7.2" />
    </svg>
  );
}

/** A line that enters a tube: the mark of the app. */
export function AppMark() {
  return (
    <svg class="app-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="ground" width="32" height="32" rx="7" />
      <g class="lines">
        <rect x="12" y="10.5" width="15" height="11" rx="5.5" />
        <path d="M4.5 16h18" />
      </g>
    </svg>
  );
}

const PICTOGRAMS = {
  'cannot-send': (
    <>
      <path d="M4 12h26v20H4zM4 13l13 10 13-10M30 22h5" />
      <path class="bad" d="M37.5 28l4-12M43.5 28l4-12" />
      <path d="M50 22h3" />
    </>
  ),
  'asked-to': (
    <>
      <path d="M6 38h38M10 38V8h18v30M28 19h11v8M15 16h8M15 23h8M15 30h8" />
      <circle class="now-ground" cx="43" cy="34" r="9.5" />
      <path class="on-now" d="M38.8 34.2l3 3 5.6-6" />
    </>
  ),
  'just-check': (
    <>
      <path d="M2 22h10M44 22h10" />
      <circle cx="27" cy="21" r="12.5" />
      <rect class="now" x="17" y="16" width="20" height="10" rx="5" />
      <path class="now" d="M16 21h22" />
      <path class="thick" d="M37 32l7 8" />
    </>
  ),
} as const;

export function Pictogram({ name }: { readonly name: keyof typeof PICTOGRAMS }) {
  return (
    <span class="pictogram">
      <svg viewBox="0 0 56 44" aria-hidden="true">
        {PICTOGRAMS[name]}
      </svg>
    </span>
  );
}

/** The three places of a connection, 40 wide and 32 high. */
const PLACES = {
  computer: (
    <path d="M9 6.5h22a1.5 1.5 0 0 1 1.5 1.5v15.5h-25V8A1.5 1.5 0 0 1 9 6.5zM4.5 26.8h31l-1.5 2.7H6z" />
  ),
  network: (
    <path d="M12.5 27h16a6 6 0 0 0 1.3-11.86A9.5 9.5 0 0 0 11.7 13 7.1 7.1 0 0 0 12.5 27z" />
  ),
  server: (
    <>
      <rect x="7.5" y="4.5" width="25" height="10.5" rx="2" />
      <rect x="7.5" y="17.5" width="25" height="10.5" rx="2" />
      <path d="M12.5 9.7h.1M12.5 22.7h.1M18 9.7h9.5M18 22.7h9.5" />
    </>
  ),
} as const;

export function PlaceDrawing({ name }: { readonly name: keyof typeof PLACES }) {
  return (
    <svg class="place" viewBox="0 0 40 32" aria-hidden="true">
      {PLACES[name]}
    </svg>
  );
}

export function WithIcon({
  name,
  tone,
  children,
}: {
  readonly name: IconName;
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}) {
  return (
    <p class="with-icon">
      {tone ? <Icon name={name} tone={tone} /> : <Icon name={name} />}
      <span>{children}</span>
    </p>
  );
}
