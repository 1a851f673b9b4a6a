// long: the faults of rows, each beside what must be seen of it.
import type { RecordRow } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { EntityBinding } from '../../entity.js';
import type { RawRecord } from '../../raw.js';
import { tableName } from '../../table-name.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { endOf, type Findings, Skip } from '../findings.js';
import type { Tables } from '../golden.js';
import { placeOf } from '../oracle.js';
import { isCalledClean } from './codec.js';
import { isKept } from './kept.js';

/** The tables with the rows of the binding's own changed. */
export const withRows =
  (binding: EntityBinding, change: (rows: readonly RawRecord[]) => readonly RawRecord[]) =>
  (tables: Tables): Tables => {
    const name = tableName(binding.table);
    return new Map([...tables].map(([table, rows]) => [table, table === name ? change(rows) : rows]));
  };

const byId = (rows: readonly RecordRow[]): ReadonlyMap<string, RecordRow> => new Map(rows.map((row) => [row.id, row]));

const readingOf = ({ values, flags }: RecordRow, field: string): string =>
  JSON.stringify([values[field] ?? null, flags[field] ?? []]);

export const faultWrongType: EntityCheck = {
  id: 'fault.row.wrong-type',
  of: 'entity',
  title: 'reads a value of another type as one that does not parse',
  law: 'A value of another type than ever before makes its field null or a value of its kind, and changes no other field and no other record.',
  needs: ['a system of ours', 'two records', 'a list'],
  run: async (bench, binding, findings) => {
    const before = byId(await bench.rows(binding));
    const template = bench.raw(binding).find((row) => isKept(binding, row));
    const spoilt = spoiltRows(bench, binding, template);
    if (template === undefined || spoilt.length === 0) throw new Skip('No column is one that a wrong value can be in.');
    const id = String(template[binding.key]);
    try {
      const opened = await bench.stand(withRows(binding, (rows) => [...rows, ...spoilt.map(({ row }) => row)]));
      const { rows } = await opened.page(binding.entity);
      const all = byId(rows);
      await compareNeighbours({ rows }, before, binding, { id: '', columns: [] }, findings);
      for (const { field, column, row } of spoilt) {
        const read = all.get(String(row[binding.key]));
        const own = read === undefined ? [] : [{ ...read, id }];
        const [meant] = [...before].filter(([key]) => key === id);
        if (meant !== undefined)
          await compareNeighbours(
            { rows: own },
            new Map([meant]),
            binding,
            { id, columns: [column, binding.key] },
            {
              ...findings,
              fail: (where, what) => findings.fail(where ?? field, what),
            },
          );
      }
    } catch (error) {
      // One of them ends the whole read: which one is told by each alone.
      for (const { field, column, row } of spoilt) await tryAlone(bench, binding, { field, column, row }, findings);
      if (findings.all.length === 0) throw error;
    }
  },
};

interface Spoilt {
  readonly field: string;
  readonly column: string;
  readonly row: RawRecord;
}

/** The template again and again, each time with one value of another type in one column, under keys of their own. */
function spoiltRows(bench: Bench, binding: EntityBinding, template: RawRecord | undefined): readonly Spoilt[] {
  return Object.entries(binding.fields)
    .flatMap(([field, codec]) => {
      const [column] = codec.columns;
      if (column === undefined || codec.columns.length > 1 || column === binding.key) return [];
      if (isCalledClean(codec) || isStanding(binding, column)) return [];
      return wrongValues(bench).map((wrong) => ({ field, column, wrong }));
    })
    .map(({ field, column, wrong }, at) => ({
      field,
      column,
      row: { ...template, [column]: wrong, [binding.key]: `W${String(at).padStart(5, '0')}` },
    }));
}

async function tryAlone(bench: Bench, binding: EntityBinding, one: Spoilt, findings: Findings): Promise<void> {
  const opened = await bench.stand(withRows(binding, (rows) => [...rows, one.row]));
  try {
    await opened.page(binding.entity);
  } catch (error) {
    findings.fail(one.field, `one value of another type in ${one.column}, and the whole read ends in ${endOf(error)}`);
  }
  await opened.close();
}

/** A push that brings documents as values is refused as a whole: its agency hears of it at once. */
const wrongValues = ({ subject }: Bench): readonly unknown[] =>
  subject.kind === 'push' ? [9_999_999, 'plumbline'] : [true, 9_999_999, { nested: 1 }, ['a', 'b'], 'plumbline'];

const isStanding = ({ alive, excluded, updated }: EntityBinding, column: string): boolean =>
  JSON.stringify([alive, excluded]).includes(JSON.stringify(column)) || updated?.columns.includes(column) === true;

