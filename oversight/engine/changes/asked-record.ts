import type { Relation } from '../ways/relations.js';

/** Rows of a page of what changed, and links of one record that a lead follows: the hub gives no more at once. */
export const pageRows = 500;

/** A record, as a question about changes is answered. */
export type AskedRecord = Readonly<Record<string, unknown>>;

export interface Connection {
  readonly nodes: readonly AskedRecord[] | null;
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Selects something of the records that a relation leads to. */
export function follow({ name, kind }: Relation, within: string): string {
  return kind === 'MANY'
    ? `${name}(first: ${pageRows}) { nodes { ${within} } pageInfo { hasNextPage } }`
    : `${name} { ${within} }`;
}

/** Whether a related record changed, under a name of its own. */
export interface Probe {
  readonly name: string;
  readonly relation: Relation;
  readonly fields: readonly string[];
  /** What is read of each record that changed, beside that there is one. */
  readonly besides: readonly string[];
}

/** @param since name of the variable of the instant */
export function probeOf({ name, relation: { name: relation, kind }, fields, besides }: Probe, since: string): string {
  if (kind !== 'MANY') return `${name}: ${relation} { ${[...fields, ...besides].join(' ')} source { asOf } }`;
  return besides.length === 0
    ? `${name}: ${relation}(first: 1, changedSince: $${since}) { nodes { __typename } }`
    : `${name}: ${relation}(first: ${pageRows}, changedSince: $${since}) { nodes { ${besides.join(' ')} } pageInfo { hasNextPage } }`;
}

/** Whether the record that a probe found changed since an instant. One that does not say when it was written may have. */
export function isChanged(found: unknown, { kind }: Relation, since: string): boolean {
  if (found === null || found === undefined) return false;
  if (kind === 'MANY') return ((found as Connection).nodes ?? []).length > 0;
  const asOf = (found as { readonly source?: { readonly asOf: string | null } | null }).source?.asOf ?? null;
  return asOf === null || Date.parse(asOf) >= Date.parse(since);
}
