import type { FieldEntry, TypeEntry } from './catalog.js';

/** A field of a record that refers to a person. */
export type PersonLink = FieldEntry & { readonly shape: { readonly kind: 'link'; readonly from: string } };

/** Input that people are compared by. */
export const personFilter = 'PersonTokenFilter';

export const personFilterInput = `"Comparisons with people by their tokens (\`Person.id\`), in lists alone: records are not counted by person. 人员令牌比较"
input ${personFilter} {
  eq: ID
  in: [ID!]
}`;

/** Whether a field refers to a person, by whose token lists of its records can be filtered. */
export function isPersonLink(field: FieldEntry | undefined): field is PersonLink {
  return field?.shape.kind === 'link' && field.shape.to === 'Person';
}

/** What lists of a type can be filtered by: fields that say so, and people. */
export function filterFieldsOf(type: TypeEntry | undefined): readonly FieldEntry[] {
  return [...(type?.fields.values() ?? [])].filter((field) => field.filterOps.length > 0 || isPersonLink(field));
}
