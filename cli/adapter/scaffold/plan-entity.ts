import type { Catalog } from '../../../schema/catalog/catalog.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { CanonicalType } from '../../../sdk/introspection/canonical.js';
import type { ColumnGuess, TableGuess } from '../../../sdk/introspection/guess.js';
import { othersOf } from '../../../sdk/introspection/marks.js';
import type { EntityPlan, FieldPlan } from './plan.js';
import { planCodec } from './plan-codec.js';

/** Codecs whose columns can be looked up by. */
const spelt: ReadonlySet<string> = new Set([
  'text',
  'citizenId',
  'creditCode',
  'caseNumber',
  'policeCaseNumber',
  'documentNumber',
]);

/** What secrecy is called and coded in the field's systems (domain 5.5.8; 保守国家秘密法 14). */
const secrecyWords = ['秘密', '机密', '绝密', '工作秘密'];
const secrecies = [...secrecyWords, '1', '2', '3', '是'];

export interface PlanSetting {
  readonly types: readonly CanonicalType[];
  readonly catalog: Catalog;
  /** Somebody has said that no record of the system is sealed. */
  readonly isNothingSealed: boolean;
}

/** The binding of a table as it was guessed. Rejects with `BAD_USER_INPUT` for a table without a record type or a key. */
export function planEntity(
  guess: TableGuess,
  constant: string | null,
  { types, catalog, isNothingSealed }: PlanSetting,
): EntityPlan {
  const { table, columns } = guess;
  const type = types.find(({ name }) => name === guess.types[0]?.name);
  if (type === undefined) {
    const remedy = `say which record type it holds: --table ${table.name}=CheckIn`;
    throw new PlumblineError('BAD_USER_INPUT', `nothing of the schema is like table ${table.name}; ${remedy}`);
  }
  const fields = columns.flatMap(fieldOf);
  const division = type.fields.some(({ name }) => name === 'jurisdictionDivisionCode');
  return {
    type,
    constant: `${type.name.charAt(0).toLowerCase()}${type.name.slice(1)}`,
    table: { name: table.name, comment: table.comment, constant, columns: columns.map(({ column }) => column.name) },
    key: keyOf(guess, fields),
    fields,
    alive: aliveOf(columns),
    excluded: excludedOf(columns),
    updated: columns.find(({ role }) => role === 'updated')?.column.name ?? null,
    lookups: lookupsOf(type, fields, catalog),
    sealing: sealingOf(type, fields, isNothingSealed),
    isOfOneDivision: division && !fields.some(({ field }) => field.name === 'jurisdictionDivisionCode'),
  };
}

function sealingOf({ fields }: CanonicalType, held: readonly FieldPlan[], isNothing: boolean): EntityPlan['sealing'] {
  if (!fields.some(({ name }) => name === 'sealed')) return null;
  if (held.some(({ field }) => field.name === 'sealed')) return 'column';
  return isNothing ? 'nothing' : 'unknown';
}

function fieldOf({ column, match, terms }: ColumnGuess): readonly FieldPlan[] {
  if (match === null) return [];
  const said = match.term?.term ?? match.field.terms[0] ?? match.field.english;
  const codec = planCodec(match.field, column, match);
  const words = column.comment === null && match.term === null ? [match.why] : [said, match.why];
  const others = othersOf(match, terms);
  const mark = [
    words.join(', '),
    ...(others.length === 0 ? [] : [`or ${others.join(', ')}`]),
    ...(codec.isContrary ? ['the contrary'] : []),
    ...codec.doubts,
  ].join('; ');
  return [{ field: match.field, column: column.name, codec, mark }];
}

/** The primary key of one column; else the column of the record's own key. */
function keyOf({ table, columns }: TableGuess, fields: readonly FieldPlan[]): string {
  const parts = columns.flatMap(({ column: { name, key } }) => (key === null ? [] : [name]));
  if (parts.length > 1)
    throw new PlumblineError(
      'BAD_USER_INPUT',
      `table ${table.name} has a key of ${parts.length} columns, ${parts.join(', ')}, and a record is known by one: bind a view in which one column holds them all`,
    );
  const key = columns.find(({ role }) => role === 'key')?.column.name;
  const id = fields.find(({ field }) => field.name === 'id')?.column;
  const found =
    key ?? id ?? columns.find(({ column }) => /^(id|bh|xh|lsh|zj|guid|uuid)$/i.test(column.name))?.column.name;
  if (found !== undefined) return found;
  const own = fields.find(({ field, codec }) => /(No|Number|Id)$/.test(field.name) && codec.name === 'text')?.column;
  if (own !== undefined) return own;
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `table ${table.name} has no column that could be a record's key: bind a view of it that has one`,
  );
}

function aliveOf(columns: readonly ColumnGuess[]): EntityPlan['alive'] {
  const column = columns.find(({ role }) => role === 'deleted')?.column;
  if (column === undefined) return null;
  const isValidity = /yx|valid/i.test(column.name) || /有效/.test(column.comment ?? column.name);
  return { column: column.name, dead: [isValidity ? '0' : '1'], live: isValidity ? '1' : '0' };
}

/** Closed when in doubt: a column that is 密级 or 民警 holds words of secrecy or none. */
function excludedOf(columns: readonly ColumnGuess[]): EntityPlan['excluded'] {
  return columns.flatMap(({ column: { name }, match, role, terms }): EntityPlan['excluded'] => {
    if (role === 'secrecy') return [{ column: name, is: secrecies, isSure: true }];
    // A comment settles what an abbreviation stands for.
    const isSaid = terms.some(({ why }) => !why.startsWith('pinyin'));
    const isPossible = match === null && role === null && !isSaid && terms.some(({ term }) => term === '密级');
    return isPossible ? [{ column: name, is: secrecyWords, isSure: false }] : [];
  });
}

/** The fields that relations and root fields of the schema look the type up by, as far as they are held in one spellable column. */
function lookupsOf({ name, key }: CanonicalType, fields: readonly FieldPlan[], catalog: Catalog): readonly string[] {
  const asked = new Set(key === null ? [] : [key]);
  for (const { types, roots } of catalog.subgraphs.values())
    for (const field of [...roots.values(), ...[...types.values()].flatMap((type) => [...type.fields.values()])]) {
      const { shape } = field;
      if (shape.kind === 'list' && shape.of === name && shape.join !== null) asked.add(shape.join.by);
      if ((shape.kind === 'one' || shape.kind === 'existence') && shape.of === name) asked.add(shape.by);
    }
  return fields
    .filter(({ field, codec }) => asked.has(field.name) && spelt.has(codec.name) && !codec.isList)
    .map(({ field }) => field.name);
}
