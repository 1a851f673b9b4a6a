import type { Capabilities, Pushdown } from '../../schema/adapter.js';
import type { FilterOp } from '../../schema/condition.js';
import type { Scalar } from '../../schema/scalar.js';
import type { Codec, Seek, Test } from '../codec.js';
import { type EntityBinding, jurisdictionField } from '../entity.js';
import { type RawCondition, rawAny, rawTrue } from '../raw.js';
import type { OpenSource } from '../source.js';
import { scanOf } from './key-index.js';
import { rawOrderOf } from './order.js';
import { standingOf } from './plan.js';
import { isTakenBy } from './translate.js';

const comparisons: Readonly<Record<Codec['kind'], readonly FilterOp[]>> = {
  text: ['eq', 'in', 'lt', 'le', 'gt', 'ge', 'prefix', 'contains', 'isNull'],
  number: ['eq', 'in', 'lt', 'le', 'gt', 'ge', 'isNull'],
  boolean: ['eq', 'in', 'isNull'],
  list: ['eq', 'in', 'isNull'],
};

/**
 * What the source does by itself for one entity, found by asking codecs and source; nothing is read. Counts and limits by key
 * are the source's own only where it also applies what holds for every record (`alive`, `excluded`, divisions).
 */
export function capabilitiesOf<Place>(
  binding: EntityBinding<Place>,
  source: OpenSource<Place>,
  divisions: readonly string[],
): Capabilities {
  const isWhole = [...standingOf(binding), divisionsSought(binding, divisions)].every(
    (condition) => condition !== null && isTakenBy(source, binding.table, condition),
  );
  const fields = Object.entries(binding.fields);
  const filters = fields.map(([field, codec]) => {
    const ops = comparisons[codec.kind].map((op) => [op, pushdownOf(binding, source, field, op)] as const);
    return [field, Object.fromEntries(ops)] as const;
  });
  return {
    filters: Object.fromEntries(filters),
    orders: Object.keys(binding.fields).filter((field) => isOrderedBy(binding, source, field)),
    lookups: binding.lookups,
    counts: isWhole && source.count !== undefined,
    groups: isWhole && source.groups,
    changes: binding.updated !== null,
  };
}

/** In both directions. */
function isOrderedBy<Place>(binding: EntityBinding<Place>, source: OpenSource<Place>, field: string): boolean {
  return (['ASC', 'DESC'] as const).every((direction) => {
    const order = rawOrderOf(binding, [{ field, direction }]);
    return order !== null && source.takesOrder(binding.table, order);
  });
}

/** The limit to divisions in raw columns; null when it cannot be said exactly. */
function divisionsSought(binding: EntityBinding, divisions: readonly string[]): RawCondition | null {
  const codec = binding.fields[jurisdictionField];
  if (divisions.length === 0 || codec === undefined) return rawTrue;
  const tests: readonly Test[] = [
    { op: 'isNull', value: true },
    ...divisions.map((value) => ({ op: 'prefix', value }) as const),
  ];
  const seeks = tests.map((test) => codec.seek(test)).filter((seek) => seek?.exact === true);
  return seeks.length < tests.length ? null : rawAny(seeks.flatMap((seek) => (seek === null ? [] : [seek.condition])));
}

function pushdownOf<Place>(
  binding: EntityBinding<Place>,
  source: OpenSource<Place>,
  field: string,
  op: FilterOp,
): Pushdown {
  const taken = samplesOf(binding.fields[field]).flatMap((value) => {
    const seek = seekOf(binding, source, field, testOf(op, value));
    if (seek === null || seek.condition.op === 'true') return [];
    return isTakenBy(source, binding.table, seek.condition) ? [seek] : [];
  });
  if (taken.length === 0) return 'NONE';
  return taken.some(({ exact }) => exact) ? 'EXACT' : 'NARROWED';
}

/** Keys are looked up by all their spellings (`KeyIndex`), which comes to an exact comparison where these can be listed. */
function seekOf<Place>(
  binding: EntityBinding<Place>,
  source: OpenSource<Place>,
  field: string,
  test: Test,
): Seek | null {
  const codec = binding.fields[field];
  const spelling = codec?.spelling ?? null;
  if (spelling === null || !binding.lookups.includes(field) || (test.op !== 'eq' && test.op !== 'in')) {
    return codec?.seek(test) ?? null;
  }
  const values = 'values' in test ? test.values : [test.value];
  const listed = { op: 'in', column: spelling.column, values, key: true } as const;
  if (scanOf(binding, source, spelling) !== 'UNLISTED') return { condition: listed, exact: true };
  return { condition: rawAny([listed, spelling.odd]), exact: false };
}

function testOf(op: FilterOp, value: Scalar): Test {
  switch (op) {
    case 'isNull':
      return { op, value: true };
    case 'in':
      return { op, values: [value] };
    case 'prefix':
    case 'contains':
      return { op, value: String(value) };
    default:
      return { op, value };
  }
}

/** Values as the codec reads them: what can be asked may depend on the form of the value. */
function samplesOf(codec: Codec | undefined): readonly Scalar[] {
  if (codec?.kind === 'number') return [1];
  if (codec?.kind === 'boolean') return [true];
  const codes = codec?.form?.options?.codes;
  if (typeof codes === 'object' && codes !== null) return Object.keys(codes);
  return ['2024-01-01T08:00:00+08:00', '2024-01-01', 'x'];
}
