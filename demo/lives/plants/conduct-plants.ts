// long: a flat table of stories, a rule each.
import { policeBureauOf, policeUnit } from '../agencies.js';
import { chargeNamed } from '../charges.js';
import { tellConviction } from '../conviction-story.js';
import { tellRevocation } from '../correction-lives.js';
import type { CorrectionRecord } from '../correction-record.js';
import { addMonths, type Day, dateText, dayOf, instantText } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { LifeBuilder } from '../life-builder.js';
import { tellPoliceCase } from '../police-story.js';
import {
  at,
  both,
  dropping,
  found,
  isIn,
  of,
  type PlantStory,
  revising,
  storiesOf,
  tellSubject,
} from './plant-story.js';

function punish(
  life: LifeBuilder,
  record: CorrectionRecord,
  reward: 'WARNING' | 'REPRIMAND' | 'REVOKE_PROBATION',
  day: Day,
): void {
  life.add('RewardPunishment', at(record, day), {
    ...of(record),
    recordNo: life.run.numbers.serial('KH', record.division, day),
    reward,
    date: dateText(day),
    ground: '未经批准不参加教育学习',
    docId: life.run.numbers.document('宁矫考字', day),
    result: reward === 'REVOKE_PROBATION' ? 'PENDING' : 'GRANTED',
    resultDate: reward === 'REVOKE_PROBATION' ? null : dateText(day + 2),
  });
}

const noOtherConduct = dropping('RewardPunishment');

/** Tells a subject whose own punishments are only those that the story adds. */
function plainSubject(life: LifeBuilder, sessions: Parameters<PlantStory['tell']>[1]): CorrectionRecord {
  const record = tellSubject(life, sessions, { revise: noOtherConduct });
  life.reviseWith((fact) => fact);
  return record;
}

const warnings: readonly PlantStory[] = storiesOf(
  'CC-16',
  {
    '两次警告后又违规,未提请撤销': (life, sessions) => {
      const record = plainSubject(life, sessions);
      punish(life, record, 'WARNING', life.run.asOf - 150);
      punish(life, record, 'WARNING', life.run.asOf - 90);
      punish(life, record, 'REPRIMAND', life.run.asOf - 40);
      return found(record);
    },
  },
  {
    '两次警告,此后无违规': (life, sessions) => {
      const record = plainSubject(life, sessions);
      punish(life, record, 'WARNING', life.run.asOf - 150);
      punish(life, record, 'WARNING', life.run.asOf - 90);
      return found(record);
    },
    '两次警告后违规,十日内已提请撤销': (life, sessions) => {
      const record = plainSubject(life, sessions);
      punish(life, record, 'WARNING', life.run.asOf - 110);
      punish(life, record, 'WARNING', life.run.asOf - 70);
      punish(life, record, 'REPRIMAND', life.run.asOf - 24);
      punish(life, record, 'REVOKE_PROBATION', life.run.asOf - 14);
      return found(record);
    },
  },
);

/** A second crime and its judgment. */
function crimeAgain(
  life: LifeBuilder,
  person: CorrectionRecord['person'],
  offence: Day,
  charge = chargeNamed('寻衅滋事罪'),
): string {
  const police = tellPoliceCase(life, {
    division: homeDivision,
    charge,
    offence,
    suspects: [person],
    custody: 'BAIL',
    transferred: offence + 40,
  });
  const effective = offence + 100;
  return tellConviction(life, {
    division: homeDivision,
    defendants: [person],
    charge,
    offence,
    filed: offence + 60,
    pronounced: effective - 11,
    effective,
    penalty: 'FIXED_TERM',
    termMonths: 10,
    probationMonths: null,
    policeCaseNumber: police.caseNumber,
    deliveredTo: null,
  }).caseNumber;
}

