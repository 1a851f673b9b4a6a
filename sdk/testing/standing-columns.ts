import type { EntityBinding } from '../entity.js';
import { columnsOf } from '../raw.js';

/** Columns that every read of the entity needs, whatever is asked for. */
export function standingColumns({ key, updated, alive, excluded }: EntityBinding): ReadonlySet<string> {
  const conditions = [alive, excluded].flatMap((condition) => condition ?? []);
  return new Set([key, ...(updated?.columns ?? []), ...conditions.flatMap(columnsOf)]);
}
