import { PlumblineError } from '../../schema/errors.js';
import { SourceFailure } from '../source-failure.js';

/** What a check has against an adapter. */
export interface Findings {
  /** `field` null: of the entity as a whole. `what` never holds a value of a record. */
  fail(field: string | null, what: string): void;
  readonly all: readonly string[];
}

const most = 40;

export function openFindings(entity: string | null): Findings {
  const found = new Set<string>();
  return {
    fail: (field, what) => {
      if (found.size >= most) return;
      const place = [entity, field].filter((part) => part !== null).join('.');
      found.add(place === '' ? what : `${place}: ${what}`);
    },
    get all() {
      return [...found];
    },
  };
}

/** Thrown by a check that finds out under way that it has nothing to say here. */
export class Skip extends Error {
  override readonly name = 'Skip';
}

/** How something ended, in words of ours: a code and a reason, never a message that may hold a value. */
export function endOf(error: unknown): string {
  if (error instanceof PlumblineError) {
    return error.cause instanceof SourceFailure ? `${error.code} (${error.cause.reason})` : error.code;
  }
  if (error instanceof SourceFailure) return `SourceFailure ${error.reason}`;
  return error instanceof Error ? `an unnamed ${error.name}` : `something thrown that is no error (${typeof error})`;
}
