/**
 * Business lines of a procuratorate that do not cross without approval (domain 5.5, rule 4): juvenile 未检, execution of
 * sentences 执检, criminal 捕诉, civil 民事, administrative 行政, public interest 公益. `JUVENILE` is also the minors' desk of a
 * corrections agency (社区矫正法 52).
 */
export const businessLines = [
  'JUVENILE',
  'EXECUTION',
  'CRIMINAL',
  'CIVIL',
  'ADMINISTRATIVE',
  'PUBLIC_INTEREST',
] as const;
export type BusinessLine = (typeof businessLines)[number];

/**
 * `CASE`: names the persons and files that it is about. `CAMPAIGN`: a special supervision (专项监督) of a territory, approved
 * by the chief; it names nobody and opens nothing that needs a person to be named.
 */
export const matterKinds = ['CASE', 'CAMPAIGN'] as const;
export type MatterKind = (typeof matterKinds)[number];

/** An open matter as row conditions need it. In memory only: the store keeps person tokens, and no token leaves the hub. */
export interface Matter {
  readonly number: string;
  readonly kind: MatterKind;
  readonly line: BusinessLine | null;
  /** GB/T 2260 code of the territory; a campaign covers what lies below it. */
  readonly division: string;
  /** Citizen ids of the persons that it names. */
  readonly persons: readonly string[];
  /** Numbers of files that it names: case numbers, subject numbers, incident numbers. */
  readonly files: readonly string[];
}

/** An approval in force: what needs approval is open on these fields of records of these persons or files. */
export interface Approval {
  readonly id: string;
  /** `Type.field` coordinates, or `Type` for all that needs approval of it. */
  readonly fields: readonly string[];
  readonly persons: readonly string[];
  readonly files: readonly string[];
  /** ISO 8601 instant at which it ends. */
  readonly until: string;
  readonly isBreakGlass: boolean;
}

/** What the hub's books say of a principal under the matter that it declared. */
export interface Warrant {
  readonly matter: Matter;
  /** In force now, for this principal, purpose and matter. */
  readonly approvals: readonly Approval[];
}
