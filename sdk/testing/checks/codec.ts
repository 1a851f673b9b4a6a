import { dataFlags } from '../../../schema/flags.js';
import type { FieldValue, Scalar } from '../../../schema/scalar.js';
import type { Codec, Seek, Test } from '../../codec.js';
import { compareScalars, passes } from '../../completion/condition.js';
import type { EntityBinding } from '../../entity.js';
import { columnsOf, type RawRecord } from '../../raw.js';
import { compareRaw, rawMatches } from '../../raw-match.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { hostileValues } from '../dirt/hostile.js';
import { endOf } from '../findings.js';

export const codecTotal: EntityCheck = {
  id: 'codec.total',
  of: 'entity',
  title: 'reads whatever a column may hold',
  law: 'A codec never throws: what does not parse is null with a flag, and a value is of the codec’s kind.',
  needs: [],
  run: async (_bench, binding, findings) => {
    for (const [field, codec] of Object.entries(binding.fields)) {
      for (const value of hostileValues) {
        const raw = Object.fromEntries(codec.columns.map((column) => [column, value]));
        try {
          const reading = codec.read(raw);
          if (!isOfKind(reading.value, codec.kind))
            findings.fail(field, `reads ${kindOf(value)} as something that is neither ${codec.kind} nor null`);
          if (reading.flags.some((flag) => !(flag in dataFlags)))
            findings.fail(field, 'has a flag that is not of the table');
        } catch (error) {
          findings.fail(
            field,
            `its codec throws (${endOf(error)}) on ${kindOf(value)}: it has to answer null with a flag`,
          );
        }
      }
    }
  },
};

export const codecSeek: EntityCheck = {
  id: 'codec.seek',
  of: 'entity',
  title: 'asks the source for every record that a test would pass',
  law: 'The raw condition that a codec derives from a test holds for every record whose value passes it; where it says that it is exact, for no other.',
  needs: ['golden rows'],
  run: async (bench, binding, findings) => {
    for (const [field, codec] of Object.entries(binding.fields)) {
      const raws = rawsOf(bench, binding, codec);
      const readings = raws.map((raw) => ({ raw, value: codec.read(raw).value }));
      for (const test of testsOn(readings.map(({ value }) => value))) {
        const seek = codec.seek(test);
        if (seek === null) continue;
        for (const { raw, value } of isOwn(codec, seek) ? readings : carrying(bench, binding, codec, seek)) {
          const [isMeant, isFound] = [passes(test, value), rawMatches(seek.condition, raw)];
          if (isMeant && !isFound)
            findings.fail(field, `${test.op} would not ask the source for a record that passes it`);
          if (!isMeant && isFound && seek.exact) {
            findings.fail(
              field,
              `${test.op} is said to be exact at the source and lets other records pass${isCalledClean(codec) ? ': the column is called clean and is not' : ''}`,
            );
          }
        }
      }
    }
  },
};

const isOwn = (codec: Codec, { condition }: Seek): boolean =>
  columnsOf(condition).every((column) => codec.columns.includes(column));

/** The golden rows that have the columns of a condition on others than the codec reads: parameters of a service's own. */
function carrying(bench: Bench, binding: EntityBinding, codec: Codec, { condition }: Seek) {
  return bench
    .raw(binding)
    .filter((raw) => columnsOf(condition).every((column) => column in raw))
    .map((raw) => ({ raw, value: codec.read(raw).value }));
}

export const codecOrder: EntityCheck = {
  id: 'codec.order',
  of: 'entity',
  title: 'orders raw values as the values that they read as',
  law: 'A codec that lets the source order gives a raw column whose order is the order of the canonical values.',
  needs: ['golden rows'],
  run: async (bench, binding, findings) => {
    for (const [field, codec] of Object.entries(binding.fields)) {
      const { order } = codec;
      if (order === null) continue;
      const held = bench
        .raw(binding)
        .map((raw) => ({ raw: raw[order.column] ?? null, value: scalarOf(codec.read(raw).value) }));
      const unread = held.filter(({ raw, value }) => (raw === null) !== (value === null)).length;
      if (unread > 0)
        findings.fail(
          field,
          `the source is to order by ${order.column}, of which ${unread} values read as null: it is called clean and is not`,
        );
      const pairs = held.flatMap(({ raw, value }) => (raw === null || value === null ? [] : [{ raw, value }]));
      for (const [at, one] of pairs.entries()) {
        const wanted = order.toRaw(one.value);
        if (compareRaw(one.raw, wanted, order.type) !== 0)
          findings.fail(
            field,
            `its raw values in ${order.column} are written otherwise than \`order.toRaw\` says: the column is called clean and is not`,
          );
        const other = pairs[(at * 7 + 1) % pairs.length];
        if (other === undefined) continue;
        const [raws, values] = [compareRaw(one.raw, other.raw, order.type), compareScalars(one.value, other.value)];
        if (Math.sign(raws) !== Math.sign(values))
          findings.fail(field, `the order of ${order.column} at the source is not the order of the values`);
      }
    }
  },
};

