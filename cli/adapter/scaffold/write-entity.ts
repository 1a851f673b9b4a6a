import { accessOf, commentOf, quoted } from '../../../sdk/introspection/names.js';
import type { EntityPlan, FieldPlan } from './plan.js';

const unknownSealing = [
  '    // No column says whether a record is sealed (刑诉法 286; 治安管理处罚法 136), and nobody sees a record of which that is unknown.',
  '    // Map the column that says it, or, when the system seals none: sealed: constant(false)',
];

/** The binding of one table as source text: one line a field, each guess marked. */
export function writeEntity(plan: EntityPlan, place: string): string {
  const { type, constant, table, alive, updated, lookups, fields } = plan;
  const column = (name: string) => columnOf(plan, name);
  const said = [table.comment ?? type.terms[0] ?? type.english, type.english.toLowerCase()].map(commentOf);
  return [
    `/** ${[...new Set(said)].join(': ')} */`,
    `const ${constant} = entity(${quoted(type.name)}, {`,
    `  table: ${place},`,
    `  key: ${column(plan.key)},`,
    ...(alive === null
      ? []
      : [`  alive: { column: ${column(alive.column)}, dead: [${alive.dead.map(quoted).join(', ')}] }, // guess`]),
    ...excludedOf(plan),
    ...(updated === null ? [] : [`  updated: ${column(updated)}, // guess`]),
    ...(plan.isOfOneDivision
      ? ["  jurisdiction: 'system', // guess: no column names a division, so the deployment does"]
      : []),
    '  fields: {',
    ...fields.map(
      (field) => `    ${field.field.name}: ${codecOf(field, column(field.column))}, // guess: ${commentOf(field.mark)}`,
    ),
    ...(plan.sealing === 'nothing' ? ['    sealed: constant(false), // said: no record of the system is sealed'] : []),
    ...(plan.sealing === 'unknown' ? unknownSealing : []),
    '  },',
    ...(lookups.length === 0 ? [] : [`  lookups: [${lookups.map(quoted).join(', ')}],`]),
    '});',
  ].join('\n');
}

function excludedOf(plan: EntityPlan): readonly string[] {
  if (plan.excluded.length === 0) return [];
  const rules = plan.excluded.map(
    ({ column, is }) => `{ column: ${columnOf(plan, column)}, is: [${is.map(quoted).join(', ')}] }`,
  );
  const unsure = plan.excluded.filter(({ isSure }) => !isSure).map(({ column }) => commentOf(column));
  const mark =
    unsure.length === 0 ? 'guess' : `guess: ${unsure.join(', ')} may say how secret a record is (保守国家秘密法 14)`;
  return [`  excluded: [${rules.join(', ')}], // ${mark}`];
}

function columnOf({ table }: EntityPlan, name: string): string {
  return table.constant === null ? quoted(name) : `${table.constant}${accessOf(name)}`;
}

function codecOf({ codec }: FieldPlan, column: string): string {
  const more = [codec.argument, codec.options].filter((each) => each !== null);
  if (codec.isContrary) return `isOneOf(${codec.name}(${column}), [false])`;
  if (!codec.isList) return `${codec.name}(${[column, ...more].join(', ')})`;
  if (more.length === 0) return `list(${column}, ${codec.name})`;
  return `list(${column}, (column) => ${codec.name}(${['column', ...more].join(', ')}))`;
}

/** What the binding takes from `plumbline/sdk`. */
export function importsOf({ fields, sealing }: EntityPlan): readonly string[] {
  return [
    'entity',
    ...(sealing === 'nothing' ? ['constant'] : []),
    ...fields.flatMap(({ codec }) => [
      codec.name,
      ...(codec.isList ? ['list'] : []),
      ...(codec.isContrary ? ['isOneOf'] : []),
    ]),
  ];
}
