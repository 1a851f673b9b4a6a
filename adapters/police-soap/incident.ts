import { citizenId, dateTime, entity, enumeration, personName, text } from 'plumbline/sdk';
import { clean, number, ownership, record, service } from './record.js';

export const policeIncident = entity('PoliceIncident', {
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
});