async function compareNeighbours(
  { rows }: { readonly rows: readonly RecordRow[] },
  before: ReadonlyMap<string, RecordRow>,
  binding: EntityBinding,
  changed: { readonly id: string; readonly columns: readonly string[] },
  findings: Findings,
): Promise<void> {
  const after = byId(rows);
  for (const [id, row] of before) {
    const other = after.get(id);
    if (other === undefined) {
      findings.fail(null, 'a record is dropped because of a value that does not parse: it has to be flagged');
      continue;
    }
    for (const [field, codec] of Object.entries(binding.fields)) {
      if (id === changed.id && codec.columns.some((column) => changed.columns.includes(column))) continue;
      if (readingOf(row, field) !== readingOf(other, field))
        findings.fail(
          field,
          `reads otherwise because of a value in ${changed.columns.join(', ')}${id === changed.id ? '' : ' of another record'}`,
        );
    }
  }
}

export const faultUnknownCode: EntityCheck = {
  id: 'fault.row.unknown-code',
  of: 'entity',
  title: 'reads a code that nobody told of as unknown',
  law: 'A code that the binding’s list lacks reads as null with CODE_UNKNOWN: the record is answered, and no known code is guessed.',
  needs: ['a system of ours', 'golden rows', 'a list'],
  run: async (bench, binding, findings) => {
    const coded = Object.entries(binding.fields).filter(
      ([, codec]) => codec.form?.name === 'enumeration' || codec.form?.name === 'code',
    );
    if (coded.length === 0) throw new Skip('The binding has no codes.');
    for (const [field, codec] of coded) {
      const [column] = codec.columns;
      if (column === undefined || isStanding(binding, column)) continue;
      const victim = bench.raw(binding).find((row) => isKept(binding, row));
      const opened = await bench.stand(
        withRows(binding, (rows) => rows.map((row) => (row === victim ? { ...row, [column]: 'plumbline-9Z' } : row))),
      );
      const row = byId((await opened.page(binding.entity)).rows).get(String(victim?.[binding.key]));
      if (row === undefined) findings.fail(field, 'a record is dropped because of a code that its list lacks');
      else if (row.values[field] !== null) findings.fail(field, 'a code that its list lacks reads as a value');
      else if (!(row.flags[field] ?? []).includes('CODE_UNKNOWN'))
        findings.fail(field, 'a code that its list lacks reads as null without CODE_UNKNOWN');
      await opened.close();
    }
  },
};

export const faultExtraColumn: EntityCheck = {
  id: 'fault.row.extra-column',
  of: 'entity',
  title: 'does not notice a column that is added',
  law: 'A column that the agency adds is not read, not told of in a statement and changes no answer.',
  needs: ['a system of ours', 'golden rows', 'a list'],
  run: async (bench, binding, findings) => {
    const before = byId(await bench.rows(binding));
    const opened = await bench.stand(
      withRows(binding, (rows) => rows.map((row) => ({ plumbline_trap: 'trap', ...row }))),
    );
    const { rows } = await opened.page(binding.entity);
    if (opened.statements().some((statement) => statement.includes('plumbline_trap')))
      findings.fail(null, 'a column that no field reads is read');
    await compareNeighbours({ rows }, before, binding, { id: '', columns: [] }, findings);
  },
};

export const faultMissingColumn: EntityCheck = {
  id: 'fault.row.missing-column',
  of: 'entity',
  title: 'does not take a missing column for empty values of another',
  law: 'When a column is gone, a read of its field fails or is null in every record, and the other fields are read as ever.',
  needs: ['a system of ours', 'two records', 'a list'],
  run: async (bench, binding, findings) => {
    const before = byId(await bench.rows(binding));
    for (const [at, [field, codec]] of Object.entries(binding.fields).entries()) {
      const [column] = codec.columns;
      if (bench.isThinned && at % 3 > 0) continue;
      if (column === undefined || codec.columns.length > 1 || column === binding.key || isStanding(binding, column))
        continue;
      const opened = await bench.stand(withRows(binding, (rows) => rows.map(({ [column]: _gone, ...row }) => row)));
      try {
        const { rows } = await opened.page(binding.entity, { fields: [field] });
        if (rows.some(({ values }) => values[field] !== null))
          findings.fail(field, `has values although ${column} is gone`);
      } catch (error) {
        if (!(error instanceof PlumblineError) || error.code !== 'SOURCE_UNAVAILABLE')
          findings.fail(field, `${column} is gone, and a read ends in ${endOf(error)} where SOURCE_UNAVAILABLE is due`);
      }
      const others = Object.entries(binding.fields).flatMap(([name, { columns }]) =>
        columns.includes(column) ? [] : [name],
      );
      try {
        const { rows } = await opened.page(binding.entity, { fields: others });
        const after = byId(rows);
        for (const [id, row] of before) {
          const other = after.get(id);
          for (const name of others)
            if (other === undefined || readingOf(row, name) !== readingOf(other, name))
              findings.fail(name, `is not read as ever because ${column} is gone`);
        }
      } catch (error) {
        findings.fail(field, `${column} is gone, and a read of the other fields ends in ${endOf(error)}`);
      }
      await opened.close();
    }
  },
};

