import type { DataFlag } from '../../../schema/flags.js';
import type { FieldValue } from '../../../schema/scalar.js';
import type { EntityPlan } from './plan.js';
import { type Sample, samplesFor } from './samples.js';

/** Rows of each table: the first is clean, the others are dirty here and there. */
const rowCount = 8;

type Cells = Record<string, string | number | null>;

/**
 * `golden/`: made-up rows of each table, and how they have to read.
 * @param division the one of the tables that name none, in the check as in a deployment
 */
export function writeGolden(entities: readonly EntityPlan[], division: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const plan of entities) {
    const made = Array.from({ length: rowCount }, (_, at) => recordOf(plan, division, at));
    files[`golden/${fileNameOf(plan)}.jsonl`] = linesOf([
      ...made.map(({ row }) => row),
      ...(plan.alive === null
        ? []
        : [{ ...recordOf(plan, division, rowCount).row, [plan.alive.column]: plan.alive.dead[0] ?? null }]),
      ...plan.excluded.map(({ column }, at) => ({
        ...recordOf(plan, division, rowCount + 1 + at).row,
        [column]: '机密',
      })),
    ]);
    files[`golden/${plan.type.name}.expected.jsonl`] = linesOf(made.map(({ reading }) => reading));
  }
  return files;
}

function recordOf(plan: EntityPlan, division: string, at: number) {
  const key = `R${String(at + 1).padStart(4, '0')}`;
  const row: Cells = Object.fromEntries(plan.table.columns.map((column) => [column, null]));
  const values: Record<string, FieldValue | null> = {};
  const flags: Record<string, readonly DataFlag[]> = {};
  const read = (field: string, { raw, value, flags: found }: Sample, column: string) => {
    row[column] = raw;
    values[field] = value;
    if (found.length > 0) flags[field] = found;
  };
  plan.fields.forEach(({ field, column, codec }, place) => {
    const samples = samplesFor(codec);
    // The dirt wanders: each row has another field of it.
    const chosen = samples[at === 0 ? 0 : (at + place) % samples.length];
    if (chosen !== undefined) read(field.name, chosen, column);
  });
  row[plan.key] = key;
  const own = plan.fields.find(({ column }) => column === plan.key);
  if (own !== undefined) {
    read(own.field.name, { raw: key, value: key, flags: [] }, plan.key);
    delete flags[own.field.name];
  }
  if (plan.alive !== null) row[plan.alive.column] = plan.alive.live;
  if (plan.updated !== null) row[plan.updated] = `2024-06-${String(at + 10)} 08:00:00`;
  if (plan.sealing === 'nothing') values.sealed = false;
  if (plan.isOfOneDivision) values.jurisdictionDivisionCode = division;
  return { row, reading: { id: key, values, flags } };
}

/** A table's name may hold anything, `../` too: what would be a path is written with dots, as `tableName` writes a resource's. */
const fileNameOf = ({ table }: EntityPlan): string => table.name.replace(/^\//, '').replaceAll(/[/\\\p{Cc}]/gu, '.');

const linesOf = (records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');
