import type { Fact, Life } from '../../lives/facts.js';
import { administrativeCodes as codes } from './codes.js';
import type { ClerksDesk } from './desk.js';
import type { Entered } from './entry.js';

/** The entry of an administrative fact; undefined for every other. */
export function entered(fact: Fact, desk: ClerksDesk): Entered | undefined {
  const { date, amount, code, text } = desk;
  switch (fact.kind) {
    case 'AdminCase':
      return {
        business: 'XZCFAJ',
        person: fact.violator,
        organization: fact.violatorOrganization,
        later: ['JARQ', 'CFJDRQ'],
        items: {
          AJBH: fact.caseNo,
          WFSXBM: fact.violationItemCode,
          WFSX: text(fact.violation, fact, 'WFSX'),
          LARQ: date(fact.filedDate, fact, 'LARQ'),
          CFJDRQ: date(decidedOn(fact.caseNo, desk.life), fact, 'CFJDRQ'),
          AJLY: code(codes.AJLY, fact.source, fact, 'AJLY'),
          JARQ: date(fact.closedDate, fact, 'JARQ'),
          AJZT: code(codes.AJZT, fact.status, fact, 'AJZT'),
        },
      };
    case 'AdminPenaltyDecision':
      return {
        business: 'XZCFJD',
        person: fact.violator,
        organization: fact.violatorOrganization,
        later: ['LXRQ', 'CGSRQ', 'SQZXRQ'],
        items: {
          CFJDSWH: fact.decisionNumber,
          AJBH: fact.caseNo,
          WFSXBM: fact.violationItemCode,
          WFSX: text(fact.violation, fact, 'WFSX'),
          LARQ: date(filedOn(fact.caseNo, desk.life), fact, 'LARQ'),
          CFJDRQ: date(fact.decidedDate, fact, 'CFJDRQ'),
          SDRQ: date(fact.servedDate, fact, 'SDRQ'),
          CFZL: fact.penalties.map((penalty) => desk.held(codes.CFZL[penalty])).join('、'),
          HZJE: amount(fact.goodsValue, fact, 'HZJE'),
          WFSDJE: amount(fact.illegalAmount, fact, 'WFSDJE'),
          FKJE: amount(fact.fineAmount, fact, 'FKJE'),
          JNQX: date(fact.payBy, fact, 'JNQX'),
          LXRQ: date(fact.performedAt, fact, 'LXRQ'),
          SFFY: code(codes.SF, fact.reconsidered ? 'YES' : 'NO', fact, 'SFFY'),
          SFSS: code(codes.SF, fact.litigated ? 'YES' : 'NO', fact, 'SFSS'),
          CGSRQ: date(fact.demandServedDate, fact, 'CGSRQ'),
          SQZXRQ: date(fact.enforcementApplicationDate, fact, 'SQZXRQ'),
          SFGS: code(codes.SF, fact.published ? 'YES' : 'NO', fact, 'SFGS'),
        },
      };
    case 'CriminalReferral':
      return {
        business: 'AJYS',
        person: fact.person,
        organization: fact.organization,
        later: ['GAJDRQ', 'GAJD', 'GAAJBH'],
        items: {
          YSBH: fact.referralNo,
          AJBH: fact.caseNo,
          SXZM: fact.charge,
          NBBGRQ: date(fact.internalReportDate, fact, 'NBBGRQ'),
          PZRQ: date(fact.approvalDate, fact, 'PZRQ'),
          YSRQ: date(fact.sentDate, fact, 'YSRQ'),
          GAJSRQ: date(fact.receivedDate, fact, 'GAJSRQ'),
          GAJDRQ: date(fact.policeDecisionDate, fact, 'GAJDRQ'),
          GAJD: code(codes.GAJD, fact.policeDecision, fact, 'GAJD'),
          GAAJBH: fact.policeCaseNumber,
          ZJYJRQ: date(fact.evidenceHandedOverDate, fact, 'ZJYJRQ'),
          CSJCRQ: date(fact.copyToProcuratorate, fact, 'CSJCRQ'),
        },
      };
    case 'ReverseReferral':
      return {
        business: 'FXXJ',
        person: fact.person,
        organization: null,
        later: ['HFRQ', 'CFJDSWH'],
        items: {
          XJBH: fact.referralNo,
          BQSWH: fact.nonProsecutionNumber,
          SXZM: fact.charge,
          BQSRQ: date(fact.nonProsecutionDate, fact, 'BQSRQ'),
          JCYJRQ: date(fact.procuratorialOpinionDate, fact, 'JCYJRQ'),
          HFRQ: date(fact.replyDate, fact, 'HFRQ'),
          CFJDSWH: fact.penaltyDecisionNumber,
        },
      };
    default:
      return undefined;
  }
}

function decidedOn(caseNo: string, life: Life): string | null {
  for (const fact of life.facts) {
    if (fact.kind === 'AdminPenaltyDecision' && fact.caseNo === caseNo) return fact.decidedDate;
  }
  return null;
}

function filedOn(caseNo: string, life: Life): string | null {
  for (const fact of life.facts) if (fact.kind === 'AdminCase' && fact.caseNo === caseNo) return fact.filedDate;
  return null;
}