export const faultDuplicateKeys: EntityCheck = {
  id: 'fault.row.duplicate-keys',
  of: 'entity',
  title: 'bears two rows with one key',
  law: 'When a key stands twice in a table, a walk through its pages ends and loses no record of another key.',
  needs: ['a system of ours', 'two records', 'a list'],
  run: async (bench, binding, findings) => {
    const before = new Set((await bench.rows(binding)).map(({ id }) => id));
    const opened = await bench.stand(
      withRows(binding, (rows) => rows.flatMap((row, at) => (at === 0 ? [row, row] : [row]))),
    );
    const seen = new Set<string>();
    let after: ReturnType<typeof placeOf> | undefined;
    for (let page = 0; page <= before.size + 2; page += 1) {
      const { rows, hasNext } = await opened.page(binding.entity, {
        fields: [],
        first: 2,
        ...(after === undefined ? {} : { after }),
      });
      for (const { id } of rows) seen.add(id);
      const last = rows.at(-1);
      if (last === undefined || !hasNext) {
        const lost = [...before].filter((id) => !seen.has(id)).length;
        if (lost > 0) findings.fail(null, `${lost} records are lost in a walk because another key stands twice`);
        return;
      }
      after = placeOf(last, []);
    }
    findings.fail(null, 'a walk does not end because a key stands twice');
  },
};

export const faultStaleClock: EntityCheck = {
  id: 'fault.row.stale-clock',
  of: 'entity',
  title: 'tells the system’s time of a record and not its own',
  law: 'The watermark of a record is what the system wrote, be its clock years behind or ahead; what has none is of no known time.',
  needs: ['a system of ours', 'a change mark', 'golden rows', 'a list'],
  run: async (bench, binding, findings) => {
    const [column] = binding.updated?.columns ?? [];
    if (column === undefined || binding.updated === null) return;
    for (const written of ['2011-01-02 03:04:05', '2031-01-02 03:04:05']) {
      const opened = await bench.stand(withRows(binding, (rows) => rows.map((row) => ({ ...row, [column]: written }))));
      const expected = binding.updated.read({ [column]: written }).value;
      const { rows } = await opened.page(binding.entity, { fields: [] });
      if (rows.length === 0) findings.fail(null, `records are dropped because the clock in ${column} is wrong`);
      // What lands from the future would win for ever: deliveries are held to when they were produced.
      const isHeld =
        isDelivered(bench) &&
        instantOf(expected) !== null &&
        (instantOf(expected) ?? 0) > bench.subject.clock().getTime();
      if (!isHeld && rows.some(({ asOf }) => instantOf(asOf) !== instantOf(expected)))
        findings.fail(null, `asOf of a record is not what ${column} says`);
      await opened.close();
    }
  },
};

const isDelivered = ({ subject }: Bench): boolean => ['files', 'push'].includes(subject.kind);

const instantOf = (text: string | null): number | null => (text === null ? null : Date.parse(text));

export const boundsEndless = (bound: number): EntityCheck => ({
  id: 'bounds.endless',
  of: 'entity',
  isOfSource: true,
  title: 'ends before an endless table does',
  law: `A question that would have the hub hold more than ${bound.toLocaleString('en')} rows ends in BOUND_EXCEEDED, in bounded memory.`,
  needs: ['a system of ours', 'golden rows', 'a list', 'a source that is asked'],
  run: async (bench: Bench, binding, findings) => {
    const { description } = bench.subject;
    if (description?.kind === 'rest' && description.settings.request.page.largest < 500)
      throw new Skip('The service’s pages are too small for a list that long.');
    if (description?.kind === 'soap' && description.settings.largestPage < 500)
      throw new Skip('The platform’s pages are too small for a list that long.');
    const unordered = Object.entries(binding.fields).find(
      ([, { order, kind, columns }]) => order === null && kind !== 'list' && columns.length > 0,
    );
    if (unordered === undefined) throw new Skip('The source orders by every field: no question needs a list.');
    const template = bench.raw(binding).find((row) => isKept(binding, row));
    if (template === undefined) throw new Skip('No golden row is alive.');
    const endless = Array.from({ length: bound + 50 }, (_, at) => ({
      ...template,
      [binding.key]: `E${String(at).padStart(8, '0')}`,
    }));
    const opened = await bench.stand(withRows(binding, () => endless));
    const [field] = unordered;
    try {
      const { rows } = await opened.page(binding.entity, {
        fields: [field],
        order: [{ field, direction: 'ASC' }],
        first: 5,
      });
      findings.fail(
        field,
        `an order that the source does not have is answered (${rows.length} rows) from more than ${bound} rows`,
      );
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code !== 'BOUND_EXCEEDED')
        findings.fail(field, `an endless table ends in ${endOf(error)} where BOUND_EXCEEDED is due`);
    }
  },
});