const newCrimes: readonly PlantStory[] = storiesOf(
  'CC-17',
  {
    '在矫期间再犯罪并判刑,未撤销缓刑仍在矫': (life, sessions) => {
      const record = tellSubject(life, sessions);
      return found(record, crimeAgain(life, record.person, life.run.asOf - 180));
    },
    '刑满五年内再犯应判有期徒刑之罪,漏认累犯': (life) => {
      const person = life.person({ ageFrom: 30, ageTo: 50 });
      const first = tellConviction(life, {
        division: homeDivision,
        defendants: [person],
        charge: chargeNamed('盗窃罪'),
        offence: life.run.asOf - 2000,
        filed: life.run.asOf - 1800,
        pronounced: life.run.asOf - 1750,
        effective: life.run.asOf - 1739,
        penalty: 'FIXED_TERM',
        termMonths: 18,
        probationMonths: null,
        policeCaseNumber: null,
        deliveredTo: null,
      });
      return {
        citizenId: person.citizenId,
        records: [first.caseNumber, crimeAgain(life, person, life.run.asOf - 200)],
      };
    },
  },
  {
    '再犯罪,法院已撤销缓刑数罪并罚': (life, sessions) => {
      const stops = life.run.asOf - 80;
      const record = tellSubject(life, sessions, { status: 'TERMINATED', stops });
      const again = crimeAgain(life, record.person, life.run.asOf - 180);
      tellRevocation(life, record, { proposed: stops - 20, ruled: stops, admitted: stops + 2 });
      return found(record, again);
    },
    '缓刑考验期满后再犯,不构成累犯': (life, sessions) => {
      const record = tellSubject(life, sessions, {
        status: 'RELEASED',
        effective: addMonths(life.run.asOf - 300, -24),
      });
      return found(record, crimeAgain(life, record.person, life.run.asOf - 150));
    },
  },
);

/** Custody of a subject, in a case that is not yet judged. */
function detain(life: LifeBuilder, record: CorrectionRecord, start: Day, days: number): string {
  const unit = policeUnit(homeDivision, 53).code;
  const caseNumber = life.run.numbers.police('A', unit, start);
  life.add(
    'CoerciveMeasure',
    { agency: unit, division: homeDivision, day: start + days },
    {
      caseNumber,
      person: record.person.key,
      measure: 'DETENTION',
      decidedAt: instantText(start, 540),
      executedAt: instantText(start, 600),
      expiresAt: instantText(start + 3, 600),
      extensionGround: null,
      endedAt: instantText(start + days, 600),
      endKind: 'RELEASED',
      familyNotifiedAt: instantText(start, 1000),
      placeOfCustody: '宁津县看守所',
    },
  );
  return caseNumber;
}

function notifyCorrections(life: LifeBuilder, record: CorrectionRecord, start: Day, notified: Day): void {
  life.add(
    'NoticeToCorrections',
    { agency: policeBureauOf(homeDivision).code, division: homeDivision, day: notified },
    {
      noticeNo: life.run.numbers.serial('TZ', homeDivision, start),
      person: record.person.key,
      custodyKind: 'DETENTION',
      custodyStart: dateText(start),
      notifiedAt: instantText(notified, 900),
    },
  );
}

const silentInCustody = (from: Day, to: Day) =>
  both(
    revising('CheckIn', (f) => (isIn(f.at, from, to) ? { ...f, at: null, excuse: 'CUSTODY' } : f)),
    revising('Attendance', (f) => (isIn(f.date, from, to) ? null : f)),
    revising('BiometricScan', (f) => (isIn(f.at, from, to) ? null : f)),
  );

const custody: readonly PlantStory[] = storiesOf(
  'CC-18',
  {
    '在矫期间被拘留,未通知矫正机构': (life, sessions) => {
      const start = life.run.asOf - 66;
      const record = tellSubject(life, sessions, { revise: silentInCustody(start, start + 3) });
      return found(record, detain(life, record, start, 3));
    },
    '羁押期间仍有报到记录(虚假)': (life, sessions) => {
      const start = life.run.asOf - 66;
      const record = tellSubject(life, sessions, { revise: silentInCustody(start, start + 3) });
      notifyCorrections(life, record, start, start + 1);
      life.reviseWith((fact) => fact);
      life.add('CheckIn', at(record, start + 2), {
        ...of(record),
        dueFrom: dateText(start),
        dueTo: dateText(start + 9),
        at: instantText(start + 2, 610),
        mode: 'IN_PERSON',
        period: dateText(start + 2).slice(0, 7),
        handledBy: '101号账户',
        enteredAt: instantText(start + 2, 640),
        backfilled: false,
        excuse: null,
      });
      return found(record, detain(life, record, start, 3));
    },
  },
  {
    拘留次日已通知矫正机构: (life, sessions) => {
      const start = life.run.asOf - 90;
      const record = tellSubject(life, sessions, { revise: silentInCustody(start, start + 3) });
      notifyCorrections(life, record, start, start + 1);
      return found(record, detain(life, record, start, 3));
    },
    拘留发生在入矫之前: (life, sessions) => {
      const record = tellSubject(life, sessions);
      return found(record, detain(life, record, record.start - 200, 3));
    },
  },
);

