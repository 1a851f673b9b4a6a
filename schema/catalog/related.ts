import { ownSubgraphs } from '../own-subgraphs.js';
import type { Catalog, FieldEntry } from './catalog.js';
import { constantCase } from './connection.js';

/** A relation of a record to records of the same agencies: where one of them changes, the record can be asked for. */
export interface Related {
  readonly field: FieldEntry;
  readonly of: string;
  /** Rows of `of` whose `by` equals the record's `from`. */
  readonly by: string;
  readonly from: string;
}

/** Relations by which lists of a type are asked for changes elsewhere, by their constants. People are known by handles, and in no list. */
export function relatedOf({ types }: Catalog, type: string): ReadonlyMap<string, Related> {
  const { owner = null, fields } = types.get(type) ?? {};
  if (owner === null || ownSubgraphs.has(owner)) return new Map();
  const related = [...(fields?.values() ?? [])].flatMap((field): readonly Related[] => {
    const join = joinOf(field);
    const target = join === null ? undefined : types.get(join.of);
    return join !== null && join.of !== 'Person' && target?.record === true && target.owner === owner
      ? [{ field, ...join }]
      : [];
  });
  return new Map(related.map((each) => [constantCase(each.field.name), each]));
}

function joinOf({ shape }: FieldEntry): Omit<Related, 'field'> | null {
  if (shape.kind === 'one') return shape.from === null ? null : { of: shape.of, by: shape.by, from: shape.from };
  if (shape.kind !== 'list' || shape.join === null || shape.join.through !== null) return null;
  return { of: shape.of, by: shape.join.by, from: shape.join.from };
}
