import type { FilterOp } from '../condition.js';
import type { Catalog, FieldEntry } from './catalog.js';
import { filterFieldsOf, isPersonLink, personFilter, personFilterInput } from './person-links.js';

/** The filter input of a listed or counted type; comparison inputs go into `filters` by name. */
export function filterInputOf(catalog: Catalog, type: string, filters: Map<string, string>): readonly string[] {
  const filterable = filterFieldsOf(catalog.types.get(type));
  if (filterable.length === 0) return [];
  const lines = filterable.map((field) => `  ${field.name}: ${comparisonInput(field, filters)}`);
  return [
    `"Conditions on ${type}; all that are given must hold. 过滤条件"
input ${type}Filter {
  and: [${type}Filter!]
  or: [${type}Filter!]
  not: ${type}Filter
${lines.join('\n')}
}`,
  ];
}

/** The connection, edge and order definitions of a listed type. */
export function connectionOf(catalog: Catalog, type: string): readonly string[] {
  const fields = [...(catalog.types.get(type)?.fields.values() ?? [])];
  const parts = [
    `"A page of ${type} records. 分页结果"
type ${type}Connection {
  "Rows with their cursors. 行与游标"
  edges: [${type}Edge!]
  "Rows without cursors. 行"
  nodes: [${type}!]
  "Where the page stands. 分页信息"
  pageInfo: PageInfo!
  "Rows in the whole list that exist for you. 总数"
  totalCount: Int
}`,
    `"One row of a page. 分页行"
type ${type}Edge {
  "Its place in the list. 游标"
  cursor: String!
  "The row. 记录"
  node: ${type}!
}`,
  ];
  const orderable = fields.filter((field) => field.orderable);
  if (orderable.length > 0) {
    parts.push(
      `"Fields that ${type} can be ordered by. 排序字段"
enum ${type}OrderField {
${orderable.map((field) => `  ${constantCase(field.name)}`).join('\n')}
}`,
      `"An order of ${type}. 排序"
input ${type}Order {
  field: ${type}OrderField!
  direction: OrderDirection! = ASC
}`,
    );
  }
  return parts;
}

const opNames: Readonly<Record<FilterOp, string>> = {
  eq: 'Eq',
  ne: 'Ne',
  in: 'In',
  lt: 'Lt',
  le: 'Le',
  gt: 'Gt',
  ge: 'Ge',
  prefix: 'Prefix',
  contains: 'Contains',
  isNull: 'IsNull',
};

// One input a scalar and set of operators: inputs of one name must agree in every subgraph.
function comparisonInput(field: FieldEntry, filters: Map<string, string>): string {
  if (isPersonLink(field)) {
    filters.set(personFilter, personFilterInput);
    return personFilter;
  }
  const { type, filterOps } = field;
  const range = filterOps.includes('le');
  const words = [
    ...filterOps.filter((op) => !'gt ge lt le'.includes(op)).map((op) => opNames[op]),
    ...(range ? ['Range'] : []),
  ];
  const name = `${type}${words.join('')}Filter`;
  const lines = filterOps.map((op) => `  ${op}: ${op === 'in' ? `[${type}!]` : op === 'isNull' ? 'Boolean' : type}`);
  filters.set(name, `"Comparisons with ${type}. 比较"\ninput ${name} {\n${lines.join('\n')}\n}`);
  return name;
}

/** `filedDate` → `FILED_DATE`: how an orderable field is named in its enum. */
export function constantCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
