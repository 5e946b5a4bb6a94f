// shared/messages: the languages there are, and which of them a person is spoken to in.
// No Node, no DOM.
import type { Catalogue } from './catalogue.ts';

export const LANGUAGES = ['en', 'fr', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each is loaded only where it is spoken: a start reads one catalogue. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en/index.ts')).english,
  fr: async () => (await import('./fr/index.ts')).french,
  de: async () => (await import('./de/index.ts')).german,
};

/**
 * The catalogue for the first tag whose language there is, or else the English one. A tag is one of
 * BCP 47 (`fr-CA`) or the name of a POSIX locale (`de_AT.UTF-8`; `C` and `POSIX` mean English).
 */
export async function catalogueFor(tags: readonly string[]): Promise<Catalogue> {
  const [language = 'en'] = tags.flatMap((tag) => languageOf(tag) ?? []);
  return CATALOGUES[language]();
}

/** The language of a tag, or undefined if there is no catalogue for it. */
export function languageOf(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split(/[-_.@]/);
  if (primary === 'c' || primary === 'posix') return 'en';
  return LANGUAGES.find((language) => language === primary);
}
