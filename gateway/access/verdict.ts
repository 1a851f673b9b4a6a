import type { Access, Decision } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';

/** What was decided on one selection path of an operation. */
export interface Verdict {
  /** Response names from the root, without list indices. */
  readonly path: readonly string[];
  /** `Type.field` of the schema. */
  readonly coordinate: string;
  readonly decision: Decision;
}

/** Decides a field by its parent's type; null where no policy applies (connections, page infos, code items). */
export function decideField(catalog: Catalog, access: Access, parentType: string, field: string): Decision | null {
  if (field.startsWith('__')) return null;
  if (parentType === 'Query') return decideRoot(catalog, access, field);
  const type = catalog.types.get(parentType);
  return type === undefined || !isClassified(type, field) ? null : access.decide(parentType, field);
}

// Root fields lead to records: they are open when anything of the record is.
function decideRoot(catalog: Catalog, access: Access, field: string): Decision | null {
  for (const { roots } of catalog.subgraphs.values()) {
    const root = roots.get(field);
    if (root) return access.enter(root.target ?? root.type);
  }
  return null;
}

function isClassified(type: TypeEntry, field: string): boolean {
  return type.fields.has(field);
}
