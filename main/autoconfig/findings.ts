// main/autoconfig: collects what is wrong with a file while it is read. May import: shared, this folder.
import {
  CONFIG_FINDINGS,
  type ConfigFinding,
  type ConfigFindingCode,
  type FindingWeight,
} from '../../shared/model/suggestion.ts';
import type { XmlElement } from './xml.ts';

/** Characters of a text from outside that a finding repeats. */
const LONGEST_FACT = 100;

function weightOf({ code }: ConfigFinding): FindingWeight {
  return CONFIG_FINDINGS[code].weight;
}

export class Findings {
  readonly #all: ConfigFinding[] = [];

  /** Takes note of something wrong at an element. */
  add(code: ConfigFindingCode, at: XmlElement, facts: ConfigFinding['facts'] = {}): void {
    const shortened = Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? shorten(value) : value,
    ]);
    this.#all.push({
      code,
      place: { path: at.path, line: at.line },
      facts: Object.fromEntries(shortened) as ConfigFinding['facts'],
    });
  }

  has(weight: FindingWeight): boolean {
    return this.#all.some((finding) => weightOf(finding) === weight);
  }

  /** In the order of the file. */
  inOrder(): readonly ConfigFinding[] {
    return this.#all.toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
  }
}

function shorten(text: string): string {
  return text.length > LONGEST_FACT ? `${text.slice(0, LONGEST_FACT)}...` : text;
}
