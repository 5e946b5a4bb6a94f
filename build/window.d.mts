// build/: the types of window.mjs.

/** Why no window can be opened here, as a sentence, or null. */
export function whyNoWindow(here: {
  readonly platform: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Null where users have no numbers. */
  readonly uid: number | null;
}): string | null;
