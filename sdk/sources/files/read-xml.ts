import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { wholeText } from './decode.js';
import { type DeliveredXml, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import type { Member } from './member.js';
import type { RowLists } from './row.js';

const textName = '#text';
const cdataName = '#cdata';

/** Records of an XML file. Entities of its own, and so any document type, are refused; CDATA stands as written. */
export async function* readXml(member: Member, delivery: DeliveredXml, limits: DeliveryLimits): RowLists {
  const root = parsed(await wholeText(member, delivery.encoding, limits), limits);
  const records = nodesAt([root], delivery.records);
  if (delivery.count !== undefined) {
    const [count] = nodesAt([root], delivery.count);
    if (count === undefined || Number(plain(count)) !== records.length) throw new DeliveryRefused('COUNT_DIFFERS');
  }
  yield records.map((record) => ({ cells: cellsOf(record, delivery.columns) }));
}

function parsed(text: string, { xmlDepth }: DeliveryLimits): unknown {
  const prolog = text.slice(0, text.search(/<[^?!\s]/));
  if (/<!(DOCTYPE|ENTITY)/i.test(prolog)) throw new DeliveryRefused('XML_DOCTYPE');
  const validity = XMLValidator.validate(text);
  // Only that it is broken is kept: the validator's own message quotes the file.
  if (validity !== true) throw new DeliveryRefused('XML_BROKEN');
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    textNodeName: textName,
    cdataPropName: cdataName,
    maxNestedTags: xmlDepth,
  });
  try {
    return parser.parse(text);
  } catch (cause) {
    throw new DeliveryRefused('XML_BROKEN', { cause });
  }
}

/** The elements at a path; an element that occurs several times is walked into each time. */
function nodesAt(from: readonly unknown[], path: readonly string[]): readonly unknown[] {
  let nodes = from;
  for (const name of path) {
    nodes = nodes.flatMap((node) => {
      if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return [];
      const child = (node as Readonly<Record<string, unknown>>)[name];
      return Array.isArray(child) ? child : [child];
    });
  }
  return nodes;
}

function cellsOf(record: unknown, columns: DeliveredXml['columns']): Readonly<Record<string, string>> {
  if (typeof record !== 'object' || record === null) return {};
  const cells: Record<string, string> = {};
  for (const [name, node] of Object.entries(record)) {
    const column = columns === undefined ? name : columns[name];
    const text = plain(node);
    if (column !== undefined && text !== '') cells[column] = text;
  }
  return cells;
}

/** The text of a leaf: of several pieces, all; of an element with elements in it, its own text. */
function plain(node: unknown): string {
  if (typeof node === 'string') return unescaped(node);
  if (Array.isArray(node)) return node.map(plain).join('');
  if (typeof node !== 'object' || node === null) return '';
  const { [textName]: text = '', [cdataName]: cdata = '' } = node as Readonly<Record<string, unknown>>;
  return `${unescaped(String(text)).trim()}${Array.isArray(cdata) ? cdata.join('') : String(cdata)}`;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities that XML itself has, and characters by number. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
