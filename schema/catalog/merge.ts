import type { FieldEntry, SubgraphCatalog, TypeEntry } from './catalog.js';

/** Merges what each subgraph says of a type; its owner's word on a field wins over a stub's. */
export function mergeTypes(subgraphs: ReadonlyMap<string, SubgraphCatalog>): ReadonlyMap<string, TypeEntry> {
  const merged = new Map<string, TypeEntry>();
  for (const { types } of subgraphs.values()) {
    for (const entry of types.values()) {
      const known = merged.get(entry.name);
      merged.set(entry.name, known ? join(known, entry) : entry);
    }
  }
  return merged;
}

function join(a: TypeEntry, b: TypeEntry): TypeEntry {
  const [owner, other] = b.owner !== null ? [b, a] : [a, b];
  const fields = new Map<string, FieldEntry>([...other.fields, ...owner.fields]);
  return {
    ...owner,
    record: a.record || b.record,
    entityKey: owner.entityKey ?? other.entityKey,
    about: owner.about ?? other.about,
    fields,
  };
}
