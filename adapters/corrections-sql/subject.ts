import { caseNumber, code, date, entity, enumeration, flag, integer, list, personName, text } from 'plumbline/sdk';
import { clean, ownership, record, subjectId } from './record.js';
import { correctionTypes, statuses } from './subject-codes.js';

/** 对象基本信息: who is under correction, for what, where, in which state. */
export const correctionSubject = entity('CorrectionSubject', {
  table: 'sqjz_jzdx',
  ...record,
  fields: {
    subjectNo: text('dxbh', clean),
    citizenId: subjectId,
    name: personName('xm'),
    birthDate: date('csrq'),
    phone: text('lxdh'),
    residenceAddress: text('xzdz'),
    householdCode: code('hjxzqh', 'GB/T 2260'),
    correctionType: enumeration('jzlb', correctionTypes, clean),
    managementLevelCode: enumeration(
      'gllb',
      { STRICT: ['1', '严管', 'A'], GENERAL: ['2', '普管', 'B'], LENIENT: ['3', '宽管', 'C'] },
      clean,
    ),
    decisionAgency: text('jdjg'),
    decisionAgencyCode: text('jdjgdm', clean),
    caseNumber: caseNumber('pjsah'),
    judgmentDate: date('pjrq'),
    chargeName: text('zm'),
    chargeCode: code('zm', 'FYB/T 51203'),
    originalTermMonths: integer('ypxq', clean),
    probationMonths: integer('hxkyq', clean),
    correctionStartDate: date('jzksrq'),
    correctionEndDate: date('jzjsrq'),
    executionAgency: text('jgmc', clean),
    executionAgencyCode: text('zxjgdm', clean),
    judicialOffice: text('sfs'),
    judicialOfficeCode: text('sfsdm', clean),
    executionDivisionCode: code('xzqh', 'GB/T 2260', clean),
    officer: text('zrr'),
    status: enumeration('jzzt', statuses, clean),
    minor: flag('sfwcn', clean),
    female: flag('sfnx', clean),
    health: text('jkzk'),
    riskLevel: enumeration('fxdj', { HIGH: ['3', '高'], MEDIUM: ['2', '中'], LOW: ['1', '低'] }, clean),
    keyFlags: list('zdlb', text),
    ...ownership,
  },
  lookups: ['subjectNo', 'citizenId', 'caseNumber'],
});
