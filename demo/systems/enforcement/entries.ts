import { enforcementCodes } from './codes.js';
import type { Entries } from './desk.js';

const yes = (flag: boolean) => (flag ? 'Y' : 'N');

/** How the execution system writes each fact down. */
export const enforcementEntries: Entries = {
  EnforcementCase: (fact, { dirt, cell, code, day, amount, person, organization, citizenId }) => {
    const applicant = person(fact.applicant)?.name ?? organization(fact.applicantOrganization)?.name;
    const respondent = person(fact.respondent);
    const company = organization(fact.respondentOrganization);
    return {
      table: 'ZX_AJXX',
      row: {
        ah: fact.caseNumber,
        // Typed by hand from the judgment: full-width brackets and digits occur.
        yjAh: dirt.number(fact.basisCaseNumber, cell(fact, 'yjAh')),
        ajLx: code(enforcementCodes.AJLX, fact.basis, fact, 'ajLx'),
        sqrMc: dirt.name(applicant ?? fact.applicantName, cell(fact, 'sqrMc')),
        sqrZjhm: citizenId(fact.applicant, fact, 'sqrZjhm'),
        sqrTyshxydm: organization(fact.applicantOrganization)?.uscc ?? null,
        bzxrMc: respondent
          ? dirt.name(respondent.name, cell(fact, 'bzxrMc'), respondent.formerName)
          : (company?.name ?? null),
        bzxrZjhm: citizenId(fact.respondent, fact, 'bzxrZjhm'),
        bzxrTyshxydm: company?.uscc ?? null,
        sqzxBd: amount(fact.claimAmount, 'WAN', fact, 'sqzxBd'),
        larq: day(fact.filedDate, fact, 'larq'),
        tzsSdrq: day(fact.noticeDate, fact, 'tzsSdrq'),
        jarq: day(fact.closedDate, fact, 'jarq'),
        jafsDm: code(enforcementCodes.JAFS, fact.closingMode, fact, 'jafsDm'),
        zxDwJe: amount(fact.executedAmount, 'YUAN', fact, 'zxDwJe'),
        ccbgLingRq: day(fact.propertyReportOrderedAt, fact, 'ccbgLingRq'),
        wlcxRqList: JSON.stringify(fact.networkQueryDates.map((date) => Date.parse(`${date}T00:00:00+08:00`))),
      },
    };
  },
  AssetFinding: (fact, { code, day, amount, citizenId }) => ({
    table: 'ZX_CCFK',
    row: {
      fkId: fact.findingNo,
      ah: fact.caseNumber,
      ccsyrZjhm: citizenId(fact.owner, fact, 'ccsyrZjhm'),
      ccLx: code(enforcementCodes.CCLX, fact.asset, fact, 'ccLx'),
      ccJz: amount(fact.value, 'WAN', fact, 'ccJz'),
      fxRq: day(fact.foundAt, fact, 'fxRq'),
      djRq: day(fact.acquiredDate, fact, 'djRq'),
      lyDm: code(enforcementCodes.CCLY, fact.source, fact, 'lyDm'),
      ccZt: code(enforcementCodes.CCZT, fact.status, fact, 'ccZt'),
    },
  }),
  EnforcementMeasure: (fact, { code, day }) => ({
    table: 'ZX_CS',
    row: {
      csId: fact.measureNo,
      ah: fact.caseNumber,
      csLx: code(enforcementCodes.CSLX, fact.measure, fact, 'csLx'),
      qsRq: day(fact.from, fact, 'qsRq'),
      jsRq: day(fact.to, fact, 'jsRq'),
    },
  }),
  TerminationRuling: (fact, { day }) => ({
    table: 'ZX_ZBCD',
    row: {
      cdId: fact.rulingNo,
      ah: fact.caseNumber,
      cdRq: day(fact.date, fact, 'cdRq'),
      sfFtzs: yes(fact.notice),
      sfCcbg: yes(fact.propertyReport),
      sfXgxf: yes(fact.consumptionLimit),
      sfQjcc: yes(fact.exhaustedSearch),
      sfMsgy: yes(fact.threeMonths),
    },
  }),
  DishonestListing: (fact, { dirt, cell, day, person, organization, citizenId }) => ({
    table: 'ZX_SXBZXR',
    row: {
      sxId: fact.listingNo,
      ah: fact.caseNumber,
      bzxrMc: dirt.name(
        person(fact.person)?.name ?? organization(fact.organization)?.name ?? null,
        cell(fact, 'bzxrMc'),
      ),
      bzxrZjhm: citizenId(fact.person, fact, 'bzxrZjhm'),
      bzxrTyshxydm: organization(fact.organization)?.uscc ?? null,
      fbRq: day(fact.listedAt, fact, 'fbRq'),
      cxRq: day(fact.removedAt, fact, 'cxRq'),
      sxyy: dirt.text(fact.reason, cell(fact, 'sxyy')),
    },
  }),
  FundDisbursement: (fact, { day, amount }) => ({
    table: 'ZX_AKFF',
    row: {
      ffId: fact.disbursementNo,
      ah: fact.caseNumber,
      dzRq: day(fact.receivedAt, fact, 'dzRq'),
      ffRq: day(fact.paidOutAt, fact, 'ffRq'),
      je: amount(fact.amount, 'YUAN', fact, 'je'),
    },
  }),
};
