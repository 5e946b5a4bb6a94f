import { describe, expect, it } from 'vitest';
import { format, formatCount, type Plural } from '../../shared/messages/catalogue.ts';
import { english } from '../../shared/messages/en/index.ts';
import { wording as englishWording } from '../../shared/messages/en/window.ts';
import { wizard as englishWizard } from '../../shared/messages/en/wizard.ts';
import { LANGUAGES, catalogueFor, type Language } from '../../shared/messages/languages.ts';
import { windowTextsFor } from '../../shared/messages/window-languages.ts';
import type { WindowWording } from '../../shared/messages/wizard.ts';

/** What the window says otherwise than the terminal does. */
const WORDINGS: Readonly<Record<Language, () => Promise<{ wording: WindowWording }>>> = {
  en: () => import('../../shared/messages/en/window.ts'),
  fr: () => import('../../shared/messages/fr/window.ts'),
  de: () => import('../../shared/messages/de/window.ts'),
};

const catalogues = await Promise.all(
  LANGUAGES.map(async (language) => ({
    ...(await catalogueFor([language])),
    wizard: (await windowTextsFor(language)).wizard,
    wording: (await WORDINGS[language]()).wording,
  })),
);
const englishTexts = { ...english, wizard: englishWizard, wording: englishWording };
const others = catalogues.filter(({ locale }) => locale !== 'en');

/** Every text of a catalogue by its place in it: `terminal.changed.one`. */
function textsOf(value: unknown, place = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[place, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([name, part]) =>
    textsOf(part, place === '' ? name : `${place}.${name}`),
  );
}

const placeholdersOf = (text: string): readonly string[] =>
  [...new Set(text.match(/\{\w+\}/g))].sort();

/** What is said in the same letters in these languages: names, protocol words and bare forms. */
const SAME_WORDS: Readonly<Record<string, readonly string[]>> = {
  fr: [
    ...['clients.thunderbird', 'tlsWords.thunderbird.implicit', 'tlsWords.thunderbird.starttls'],
    ...['modes.starttls', 'steps.starttls', 'terminal.server', 'terminal.traceTime'],
    ...['wizard.numbers.4', 'wizard.shell.port', 'wizard.check.meta'],
    ...['wizard.picture.milliseconds', 'wizard.review.port.thunderbird'],
    ...['report.title'],
  ],
  de: [
    ...['clients.thunderbird', 'tlsWords.thunderbird.implicit', 'tlsWords.thunderbird.starttls'],
    ...['modes.starttls', 'steps.starttls', 'terminal.outcome', 'terminal.traceTime'],
    ...['wizard.check.announced', 'wizard.picture.milliseconds', 'wizard.review.port.thunderbird'],
    ...['report.title', 'report.system', 'report.seen'],
  ],
};

