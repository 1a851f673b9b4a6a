import type { EntityBinding } from '../../entity.js';
import type { SourceDescription } from '../../sources/description.js';
import type { Tables } from '../golden.js';
import { openSqlSystem } from './sql.js';
import type { System } from './system.js';

/** Stands up a system of the adapter's kind with these rows. */
export type OpenSystem = (tables: Tables) => Promise<System>;

/** Null for kinds whose system cannot be stood up. */
export function systemsOf(
  description: SourceDescription | null,
  bindings: readonly EntityBinding[],
): OpenSystem | null {
  switch (description?.kind) {
    case 'sql':
      return (tables) => openSqlSystem(tables, bindings);
    default:
      return null;
  }
}
