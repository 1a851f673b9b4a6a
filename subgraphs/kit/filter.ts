import type { Access } from '../../schema/access.js';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import { all, any, type Condition, type FilterOp } from '../../schema/condition.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Scalar } from '../../schema/scalar.js';

/** A filter argument as the derived input types shape it. */
export type FilterInput = Readonly<Record<string, unknown>>;

/** Translates a filter. Rejects with `FILTER_DENIED` when it names a field that the caller does not see in clear. */
export function conditionOf(type: TypeEntry, filter: FilterInput | null | undefined, access: Access): Condition {
  if (!filter) return { op: 'true' };
  return all(...Object.entries(filter).map(([name, value]) => part(type, name, value, access)));
}

function part(type: TypeEntry, name: string, value: unknown, access: Access): Condition {
  if (value === null || value === undefined) return { op: 'true' };
  if (name === 'and') return all(...(value as FilterInput[]).map((each) => conditionOf(type, each, access)));
  if (name === 'or') return any(...(value as FilterInput[]).map((each) => conditionOf(type, each, access)));
  if (name === 'not') return { op: 'not', of: conditionOf(type, value as FilterInput, access) };
  assertClear(type, name, access);
  return all(...Object.entries(value as FilterInput).map(([op, operand]) => comparison(name, op as FilterOp, operand)));
}

// A null operand asks for nothing, as GraphQL's absent values do; null is asked for by `isNull`.
function comparison(field: string, op: FilterOp, operand: unknown): Condition {
  if (operand === null || operand === undefined) return { op: 'true' };
  if (op === 'in') return { op, field, values: (operand as (Scalar | null)[]).filter((each) => each !== null) };
  if (op === 'isNull') return { op, field, value: operand as boolean };
  if (op === 'prefix' || op === 'contains') return { op, field, value: operand as string };
  return { op, field, value: operand as Scalar };
}

/** Filters and orders disclose what they compare: only fields seen in clear may be named. */
export function assertClear(type: TypeEntry, field: string, access: Access): void {
  if (access.decide(type.name, field).effect === 'ALLOW') return;
  throw new PlumblineError(
    'FILTER_DENIED',
    `${type.name}.${field} may not be filtered or ordered by: you do not see it in clear`,
  );
}
