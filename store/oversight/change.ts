import { PlumblineError } from '../../schema/errors.js';
import type { Engine, Queries, Run } from '../engines/engine.js';
import { isInDoubt, storeFault } from '../engines/fault.js';
import { type Patience, persist } from '../engines/patience.js';
import { utcOf } from '../instant.js';

const changeMs = 30_000;

/** The transaction of a change. */
export interface Change {
  readonly engine: Engine;
  readonly queries: Queries;
  readonly run: Run;
  /** The attempt before this one broke off: its commit may have come through, and what it wrote is then ours. */
  readonly isRepeated: boolean;
}

/** Runs changes of the books of oversight: each whole or not at all, tried again where the database undid it. */
export type Changes = <T>(what: string, work: (change: Change) => Promise<T>) => Promise<T>;

export function changesOf(engine: Engine, patience: Patience): Changes {
  return async (what, work) => {
    let isRepeated = false;
    try {
      return await persist(patience, () =>
        engine
          .attempt(changeMs, (queries, run) => work({ engine, queries, run, isRepeated }))
          .catch((error: unknown) => {
            isRepeated ||= isInDoubt(error);
            throw error;
          }),
      );
    } catch (error) {
      throw storeFault(`${what} could not be written`, error);
    }
  };
}

/** Runs a read of the books. Rejects with `STORE_UNAVAILABLE`. */
export async function readBook<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(`${what} could not be read`, error);
  }
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
