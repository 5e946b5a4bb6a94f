// shared/messages: in which language a person is spoken to, and all its texts.
// No Node, no DOM.
import type { Catalogue } from './catalogue.ts';
import { LANGUAGES, languageOf, type Language } from './language.ts';

export { LANGUAGES, languageOf, type Language };

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
