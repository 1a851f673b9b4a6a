import { PlumblineError } from '../../schema/errors.js';
import { type BookChange, changeBook } from '../book-change.js';
import type { Engine } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import { utcOf } from '../instant.js';

const withinMs = 30_000;

/** The transaction of a change, with the engine that it is made by. */
export interface Change extends BookChange {
  readonly engine: Engine;
}

/** Runs changes of the books of oversight: each whole or not at all, tried again where the database undid it. */
export type Changes = <T>(what: string, work: (change: Change) => Promise<T>) => Promise<T>;

export function changesOf(engine: Engine, patience: Patience): Changes {
  return (what, work) => changeBook(engine, { patience, withinMs }, what, (change) => work({ engine, ...change }));
}

export function refuse(message: string): never {
  throw new PlumblineError('OVERSIGHT_STATE', message);
}

/** What no table could hold as a key is refused alike by both dialects; MySQL would also disregard spaces at the end. */
export function admitKey(what: string, key: string, length: number): void {
  if (key !== '' && key.length <= length && key.trim() === key && !key.includes('\0')) return;
  throw new PlumblineError('BAD_USER_INPUT', `A ${what} has 1 to ${length} characters and no spaces around them`);
}

/** An instant as the tables hold it: in UTC, so that instants compare as text. */
export function instant(text: string): string;
export function instant(text: string | null): string | null;
export function instant(text: string | null): string | null {
  if (text === null) return null;
  const utc = utcOf(text);
  if (utc === null) throw new PlumblineError('BAD_USER_INPUT', 'An instant of oversight is ISO 8601 with its zone');
  return utc;
}

/** Key of a child row: keys of one parent are in the order of positions. */
export const childKey = (parent: string, position: number): string => `${parent}:${String(position).padStart(4, '0')}`;
