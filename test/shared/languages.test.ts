import { describe, expect, it } from 'vitest';
import { LANGUAGES, catalogueFor, languageOf } from '../../shared/messages/languages.ts';

describe('the language of a tag', () => {
  it.each([
    ['en', 'en'],
    ['en_GB.UTF-8', 'en'],
    ['fr-CA', 'fr'],
    ['fr_FR@euro', 'fr'],
    ['de_AT.UTF-8', 'de'],
    ['DE-ch', 'de'],
    ['de-Latn-DE-1996', 'de'],
    ['de.UTF-8', 'de'],
    ['C', 'en'],
    ['C.UTF-8', 'en'],
    ['POSIX', 'en'],
    ['den', undefined],
    ['frr_DE', undefined],
    ['ca-ES', undefined],
    ['', undefined],
    ['../../fr', undefined],
    ['constructor', undefined],
  ])('%s is %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

describe('the catalogue', () => {
  it.each(LANGUAGES)('for %s is in that language', async (language) => {
    expect((await catalogueFor([language])).locale).toBe(language);
  });

  it('is of the first language that there is, or else English', async () => {
    const localeFor = async (...tags: readonly string[]) => (await catalogueFor(tags)).locale;
    expect(await localeFor('pl', 'fr-BE', 'de')).toBe('fr');
    expect(await localeFor('C', 'de')).toBe('en');
    expect(await localeFor('pl')).toBe('en');
    expect(await localeFor()).toBe('en');
  });
});
