// main/autoconfig: XML as a tree, and nothing that makes XML dangerous: no DOCTYPE, no entities but
// the five of XML itself, no depth. May import: shared, this folder, fast-xml-parser.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeXml, Lines, Refused } from './decode.ts';

export interface XmlElement {
  /** With its prefix, if it has one: Thunderbird does not look at namespaces. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, as it stands: Thunderbird compares it with its spaces. */
  readonly text: string;
  /** `clientConfig/emailProvider/incomingServer[2]`: a number where there are several of a name. */
  readonly path: string;
  readonly line: number;
}

/** Levels of elements. The format itself needs four. */
const DEEPEST = 16;

/**
 * The outermost element of an XML file. Throws Refused with one of the findings of weight `file`,
 * within a time that grows with the size and not faster.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decodeXml(bytes);
  const lines = new Lines(text);
  refuseDeclarations(text, lines);
  checkWellFormed(text, lines);
  const [root, second] = elementsOf(parse(text), '', { lines, above: 1 });
  if (!root || second) throw new Refused('not-xml', second?.line ?? 1);
  return root;
}

/** Whatever begins with `<!` and is neither a comment nor CDATA: DOCTYPE, ENTITY, ELEMENT. */
function refuseDeclarations(text: string, lines: Lines): void {
  for (let at = text.indexOf('<!'); at !== -1; at = text.indexOf('<!', at)) {
    const skipped = SKIPPED.find(({ start }) => text.startsWith(start, at));
    if (!skipped) {
      const page = /^<!doctype\s+html/i.test(text.slice(at, at + 40));
      throw new Refused(page ? 'web-page' : 'doctype-refused', lines.at(at));
    }
    const end = text.indexOf(skipped.end, at + skipped.start.length);
    if (end === -1) throw new Refused('not-xml', lines.at(at));
    at = end + skipped.end.length;
  }
}

const SKIPPED = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
] as const;

/** The parser itself forgives what a mail program's does not: crossed, open and doubled tags. */
function checkWellFormed(text: string, lines: Lines): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is one package more
  const result = XMLValidator.validate(text);
  if (result === true) return;
  const { line, col } = result.err;
  // Several elements left open are reported at the very first character: the file ends too early.
  throw new Refused('not-xml', line === 1 && col === 1 ? lines.at(text.length) : line);
}

/** An element, a text or a CDATA section, as the parser keeps them in order. */
type Node = Readonly<Record<string, unknown>>;

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';
const ATTRIBUTE = '@';
/** Before every name, so that no element can be called like a thing of JavaScript or of the parser. */
const ELEMENT = '<';

const PARSER = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  maxNestedTags: DEEPEST,
  transformTagName: (name) => ELEMENT + name,
  updateTag(name, matcher) {
    if (typeof matcher !== 'string' && matcher.getDepth() > DEEPEST) throw new TooDeep();
    return name;
  },
});

class TooDeep extends Error {}

function parse(text: string): readonly Node[] {
  try {
    return PARSER.parse(text) as readonly Node[];
  } catch (error) {
    if (error instanceof TooDeep) throw new Refused('too-deep', null, { limit: DEEPEST });
    throw new Refused('not-xml', null);
  }
}

/** Where the parser keeps the position of an element. */
const META = XMLParser.getMetaDataSymbol() as unknown as string;

interface Surroundings {
  readonly lines: Lines;
  /** The line of the element above, for those whose own is not known. */
  readonly above: number;
}

function elementsOf(
  nodes: readonly Node[],
  parent: string,
  { lines, above }: Surroundings,
): readonly XmlElement[] {
  const named = nodes.flatMap((node) => {
    const key = Object.keys(node).find((name) => name.startsWith(ELEMENT));
    // The parser marks an element without content twice.
    return key === undefined ? [] : [{ node, key, name: key.replace(/^<+/, '') }];
  });
  const totals = countBy(named.map(({ name }) => name));
  const seen = new Map<string, number>();
  return named.map(({ node, key, name }) => {
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    const step = (totals.get(name) ?? 1) > 1 ? `${name}[${number}]` : name;
    const path = parent === '' ? step : `${parent}/${step}`;
    const index = (node[META] as { startIndex?: number } | undefined)?.startIndex;
    const line = index === undefined ? above : lines.at(index);
    const inside = node[key] as readonly Node[];
    return {
      name,
      path,
      line,
      attributes: attributesOf(node, line),
      children: elementsOf(inside, path, { lines, above: line }),
      text: textOf(inside, line),
    };
  });
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function attributesOf(node: Node, line: number): ReadonlyMap<string, string> {
  const attributes = (node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>;
  return new Map(
    Object.entries(attributes).map(([key, value]) => {
      if (value.includes('<')) throw new Refused('not-xml', line);
      return [key.slice(ATTRIBUTE.length), resolveEntities(value, line)];
    }),
  );
}

function textOf(nodes: readonly Node[], line: number): string {
  return nodes
    .map((node) => {
      const text = node[TEXT];
      if (typeof text === 'string') return resolveEntities(text, line);
      const [inside] = (node[CDATA] ?? []) as readonly Node[];
      const literal = inside?.[TEXT];
      return typeof literal === 'string' ? literal : '';
    })
    .join('');
}

/** XML 1.0 section 4.6: all that need no declaration. */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

const REFERENCE = /&(?:#x(?<hex>[0-9a-f]{1,8});|#(?<decimal>\d{1,8});|(?<name>[^&;\s]{1,40});)?/gi;

function resolveEntities(text: string, line: number): string {
  return text.replace(REFERENCE, (reference, ...match) => {
    const { hex, decimal, name } = match.at(-1) as Partial<Record<string, string>>;
    if (name !== undefined) {
      const known = PREDEFINED.get(name);
      if (known === undefined) throw new Refused('undefined-entity', line, { entity: reference });
      return known;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (Number.isNaN(code)) throw new Refused('not-xml', line);
    if (!isCharacter(code)) throw new Refused('illegal-character', line, { character: reference });
    return String.fromCodePoint(code);
  });
}

/** XML 1.0 section 2.2, Char. */
function isCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
