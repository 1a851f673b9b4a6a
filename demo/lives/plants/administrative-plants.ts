import { type AdminStory, tellAdminPenalty } from '../admin-lives.js';
import type { AdminPenaltyDecisionFact, CriminalReferralFact } from '../administrative-facts.js';
import { bureauOf, policeUnit } from '../agencies.js';
import { addMonths, type Day, dateText } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { LifeBuilder } from '../life-builder.js';
import { type PlantStory, revising, storiesOf } from './plant-story.js';

const market = bureauOf(homeDivision, 'MARKET');
const by = (day: Day) => ({ agency: market.code, division: homeDivision, day });

function penalised(
  life: LifeBuilder,
  change: Partial<AdminStory>,
  decision: Partial<AdminPenaltyDecisionFact> = {},
): { readonly person: ReturnType<LifeBuilder['person']>; readonly caseNo: string; readonly decisionNumber: string } {
  const person = life.person({ ageFrom: 28, ageTo: 58 });
  const decided = change.decided ?? life.run.asOf - 100;
  life.reviseWith(revising('AdminPenaltyDecision', (f) => ({ ...f, ...decision })));
  const record = tellAdminPenalty(life, {
    bureau: 'MARKET',
    division: homeDivision,
    violator: person.key,
    violatorOrganization: null,
    violation: '销售伪劣产品',
    itemCode: 'SC003',
    filed: decided - 40,
    decided,
    goodsValue: 8_000_000,
    fine: 3_000_000,
    performed: decided + 9,
    ...change,
  });
  life.reviseWith((fact) => fact);
  return { person, caseNo: record.caseNo, decisionNumber: record.decisionNumber ?? '' };
}

function refer(
  life: LifeBuilder,
  caseNo: string,
  person: string,
  received: Day,
  decided: Day | null,
  more: Partial<CriminalReferralFact> = {},
): string {
  const { numbers } = life.run;
  const referralNo = numbers.document('宁市监移字', received);
  const unit = policeUnit(homeDivision, 51).code;
  const policeCaseNumber = decided === null ? null : numbers.police('A', unit, received);
  life.add('CriminalReferral', by(decided ?? received), {
    referralNo,
    caseNo,
    person,
    organization: null,
    charge: '销售伪劣产品罪',
    internalReportDate: dateText(received - 4),
    approvalDate: dateText(received - 2),
    sentDate: dateText(received - 1),
    receivedDate: dateText(received),
    policeDecisionDate: decided === null ? null : dateText(decided),
    policeDecision: decided === null ? null : 'FILED',
    policeCaseNumber,
    evidenceHandedOverDate: dateText(received + 1),
    copyToProcuratorate: dateText(received),
    ...more,
  });
  if (policeCaseNumber !== null && decided !== null) {
    life.add(
      'PoliceCase',
      { agency: unit, division: homeDivision, day: decided },
      {
        caseNumber: policeCaseNumber,
        name: '销售伪劣产品案',
        cause: '销售伪劣产品案',
        causeCode: '140',
        source: 'TRANSFER',
        incidentNo: null,
        referralNo,
        acceptedDate: dateText(received),
        reviewDeadline: dateText(received + 3),
        filingDecision: 'FILED',
        filedDate: dateText(decided),
        notFiledDate: null,
        notFiledReason: null,
        withdrawnDate: null,
        closedDate: null,
        transferForProsecutionDate: null,
        lossAmount: 8_000_000,
        injuryGrade: null,
        seniorOfficer: '警1107',
        victim: null,
      },
    );
  }
  return referralNo;
}

const crimes: readonly PlantStory[] = storiesOf(
  'AE-01',
  {
    '伪劣产品货值8万元,只罚款未移送': (life) => {
      const { person, caseNo, decisionNumber } = penalised(life, {});
      return { citizenId: person.citizenId, records: [caseNo, decisionNumber] };
    },
    '无证经营烟草12万元,只罚款未移送': (life) => {
      const { person, caseNo, decisionNumber } = penalised(life, {
        bureau: 'TOBACCO',
        violation: '无证经营烟草制品',
        itemCode: 'YC003',
        goodsValue: 12_000_000,
      });
      return { citizenId: person.citizenId, records: [caseNo, decisionNumber] };
    },
  },
  {
    '货值4.8万元,未达追诉标准': (life) => {
      const { person, caseNo, decisionNumber } = penalised(life, { goodsValue: 4_800_000 });
      return { citizenId: person.citizenId, records: [caseNo, decisionNumber] };
    },
    '货值9万元,已移送公安': (life) => {
      const { person, caseNo, decisionNumber } = penalised(life, { goodsValue: 9_000_000 });
      const received = life.run.asOf - 95;
      return {
        citizenId: person.citizenId,
        records: [caseNo, decisionNumber, refer(life, caseNo, person.key, received, received + 2)],
      };
    },
  },
);

