import type { Seals } from '../../schema/context.js';
import type { ComplaintKind, MatterOrigin, MatterState } from '../../schema/oversight/matter.js';
import type { DocumentKind } from '../../schema/oversight/rule.js';
import { type EntityBinding, entity } from '../../sdk/entity.js';
import { kept, keptBasis, keptCitizen, keptFlag, keptInstant, keptList, keptNumber } from './book-codecs.js';
import { complaintProgress } from './complaint-progress.js';
import { scopeFields } from './finding-bindings.js';
import { matterDuty } from './matter-duty.js';

/** Supervision matters with their steps and documents, as the store's tables hold them. */
export function matterBindings(seals: Seals): readonly EntityBinding<string>[] {
  return [
    entity('SupervisionMatter', {
      table: 'supervision_matter',
      key: 'number',
      fields: {
        matterNumber: kept('number'),
        origin: kept<MatterOrigin>('origin'),
        title: kept('title'),
        state: kept<MatterState>('state'),
        stateSince: keptInstant('state_since'),
        openedAt: keptInstant('opened_at'),
        closedAt: keptInstant('closed_at'),
        dueDate: kept('due_date'),
        assignee: kept('assignee'),
        waitsFor: matterDuty(),
        version: keptNumber('version'),
        procuratorateCode: kept('procuratorate_code'),
        reopenedFrom: kept('reopened_from'),
        ...scopeFields(),
      },
      lookups: ['matterNumber'],
    }),
    entity('MatterStep', {
      table: 'supervision_step',
      key: 'id',
      fields: {
        id: kept('id'),
        matterNumber: kept('matter'),
        position: keptNumber('position'),
        transition: kept('transition'),
        fromState: kept<MatterState>('from_state'),
        toState: kept<MatterState>('to_state'),
        at: keptInstant('at'),
        account: kept('account'),
        actorAgencyCode: kept('actor_agency'),
        words: kept('words'),
        document: kept<DocumentKind>('document'),
        basis: keptBasis('basis'),
        checklist: keptList<'SUBSTANCE' | 'PROCEDURE'>('checklist'),
        records: keptList('records'),
        confidential: keptFlag('confidential'),
        ...scopeFields(),
      },
      lookups: ['matterNumber'],
    }),
    // Of matters that nobody complained in the complainant is nobody: no row of theirs is anybody's own.
    entity('Complaint', {
      table: 'supervision_matter',
      key: 'number',
      fields: {
        complaintNumber: kept('number'),
        citizenId: keptCitizen('complainant', seals),
        kind: kept<ComplaintKind>('complaint_kind'),
        text: kept('complaint_text'),
        receivedAt: keptInstant('opened_at'),
        progress: complaintProgress(),
        answer: kept('complaint_answer'),
        answeredAt: keptInstant('complainant_told_at'),
        procuratorateCode: kept('procuratorate_code'),
        agencyCode: kept('agency_code'),
        jurisdictionDivisionCode: kept('division_code'),
        sealed: keptFlag('sealed'),
      },
      lookups: ['complaintNumber', 'citizenId'],
    }),
    entity('SupervisionDocument', {
      table: 'supervision_document',
      key: 'number',
      fields: {
        documentNumber: kept('number'),
        matterNumber: kept('matter'),
        kind: kept<DocumentKind>('kind'),
        title: kept('title'),
        issuedAt: keptInstant('issued_at'),
        servedAt: keptInstant('served_at'),
        replyBy: kept('reply_by'),
        repliedAt: keptInstant('replied_at'),
        receivedBy: kept('received_by'),
        copies: keptList('copies'),
        contentHash: kept('content_hash'),
        revokedAt: keptInstant('revoked_at'),
        procuratorateCode: kept('procuratorate_code'),
        ...scopeFields(),
      },
      lookups: ['documentNumber', 'matterNumber'],
    }),
  ];
}
