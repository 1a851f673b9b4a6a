import { date, entity, enumeration, flag, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, ownership, record } from './record.js';

export const release = entity('Release', {
  table: 'sqjz_jcjz',
  ...record,
  fields: {
    ...ofSubject,
    date: date('jcjzrq'),
    certificateNo: text('zsbh'),
    notifiedCourt: flag('sftzfy', clean),
    notifiedProcuratorate: flag('sftzjcy', clean),
    notifiedPolice: flag('sftzga', clean),
    ...ownership,
  },
  lookups,
});

export const termination = entity('Termination', {
  table: 'sqjz_zzjz',
  ...record,
  fields: {
    ...ofSubject,
    kind: enumeration(
      'zzlx',
      {
        PROBATION_REVOKED: ['1', '撤销缓刑'],
        PAROLE_REVOKED: ['2', '撤销假释'],
        RECALLED: ['3', '收监执行'],
        DEATH: ['4', '死亡'],
      },
      clean,
    ),
    date: date('zzrq'),
    admittedDate: date('sjrq'),
    custodyPlace: text('gycs'),
    ...ownership,
  },
  lookups,
});
