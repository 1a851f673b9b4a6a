import type { DataFlag } from '../flags.js';
import type { BusinessLine } from '../warrant.js';
import type { DocumentKind, Severity, Words } from './rule.js';

/** A value that a finding stands on, as it was when the rule saw it: the source's later correction leaves it as it is. */
export interface Evidence {
  /** Name within the rule: `claimed`. */
  readonly name: string;
  readonly label: Words;
  /** Text of the value; null where the source holds none (which may be the very point). */
  readonly value: string | null;
  /** Unit of the value: `h`, `d`, `yuan`; null where it has none. */
  readonly unit: string | null;
  /** `Type.field`; null for what the rule worked out of other evidence. */
  readonly coordinate: string | null;
  /** Adapter and key of the record; null for what was worked out. */
  readonly adapter: string | null;
  readonly recordId: string | null;
  /** Freshness of the source, ISO 8601. */
  readonly asOf: string | null;
  readonly flags: readonly DataFlag[];
  /** Of class `SENSITIVE`: shown by another grant than the rest. */
  readonly isSensitive: boolean;
}

/** Where a finding stands. `WITHDRAWN`: the source was corrected, or the fact went away, before anybody confirmed it. */
export const findingStatuses = ['NEW', 'IN_REVIEW', 'CONFIRMED', 'FALSE_POSITIVE', 'DATA_ERROR', 'WITHDRAWN'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** What a rule found, before the books know whether it is new. */
export interface Hit {
  readonly rule: string;
  readonly ruleVersion: string;
  readonly severity: Severity;
  readonly line: BusinessLine;
  readonly document: DocumentKind;
  /** Tells one contradiction from others of its rule, whatever run finds it: a digest of the rule's id and the keys. */
  readonly fingerprint: string;
  /** Opaque token of the person that it is about; null where it is about a record of nobody. */
  readonly person: string | null;
  /** Type and key of the record that it was found at. */
  readonly recordType: string;
  readonly recordKey: string;
  /** Numbers of files that a matter about it will name. */
  readonly files: readonly string[];
  /** What its list may be asked for it by again: values of its row, by the rule's expression for each (`row.subject.subjectNo`). */
  readonly knownBy: Readonly<Record<string, string | null>>;
  /** Code of the agency whose work it is about. */
  readonly agencyCode: string | null;
  /** GB/T 2260; whose procuratorate it goes to. */
  readonly divisionCode: string | null;
  /** Of a sealed record: does not exist without a grant that names the sealing. */
  readonly sealed: boolean;
  readonly title: Words;
  readonly text: Words;
  readonly evidence: readonly Evidence[];
}

export interface FindingRecord extends Hit {
  readonly id: string;
  readonly status: FindingStatus;
  /** ISO 8601 instants. */
  readonly foundAt: string;
  /** When a run last saw it. */
  readonly seenAt: string;
  readonly withdrawnAt: string | null;
  /** How often it was found again after it had been withdrawn or closed. */
  readonly returns: number;
  /** Number of the supervision matter that it is in. */
  readonly matter: string | null;
  /** Run that found it first. */
  readonly run: string;
}

/** What of a finding is needed to ask for it again: a rule may have a great many. */
export type OpenFinding = Pick<FindingRecord, 'fingerprint' | 'files' | 'knownBy' | 'seenAt'>;

/** A step in the life of a finding. */
export interface FindingEvent {
  readonly finding: string;
  readonly at: string;
  readonly kind: 'FOUND' | 'CHANGED' | 'WITHDRAWN' | 'RETURNED' | 'TAKEN_UP' | 'JUDGED';
  readonly run: string | null;
  readonly account: string | null;
  readonly note: string | null;
  /** The evidence as it was before, where it changed. */
  readonly before: readonly Evidence[] | null;
}
