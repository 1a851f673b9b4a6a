import { dateTime, entity, enumeration, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, ownership, record } from './record.js';

export const subjectComplaint = entity('SubjectComplaint', {
  table: 'sqjz_sskg',
  ...record,
  fields: {
    ...ofSubject,
    channel: enumeration('qd', { APP: ['1', 'APP'], LETTER_OR_VISIT: ['2', '信访'] }, clean),
    category: enumeration(
      'lb',
      {
        RECORD_MISSING: ['1', '记录缺失'],
        TREATMENT: ['2', '监管行为'],
        CHARGES: ['3', '控告检举'],
        OTHER: ['9', '其他'],
      },
      clean,
    ),
    against: text('bgjg', clean),
    text: text('nr'),
    receivedAt: dateTime('sdsj'),
    handledBy: text('cljg', clean),
    feedbackAt: dateTime('fksj'),
    ...ownership,
  },
  lookups,
});
