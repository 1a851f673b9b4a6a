import { policeCodes } from './codes.js';
import type { Entries } from './desk.js';
import { registerEntries } from './register-entries.js';

/** How the police write each fact of their case work down. */
const caseEntries: Entries = {
  PoliceIncident: (fact, { dirt, cell, code, person }) => [
    {
      table: 'B_JCJ_JQ',
      row: {
        JQBH: fact.incidentNo,
        BJSJ: dirt.instant(fact.reportedAt, cell(fact, 'BJSJ')),
        BJFSDM: code(policeCodes.BJFS, fact.channel, fact, 'BJFSDM'),
        JQLBDM: code(policeCodes.JQLB, fact.category, fact, 'JQLBDM'),
        SFDD: dirt.text(fact.place, cell(fact, 'SFDD')),
        CJDWDM: fact.handlingUnit,
        CLJGDM: code(policeCodes.CLJG, fact.disposition, fact, 'CLJGDM'),
        AJBH: fact.caseNumber,
        BARXM: dirt.name(person(fact.reporter)?.name ?? null, cell(fact, 'BARXM')),
        BARZJHM: dirt.citizenIdOfOthers(person(fact.reporter)?.citizenId ?? null, cell(fact, 'BARZJHM')),
      },
    },
  ],
  PoliceCase: (fact, { dirt, cell, code, person }) => [
    {
      table: 'B_ASJ_AJ',
      row: {
        AJBH: fact.caseNumber,
        AJMC: dirt.text(fact.name, cell(fact, 'AJMC')),
        AJLBDM: fact.causeCode,
        AJLBMC: fact.cause,
        AJLYDM: code(policeCodes.AJLY, fact.source, fact, 'AJLYDM'),
        SLSJ: dirt.date(fact.acceptedDate, cell(fact, 'SLSJ')),
        AJZTDM: code(policeCodes.AJZT, fact.filingDecision, fact, 'AJZTDM'),
        LASJ: dirt.date(fact.filedDate, cell(fact, 'LASJ')),
        RESERVATION22: dirt.date(fact.notFiledDate, cell(fact, 'RESERVATION22')),
        RESERVATION23: dirt.text(fact.notFiledReason, cell(fact, 'RESERVATION23')),
        RESERVATION27: dirt.date(fact.reviewDeadline, cell(fact, 'RESERVATION27')),
        RESERVATION34: fact.filedDate !== null && fact.notFiledDate !== null ? '1' : null,
        RESERVATION41: fact.referralNo,
        JQBH: fact.incidentNo,
        CXSJ: dirt.date(fact.withdrawnDate, cell(fact, 'CXSJ')),
        JASJ: dirt.date(fact.closedDate, cell(fact, 'JASJ')),
        YSQSSJ: dirt.date(fact.transferForProsecutionDate, cell(fact, 'YSQSSJ')),
        SSJZ: dirt.amount(fact.lossAmount, cell(fact, 'SSJZ')),
        RESERVATION15: code(policeCodes.SQ, fact.injuryGrade, fact, 'RESERVATION15'),
        ZBRXM: fact.seniorOfficer,
        SHRXM: dirt.name(person(fact.victim)?.name ?? null, cell(fact, 'SHRXM')),
        SHRZJHM: dirt.citizenIdOfOthers(person(fact.victim)?.citizenId ?? null, cell(fact, 'SHRZJHM')),
      },
    },
  ],
  Suspect: (fact, { dirt, cell, code, person, citizenId, name }) => {
    const suspect = person(fact.person);
    const sex = suspect?.sexCode ?? null;
    return [
      {
        table: 'B_ASJ_XYR',
        row: {
          RYBH: fact.suspectNo,
          AJBH: fact.caseNumber,
          ZJHM: citizenId(fact.person, fact, 'ZJHM'),
          XM: name(fact.person, fact, 'XM'),
          XBDM: code(policeCodes.XB, sex, fact, 'XBDM'),
          CSRQ: dirt.date(suspect?.birthDate ?? null, cell(fact, 'CSRQ')),
          ZADW: code(policeCodes.ZADW, fact.role, fact, 'ZADW'),
          ZTBZ: fact.wanted ? '1' : '0',
          RESERVATION06: dirt.date(fact.wantedDate, cell(fact, 'RESERVATION06')),
          ZASJ: dirt.date(fact.offenceDate, cell(fact, 'ZASJ')),
          WCNBZ: fact.minor ? '1' : '0',
        },
      },
    ];
  },
  CoerciveMeasure: (fact, { dirt, cell, code, citizenId, name, next, suspectNo }) => [
    {
      table: 'B_ASJ_QZCS',
      row: {
        CSBH: next('CS'),
        AJBH: fact.caseNumber,
        RYBH: suspectNo(fact.caseNumber, fact.person),
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
        CSZLDM: code(policeCodes.QZCS, fact.measure, fact, 'CSZLDM'),
        JDSJ: dirt.instant(fact.decidedAt, cell(fact, 'JDSJ')),
        ZXSJ: dirt.instant(fact.executedAt, cell(fact, 'ZXSJ')),
        JZSJ: dirt.instant(fact.expiresAt, cell(fact, 'JZSJ')),
        YQLYDM: code(policeCodes.YQLY, fact.extensionGround, fact, 'YQLYDM'),
        CSRQ: dirt.instant(fact.endedAt, cell(fact, 'CSRQ')),
        CSYYDM: code(policeCodes.CSYY, fact.endKind, fact, 'CSYYDM'),
        JSTZSJ: dirt.instant(fact.familyNotifiedAt, cell(fact, 'JSTZSJ')),
        JYCSMC: dirt.text(fact.placeOfCustody, cell(fact, 'JYCSMC')),
      },
    },
  ],
  ArrestRequest: (fact, { dirt, cell, code, citizenId, name, next, suspectNo }) => [
    {
      table: 'B_ASJ_TQPB',
      row: {
        TQPBBH: next('PB'),
        AJBH: fact.caseNumber,
        RYBH: suspectNo(fact.caseNumber, fact.person),
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
        TQSJ: dirt.instant(fact.requestedAt, cell(fact, 'TQSJ')),
        JCYSDSJ: dirt.instant(fact.receivedAt, cell(fact, 'JCYSDSJ')),
        JCYJDSJ: dirt.instant(fact.decidedAt, cell(fact, 'JCYJDSJ')),
        JDJGDM: code(policeCodes.PBJG, fact.result, fact, 'JDJGDM'),
      },
    },
  ],
  PublicOrderCase: (fact, { dirt, cell, code, citizenId, name, next }) => {
    const filed = {
      table: 'B_ZA_AJ',
      row: {
        ZAAJBH: fact.caseNo,
        WFXWDM: fact.violationCode,
        WFXWMC: dirt.text(fact.violation, cell(fact, 'WFXWMC')),
        LASJ: dirt.date(fact.filedDate, cell(fact, 'LASJ')),
        JDSJ: dirt.date(fact.decidedDate, cell(fact, 'JDSJ')),
        SQDM: code(policeCodes.SQ, fact.injuryGrade, fact, 'SQDM'),
        RESERVATION09: dirt.amount(fact.lossAmount, cell(fact, 'RESERVATION09')),
        TJBZ: fact.mediated ? '1' : '0',
        JQBH: fact.incidentNo,
        ZJHM: citizenId(fact.person, fact, 'ZJHM'),
        XM: name(fact.person, fact, 'XM'),
      },
    };
    if (fact.decidedDate === null) return [filed];
    return [
      filed,
      {
        table: 'B_ZA_CF',
        row: {
          CFBH: next('CF'),
          ZAAJBH: fact.caseNo,
          ZJHM: citizenId(fact.person, fact, 'CF.ZJHM'),
          XM: name(fact.person, fact, 'CF.XM'),
          WFXWDM: fact.violationCode,
          CFZLDM: fact.penalties.map((penalty) => policeCodes.ZACF[penalty].code).join(','),
          JLTS: fact.days === null ? null : String(fact.days),
          FKJE: dirt.amount(fact.fineAmount, cell(fact, 'FKJE')),
          CFJDSJ: dirt.date(fact.decidedDate, cell(fact, 'CFJDSJ')),
          ZXBZ: fact.detentionExecuted === null ? null : fact.detentionExecuted ? '1' : '0',
          ZXKSRQ: dirt.date(fact.detentionStart, cell(fact, 'ZXKSRQ')),
        },
      },
    ];
  },
  SeizedProperty: (fact, { dirt, cell, code }) => [
    {
      table: 'B_ASJ_CW',
      row: {
        CWBH: fact.propertyNo,
        AJBH: fact.caseNumber,
        CWMC: dirt.text(fact.item, cell(fact, 'CWMC')),
        CWJZ: dirt.amount(fact.value, cell(fact, 'CWJZ')),
        KYSJ: dirt.instant(fact.seizedAt, cell(fact, 'KYSJ')),
        CWZTDM: code(policeCodes.CWZT, fact.status, fact, 'CWZTDM'),
        SAYSBZ: fact.transferredWithCase ? '1' : '0',
      },
    },
  ],
};

/** Every fact that the police write down. */
export const policeEntries: Entries = { ...caseEntries, ...registerEntries };
