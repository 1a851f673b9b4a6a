import {
  caseNumber,
  citizenId,
  date,
  documentNumber,
  entity,
  enumeration,
  flag,
  integer,
  list,
  money,
  personName,
  text,
} from 'plumbline/sdk';
import { id, ownership, record } from './common.js';

const clean = { clean: true } as const;

const prisoner = {
  id,
  caseNumber: caseNumber('AH'),
  originalCaseNumber: caseNumber('YSAH'),
  citizenId: citizenId('ZFZJHM'),
  name: personName('ZFXM'),
} as const;
const prisonerLookups = ['id', 'caseNumber', 'originalCaseNumber', 'citizenId'] as const;
const granted = { GRANTED: ['1', '准予', '准许'], REFUSED: ['2', '不准予', '不予准许'] } as const;

/** Changes of sentences. */
export const changes = [
  entity('ParoleRuling', {
    table: 'T_XB_JS',
    ...record,
    fields: {
      ...prisoner,
      ruledDate: date('CDRQ'),
      effectiveDate: date('SXRQ'),
      releasedFrom: text('YZXJG'),
      releaseDate: date('CJRQ'),
      paroleEnd: date('KYQJSRQ'),
      ...ownership,
    },
    lookups: prisonerLookups,
  }),
  entity('CommutationRuling', {
    table: 'T_XB_JX',
    ...record,
    fields: {
      ...prisoner,
      ruledDate: date('CDRQ'),
      reducedMonths: integer('JXYS', clean),
      newEndDate: date('XXQJSRQ'),
      ...ownership,
    },
    lookups: prisonerLookups,
  }),
  entity('TemporaryServiceDecision', {
    table: 'T_XB_ZYJWZX',
    ...record,
    fields: {
      ...prisoner,
      caseNumber: caseNumber('WH'),
      reason: enumeration(
        'JDYY',
        {
          SERIOUS_ILLNESS: ['1', '严重疾病'],
          PREGNANT_OR_NURSING: ['2', '怀孕或哺乳'],
          UNABLE_SELF_CARE: ['3', '生活不能自理'],
        },
        clean,
      ),
      decidedDate: date('JDRQ'),
      until: date('ZZRQ'),
      designatedHospital: text('ZDYY'),
      childBirthDate: date('ZNCSRQ'),
      ...ownership,
    },
    lookups: prisonerLookups,
  }),
  entity('RevocationRuling', {
    table: 'T_XB_CX',
    ...record,
    fields: {
      ...prisoner,
      kind: enumeration(
        'CXLX',
        { REVOKE_PROBATION: ['1', '撤销缓刑'], REVOKE_PAROLE: ['2', '撤销假释'], RECALL: ['3', '收监执行'] },
        clean,
      ),
      proposalReceivedDate: date('JYSSRQ'),
      ruledDate: date('CDRQ'),
      result: enumeration('CDJG', granted, clean),
      effectiveDate: date('SXRQ'),
      ...ownership,
    },
    lookups: prisonerLookups,
  }),
];

const { sealed: _sealed, ...civilOwnership } = ownership;

/** Civil judgments, and reviews of administrative decisions. */
export const civil = [
  entity('CivilJudgment', {
    table: 'T_MS_CP',
    ...record,
    fields: {
      id,
      judgmentId: text('WSBH', clean),
      caseNumber: caseNumber('AH'),
      claimAmount: money('SQBD'),
      awardAmount: money('PJJE'),
      defaultJudgment: flag('SFQX', clean),
      mediated: flag('SFTJ', clean),
      sameDayMediation: flag('SFDRTJ', clean),
      performanceDeadline: date('LXQX'),
      evidenceKinds: list('ZJZL', (column) =>
        enumeration(column, {
          IOU: 'JT',
          BANK_TRANSFER: 'ZZ',
          CONTRACT: 'HT',
          TESTIMONY: 'ZR',
          CHAT_RECORD: 'LT',
          INVOICE: 'FP',
        }),
      ),
      ...civilOwnership,
    },
    lookups: ['id', 'caseNumber', 'judgmentId'],
  }),
  entity('AdminReview', {
    table: 'T_XZ_FSSC',
    ...record,
    fields: {
      id,
      caseNumber: caseNumber('AH'),
      applicantAgency: text('SQJG', clean),
      decisionId: documentNumber('JDWH'),
      citizenId: citizenId('BSQRZJHM'),
      name: personName('BSQRXM'),
      acceptedDate: date('SLRQ'),
      ruledDate: date('CDRQ'),
      result: enumeration('CDJG', granted, clean),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'decisionId', 'citizenId'],
  }),
];