export const codecSpelling: EntityCheck = {
  id: 'codec.spelling',
  of: 'entity',
  title: 'finds a key under every spelling',
  law: 'Every raw text that reads as a key is one of the spellings listed for it, or is odd and so looked for.',
  needs: ['lookups', 'golden rows'],
  run: async (bench, binding, findings) => {
    for (const field of binding.lookups) {
      const codec = binding.fields[field];
      if (codec === undefined || codec.spelling === null) continue;
      const { spelling } = codec;
      for (const raw of rawsOf(bench, binding, codec)) {
        const held = raw[spelling.column] ?? null;
        const { value } = codec.read(raw);
        if (held === null || value === null || typeof value !== 'string') continue;
        const isListed = spelling.of(value).includes(String(held));
        if (!isListed && !rawMatches(spelling.odd, raw))
          findings.fail(
            field,
            'a spelling that golden data have of a key is neither listed nor odd: it would not be found',
          );
      }
    }
  },
};

/** The raw records that a codec is tried on: golden ones, and each of its columns empty, null or hostile unless it is called clean. */
function rawsOf(bench: Bench, binding: EntityBinding, codec: Codec): readonly RawRecord[] {
  const golden = bench.raw(binding);
  const pick = (row: RawRecord) => Object.fromEntries(codec.columns.map((column) => [column, row[column] ?? null]));
  const distinct = new Map(golden.map((row) => [JSON.stringify(pick(row)), pick(row)]));
  const rows = [...distinct.values()].slice(0, 200);
  const [first] = rows;
  if (first === undefined || isCalledClean(codec)) return rows;
  const hostile = hostileValues.filter(
    (value) => typeof value === 'string' && value.length < 50 && !/[\0\p{Cs}]/u.test(value),
  );
  return [
    ...rows,
    ...codec.columns.flatMap((column) => [null, ...hostile].map((value) => ({ ...first, [column]: value }))),
  ];
}

/** Whether the binding vouches for the column: what would not be there need not be tried. */
export function isCalledClean({ form, order, seek }: Codec): boolean {
  if (form !== undefined) return form.options?.clean === true || form.of?.options?.clean === true;
  return order !== null || seek({ op: 'isNull', value: true })?.exact === true;
}

function testsOn(values: readonly FieldValue[]): readonly Test[] {
  const scalars = [
    ...new Set(
      values.flatMap((value): readonly Scalar[] => (value === null ? [] : typeof value === 'object' ? value : [value])),
    ),
  ];
  const step = Math.max(1, Math.floor(scalars.length / 4));
  const tried = scalars.filter((_, at) => at % step === 0).slice(0, 4);
  return [
    { op: 'isNull', value: true },
    { op: 'isNull', value: false },
    { op: 'in', values: tried },
    { op: 'notIn', values: tried },
    ...tried.flatMap((value): Test[] => [
      ...(['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const).map((op) => ({ op, value })),
      ...(typeof value === 'string' && value !== ''
        ? (['prefix', 'notPrefix', 'contains', 'notContains'] as const).map((op) => ({ op, value: value.slice(0, 3) }))
        : []),
    ]),
  ];
}

const scalarOf = (value: FieldValue): Scalar | null => (typeof value === 'object' ? null : value);

function isOfKind(value: unknown, kind: Codec['kind']): boolean {
  if (value === null) return true;
  if (kind === 'list') return Array.isArray(value);
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === (kind === 'text' ? 'string' : kind);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'an absent value';
  if (typeof value === 'string') return value.length > 1_000 ? 'a very long text' : 'an unusual text';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a document';
  return `a ${typeof value}`;
}
