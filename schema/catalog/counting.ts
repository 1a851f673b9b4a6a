import type { Catalog, FieldEntry } from './catalog.js';
import { constantCase } from './connection.js';

/** What records can be counted by: a field's values, or the years or months of its dates. */
export interface CountField {
  /** Its name in the enum of the `by` argument. */
  readonly constant: string;
  readonly field: FieldEntry;
  readonly part: 'VALUE' | 'YEAR' | 'MONTH';
  /** Code list of the values; null where they have no labels. */
  readonly system: string | null;
}

/** The fields that records of a type can be grouped by: few values each, no person and no sealing among them. */
export function countFieldsOf(catalog: Catalog, type: string): readonly CountField[] {
  const fields = [...(catalog.types.get(type)?.fields.values() ?? [])];
  const systems = new Map(
    fields.flatMap(({ shape }) => (shape.kind === 'code' ? [[shape.from, shape.system] as const] : [])),
  );
  return fields.flatMap((field): readonly CountField[] => {
    if (field.shape.kind !== 'value' || field.isList || field.name === 'sealed') return [];
    const constant = constantCase(field.name);
    const system = systems.get(field.name) ?? null;
    if (field.type === 'Date' || field.type === 'DateTime')
      return (['YEAR', 'MONTH'] as const).map((part) => ({ constant: `${constant}_${part}`, field, part, system }));
    const isGroupable = system !== null || field.type === 'Boolean' || catalog.enums.has(field.type) || isCode(field);
    return isGroupable ? [{ constant, field, part: 'VALUE', system }] : [];
  });
}

// Codes of agencies and offices have no list of their own: the agencies are records.
function isCode({ name, type, filterOps }: FieldEntry): boolean {
  return type === 'String' && name.endsWith('Code') && filterOps.length > 0;
}

/** The field enum of a counted type; empty where it can only be counted as a whole. */
export function countFieldEnum(catalog: Catalog, type: string): readonly string[] {
  const fields = countFieldsOf(catalog, type);
  if (fields.length === 0) return [];
  return [
    `"What ${type} can be counted by. 统计分组字段"
enum ${type}CountField {
${fields.map(({ constant }) => `  ${constant}`).join('\n')}
}`,
  ];
}

/** Types that counting fields answer with. */
export const countTypes = `
"Numbers of records, never the records. 统计结果"
type Counts @shareable {
  "Records; null where the number is too small to be told, or a source did not answer. 总数"
  total: Int
  "Numbers below this are not told; 0 where all are. 最小公布数"
  smallestCell: Int
  "Groups that are large enough to be told; null unless grouped by something. 分组"
  groups: [CountGroup!]
  "Records of all groups that are not listed. 未列出各组合计"
  rest: Int
}

"Records that agree in what they were grouped by. 统计分组"
type CountGroup @shareable {
  "What they agree in, in the order asked for. 分组值"
  keys: [CountKey!]!
  "How many they are. 数量"
  count: Int!
}

"One value that records were grouped by. 分组值"
type CountKey @shareable {
  "What was grouped by, as asked for. 分组字段"
  field: String!
  "The value, the year (YYYY) or the month (YYYY-MM); null where records have none. 值"
  value: String
  "Label in Chinese of a code. 中文名称"
  label: String
}`;
