import type { BusinessLine } from '../warrant.js';
import type { DocumentKind, LegalBasis } from './rule.js';

/** Entry points of the one machine (domain 4.1). */
export const matterOrigins = ['PUSH', 'ALERT', 'COMPLAINT'] as const;
export type MatterOrigin = (typeof matterOrigins)[number];

export const matterStates = [
  'PUSHED',
  'ALERTED',
  'COMPLAINT_RECEIVED',
  'PENDING_REVIEW',
  'UNDER_REVIEW',
  'NEED_MORE',
  'ORAL_CORRECTION',
  'OPINION_SUBMITTED',
  'APPROVED',
  'DOCUMENT_ISSUED',
  'SERVED',
  'REPLIED_CORRECTED',
  'OBJECTED',
  'OVERDUE',
  'URGED',
  'ESCALATED',
  'VERIFIED_CLOSED',
  'CLOSED_NO_ISSUE',
  'CLOSED_NO_ACTION',
  'REVOKED',
  'TRANSFERRED',
] as const;
export type MatterState = (typeof matterStates)[number];

/** A matter of supervision as the hub's books keep it. The account that handles it may read its persons' records under its number. */
export interface SupervisionMatterRecord {
  readonly number: string;
  readonly origin: MatterOrigin;
  readonly title: string;
  readonly line: BusinessLine;
  readonly state: MatterState;
  /** ISO 8601 instants. */
  readonly stateSince: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** Last day of what is to be done now, ISO 8601 date; null where nothing runs. */
  readonly dueDate: string | null;
  /** Once somebody was reminded that it has passed: the day after which they are again, ISO 8601 date. */
  readonly remindAfter: string | null;
  readonly assignee: string | null;
  /** Goes up by one with every step. */
  readonly version: number;
  readonly procuratorateCode: string;
  readonly agencyCode: string | null;
  readonly divisionCode: string;
  readonly sealed: boolean;
  /** Tokens of persons, numbers of files that it is about. */
  readonly persons: readonly string[];
  readonly files: readonly string[];
  /** Complaints: account or person token to whom the result must be told (社区矫正法 34; 规则 552); null where nobody is owed one. */
  readonly complainant: string | null;
  readonly complainantToldAt: string | null;
  /** What was complained of, and what was answered, in the words of each; null where nobody complained. */
  readonly complaint: ComplaintRecord | null;
  readonly complaintAnswer: string | null;
  /** Key of the pushed record or complaint that it came from: a second of the same key is refused. */
  readonly sourceKey: string | null;
  /** What the last opinion proposed, for the document that follows. */
  readonly opinion: OpinionRecord | null;
  /** The closed matter that its findings were in before they came back; the book's to say. */
  readonly reopenedFrom: string | null;
}

export const complaintKinds = ['RECORD_MISSING', 'TREATMENT', 'CHARGES', 'OTHER'] as const;
export type ComplaintKind = (typeof complaintKinds)[number];

export interface ComplaintRecord {
  readonly kind: ComplaintKind;
  readonly text: string;
}

export interface OpinionRecord {
  readonly author: string;
  readonly document: DocumentKind;
  readonly facts: string;
  readonly basis: readonly LegalBasis[];
  readonly opinion: string;
  /** ISO 8601 date; null where the law says by when. */
  readonly replyBy: string | null;
  readonly urgent: boolean;
  readonly at: string;
}

/** One step of a matter; nothing that is written here is ever changed. */
export interface MatterStepRecord {
  readonly matter: string;
  /** From 1. */
  readonly position: number;
  /** `T7` of domain 4.2. */
  readonly transition: string;
  readonly from: MatterState | null;
  readonly to: MatterState;
  readonly at: string;
  readonly account: string;
  readonly actorAgency: string;
  readonly words: string | null;
  readonly document: DocumentKind | null;
  readonly basis: readonly LegalBasis[];
  readonly checklist: readonly ('SUBSTANCE' | 'PROCEDURE')[];
  readonly records: readonly string[];
  /** Not for the supervised agency's eyes. */
  readonly confidential: boolean;
}

export interface SupervisionDocumentRecord {
  readonly number: string;
  readonly matter: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly procuratorateCode: string;
  readonly agencyCode: string | null;
  readonly divisionCode: string;
  readonly line: BusinessLine;
  readonly sealed: boolean;
  readonly issuedAt: string;
  readonly servedAt: string | null;
  readonly replyBy: string | null;
  readonly repliedAt: string | null;
  readonly receivedBy: string | null;
  readonly copies: readonly string[];
  /** SM3 of the bytes, hex. */
  readonly contentHash: string;
  readonly revokedAt: string | null;
}

/** What others are told: goes out once each receiver has it, in the order of a matter's versions (CloudEvents 1.0). */
export interface OversightEvent {
  readonly id: string;
  /** `cn.plumbline.finding.found`, `cn.plumbline.matter.served` … */
  readonly type: string;
  /** Number of the matter or id of the finding. */
  readonly subject: string;
  readonly at: string;
  /** Ids, states and codes only: never a person. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** Agency and division that it is for. */
  readonly agencyCode: string | null;
  readonly divisionCode: string | null;
  readonly line: BusinessLine | null;
}
