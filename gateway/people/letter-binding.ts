import type { Seals } from '../../schema/context.js';
import type { LetterCapacity, LetterState } from '../../schema/people/letter.js';
import { type EntityBinding, entity } from '../../sdk/entity.js';
import { kept, keptCitizen, keptFlag, keptInstant } from '../oversight/book-codecs.js';

/** Applications for letters on bribery records, as the store's table holds them. */
export function letterBinding(seals: Seals): EntityBinding<string> {
  return entity('BriberyLetter', {
    table: 'bribery_letter',
    key: 'application_number',
    fields: {
      applicationNumber: kept('application_number'),
      state: kept<LetterState>('state'),
      citizenId: keptCitizen('applicant', seals),
      capacity: kept<LetterCapacity>('capacity'),
      authorisation: kept('authorisation'),
      creditCode: kept('credit_code'),
      organizationName: kept('organization_name'),
      projectNo: kept('project_no'),
      projectName: kept('project_name'),
      receivedAt: keptInstant('received_at'),
      dueDate: kept('due_date'),
      decidedAt: keptInstant('decided_at'),
      decidedBy: kept('decided_by'),
      refusal: kept('refusal'),
      letterNumber: kept('letter_number'),
      hasRecord: keptFlag('has_record'),
      validUntil: kept('valid_until'),
      verificationCode: kept('verification_code'),
      contentHash: kept('content_hash'),
      agencyCode: kept('procuratorate_code'),
      jurisdictionDivisionCode: kept('division_code'),
      sealed: keptFlag('sealed'),
    },
    lookups: ['applicationNumber', 'citizenId'],
  });
}
