import type { Scalar } from '../../schema/scalar.js';
import type { Seek, Test } from '../codec.js';
import { type RawCondition, rawAll, rawAny, rawFalse, rawTrue } from '../raw.js';

const identity = (value: Scalar): Scalar | null => value;

/**
 * For text columns of mixed notations: raw texts that are not `odd` read as themselves (or as null), and `toRaw` keeps their
 * order; odd ones are let through, to be tested after they were read.
 */
export function seekText(
  column: string,
  odd: RawCondition,
  toRaw: (value: Scalar) => Scalar | null = identity,
): (test: Test) => Seek | null {
  const widened = (condition: RawCondition): Seek => ({ condition: rawAny([condition, odd]), exact: false });
  return (test) => {
    switch (test.op) {
      case 'eq':
      case 'in':
      case 'ne':
      case 'notIn': {
        const values = rawsOf('value' in test ? [test.value] : test.values, toRaw);
        if (values === null) return null;
        return widened({ op: test.op === 'eq' || test.op === 'in' ? 'in' : 'notIn', column, values });
      }
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge': {
        const value = toRaw(test.value);
        return value === null ? null : widened({ op: test.op, column, value, type: 'text' });
      }
      case 'prefix':
      case 'contains':
        return toRaw === identity ? widened({ op: test.op, column, value: test.value }) : null;
      case 'isNull':
        return test.value ? null : presence(column);
      default:
        return null;
    }
  };
}

/**
 * For coded columns: what each raw value of the map may read as is known (several, where that depends on another column);
 * every other one is let through, unless the column is clean.
 */
export function seekMapped(
  column: string,
  known: ReadonlyMap<string, readonly (Scalar | null)[]>,
  clean = false,
): (test: Test) => Seek | null {
  const unknown: RawCondition = { op: 'notIn', column, values: [...known.keys()] };
  const exact = clean && [...known.values()].every((values) => values.length === 1);
  const rawsWhere = (kept: (value: Scalar | null) => boolean): RawCondition => {
    const values = [...known].flatMap(([raw, meanings]) => (meanings.some(kept) ? [raw] : []));
    return { op: 'in', column, values };
  };
  const meaning = (kept: (value: Scalar) => boolean): Seek => {
    const raws = rawsWhere((value) => value !== null && kept(value));
    return { condition: clean ? raws : rawAny([raws, unknown]), exact };
  };
  return (test) => {
    switch (test.op) {
      case 'eq':
        return meaning((value) => value === test.value);
      case 'ne':
        return meaning((value) => value !== test.value);
      case 'in':
        return meaning((value) => test.values.includes(value));
      case 'notIn':
        return meaning((value) => !test.values.includes(value));
      case 'isNull': {
        if (!test.value) return clean ? meaning(() => true) : presence(column);
        const absent: RawCondition = { op: 'isNull', column, value: true };
        return { condition: rawAny([absent, unknown, rawsWhere((value) => value === null)]), exact };
      }
      default:
        return null;
    }
  };
}

/** For typed columns that the agency's database keeps clean: every raw value reads as `toRaw`'s inverse says. */
export function seekExact(
  column: string,
  type: 'text' | 'number',
  toRaw: (value: Scalar) => Scalar | null = identity,
): (test: Test) => Seek | null {
  const exactly = (condition: RawCondition): Seek => ({ condition, exact: true });
  const present: RawCondition = { op: 'isNull', column, value: false };
  // As texts, 7 and 7.00 would differ.
  const compared = (op: 'lt' | 'le' | 'gt' | 'ge', value: Scalar): RawCondition => ({ op, column, value, type });
  const equal = (value: Scalar) => rawAll([compared('ge', value), compared('le', value)]);
  const unequal = (value: Scalar) => rawAny([compared('lt', value), compared('gt', value)]);
  return (test) => {
    switch (test.op) {
      case 'eq':
      case 'in':
      case 'ne':
      case 'notIn': {
        const values = rawsOf('value' in test ? [test.value] : test.values, toRaw);
        if (values === null) return null;
        const isIn = test.op === 'eq' || test.op === 'in';
        if (type === 'text') return exactly({ op: isIn ? 'in' : 'notIn', column, values });
        return exactly(isIn ? rawAny(values.map(equal)) : rawAll([present, ...values.map(unequal)]));
      }
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge': {
        const raw = toRaw(test.value);
        return raw === null ? null : exactly(compared(test.op, raw));
      }
      case 'prefix':
      case 'contains':
        return type === 'text' && toRaw === identity ? exactly({ op: test.op, column, value: test.value }) : null;
      case 'isNull':
        return exactly({ op: 'isNull', column, value: test.value });
      default:
        return null;
    }
  };
}

/** For columns of which nothing is known but that an absent value is null. */
export function seekPresence(column: string): (test: Test) => Seek | null {
  return (test) => (test.op === 'isNull' && test.value ? null : presence(column));
}

/** For values that do not come from the source: the test is decided here. */
export function seekConstant(passes: (test: Test) => boolean): (test: Test) => Seek | null {
  return (test) => ({ condition: passes(test) ? rawTrue : rawFalse, exact: true });
}

const presence = (column: string): Seek => ({ condition: { op: 'isNull', column, value: false }, exact: false });

function rawsOf(values: readonly Scalar[], toRaw: (value: Scalar) => Scalar | null): readonly Scalar[] | null {
  const raws = values.map(toRaw);
  return raws.every((raw) => raw !== null) ? raws : null;
}
