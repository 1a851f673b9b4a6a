import { caseDomain, caseNumber, date, entity, enumeration, flag, list, text } from 'plumbline/sdk';
import { clean, ownership, record } from './record.js';

export const judgment = entity('Judgment', {
  table: 'T_SP_CPWS',
  ...record,
  fields: {
    documentId: text('WSBH', clean),
    caseNumber: caseNumber('AH'),
    kind: enumeration(
      'WSZL',
      { JUDGMENT: ['1', '判决书'], RULING: ['2', '裁定书'], DECISION: ['3', '决定书'], MEDIATION: ['4', '调解书'] },
      clean,
    ),
    title: text('WSBT'),
    // The table of documents has no column of the domain: the case number says it.
    domain: caseDomain('AH'),
    pronouncedDate: date('XPRQ', clean),
    servedDates: list('SDRQ', date),
    effectiveDate: date('SXRQ'),
    appealDeadline: date('SSQX'),
    appealed: flag('SFSS', clean),
    protested: flag('SFKS', clean),
    contentHash: text('WSZY', clean),
    published: flag('SFGK', clean),
    redactedRef: text('GKWSLJ', clean),
    ...ownership,
  },
  lookups: ['documentId', 'caseNumber'],
});
