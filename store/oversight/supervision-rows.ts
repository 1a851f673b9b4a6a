import type {
  ComplaintKind,
  MatterStepRecord,
  SupervisionDocumentRecord,
  SupervisionMatterRecord,
} from '../../schema/oversight/matter.js';
import type { Tables } from '../tables.js';
import { admitKey, childKey, instant } from './change.js';
import type { Scope } from './finding-rows.js';

export type MatterRow = Tables['supervisionMatter']['$inferSelect'];
export type StepRow = Tables['matterStep']['$inferSelect'];
export type DocumentRow = Tables['supervisionDocument']['$inferSelect'];

export function rowOfMatter(matter: SupervisionMatterRecord): MatterRow {
  const { number, origin, title, line, state, dueDate, remindAfter, assignee, version } = matter;
  const { procuratorateCode, agencyCode, divisionCode, complainant, sourceKey, opinion, reopenedFrom } = matter;
  const { complaint, complaintAnswer } = matter;
  admitKey('matter number', number, 128);
  if (assignee !== null) admitKey('account', assignee, 255);
  if (sourceKey !== null) admitKey('source key', sourceKey, 512);
  return {
    ...{ number, origin, title, line, state, dueDate, remindAfter, assignee, version },
    ...{ procuratorateCode, agencyCode, divisionCode, complainant, sourceKey, reopenedFrom },
    sealed: matter.sealed ? 1 : 0,
    stateSince: instant(matter.stateSince),
    openedAt: instant(matter.openedAt),
    closedAt: instant(matter.closedAt),
    complainantToldAt: instant(matter.complainantToldAt),
    complaintKind: complaint?.kind ?? null,
    complaintText: complaint?.text ?? null,
    complaintAnswer,
    persons: JSON.stringify(matter.persons),
    files: JSON.stringify(matter.files),
    opinion: opinion === null ? null : JSON.stringify(opinion),
  };
}

export function matterOf({ complaintKind, complaintText, ...row }: MatterRow): SupervisionMatterRecord {
  const isComplaint = complaintKind !== null && complaintText !== null;
  return {
    ...row,
    complaint: isComplaint ? { kind: complaintKind as ComplaintKind, text: complaintText } : null,
    origin: row.origin as SupervisionMatterRecord['origin'],
    line: row.line as SupervisionMatterRecord['line'],
    state: row.state as SupervisionMatterRecord['state'],
    divisionCode: row.divisionCode ?? '',
    sealed: row.sealed === 1,
    persons: JSON.parse(row.persons) as readonly string[],
    files: JSON.parse(row.files) as readonly string[],
    opinion: row.opinion === null ? null : (JSON.parse(row.opinion) as SupervisionMatterRecord['opinion']),
  };
}

/** A step with what row conditions look at of its matter. */
export function rowOfStep(step: MatterStepRecord, scope: Scope): StepRow {
  const { matter, position, transition, from, to, account, actorAgency, words, document } = step;
  admitKey('account', account, 255);
  return {
    id: childKey(matter, position),
    ...{ matter, position, transition, from, to, account, actorAgency, words, document },
    at: instant(step.at),
    basis: JSON.stringify(step.basis),
    checklist: JSON.stringify(step.checklist),
    records: JSON.stringify(step.records),
    confidential: step.confidential ? 1 : 0,
    ...scope,
  };
}

export function stepOf(row: StepRow): MatterStepRecord {
  const { matter, position, transition, at, account, actorAgency, words } = row;
  return {
    ...{ matter, position, transition, at, account, actorAgency, words },
    from: row.from as MatterStepRecord['from'],
    to: row.to as MatterStepRecord['to'],
    document: row.document as MatterStepRecord['document'],
    basis: JSON.parse(row.basis) as MatterStepRecord['basis'],
    checklist: JSON.parse(row.checklist) as MatterStepRecord['checklist'],
    records: JSON.parse(row.records) as MatterStepRecord['records'],
    confidential: row.confidential === 1,
  };
}

export function rowOfDocument(document: SupervisionDocumentRecord): DocumentRow {
  const { number, matter, kind, title, procuratorateCode, agencyCode, divisionCode, line } = document;
  const { replyBy, receivedBy, contentHash } = document;
  admitKey('document number', number, 128);
  return {
    ...{ number, matter, kind, title, procuratorateCode, agencyCode, divisionCode, line },
    ...{ replyBy, receivedBy, contentHash },
    sealed: document.sealed ? 1 : 0,
    issuedAt: instant(document.issuedAt),
    servedAt: instant(document.servedAt),
    repliedAt: instant(document.repliedAt),
    revokedAt: instant(document.revokedAt),
    copies: JSON.stringify(document.copies),
  };
}

export function documentOf(row: DocumentRow): SupervisionDocumentRecord {
  return {
    ...row,
    kind: row.kind as SupervisionDocumentRecord['kind'],
    line: row.line as SupervisionDocumentRecord['line'],
    divisionCode: row.divisionCode ?? '',
    sealed: row.sealed === 1,
    copies: JSON.parse(row.copies) as readonly string[],
  };
}
