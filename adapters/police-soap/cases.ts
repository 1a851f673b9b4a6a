import { citizenId, code, date, dateTime, entity, enumeration, flag, money, personName, text } from 'plumbline/sdk';
import { injuryGrade } from './injury.js';
import { holder, number, ownership, record, service } from './record.js';

const clean = { clean: true } as const;

/** Incidents, criminal cases, suspects and what was seized. */
export const cases = [
  entity('PoliceIncident', {
    table: service('JQ_JBXX', 'JQBH', 'AJBH', 'BARZJHM', 'CLJGDM'),
    key: 'JQBH',
    ...record,
    fields: {
      incidentNo: number('JQBH'),
      reportedAt: dateTime('BJSJ'),
      channel: enumeration('BJFSDM', {
        HOTLINE_110: ['01', '110报警', '1'],
        WALK_IN: ['02', '来人来访', '2'],
        PHONE: ['03', '电话报警', '3'],
        REFERRAL: ['04', '部门移送', '4'],
        ONLINE: ['05', '网上报警', '5'],
      }),
      category: enumeration('JQLBDM', {
        CRIMINAL: ['10', '刑事', '刑事警情'],
        PUBLIC_ORDER: ['20', '治安', '治安警情'],
        DISPUTE: ['30', '纠纷'],
        TRAFFIC: ['40', '交通'],
        HELP: ['50', '求助'],
        OTHER: ['90', '其他'],
      }),
      place: text('SFDD'),
      handlingUnit: number('CJDWDM'),
      disposition: enumeration(
        'CLJGDM',
        {
          ACCEPTED: ['1', '受案', '01'],
          NOT_ACCEPTED: ['2', '不予受案', '02'],
          TRANSFERRED: ['3', '移送', '03'],
          MEDIATED: ['4', '调解', '04'],
        },
        clean,
      ),
      caseNumber: number('AJBH'),
      reporterName: personName('BARXM'),
      reporterCitizenId: citizenId('BARZJHM'),
      ...ownership,
    },
    lookups: ['incidentNo', 'caseNumber', 'reporterCitizenId'],
  }),
  entity('PoliceCase', {
    table: service('ASJ_AJXX', 'AJBH', 'AJZTDM', 'AJLBDM', 'JQBH', 'RESERVATION41', 'SHRZJHM'),
    key: 'AJBH',
    ...record,
    fields: {
      caseNumber: number('AJBH'),
      caseName: text('AJMC'),
      causeCode: code('AJLBDM', 'charges', clean),
      causeName: text('AJLBMC'),
      caseSource: enumeration('AJLYDM', {
        REPORT: ['01', '报案', '1'],
        TRANSFER: ['02', '移送', '2'],
        DISCOVERED: ['03', '工作中发现', '3'],
        SURRENDER: ['04', '投案', '4'],
      }),
      incidentNo: number('JQBH'),
      // The spare columns (备用) have long been in use for these.
      referralNo: number('RESERVATION41'),
      reviewDeadline: date('RESERVATION27'),
      notFiledDate: date('RESERVATION22'),
      notFiledReason: text('RESERVATION23'),
      injuryGrade: injuryGrade('RESERVATION15'),
      acceptedDate: date('SLSJ'),
      filingDecision: enumeration(
        'AJZTDM',
        {
          PENDING: ['01', '受案审查', '1'],
          FILED: ['02', '立案', '2', '已立案'],
          NOT_FILED: ['03', '不予立案', '3', '不立'],
        },
        clean,
      ),
      filedDate: date('LASJ'),
      withdrawnDate: date('CXSJ'),
      closedDate: date('JASJ'),
      transferForProsecutionDate: date('YSQSSJ'),
      lossAmount: money('SSJZ'),
      seniorOfficer: text('ZBRXM'),
      victimName: personName('SHRXM'),
      victimCitizenId: citizenId('SHRZJHM'),
      ...ownership,
    },
    lookups: ['caseNumber', 'incidentNo', 'referralNo', 'victimCitizenId'],
  }),
  entity('Suspect', {
    table: service('ASJ_XYRXX', 'RYBH', 'AJBH', 'ZJHM'),
    key: 'RYBH',
    ...record,
    fields: {
      suspectNo: number('RYBH'),
      caseNumber: number('AJBH'),
      citizenId: holder,
      name: personName('XM'),
      role: enumeration('ZADW', {
        PRINCIPAL: ['1', '主犯', '01'],
        ACCESSORY: ['2', '从犯', '02'],
        SOLE: ['3', '单独作案', '03'],
      }),
      offenceDate: date('ZASJ'),
      wanted: flag('ZTBZ'),
      wantedDate: date('RESERVATION06'),
      minor: flag('WCNBZ'),
      ...ownership,
    },
    lookups: ['suspectNo', 'caseNumber', 'citizenId'],
  }),
  entity('SeizedProperty', {
    table: service('ASJ_SACW', 'CWBH', 'AJBH'),
    key: 'CWBH',
    ...record,
    fields: {
      id: number('CWBH'),
      caseNumber: number('AJBH'),
      item: text('CWMC'),
      value: money('CWJZ'),
      seizedAt: dateTime('KYSJ'),
      status: enumeration('CWZTDM', {
        HELD: ['1', '在押', '扣押中'],
        RETURNED: ['2', '发还'],
        TRANSFERRED: ['3', '移送'],
        DESTROYED: ['4', '销毁'],
      }),
      transferredWithCase: flag('SAYSBZ'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber'],
  }),
];
