import type { TypeFacts } from '../../schema/facts.js';

/**
 * How a field gets its decision.
 * `plain`: from grants. `relation`: from what it leads to. `sibling`: from its `…Code`.
 * `structural`: from the type itself (`source`, `Person.id`), which says nothing that the record's existence does not.
 */
export type FieldKind = 'plain' | 'relation' | 'sibling' | 'structural';

/** The type whose fields are the hub's mutations: what one answers with opens none of them. */
export const mutationType = 'Mutation';

export function kindOf(type: TypeFacts, field: string): FieldKind {
  const kinds = known.get(type) ?? new Map<string, FieldKind>();
  known.set(type, kinds);
  const kind = kinds.get(field) ?? findKind(type, field);
  kinds.set(field, kind);
  return kind;
}

// Asked of every field for every new standing.
const known = new WeakMap<TypeFacts, Map<string, FieldKind>>();

function findKind(type: TypeFacts, field: string): FieldKind {
  const facts = type.fields.get(field);
  if (facts === undefined || type.name === mutationType) return 'plain';
  if (facts.target !== null) return 'relation';
  if (field === 'source' || (field === 'id' && type.name === 'Person')) return 'structural';
  return type.fields.has(codeOf(field)) ? 'sibling' : 'plain';
}

/** The field that holds the code behind a resolved sibling: `sex` → `sexCode`. */
export function codeOf(field: string): string {
  return `${field}Code`;
}
