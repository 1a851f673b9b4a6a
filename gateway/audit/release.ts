import type { Effect } from '../../schema/access.js';
import type { Release } from '../../schema/audit.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { Purpose } from '../../schema/purpose.js';
import { rootOf } from '../access/verdict.js';
import type { Rulebook } from '../policies/rulebook.js';

/** Whether anything sealed was opened: a report must not tell of it, since that it exists is sealed too (刑诉法 286). */
export function touchesSealed(catalog: Catalog, asked: ReadonlyMap<string, Effect>): boolean {
  for (const [coordinate, effect] of asked) if (effect !== 'DENY' && isSealed(catalog, coordinate)) return true;
  return false;
}

function isSealed(catalog: Catalog, coordinate: string): boolean {
  const [type = '', field = ''] = coordinate.split('.');
  const root = type === 'Query' ? rootOf(catalog, field) : undefined;
  if (root) return root.class === 'SEALED' || isSealedType(catalog, 'of' in root.shape ? root.shape.of : root.type);
  return catalog.types.get(type)?.fields.get(field)?.class === 'SEALED' || isSealedType(catalog, type);
}

// A record's `source` has the class of its type.
function isSealedType(catalog: Catalog, type: string): boolean {
  return catalog.types.get(type)?.fields.get('source')?.class === 'SEALED';
}

/** When an entry may stand in the report of the person that it is about. */
export function releaseOf({ sets }: Rulebook, purpose: Purpose | undefined, isSealed: boolean): Release {
  if (isSealed) return 'NEVER';
  return (purpose === undefined ? undefined : sets.purposes.get(purpose)?.release) ?? 'NOW';
}
