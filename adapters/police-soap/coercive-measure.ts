import { dateTime, entity, enumeration, personName, text } from 'plumbline/sdk';
import { clean, holder, number, ownership, record, service } from './record.js';

export const coerciveMeasure = entity('CoerciveMeasure', {
  table: service('ASJ_QZCS', 'CSBH', 'AJBH', 'RYBH', 'ZJHM', 'CSZLDM'),
  key: 'CSBH',
  ...record,
  fields: {
    id: number('CSBH'),
    caseNumber: number('AJBH'),
    suspectNo: number('RYBH'),
    citizenId: holder,
    name: personName('XM'),
    kind: enumeration(
      'CSZLDM',
      {
        SUMMONS_BY_FORCE: ['01', '拘传'],
        BAIL: ['02', '取保候审', '取保'],
        RESIDENTIAL_SURVEILLANCE: ['03', '监视居住', '监居'],
        DETENTION: ['04', '刑事拘留', '刑拘', '拘留'],
        ARREST: ['05', '逮捕'],
      },
      clean,
    ),
    decidedAt: dateTime('JDSJ'),
    executedAt: dateTime('ZXSJ'),
    expiresAt: dateTime('JZSJ'),
    extensionGround: enumeration('YQLYDM', {
      ONE_TO_FOUR_DAYS: ['1', '延长一至四日'],
      ROVING: ['2', '流窜作案'],
      REPEATED: ['3', '多次作案'],
      JOINT: ['4', '结伙作案'],
    }),
    // In this table 出所日期, everywhere else 出生日期.
    endedAt: dateTime('CSRQ'),
    endKind: enumeration('CSYYDM', {
      RELEASED: ['1', '释放', '01'],
      CHANGED: ['2', '变更强制措施', '02'],
      ARREST_REQUESTED: ['3', '报捕', '03'],
      TRANSFERRED: ['4', '移送', '04'],
    }),
    familyNotifiedAt: dateTime('JSTZSJ'),
    placeOfCustody: text('JYCSMC'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'suspectNo', 'citizenId'],
});
