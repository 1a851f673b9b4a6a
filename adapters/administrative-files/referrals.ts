import { creditCode, date, documentNumber, entity, policeCaseNumber, text } from 'plumbline/sdk';
import { coded, recordNumber } from './codecs.js';
import { alive, partyFields, shared } from './record.js';

/** To the police (行政执法机关移送涉嫌犯罪案件的规定). */
export const criminalReferral = entity('CriminalReferral', {
  table: 'AJYS',
  key: 'YSBH',
  fields: {
    referralNo: recordNumber('YSBH'),
    caseNo: recordNumber('AJBH'),
    ...partyFields,
    chargeName: text('SXZM'),
    internalReportDate: date('NBBGRQ'),
    approvalDate: date('PZRQ'),
    sentDate: date('YSRQ'),
    receivedDate: date('GAJSRQ'),
    policeDecisionDate: date('GAJDRQ'),
    policeDecision: coded('GAJD', { FILED: ['1', '立案', '已立案'], NOT_FILED: ['2', '不予立案', '不立案'] }),
    policeCaseNumber: policeCaseNumber('GAAJBH'),
    evidenceHandedOverDate: date('ZJYJRQ'),
    copyToProcuratorate: date('CSJCRQ'),
  },
  lookups: ['referralNo', 'caseNo', 'citizenId', 'policeCaseNumber'],
  alive,
  updated: 'GXSJ',
});

/** Back from the procuratorate after non-prosecution (刑事诉讼法 177): the bureau that delivers is the one that received it. */
export const reverseReferral = entity('ReverseReferral', {
  table: 'FXXJ',
  key: 'XJBH',
  fields: {
    id: text('XJBH'),
    ...shared,
    nonProsecutionNumber: documentNumber('BQSWH'),
    chargeName: text('SXZM'),
    nonProsecutionDate: date('BQSRQ'),
    procuratorialOpinionDate: date('JCYJRQ'),
    recipient: text('JGMC'),
    recipientCode: creditCode('JGDM'),
    replyDate: date('HFRQ'),
    penaltyDecisionNumber: recordNumber('CFJDSWH'),
  },
  lookups: ['id', 'citizenId', 'nonProsecutionNumber'],
  alive,
  updated: 'GXSJ',
});
