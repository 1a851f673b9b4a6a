import {
  type ASTNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';
import { ownSubgraphs } from '../own-subgraphs.js';
import type { Catalog, FieldEntry, FieldShape, SubgraphCatalog } from './catalog.js';
import { connectionOf, filterInputOf } from './connection.js';
import { countFieldEnum, countFieldsOf, countMeasureInputs, countMeasuresOf, countTypes } from './counting.js';
import { directive } from './directive.js';
import { filterFieldsOf } from './person-links.js';
import { relatedOf } from './related.js';
import { hubScalars } from './scalars.js';
import type { SubgraphSource } from './source.js';

/** Rows a page when the caller names none, and the most that it may ask for. */
export const pageSize = { standard: 20, most: 500 } as const;

const federation = 'https://specs.apollo.dev/federation/v2.9';

/**
 * Writes the federation 2 SDL that a subgraph serves: connections, filters, orders, code items and sources
 * derived from the authors' directives, which themselves do not survive.
 */
export function expandSubgraph(catalog: Catalog, source: SubgraphSource): string {
  const own = catalog.subgraphs.get(source.name);
  if (own === undefined) return '';
  const listed = typesBy(own, 'list');
  const counted = typesBy(own, 'counts');
  const filters = new Map<string, string>();
  const parts = [
    `extend schema @link(url: "${federation}", import: ["@key", "@shareable"])`,
    ...Object.entries(hubScalars).map(([name, about]) => `"${about}"\nscalar ${name}`),
    sharedTypes,
    ...(counted.length > 0 ? [countTypes] : []),
    ...source.document.definitions.map((node) => printDefinition(catalog, own, node)),
    ...listed.flatMap((type) => connectionOf(catalog, type)),
    ...rootLists(own).flatMap((type) => relationEnum(catalog, type)),
    ...counted.flatMap((type) => [...countFieldEnum(catalog, type), ...countMeasureInputs(catalog, type)]),
    ...[...new Set([...listed, ...counted])].flatMap((type) => filterInputOf(catalog, type, filters)),
    ...filters.values(),
  ];
  return print(parse(parts.join('\n\n')));
}

const sharedTypes = `
"A code with its labels. 代码项"
type CodeItem @shareable {
  "The code itself. 代码"
  code: String!
  "Label in Chinese. 中文名称"
  label: String
  "Label in English. 英文名称"
  labelEn: String
  "The code list. 代码标准"
  system: String!
}

"Where a record came from, and how far it can be trusted. 数据来源"
type Source @shareable {
  "The adapter that read it. 适配器"
  adapter: String!
  "The agency's own key of the record. 源系统主键"
  recordId: String!
  "When the record was last known to be so. 数据时间"
  asOf: DateTime
  "What had to be normalised or could not be read, among the fields asked for. 数据质量标记"
  flags: [RecordFlag!]!
}

"A data quality flag of one field. 数据质量标记"
type RecordFlag @shareable {
  "Canonical field. 字段"
  field: String!
  "Code of the flag, see the reference of data flags. 标记"
  flag: String!
}

"Where a page stands in its list. 分页信息"
type PageInfo @shareable {
  "Whether rows follow this page. 是否有下一页"
  hasNextPage: Boolean!
  "Whether this page was asked for with a cursor. 是否有上一页"
  hasPreviousPage: Boolean!
  "Cursor of the first row. 起始游标"
  startCursor: String
  "Cursor of the last row: pass it as \`after\`. 结束游标"
  endCursor: String
}

"Direction of an order; nulls come last in both. 排序方向"
enum OrderDirection {
  "Ascending. 升序"
  ASC
  "Descending. 降序"
  DESC
}`;

function typesBy(own: SubgraphCatalog, kind: 'list' | 'counts'): readonly string[] {
  const found = new Set<string>();
  for (const fields of [own.roots, ...[...own.types.values()].map((type) => type.fields)])
    for (const { shape } of fields.values()) if (shape.kind === kind) found.add(shape.of);
  return [...found].sort();
}

const rootLists = ({ roots }: SubgraphCatalog): readonly string[] =>
  [...new Set([...roots.values()].flatMap(({ shape }) => (shape.kind === 'list' ? [shape.of] : [])))].sort();

function relationEnum(catalog: Catalog, type: string): readonly string[] {
  const constants = [...relatedOf(catalog, type).keys()];
  if (constants.length === 0) return [];
  return [
    `"Relations of ${type} that its list can be asked for changes in (\`changedSince\`). 关联"
enum ${type}Relation {
${constants.map((constant) => `  ${constant}`).join('\n')}
}`,
  ];
}

function printDefinition(catalog: Catalog, own: SubgraphCatalog, node: DefinitionNode): string {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return print(node);
  const fields = node.name.value === 'Query' ? own.roots : own.types.get(node.name.value)?.fields;
  const kept = node.directives?.filter(({ name }) => name.value === 'key' || name.value === 'shareable') ?? [];
  const lines = (node.fields ?? []).flatMap((field) => printField(catalog, fields?.get(field.name.value), field, node));
  if (directive(node, 'record')) lines.push('"Where the record came from. 数据来源"\nsource: Source');
  return [
    node.description ? print(node.description) : '',
    `type ${node.name.value} ${kept.map(print).join(' ')} {`,
    ...lines,
    '}',
  ].join('\n');
}

function printField(
  catalog: Catalog,
  entry: FieldEntry | undefined,
  node: FieldDefinitionNode,
  parent: ObjectTypeDefinitionNode,
): readonly string[] {
  if (entry === undefined) return [];
  const about = describe(node);
  if (entry.shape.kind === 'list')
    return [`${about}\n${entry.name}${listArguments(catalog, entry.shape)}: ${entry.shape.of}Connection`];
  if (entry.shape.kind === 'counts')
    return [`${about}\n${entry.name}${countArguments(catalog, entry.shape.of)}: Counts`];
  const args = node.arguments?.length ? `(${node.arguments.map(print).join(', ')})` : '';
  const line = `${about}\n${entry.name}${args}: ${print(node.type)}`;
  if (!directive(node, 'code') || parent.name.value === 'Query') return [line];
  return [line, `${about}\n${entry.name.slice(0, -'Code'.length)}: CodeItem`];
}

function describe(node: { readonly description?: ASTNode | undefined }): string {
  return node.description ? print(node.description) : '';
}

type ListShape = Extract<FieldShape, { readonly kind: 'list' }>;

/** Sources hold some records twice: each key of the hub is then counted once, which reads them. */
const distinct = 'distinct: Boolean = false';

// Types without a filterable or orderable field have no such argument; the hub's own records say by fields when they were written.
function listArguments(catalog: Catalog, { of: type, join }: ListShape): string {
  const entry = catalog.types.get(type);
  const { fields: all, owner = null } = entry ?? {};
  const fields = [...(all?.values() ?? [])];
  const filter = filterFieldsOf(entry).length > 0 ? `filter: ${type}Filter, ` : '';
  const order = fields.some((field) => field.orderable) ? `orderBy: [${type}Order!], ` : '';
  const changed = owner !== null && ownSubgraphs.has(owner) ? '' : 'changedSince: DateTime, ';
  const related = join === null && relatedOf(catalog, type).size > 0 ? `changedIn: [${type}Relation!], ` : '';
  return `(${filter}${order}${changed}${related}first: Int = ${pageSize.standard}, after: String)`;
}

function countArguments(catalog: Catalog, type: string): string {
  const fields = [...(catalog.types.get(type)?.fields.values() ?? [])];
  const filter = fields.some((field) => field.filterOps.length > 0) ? [`filter: ${type}Filter`] : [];
  const by = countFieldsOf(catalog, type).length > 0 ? [`by: [${type}CountField!]`] : [];
  const measures =
    countMeasuresOf(catalog, type).length > 0
      ? [`bands: [${type}CountBand!]`, `sums: [${type}CountMeasure!]`, `spans: [${type}CountSpan!]`]
      : [];
  const args = [...filter, ...by, ...measures, distinct].join(', ');
  return `(${args})`;
}
