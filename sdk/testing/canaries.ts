import { tableName } from '../table-name.js';
import type { Bench } from './bench.js';

/** A text that must not come out of an adapter beside its answers, and what it is. */
export interface Canary {
  readonly text: string;
  readonly what: string;
}

const personal = new Map([
  ['citizenId', 'a citizen id'],
  ['personName', 'a name'],
  ['formerName', 'a name'],
]);

/** The secrets that the adapter was opened with, and the citizen ids and names of the golden data. */
export function canariesOf({ subject, golden }: Pick<Bench, 'subject' | 'golden'>): readonly Canary[] {
  const found = new Map<string, string>();
  const { options, definition } = subject;
  for (const [name, value] of Object.entries(typeof options === 'object' && options !== null ? options : {})) {
    if (!definition.secrets.includes(name) || typeof value !== 'string') continue;
    for (const text of secretsIn(value)) found.set(text, `the secret ${name}`);
  }
  for (const rows of golden?.tables.values() ?? []) {
    for (const row of rows) {
      for (const value of Object.values(row)) {
        if (typeof value === 'string' && /^\d{17}[\dXx]$/.test(value)) found.set(value, 'a citizen id');
      }
    }
  }
  for (const { fields, table } of subject.entities) {
    for (const codec of Object.values(fields)) {
      const what = personal.get(codec.form?.name ?? '');
      if (what === undefined) continue;
      for (const row of golden?.tables.get(tableName(table)) ?? []) {
        for (const column of codec.columns) {
          const value = row[column];
          if (typeof value === 'string' && [...value].length >= (what === 'a name' ? 2 : 6)) found.set(value, what);
        }
      }
    }
  }
  return [...found].map(([text, what]) => ({ text, what }));
}

/** A secret, and of an address with a password the password: a file's address holds none. */
function secretsIn(value: string): readonly string[] {
  if (!/^[a-z][a-z+]*:/i.test(value)) return value.length >= 4 ? [value] : [];
  try {
    const { password } = new URL(value);
    return password === '' ? [] : [value, password, decodeURIComponent(password)];
  } catch {
    return [value];
  }
}