const undecided: readonly PlantStory[] = storiesOf(
  'AE-02',
  {
    公安接收移送十日未作决定: (life) => {
      const { person, caseNo } = penalised(life, { decided: life.run.asOf - 20, performed: null });
      return {
        citizenId: person.citizenId,
        records: [caseNo, refer(life, caseNo, person.key, life.run.asOf - 10, null)],
      };
    },
  },
  {
    接收第3日作出立案决定: (life) => {
      const { person, caseNo } = penalised(life, {});
      const received = life.run.asOf - 60;
      return {
        citizenId: person.citizenId,
        records: [caseNo, refer(life, caseNo, person.key, received, received + 3)],
      };
    },
    '接收第2日,期限未满': (life) => {
      const { person, caseNo } = penalised(life, { decided: life.run.asOf - 20, performed: null });
      return {
        citizenId: person.citizenId,
        records: [caseNo, refer(life, caseNo, person.key, life.run.asOf - 2, null, { evidenceHandedOverDate: null })],
      };
    },
  },
);

function reversed(life: LifeBuilder, opinion: Day, reply: Day | null) {
  const person = life.person({ ageFrom: 22, ageTo: 55 });
  const referralNo = life.run.numbers.document('宁检行衔字', opinion);
  life.add('ReverseReferral', by(reply ?? opinion), {
    referralNo,
    person: person.key,
    nonProsecutionNumber: life.run.numbers.document('宁检刑不诉', opinion - 10),
    charge: '销售伪劣产品罪',
    nonProsecutionDate: dateText(opinion - 10),
    procuratorialOpinionDate: dateText(opinion),
    recipient: market.code,
    replyDate: reply === null ? null : dateText(reply),
    penaltyDecisionNumber: reply === null ? null : life.run.numbers.document('宁市监罚字', reply),
  });
  return { citizenId: person.citizenId, records: [referralNo] };
}

const unanswered: readonly PlantStory[] = storiesOf(
  'AE-03',
  { 检察意见发出八十日未回复: (life) => reversed(life, life.run.asOf - 80, null) },
  {
    第五十日回复并处罚: (life) => reversed(life, life.run.asOf - 120, life.run.asOf - 70),
    '检察意见发出三十日,期限未满': (life) => reversed(life, life.run.asOf - 30, null),
  },
);

function unpaid(life: LifeBuilder, decision: Partial<AdminPenaltyDecisionFact>, months = 8) {
  const decided = addMonths(life.run.asOf, -months) - 10;
  const { person, caseNo, decisionNumber } = penalised(
    life,
    { decided, performed: null, goodsValue: 900_000, violation: '生产销售不合格食品', itemCode: 'SC001' },
    decision,
  );
  return { citizenId: person.citizenId, records: [caseNo, decisionNumber] };
}

const unenforced: readonly PlantStory[] = storiesOf(
  'AE-04',
  {
    '未缴罚款,未起诉,申请强制执行期限将满': (life) => unpaid(life, {}),
    '未缴罚款,未起诉,申请强制执行期限已过': (life) => unpaid(life, {}, 10),
  },
  {
    期限内已催告并申请法院执行: (life) =>
      unpaid(life, {
        demandServedDate: dateText(life.run.asOf - 60),
        enforcementApplicationDate: dateText(life.run.asOf - 45),
      }),
    当事人已提起行政诉讼: (life) => unpaid(life, { litigated: true }),
  },
);

/** Rules on administrative enforcement: AE-01 to AE-04. */
export const administrativePlants: readonly PlantStory[] = [...crimes, ...undecided, ...unanswered, ...unenforced];
