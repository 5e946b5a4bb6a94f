// shared/messages: the languages there are, and which of them a tag means. Apart from the catalogues,
// so that whoever only asks carries none of them. No Node, no DOM.

export const LANGUAGES = ['en', 'fr', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a tag, or undefined if there is no catalogue for it. */
export function languageOf(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split(/[-_.@]/);
  if (primary === 'c' || primary === 'posix') return 'en';
  return LANGUAGES.find((language) => language === primary);
}
