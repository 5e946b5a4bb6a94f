// test: what the catalogues say about an autoconfig file, and where a suggestion comes from.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../main/autoconfig/document.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeFinding } from '../../shared/messages/describe.ts';
import { english } from '../../shared/messages/en/index.ts';
import { LANGUAGES, catalogueFor } from '../../shared/messages/languages.ts';
import {
  CANDIDATE_SOURCES,
  CONFIG_FINDINGS,
  type ConfigFindingCode,
} from '../../shared/model/suggestion.ts';
import { bytesOf, configText, incoming, outgoing } from '../main/autoconfig/config-text.ts';

const CODES = Object.keys(CONFIG_FINDINGS) as readonly ConfigFindingCode[];
const catalogues = await Promise.all(LANGUAGES.map((language) => catalogueFor([language])));

/** XML and its values: the same in every language, but for the name of an organisation. */
function markupIn(text: string): readonly string[] {
  const found = text.match(/<\/?\w+>|<!|%[A-Z]+%|&#?\w+;|\b\d+\b|\b(?:password|text)[-/]\w+\b/g);
  return [...(found ?? [])].sort();
}

/** An element with text in it, as a person would copy it. */
const EXAMPLE = /<(\w+)>[^<]+<\/\1>/g;

describe.each(catalogues)('the catalogue in $locale', (catalogue) => {
  it.each(CODES)('names the facts of %s, and no others', (code) => {
    const names: readonly string[] = CONFIG_FINDINGS[code].facts;
    const facts = Object.fromEntries(names.map((name) => [name, `[${name}]`]));
    const { summary, advice } = describeFinding(catalogue, {
      code,
      place: { path: '', line: null },
      facts,
    });
    const said = `${summary} ${advice}`;
    expect(said).not.toMatch(/\{\w+\}/);
    for (const name of names) expect(said).toContain(`[${name}]`);
  });

  it.each(CODES)('advises about %s to write the same as in English', (code) => {
    const { summary, advice } = catalogue.configFindings[code];
    const original = english.configFindings[code];
    expect(markupIn(summary)).toEqual(markupIn(original.summary));
    expect(markupIn(advice)).toEqual(markupIn(original.advice));
  });

  it.each(CANDIDATE_SOURCES)('says where a suggestion from %s comes from', (source) => {
    const said = format(catalogue.candidateSources[source], { where: 'mail.example.org' });
    expect(said).toContain('mail.example.org');
    expect(said).not.toMatch(/\{\w+\}/);
  });

  it('advises nothing that would be wrong in turn', () => {
    const written = new Map(
      CODES.flatMap((code) => [...catalogue.configFindings[code].advice.matchAll(EXAMPLE)]).map(
        ([example, name]) => [example, name!],
      ),
    );
    expect(written.size).toBeGreaterThan(6);
    for (const [example, name] of written) {
      expect([example, wrongWith(name, example)]).toEqual([example, []]);
    }
  });
});

/** What is wrong with a good file in which one element is written otherwise. */
function wrongWith(name: string, element: string): readonly string[] {
  // A port that is usual for nothing goes with every socketType.
  const parts = { port: '<port>5870</port>', [name]: element };
  const ofServer = outgoing(parts);
  const text = ofServer.includes(element)
    ? configText({ servers: `${incoming()}\n${ofServer}` })
    : configText({ [name]: element });
  expect(text).toContain(element);
  return readConfig(bytesOf(text)).findings.map(({ code }) => code);
}
