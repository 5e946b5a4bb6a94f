// main/electron: the pages that the main process makes by itself, as HTML without a script. Pure.
// May import: shared, this folder.
import type { Notice, NoticeTexts } from '../../shared/messages/notices.ts';
import type { Language } from '../../shared/messages/languages.ts';
import { NOTICES } from '../../shared/messages/notices.ts';
import { START_PAGE } from './pages.ts';

/** The window's process died: says so, and leads back to the first page. */
export function stoppedPage(language: Language): string {
  const texts = NOTICES[language];
  const { stopped } = texts;
  const link = `<p><a href="${START_PAGE}">${escaped(stopped.startAgain)}</a></p>`;
  return page(language, stopped, texts, link);
}

/** The program failed: says what to do, with the report to hand on. */
export function failedPage(language: Language, report: string): string {
  const texts = NOTICES[language];
  return page(
    language,
    texts.failed,
    texts,
    `<h2>${escaped(texts.report)}</h2>\n<pre>${escaped(report)}</pre>`,
  );
}

function page(
  language: Language,
  { title, happened, means, todo }: Notice,
  { headings }: NoticeTexts,
  rest: string,
): string {
  const part = (heading: string, text: string): string =>
    `<h2>${escaped(heading)}</h2>\n<p>${escaped(text)}</p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/notice.css">
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${part(headings.happened, happened)}
${part(headings.means, means)}
${part(headings.todo, todo)}
${rest}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
