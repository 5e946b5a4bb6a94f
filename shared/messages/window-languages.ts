// shared/messages: the texts of the window, of which it loads one language. Apart from languages.ts so
// that the window's bundle holds no text of the terminal. No Node, no DOM.
import type { Language } from './language.ts';
import type { WindowTexts } from './wizard.ts';

const WINDOW_TEXTS: Readonly<Record<Language, () => Promise<WindowTexts>>> = {
  en: async () => (await import('./en/window.ts')).window,
  fr: async () => (await import('./fr/window.ts')).window,
  de: async () => (await import('./de/window.ts')).window,
};

/** The texts of the window in a language; the languages are those of every face. */
export async function windowTextsFor(language: Language): Promise<WindowTexts> {
  return WINDOW_TEXTS[language]();
}
