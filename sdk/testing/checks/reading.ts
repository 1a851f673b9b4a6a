import type { RecordRow } from '../../../schema/adapter.js';
import { dataFlags } from '../../../schema/flags.js';
import type { FieldValue } from '../../../schema/scalar.js';
import type { Codec } from '../../codec.js';
import type { EntityCheck } from '../check.js';
import { remedyOfMissing } from '../remedy.js';

/** The reading of the kit and the reading of whoever knows the system are the same. */
export const readingGolden: EntityCheck = {
  id: 'reading.golden',
  of: 'entity',
  title: 'reads the golden records as the reference does',
  law: 'Every record of the golden data reads, value by value and flag by flag, as the reference reading says; none is missing and none is added.',
  needs: ['a system of ours', 'a reference reading'],
  run: async (bench, binding, findings) => {
    const expected = bench.golden?.expected.get(binding.entity) ?? [];
    const rows = new Map((await bench.rows(binding)).map((row) => [row.id, row]));
    const known = new Set(expected.map(({ id }) => id));
    const missing = expected.filter(({ id }) => !rows.has(id)).length;
    if (missing > 0) {
      const remedy = remedyOfMissing(bench.subject.description, rows.size);
      findings.fail(null, `${missing} of ${expected.length} golden records are not answered${remedy}`);
    }
    const added = [...rows.keys()].filter((id) => !known.has(id)).length;
    if (added > 0) findings.fail(null, `${added} records are answered that the reference reading does not have`);
    const otherTimes = expected.filter(({ id, asOf }) => asOf !== undefined && !isAt(rows.get(id), asOf)).length;
    if (otherTimes > 0)
      findings.fail(
        null,
        `asOf of ${otherTimes} records is another than the reference has: name the column of the last change in \`updated\``,
      );
    for (const { id, values, flags = {} } of expected) {
      const row = rows.get(id);
      if (row === undefined) continue;
      for (const field of new Set([...Object.keys(values), ...Object.keys(binding.fields)])) {
        if (!same(row.values[field] ?? null, values[field] ?? null)) {
          findings.fail(field, otherwise(row.values[field] ?? null, values[field] ?? null));
        }
        if (!sameFlags(row.flags[field] ?? [], flags[field] ?? [])) {
          findings.fail(field, `flags [${row.flags[field] ?? ''}] where the reference flags [${flags[field] ?? ''}]`);
        }
      }
    }
  },
};

/** A field that no golden record has a value of could be anything. */
export const readingCovered: EntityCheck = {
  id: 'reading.covered',
  of: 'entity',
  title: 'has a golden value of every field',
  law: 'Each mapped field has a value in at least one record of the reference reading: what nobody wrote down how to read is not certified.',
  needs: ['a system of ours', 'a reference reading'],
  run: async (bench, binding, findings) => {
    const expected = bench.golden?.expected.get(binding.entity) ?? [];
    for (const [field, codec] of Object.entries(binding.fields)) {
      if (codec.form?.name === 'constant' || expected.some(({ values }) => (values[field] ?? null) !== null)) continue;
      findings.fail(
        field,
        'has no value in any golden record: put a row with one into golden/, and how it reads beside it',
      );
    }
  },
};

export const readingKinds: EntityCheck = {
  id: 'reading.kinds',
  of: 'entity',
  title: 'reads every record as values of the field’s kind, or null',
  law: 'Each field of each record is a value of its codec’s kind or null, flags are of the table of flags, and every record has a key of its own.',
  needs: [],
  run: async (bench, binding, findings) => {
    const rows = await sampleOf(bench.rows(binding), bench.sample, () =>
      bench.main.page(binding.entity, { first: bench.sample }).then((page) => page.rows),
    );
    const seen = new Set<string>();
    for (const { id, values, flags, asOf } of rows) {
      if (id === '' || id === 'null' || id === 'undefined')
        findings.fail(null, `a record has no key in ${binding.key}`);
      if (seen.has(id))
        findings.fail(null, `two records have the same key in ${binding.key}: name a column that is unique`);
      seen.add(id);
      if (asOf !== null && Number.isNaN(Date.parse(asOf))) findings.fail(null, 'asOf of a record is no instant');
      for (const [field, codec] of Object.entries(binding.fields)) {
        if (!isOfKind(values[field] ?? null, codec.kind))
          findings.fail(field, `reads as something that is neither ${codec.kind} nor null`);
        for (const flag of flags[field] ?? [])
          if (!(flag in dataFlags)) findings.fail(field, 'has a flag that is not of the table');
      }
    }
  },
};

export const readingDeterministic: EntityCheck = {
  id: 'reading.deterministic',
  of: 'entity',
  title: 'answers the same question the same way',
  law: 'Two reads of a system that did not change give the same answer, byte by byte.',
  needs: ['a list'],
  run: async (bench, binding, findings) => {
    const request = { first: 50, count: true };
    const answers = [await bench.main.page(binding.entity, request), await bench.main.page(binding.entity, request)];
    const [first, second] = answers.map((page) => JSON.stringify(withoutTime(page.rows)));
    if (first !== second) findings.fail(null, 'two reads, one after the other, give different answers');
    if (answers[0]?.total !== answers[1]?.total) findings.fail(null, 'two counts, one after the other, differ');
    const again = await Promise.all([1, 2, 3].map(() => bench.main.page(binding.entity, request)));
    if (again.some((page) => JSON.stringify(withoutTime(page.rows)) !== first))
      findings.fail(null, 'reads at the same time give different answers');
  },
};