const rulings: readonly PlantStory[] = storiesOf(
  'CC-19',
  {
    撤销缓刑建议收到49日未裁定: (life, sessions) => {
      const record = tellSubject(life, sessions);
      return found(record, tellRevocation(life, record, { proposed: life.run.asOf - 50, ruled: null }).caseNumber);
    },
  },
  {
    收到第29日作出裁定: (life, sessions) => {
      const stops = life.run.asOf - 60;
      const record = tellSubject(life, sessions, { status: 'TERMINATED', stops });
      return found(record, tellRevocation(life, record, { proposed: stops - 30, ruled: stops }).caseNumber);
    },
    '收到第10日,期限未满': (life, sessions) => {
      const record = tellSubject(life, sessions);
      return found(record, tellRevocation(life, record, { proposed: life.run.asOf - 11, ruled: null }).caseNumber);
    },
  },
);

const admissions: readonly PlantStory[] = storiesOf(
  'CC-20',
  {
    '撤销缓刑生效45日未收监,未列追逃': (life, sessions) => {
      const stops = life.run.asOf - 45;
      const record = tellSubject(life, sessions, { status: 'TERMINATED', stops });
      return found(
        record,
        tellRevocation(life, record, { proposed: stops - 20, ruled: stops, admitted: null }).caseNumber,
      );
    },
  },
  {
    裁定后三日收押: (life, sessions) => {
      const stops = life.run.asOf - 45;
      const record = tellSubject(life, sessions, { status: 'TERMINATED', stops });
      return found(
        record,
        tellRevocation(life, record, { proposed: stops - 20, ruled: stops, admitted: stops + 3 }).caseNumber,
      );
    },
    '在逃,两日内已上网追逃': (life, sessions) => {
      const stops = life.run.asOf - 45;
      const record = tellSubject(life, sessions, {
        status: 'TERMINATED',
        stops,
        revise: revising('Suspect', (f) => ({ ...f, wanted: true, wantedDate: dateText(stops + 2) })),
      });
      return found(
        record,
        tellRevocation(life, record, { proposed: stops - 20, ruled: stops, admitted: null }).caseNumber,
      );
    },
  },
);

const illness = (
  life: LifeBuilder,
  sessions: Parameters<PlantStory['tell']>[1],
  more: Parameters<typeof tellSubject>[2] = {},
) =>
  tellSubject(life, sessions, {
    type: 'TEMPORARY_SERVICE_OUTSIDE_PRISON',
    effective: life.run.asOf - 500,
    charge: chargeNamed('诈骗罪'),
    termMonths: 84,
    probationMonths: null,
    ...more,
  });

const reviews: readonly PlantStory[] = storiesOf(
  'CC-22',
  {
    病情复查中断五个多月: (life, sessions) =>
      found(
        illness(life, sessions, {
          person: { sex: '1' },
          revise: revising('MedicalReview', (f) => (dayOf(f.dueDate) > life.run.asOf - 160 ? null : f)),
        }),
      ),
    哺乳期届满仍在监外: (life, sessions) =>
      found(
        illness(life, sessions, {
          person: { sex: '2', ageFrom: 24, ageTo: 36 },
          revise: revising('TemporaryServiceDecision', (f) => ({
            ...f,
            reason: 'PREGNANT_OR_NURSING',
            childBirthDate: dateText(life.run.asOf - 420),
            until: dateText(life.run.asOf - 55),
          })),
        }),
      ),
  },
  {
    '逾期十日复查,在宽限期内': (life, sessions) =>
      found(
        illness(life, sessions, {
          person: { sex: '1' },
          revise: revising('MedicalReview', (f) => ({
            ...f,
            at: dateText(Math.min(dayOf(f.dueDate) + 10, life.run.asOf - 1)),
          })),
        }),
      ),
  },
);

/** Rules on conduct, new crimes, custody and recall: CC-16 to CC-20 and CC-22. */
export const conductPlants: readonly PlantStory[] = [
  ...warnings,
  ...newCrimes,
  ...custody,
  ...rulings,
  ...admissions,
  ...reviews,
];
