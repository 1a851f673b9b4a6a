import type { Case } from './oracle-case.js';

/** A case as one reads it: what plays no part is left out. */
export function inShort({ sets, principal, today, type, rows, query, isExact }: Case): string {
  const cap = principal.purpose === undefined ? undefined : sets.purposes.get(principal.purpose);
  const told = { principal, today, type, query, isExact, cap, ...sets, rows, roles: null, purposes: null };
  return JSON.stringify(told, (_, value) => plain(value), 1);
}

function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value];
  if (value instanceof Map) return Object.fromEntries(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, each]) => each !== null && !dull.has(name)));
}

const dull = new Set([
  'title',
  'basis',
  'version',
  'requestsADay',
  'personsAMatter',
  'release',
  'until',
  'isBreakGlass',
]);