export const readingAbsence: EntityCheck = {
  id: 'reading.absence',
  of: 'entity',
  title: 'keeps null, unmapped and unasked apart',
  law: 'A field that is not asked for is not in the answer; one that the binding does not map reads as null in every record; an absent value is null without a flag.',
  needs: ['a list'],
  run: async (bench, binding, findings) => {
    const [field] = Object.keys(binding.fields);
    if (field === undefined) return;
    for (const { values, flags } of (await bench.main.page(binding.entity, { fields: [field], first: 20 })).rows) {
      for (const other of Object.keys(values))
        if (other !== field) findings.fail(other, `is answered when only ${field} was asked for`);
      for (const other of Object.keys(flags))
        if (other !== field) findings.fail(other, `is flagged when only ${field} was asked for`);
    }
    const unmapped = 'plumblineUnmappedField';
    const { rows } = await bench.main.page(binding.entity, { fields: [unmapped], first: 20 });
    if (rows.some(({ values }) => values[unmapped] !== null))
      findings.fail(null, 'a field that is not mapped does not read as null');
    const isNull = { op: 'isNull', field: unmapped, value: true } as const;
    const all = await bench.main.page(binding.entity, { fields: [], first: 20 });
    const none = await bench.main.page(binding.entity, { fields: [], first: 20, where: isNull });
    if (all.rows.length !== none.rows.length)
      findings.fail(null, 'a field that is not mapped does not count as null in a condition');
    for (const [name, codec] of Object.entries(binding.fields)) {
      const { value, flags } = codec.read(Object.fromEntries(codec.columns.map((column) => [column, null])));
      if (codec.columns.length === 0) continue;
      if (flags.length > 0) findings.fail(name, `flags an absent value as ${flags.join(', ')}`);
      if (value !== null && !saysOtherwise(codec))
        findings.fail(name, `reads an absent value as ${Array.isArray(value) ? 'an empty list' : 'one that is there'}`);
    }
  },
};

/** Whether the codec is said to have a value where none is recorded; a codec of the adapter's own is taken at its word. */
const saysOtherwise = ({ form }: Codec): boolean =>
  form === undefined || /"name":"(constant|otherwise)"/.test(JSON.stringify(form));

/** All rows, or a sample where there are too many of them. */
async function sampleOf(
  all: Promise<readonly RecordRow[]>,
  sample: number,
  some: () => Promise<readonly RecordRow[]>,
): Promise<readonly RecordRow[]> {
  try {
    return await all;
  } catch (cause) {
    if (sample > 0 && cause instanceof Error && cause.name === 'Skip') return some();
    throw cause;
  }
}

const withoutTime = (rows: readonly RecordRow[]) => rows.map(({ id, values, flags }) => ({ id, values, flags }));

/** Whether the record is of the instant; one that is not answered at all is told of elsewhere. */
const isAt = (row: RecordRow | undefined, asOf: string | null): boolean =>
  row === undefined ||
  (asOf === null ? row.asOf === null : row.asOf !== null && Date.parse(row.asOf) === Date.parse(asOf));

const same = (a: FieldValue, b: FieldValue): boolean => JSON.stringify(a) === JSON.stringify(b);

const sameFlags = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();

/** How a value differs from the one that is due, without either: `reads 10000 times what the reference reads`. */
function otherwise(found: FieldValue, due: FieldValue): string {
  const [own, shape] = [shapeOf(found), shapeOf(due)];
  const plain = `reads ${own === shape ? own.replace(/^an? /, 'another ') : own} where the reference reads ${shape}`;
  if (typeof found === 'number' && typeof due === 'number' && found !== 0 && due !== 0) {
    const times = Number((Math.max(found, due) / Math.min(found, due)).toPrecision(12));
    if (!Number.isInteger(times) || times < 2) return plain;
    return `reads ${found > due ? '' : '1/'}${times}${found > due ? ' times' : ' of'} what the reference reads: look at the unit`;
  }
  if (typeof found !== 'string' || typeof due !== 'string' || !isDate.test(found) || !isDate.test(due)) return plain;
  const hours = Math.abs(Date.parse(found) - Date.parse(due)) / 3_600_000;
  if (Number.isNaN(hours) || hours === 0) return plain;
  const apart = hours < 24 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
  return `reads a time ${apart} ${Date.parse(found) < Date.parse(due) ? 'before' : 'after'} the reference’s`;
}

const isDate = /^\d{4}-\d{2}-\d{2}(T|$)/;

/** A value without itself: `a text of 18`. */
function shapeOf(value: FieldValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `a text of ${[...value].length}`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  return typeof value === 'boolean' ? String(value) : `a list of ${value.length}`;
}

function isOfKind(value: FieldValue, kind: Codec['kind']): boolean {
  if (value === null) return true;
  if (kind === 'list') return Array.isArray(value);
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === (kind === 'text' ? 'string' : kind);
}
