import { accessOf, commentOf, quoted } from '../../../sdk/introspection/names.js';
import type { EntityPlan, FieldPlan } from './plan.js';

const unknownSealing = [
  '    // No column says whether a record is sealed (刑诉法 286; 治安管理处罚法 136), and nobody sees a record of which that is unknown.',
  '    // Map the column that says it, or, when the system seals none: sealed: constant(false)',
];

const secrecies = ['秘密', '机密', '绝密'].map(quoted).join(', ');

/** The binding of one table as source text: one line a field, each guess marked. */
export function writeEntity(plan: EntityPlan, place: string): string {
  const { type, constant, table, alive, excluded, updated, lookups, fields } = plan;
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
    ...(excluded === null
      ? []
      : [
          `  excluded: [{ column: ${column(excluded.column)}, is: [${excluded.is.map(quoted).join(', ')}] }], // guess`,
        ]),
    ...plan.maybeSecret.map(
      (name) =>
        `  // ${commentOf(name)} may say how secret a record is (保守国家秘密法 14). If it does: excluded: [{ column: ${column(name)}, is: [${secrecies}] }],`,
    ),
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

function columnOf({ table }: EntityPlan, name: string): string {
  return table.constant === null ? quoted(name) : `${table.constant}${accessOf(name)}`;
}

function codecOf({ codec }: FieldPlan, column: string): string {
  const more = [codec.argument, codec.options].filter((each) => each !== null);
  if (!codec.isList) return `${codec.name}(${[column, ...more].join(', ')})`;
  if (more.length === 0) return `list(${column}, ${codec.name})`;
  return `list(${column}, (column) => ${codec.name}(${['column', ...more].join(', ')}))`;
}

/** What the binding takes from `plumbline/sdk`. */
export function importsOf({ fields, sealing }: EntityPlan): readonly string[] {
  return [
    'entity',
    ...(sealing === 'nothing' ? ['constant'] : []),
    ...fields.flatMap(({ codec }) => [codec.name, ...(codec.isList ? ['list'] : [])]),
  ];
}
