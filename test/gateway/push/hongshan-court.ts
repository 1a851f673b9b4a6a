import { caseNumber, date, defineAdapter, entity, flag, personName, push, text, z } from '../../../sdk/index.js';

const courtCase = entity('CourtCase', {
  table: 'case',
  key: 'ah',
  fields: {
    caseNumber: caseNumber('ah'),
    rawCaseNumber: text('ah'),
    causeName: text('ay'),
    filedDate: date('larq'),
    closedDate: date('jarq'),
    judge: personName('cbr'),
    sealed: flag('sffc'),
  },
  lookups: ['caseNumber'],
  alive: { column: 'sfyx', dead: ['0'] },
  excluded: [{ column: 'mj', is: ['绝密', '机密', '秘密'] }],
  updated: 'gxsj',
  jurisdiction: 'system',
});

const judgment = entity('Judgment', {
  table: 'attachments:CourtCase',
  key: 'id',
  fields: {
    documentId: text('id'),
    caseNumber: caseNumber('record'),
    title: text('name'),
    contentHash: text('digest'),
    sealed: flag('record.sealed'),
  },
  lookups: ['documentId', 'caseNumber'],
  jurisdiction: 'system',
});

/** 红山区人民法院: civil and administrative cases with their documents, pushed when a case is filed, closed and in force. */
export const adapter = defineAdapter({
  id: 'hongshan-court',
  agency: '法院',
  options: z.object({ secret: z.string().min(32) }).strict(),
  secrets: ['secret'],
  source: ({ secret }) => push({ credentials: [{ kind: 'hmac', secret }] }),
  entities: [courtCase, judgment],
});
