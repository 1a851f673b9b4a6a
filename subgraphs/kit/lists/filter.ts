import type { Access } from '../../../schema/access.js';
import type { TypeEntry } from '../../../schema/catalog/catalog.js';
import { isPersonLink } from '../../../schema/catalog/person-links.js';
import { all, any, type Condition, type FilterOp } from '../../../schema/condition.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { Scalar } from '../../../schema/scalar.js';
import { partsOf } from '../../../schema/values/plain-date.js';
import { askedBegin, askedValue } from '../asked-value.js';

/** A filter argument as the derived input types shape it. */
export type FilterInput = Readonly<Record<string, unknown>>;

/** What a filter is translated by. */
export interface Filtering {
  /** Of the type that is filtered. */
  readonly fields: TypeEntry['fields'];
  /** Rejects a field that the caller may not compare. */
  readonly assert: (field: string) => void;
  /** Citizen ids of the people whom tokens name. */
  readonly citizenIds: (tokens: readonly string[]) => readonly string[];
}

/** Translates a filter; keys are asked for as records hold them, however the caller writes them, and people by their citizen ids. */
export function conditionOf(filter: FilterInput | null | undefined, filtering: Filtering): Condition {
  if (!filter) return { op: 'true' };
  return all(...Object.entries(filter).map(([name, value]) => part(name, value, filtering)));
}

function part(name: string, value: unknown, filtering: Filtering): Condition {
  if (value === null || value === undefined) return { op: 'true' };
  if (name === 'and') return all(...(value as FilterInput[]).map((each) => conditionOf(each, filtering)));
  if (name === 'or') return any(...(value as FilterInput[]).map((each) => conditionOf(each, filtering)));
  if (name === 'not') return { op: 'not', of: conditionOf(value as FilterInput, filtering) };
  filtering.assert(name);
  const field = filtering.fields.get(name);
  const comparisons = Object.entries(value as FilterInput);
  if (isPersonLink(field)) {
    const { from } = field.shape;
    return all(
      ...comparisons.map(([, tokens]) => isAmong(from, tokens as string | readonly string[] | null, filtering)),
    );
  }
  return all(...comparisons.map(([op, operand]) => comparison(name, field?.type, op as FilterOp, operand)));
}

function isAmong(field: string, tokens: string | readonly string[] | null, { citizenIds }: Filtering): Condition {
  if (tokens === null) return { op: 'true' };
  return { op: 'in', field, values: citizenIds(typeof tokens === 'string' ? [tokens] : tokens) };
}

// A null operand asks for nothing, as GraphQL's absent values do; null is asked for by `isNull`.
function comparison(field: string, type: string | undefined, op: FilterOp, operand: unknown): Condition {
  if (operand === null || operand === undefined) return { op: 'true' };
  if (op === 'in') {
    const asked = (operand as (Scalar | null)[]).filter((each) => each !== null);
    return { op, field, values: asked.map((each) => askedValue(type, expectDay(field, type, each))) };
  }
  if (op === 'isNull') return { op, field, value: operand as boolean };
  if (op === 'prefix') return { op, field, value: askedBegin(type, operand as string) };
  if (op === 'contains') return { op, field, value: operand as string };
  return { op, field, value: askedValue(type, expectDay(field, type, operand as Scalar)) };
}

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

// Days are compared as text, so that one that is none would find nothing, or everything: neither is an answer.
function expectDay(field: string, type: string | undefined, value: Scalar): Scalar {
  if (type !== 'Date' && type !== 'DateTime') return value;
  const text = String(value);
  const isDay = partsOf(type === 'Date' ? text : text.slice(0, 'YYYY-MM-DD'.length)) !== null;
  if (isDay && (type === 'Date' || instant.test(text))) return value;
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `${field} is compared with a ${type} of ISO 8601: 2026-01-31${type === 'Date' ? '' : 'T08:00:00+08:00'}`,
  );
}

/**
 * Filters and orders disclose what they compare, on every row: only fields seen in clear on all of them may be named.
 * Rejects with `FILTER_DENIED`.
 */
export function assertClear(type: TypeEntry, field: string, access: Access): void {
  const decision = access.decide(type.name, field);
  if (decision.effect === 'ALLOW' && decision.rows === 'ALL') return;
  throw new PlumblineError(
    'FILTER_DENIED',
    `${type.name}.${field} may not be filtered or ordered by: you do not see it in clear on every row`,
  );
}
