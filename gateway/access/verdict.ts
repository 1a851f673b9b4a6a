import { type GraphQLSchema, isAbstractType } from 'graphql';
import type { Access, Decision } from '../../schema/access.js';
import type { Catalog, FieldEntry } from '../../schema/catalog/catalog.js';
import { decideRoot } from '../../subgraphs/kit/doors.js';

/** What was decided on one selection path of an operation. */
export interface Verdict {
  /** Response names from the root, without list indices. */
  readonly path: readonly string[];
  /** `Type.field` of the schema. */
  readonly coordinate: string;
  readonly decision: Decision;
  /** The joined relation (`Type.field`) by which the rows are reached. */
  readonly reachedBy: string | undefined;
}

/** Decides a field as it is selected, on an interface or union too. */
export function decideSelected(
  schema: GraphQLSchema,
  catalog: Catalog,
  access: Access,
  parentType: string,
  field: string,
): Decision | null {
  const parent = schema.getType(parentType);
  if (!isAbstractType(parent)) return decideField(catalog, access, parentType, field);
  return worst(schema.getPossibleTypes(parent).map(({ name }) => decideField(catalog, access, name, field)));
}

/** Decides a field of an object type; null where no policy applies (connections, page infos, code items). */
export function decideField(catalog: Catalog, access: Access, parentType: string, field: string): Decision | null {
  if (field.startsWith('__')) return null;
  if (parentType === 'Query') {
    const root = rootOf(catalog, field);
    return root === undefined ? null : decideRoot(access, root);
  }
  if (parentType === 'Mutation') return access.decide(parentType, field);
  return catalog.types.get(parentType)?.fields.has(field) ? access.decide(parentType, field) : null;
}

export function rootOf(catalog: Catalog, field: string): FieldEntry | undefined {
  for (const { roots } of catalog.subgraphs.values()) {
    const root = roots.get(field);
    if (root) return root;
  }
  return undefined;
}

// What is asked of an interface may be of any of its types: it is as open as the most closed of them.
function worst(decisions: readonly (Decision | null)[]): Decision | null {
  return decisions.reduce((a, b) => (openness(b) < openness(a) ? b : a), null);
}

// From shut to open: DENY, MASK of some rows, MASK of all, ALLOW of some, ALLOW of all, no policy.
function openness(decision: Decision | null): number {
  if (decision === null) return 5;
  if (decision.effect === 'DENY') return 0;
  return (decision.effect === 'MASK' ? 1 : 3) + (decision.rows === 'ALL' ? 1 : 0);
}
