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
    const isGroupable =
      field.groupable || system !== null || field.type === 'Boolean' || catalog.enums.has(field.type) || isCode(field);
    return isGroupable ? [{ constant, field, part: 'VALUE', system }] : [];
  });
}

// Codes of agencies and offices have no list of their own: the agencies are records.
function isCode({ name, type, filterOps }: FieldEntry): boolean {
  return type === 'String' && name.endsWith('Code') && filterOps.length > 0;
}

/** A number or a day that records hold: what they can be put into bands by, summed over, or measured between. */
export interface CountMeasure {
  /** Its name in the enum of measures. */
  readonly constant: string;
  readonly field: FieldEntry;
  readonly kind: 'NUMBER' | 'DAY' | 'INSTANT';
}

const measureKinds: Readonly<Record<string, CountMeasure['kind']>> = {
  Int: 'NUMBER',
  Float: 'NUMBER',
  Money: 'NUMBER',
  Date: 'DAY',
  DateTime: 'INSTANT',
};

export function countMeasuresOf(catalog: Catalog, type: string): readonly CountMeasure[] {
  return [...(catalog.types.get(type)?.fields.values() ?? [])].flatMap((field): readonly CountMeasure[] => {
    const kind = measureKinds[field.type];
    if (kind === undefined || field.shape.kind !== 'value' || field.isList) return [];
    return [{ constant: constantCase(field.name), field, kind }];
  });
}

/** The measures of a counted type with the inputs that name them; empty where it has none. */
export function countMeasureInputs(catalog: Catalog, type: string): readonly string[] {
  const measures = countMeasuresOf(catalog, type);
  if (measures.length === 0) return [];
  return [
    `"Numbers and days of ${type}. 统计数值"
enum ${type}CountMeasure {
${measures.map(({ constant }) => `  ${constant}`).join('\n')}
}

"Bands of a number or a day of ${type}, each from its edge to below the next. 分段"
input ${type}CountBand {
  "What is put into bands. 字段"
  of: ${type}CountMeasure!
  "Edges, ascending, at most 40: numbers, money in fen, or dates. 分段下限"
  from: [String!]!
}

"Days from one date of ${type} to another, or until a day. 间隔"
input ${type}CountSpan {
  "Beginning. 起"
  from: ${type}CountMeasure!
  "End. 止"
  to: ${type}CountMeasure
  "A day instead of an end that records hold. 截至日"
  until: Date
}`,
  ];
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
  "Sums over all of them, in the order asked for. 合计"
  sums: [CountSum!]
  "Spans of all of them, in the order asked for. 间隔分布"
  spans: [CountSpanValue!]
}

"Records that agree in what they were grouped by. 统计分组"
type CountGroup @shareable {
  "What they agree in, in the order asked for. 分组值"
  keys: [CountKey!]!
  "How many they are. 数量"
  count: Int!
  "Sums over them, in the order asked for. 合计"
  sums: [CountSum!]
  "Spans of them, in the order asked for. 间隔分布"
  spans: [CountSpanValue!]
}

"A number summed over records. 合计"
type CountSum @shareable {
  "What was summed, as asked for. 字段"
  field: String!
  "The sum, money in fen; null where the records that hold the number are too few to be told. 合计值"
  value: Float
  "How many of the records hold the number. 有值数量"
  known: Int
}

"How long something took, in days, over records. 间隔分布"
type CountSpanValue @shareable {
  "Beginning, as asked for. 起"
  from: String!
  "End, as asked for; null where it is a day. 止"
  to: String
  "How many records hold both, in this order. 有值数量"
  known: Int
  "Half took no longer; null where too few took longer or shorter to be told. 中位数"
  median: Float
  "Nine in ten took no longer. 第90百分位"
  p90: Float
  "Nineteen in twenty took no longer. 第95百分位"
  p95: Float
}

"One value that records were grouped by. 分组值"
type CountKey @shareable {
  "What was grouped by, as asked for. 分组字段"
  field: String!
  "The value, the year (YYYY), the month (YYYY-MM) or the band (\`18..26\`, from its edge to below the next); null where records have none. 值"
  value: String
  "Label in Chinese of a code. 中文名称"
  label: String
}`;
