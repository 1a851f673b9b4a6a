import {
  caseNumber,
  citizenId,
  constant,
  date,
  entity,
  enumeration,
  flag,
  isOneOf,
  months,
  personName,
  text,
} from 'plumbline/sdk';
import { correctionTypes, managementLevels, sexes, statuses } from './codes.js';
import { clean, ownerOf, recordOf, secretOf } from './record.js';
import { sqjzryJbxx as t } from './tables.js';

const words = { placeholders: true } as const;

/** 社区矫正人员基本信息: who is under correction, for what, and where they stand. */
export const correctionSubject = entity('CorrectionSubject', {
  table: t,
  ...recordOf(t),
  // Of a few old records only the charge says that they are secret.
  excluded: [...secretOf(t), { column: t.zm, contains: ['国家安全', '国家秘密', '间谍', '颠覆', '分裂'] }],
  fields: {
    subjectNo: text(t.dxbh, clean),
    citizenId: citizenId(t.sfzhm),
    name: personName(t.xm),
    birthDate: date(t.csrq),
    phone: text(t.lxdh, words),
    residenceAddress: text(t.xzdz, words),
    female: isOneOf(enumeration(t.xb, sexes), ['FEMALE']),
    minor: isOneOf(flag(t.sfcn), [false]),
    correctionType: enumeration(t.jzlb, correctionTypes),
    managementLevelCode: enumeration(t.gllb, managementLevels, { on: t.glpdrq }),
    decisionAgency: text(t.pjjg, words),
    caseNumber: caseNumber(t.pjwsh),
    judgmentDate: date(t.pjrq),
    chargeName: text(t.zm),
    originalTermMonths: months(t.ypxq),
    probationMonths: months(t.hxkyq),
    correctionStartDate: date(t.jzqsrq),
    correctionEndDate: date(t.jzzzrq),
    executionAgency: constant('红山区社区矫正管理局'),
    judicialOffice: text(t.sfsmc),
    officer: personName(t.zrr),
    status: enumeration(t.jzzt, statuses),
    ...ownerOf(t),
  },
  lookups: ['subjectNo', 'citizenId', 'caseNumber'],
});
