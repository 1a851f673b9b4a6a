import type { RecordRow } from '../../../schema/adapter.js';
import type { Codec } from '../../codec.js';
import type { EntityBinding } from '../../entity.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { type Defect, type Dirty, defects } from '../dirt/dirt.js';
import { type Findings, Skip } from '../findings.js';
import { isCalledClean } from './codec.js';
import { isKept } from './kept.js';
import { withRows } from './row-fault.js';

/** A field into whose column one dirty value is put, in a record of its own. */
interface Spoilt {
  readonly id: string;
  readonly field: string;
  readonly column: string;
  readonly dirty: Dirty;
}

/** One check for each defect of the catalogue. */
export const dirtChecks: readonly EntityCheck[] = defects.map((defect) => ({
  id: `dirt.${defect.id}`,
  of: 'entity',
  title: `reads ${defect.what}`,
  law: 'A value of another notation reads as the value that is meant, or as null; it is flagged, and neither its neighbours nor other records change (domain 6.4).',
  needs: ['a system of ours', 'golden rows', 'a list'],
  run: (bench, binding, findings) => tryDefect(bench, binding, findings, defect),
}));

async function tryDefect(bench: Bench, binding: EntityBinding, findings: Findings, { values }: Defect): Promise<void> {
  const template = bench.raw(binding).find((row) => isKept(binding, row));
  const spoilt = Object.entries(binding.fields).flatMap(([field, codec]) => spoil(binding, field, codec, values));
  if (template === undefined || spoilt.length === 0) throw new Skip('No field is read by a codec that has to know it.');
  const numbered = spoilt.map((one, at) => ({ ...one, id: `D${String(at).padStart(5, '0')}` }));
  const clean = { ...template, [binding.key]: 'D' };
  const opened = await bench.stand(
    withRows(binding, () => [
      clean,
      ...numbered.map(({ id, column, dirty }) => ({ ...template, [binding.key]: id, [column]: dirty.raw })),
    ]),
  );
  const rows = new Map((await opened.page(binding.entity)).rows.map((row) => [row.id, row]));
  const neighbour = rows.get('D');
  for (const one of numbered) compare(binding, findings, one, rows.get(one.id), neighbour);
}

/** The dirt that a field’s codec has to know: by what it is called, or, of a codec of the adapter’s own, by what the field is. */
function spoil(
  binding: EntityBinding,
  field: string,
  codec: Codec,
  values: readonly Dirty[],
): readonly Omit<Spoilt, 'id'>[] {
  const form = codec.form ?? (/citizenId$/i.test(field) ? { name: 'citizenId' } : null);
  const [column] = codec.columns;
  if (form === null || column === undefined || codec.columns.length > 1 || isCalledClean(codec)) return [];
  if (column === binding.key || isWithholding(binding, column) || hasSentinels(form.options)) return [];
  return values
    .filter(({ codec: name, where }) => name === form.name && (where === undefined || where(form)))
    .map((dirty) => ({ field, column, dirty }));
}

/** A column that decides whether the record is answered at all. */
const isWithholding = ({ alive, excluded }: EntityBinding, column: string): boolean =>
  JSON.stringify([alive, excluded]).includes(`"column":${JSON.stringify(column)}`);

/** A binding's own sentinels may be any of the values here. */
const hasSentinels = (options: Readonly<Record<string, unknown>> | undefined): boolean =>
  Array.isArray(options?.sentinels) && options.sentinels.length > 0;

function compare(
  binding: EntityBinding,
  findings: Findings,
  { field, column, dirty }: Spoilt,
  row: RecordRow | undefined,
  neighbour: RecordRow | undefined,
): void {
  if (row === undefined) {
    findings.fail(field, 'a record is dropped because of a dirty value: it has to be answered with a flag');
    return;
  }
  const value = row.values[field] ?? null;
  const flags = row.flags[field] ?? [];
  if (JSON.stringify(value) !== JSON.stringify(dirty.value)) {
    const how = value === null ? 'null' : dirty.value === null ? 'a value' : 'another value';
    findings.fail(
      field,
      `reads ${JSON.stringify(dirty.raw)} as ${how} where ${dirty.value === null ? 'null' : 'the value that is meant'} is due`,
    );
  }
  if (!dirty.flags.some((flag) => flags.includes(flag))) {
    findings.fail(field, `reads ${JSON.stringify(dirty.raw)} without the flag ${dirty.flags.join(' or ')}`);
  }
  for (const [other, codec] of Object.entries(binding.fields)) {
    if (codec.columns.includes(column) || codec.columns.includes(binding.key)) continue;
    if (JSON.stringify(row.values[other]) !== JSON.stringify(neighbour?.values[other]))
      findings.fail(other, `reads otherwise because of a dirty value in ${column}`);
  }
}
