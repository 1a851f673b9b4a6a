import { nearest } from '../../schema/nearest.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import type { FactType, ObjectType } from '../language/fact-type.js';
import type { Report } from '../language/fault.js';

/**
 * A row as the hub would answer it, out of what a case says of it: what it leaves out is null, lists are empty, and every
 * record has a source. Says what the operation does not select, and values that it could not answer with.
 */
export function caseRow(type: ObjectType, given: unknown, today: string, report: Report): unknown {
  return objectRow(type, given, '', { today, report });
}

interface Filling {
  readonly today: string;
  readonly report: Report;
}

function objectRow(type: ObjectType, given: unknown, path: string, filling: Filling): unknown {
  if (given === null || given === undefined) return null;
  if (typeof given !== 'object' || Array.isArray(given)) {
    filling.report(`${path || 'the row'} is ${type.name}: write its fields`);
    return null;
  }
  const known = given as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(known))
    if (!type.fields.has(name))
      filling.report(`${path === '' ? '' : `${path}.`}${name} is not selected${nearest(name, type.fields.keys())}`);
  return Object.fromEntries(
    [...type.fields].map(([name, field]) => {
      const value = known[name];
      const below = path === '' ? name : `${path}.${name}`;
      const missing = value === undefined;
      if (missing && name === 'source')
        return [name, { adapter: 'case', recordId: '1', asOf: `${filling.today}T00:00:00+08:00`, flags: [] }];
      return [name, fieldRow(field.type, missing && field.type.kind === 'list' ? [] : value, below, filling)];
    }),
  );
}

function fieldRow(type: FactType, given: unknown, path: string, filling: Filling): unknown {
  if (given === null || given === undefined) return null;
  if (type.kind === 'list') {
    const nodes = Array.isArray(given) ? given : (given as { readonly nodes?: unknown }).nodes;
    if (!Array.isArray(nodes)) {
      filling.report(`${path} is a list`);
      return [];
    }
    const rows = nodes.map((each) => fieldRow(type.of, each, path, filling));
    return Array.isArray(given) ? rows : { ...given, nodes: rows };
  }
  if (type.kind === 'object') return objectRow(type, given, path, filling);
  const wrong = wrongValue(type, given);
  if (wrong !== null) filling.report(`${path}: ${JSON.stringify(given)} is ${wrong}`);
  return given;
}

function wrongValue(type: FactType, value: unknown): string | null {
  switch (type.kind) {
    case 'int':
    case 'money':
      return Number.isInteger(value) ? null : `no whole number${type.kind === 'money' ? ' of fen' : ''}`;
    case 'double':
      return typeof value === 'number' ? null : 'no number';
    case 'bool':
      return typeof value === 'boolean' ? null : 'neither true nor false';
    case 'date':
      return isIsoDate(value) ? null : 'no day (YYYY-MM-DD)';
    case 'instant':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value)
        ? null
        : 'no instant (YYYY-MM-DDTHH:mm:ss+08:00)';
    case 'enum':
      return type.values.includes(String(value))
        ? null
        : `no value of ${type.name}${nearest(String(value), type.values)}`;
    default:
      return typeof value === 'string' ? null : 'no text; put it in quotes';
  }
}
