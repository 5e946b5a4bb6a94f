// shared/messages: the two pages that the main process shows by itself when the window's own pages
// can't be shown. In all languages at once: nothing may have to be loaded then. No Node, no DOM.
import { notices as german } from './de/notices.ts';
import { notices as english } from './en/notices.ts';
import { notices as french } from './fr/notices.ts';
import type { Language } from './languages.ts';

export interface Notice {
  readonly title: string;
  /** What happened, what it means, what to do. */
  readonly happened: string;
  readonly means: string;
  readonly todo: string;
}

export interface NoticeTexts {
  /** The window's process died. */
  readonly stopped: Notice & { readonly startAgain: string };
  /** The program itself met something it did not foresee. */
  readonly failed: Notice;
  readonly headings: { readonly happened: string; readonly means: string; readonly todo: string };
  /** Above the technical report. */
  readonly report: string;
}

export const NOTICES: Readonly<Record<Language, NoticeTexts>> = {
  en: english,
  fr: french,
  de: german,
};