describe.each(others)('the catalogue in $locale', (catalogue) => {
  const texts = new Map(textsOf(catalogue));
  const originals = textsOf(englishTexts);

  it('says everything that the English one says, and nothing else', () => {
    expect([...texts.keys()].sort()).toEqual(originals.map(([place]) => place).sort());
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('takes the same values into every sentence', () => {
    const taken = [...texts].map(([place, text]) => [place, placeholdersOf(text)]);
    const meant = originals.map(([place, text]) => [place, placeholdersOf(text)]);
    expect(Object.fromEntries(taken)).toEqual(Object.fromEntries(meant));
  });

  it('has left nothing in English, but for the words that are the same', () => {
    const left = originals.filter(
      ([place, text]) => place !== 'locale' && texts.get(place) === text,
    );
    expect(left.map(([place]) => place).sort()).toEqual(
      [...(SAME_WORDS[catalogue.locale] ?? [])].sort(),
    );
  });

  it('ends a sentence as the English one ends it', () => {
    const ending = (text: string): string => /(\.\.\.|…|[.:?!])$/.exec(text)?.[1] ?? '';
    const differing = originals.filter(([place, text]) => {
      const [ours, theirs] = [ending(texts.get(place) ?? ''), ending(text)];
      return ours.replace('…', '...') !== theirs.replace('…', '...');
    });
    expect(differing.map(([place]) => place)).toEqual([]);
  });

  it('leaves the names of options, commands and files as they are', () => {
    const names = /--[a-z-]+|starttls-migrator \w+|\b\w+\.js\b|\b[A-Z]{2,}(?![-\w])|\bSTARTTLS\b/g;
    const kept = (text: string) =>
      [...new Set(text.match(names))].filter((one) => one !== 'FOLDER').sort();
    for (const [place, text] of originals) {
      const ours = texts.get(place) ?? '';
      for (const name of kept(text)) expect(ours, place).toContain(name);
    }
  });
});

describe('the forms of a number', () => {
  const counted = (locale: string, count: number): string => {
    const { terminal } = catalogues.find((one) => one.locale === locale)!;
    return formatCount(locale, terminal.changed, count);
  };

  it('are those of each language: French says one server for none', () => {
    expect(counted('en', 0)).toBe('0 servers changed, and they work.');
    expect(counted('fr', 0)).toBe('0 serveur a été modifié, et il fonctionne.');
    expect(counted('fr', 1)).toBe('1 serveur a été modifié, et il fonctionne.');
    expect(counted('fr', 2)).toBe('2 serveurs ont été modifiés, et ils fonctionnent.');
    expect(counted('fr', 1_000_000)).toContain('serveurs ont été');
    expect(counted('de', 0)).toBe('0 Server wurden geändert und funktionieren.');
    expect(counted('de', 1)).toBe('1 Server wurde geändert und funktioniert.');
  });

  it.each(catalogues)('all show the number in $locale', ({ terminal }) => {
    const forms = Object.values(terminal).filter(
      (text): text is Plural => typeof text === 'object' && 'other' in text,
    );
    expect(forms.length).toBeGreaterThan(8);
    for (const { one, other } of forms) {
      expect(one).toContain('{count}');
      expect(other).toContain('{count}');
    }
  });
});

describe('what only the window says', () => {
  it.each(LANGUAGES)('names no option of the terminal in %s', async (language) => {
    const texts = textsOf(await windowTextsFor(language));
    expect(texts.filter(([, text]) => /--[a-z]|starttls-migrator \w/.test(text))).toEqual([]);
  });
});

describe('typography', () => {
  it('in English in the window: typographic apostrophes, quotation marks and dots', () => {
    for (const [place, text] of textsOf(englishWizard)) {
      expect(text, place).not.toMatch(/['"]|\.\.\./);
    }
  });

  const textsIn = (locale: string) =>
    textsOf(catalogues.find((one) => one.locale === locale)).map(([, text]) => text);

  it('in French: a narrow no-break space at the tall marks and inside guillemets', () => {
    for (const text of textsIn('fr')) {
      // Forms of addresses, such as smtp://HOST:PORT?tls=, and marks of XML are no sentences.
      const said = text.replace(/\w+:\/\/\S*|\S+:PORT\S*|<!|&#?\w+;/g, '');
      expect(said).not.toMatch(/(?<!\u202f)[;:!?»]|«(?!\u202f)/);
      expect(said).not.toMatch(/[a-zà-ü]'|["“”]|\.\.\./);
    }
  });

  it('in German: German quotation marks', () => {
    for (const text of textsIn('de')) {
      expect(text).not.toMatch(/["”»«]|[a-z]'|\.\.\./);
      expect(text.match(/„/g)?.length).toBe(text.match(/“/g)?.length);
    }
  });

  it('passes through format() unchanged', () => {
    const narrow = 'profil «\u202f{name}\u202f»';
    expect(format(narrow, { name: 'Büro\u202f: été' })).toBe(
      'profil «\u202fBüro\u202f: été\u202f»',
    );
  });
});
