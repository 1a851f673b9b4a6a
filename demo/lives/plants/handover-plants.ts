// long: a flat table of stories, a rule each.
import { intermediateCourt, policeBureauOf } from '../agencies.js';
import { chargeNamed } from '../charges.js';
import { addMonths, dateText, dayOf, instantText, termEnd } from '../days.js';
import type { FactKind } from '../facts.js';
import { factsByAgency } from '../facts.js';
import {
  at,
  both,
  dropping,
  found,
  notYet,
  of,
  type PlantStory,
  revising,
  storiesOf,
  tellSubject,
} from './plant-story.js';

const correctionKinds: readonly FactKind[] = [...factsByAgency.corrections, 'ExitEntryControl', 'TravelHit'];
const unregistered = dropping(...correctionKinds.filter((kind) => kind !== 'PreSentenceAssessment'));

const firstReport: readonly PlantStory[] = [
  ...storiesOf(
    'CC-02',
    {
      判决生效第17日才报到: (life, sessions) =>
        found(
          tellSubject(life, sessions, {
            effective: life.run.asOf - 130,
            revise: revising('Reception', (f) => ({
              ...f,
              reportedAt: instantText(life.run.asOf - 113, 600),
              reportedLate: true,
            })),
          }),
        ),
      '超过期限未报到,未组织查找': (life, sessions) =>
        found(
          tellSubject(life, sessions, {
            effective: life.run.asOf - 25,
            status: 'PENDING_REPORT',
            revise: both(
              revising('Reception', (f) => ({ ...f, reportedAt: null })),
              dropping(
                'Announcement',
                'CorrectionTeam',
                'CorrectionPlan',
                'CheckIn',
                'Attendance',
                'BiometricScan',
                'LocationAlert',
              ),
            ),
          }),
        ),
    },
    {
      '同案犯上诉,生效日期推后,按推后日期未逾期': (life, sessions) => {
        const effective = life.run.asOf - 150;
        return found(
          tellSubject(life, sessions, {
            effective,
            revise: both(
              revising('Judgment', (f) => ({
                ...f,
                appealed: true,
                pronouncedDate: dateText(effective - 50),
                servedDates: [dateText(effective - 50)],
                appealDeadline: dateText(effective - 40),
              })),
              revising('Reception', (f) => ({ ...f, reportedAt: instantText(effective + 9, 960) })),
            ),
          }),
        );
      },
      '期限最后一日逢国庆假期,假后首个工作日报到': (life, sessions) => {
        const thisYear = Number(dateText(life.run.asOf).slice(0, 4));
        const year = dayOf(`${thisYear}-10-20`) < life.run.asOf ? thisYear : thisYear - 1;
        const effective = dayOf(`${year}-09-22`);
        return found(
          tellSubject(life, sessions, {
            effective,
            revise: revising('Reception', (f) => ({ ...f, reportedAt: instantText(dayOf(`${year}-10-08`), 540) })),
          }),
        );
      },
    },
  ),
];

const delivery: readonly PlantStory[] = storiesOf(
  'CC-03',
  {
    '生效第16日才送达法律文书,第9日才通知': (life, sessions) => {
      const effective = life.run.asOf - 200;
      return found(
        tellSubject(life, sessions, {
          effective,
          revise: revising('DeliveryRecord', (f) => ({
            ...f,
            noticeDate: dateText(effective + 9),
            documentsServedDate: dateText(effective + 16),
          })),
        }),
      );
    },
    未抄送公安机关: (life, sessions) =>
      found(tellSubject(life, sessions, { revise: revising('DeliveryRecord', (f) => ({ ...f, copyToPolice: null })) })),
  },
  {
    '生效第10日送达(期限当日)': (life, sessions) => {
      const effective = life.run.asOf - 201;
      const day = dateText(effective + 10);
      return found(
        tellSubject(life, sessions, {
          effective,
          revise: revising('DeliveryRecord', (f) => ({
            ...f,
            noticeDate: dateText(effective + 5),
            documentsServedDate: day,
            copyToPolice: day,
            copyToProcuratorate: day,
            receiptDate: dateText(effective + 13),
          })),
        }),
      );
    },
  },
);

const missed: readonly PlantStory[] = storiesOf(
  'CC-04',
  {
    '判处缓刑生效两月,无矫正登记': (life, sessions) =>
      found(tellSubject(life, sessions, { effective: life.run.asOf - 60, revise: unregistered })),
  },
  {},
);

/** The mirror of CC-04. */
const ghosts: readonly PlantStory[] = storiesOf(
  'CC-26',
  {
    '矫正登记无对应判决(空挂)': (life, sessions) =>
      found(
        tellSubject(life, sessions, {
          revise: dropping(
            ...factsByAgency.judgments,
            ...factsByAgency.police.filter((kind) => kind !== 'ExitEntryControl'),
          ),
        }),
      ),
  },
  {},
);

const takenOver: readonly PlantStory[] = storiesOf(
  'CC-04',
  {},
  {
    在省内邻县登记: (life, sessions) =>
      found(
        tellSubject(life, sessions, { township: '371481001', courtDivision: '371422', effective: life.run.asOf - 60 }),
      ),
    '生效第8日,尚在期限内': (life, sessions) =>
      found(
        tellSubject(life, sessions, {
          effective: life.run.asOf - 8,
          revise: both(unregistered, notYet(life.run.asOf - 8)),
        }),
      ),
    '法院登记十五位证件号码,矫正登记十八位': (life, sessions) => {
      const other = life.random.between(1, 9);
      const record = tellSubject(life, sessions, {
        effective: life.run.asOf - 90 - other,
        person: { born: dayOf('1979-03-08') },
        revise: (fact) => {
          const court = (factsByAgency.judgments as readonly FactKind[]).includes(fact.kind);
          return court
            ? (JSON.parse(JSON.stringify(fact).replaceAll(`${life.key}-P1"`, `${life.key}-P15"`)) as typeof fact)
            : fact;
        },
      });
      const { citizenId } = record.person;
      life.know({
        ...record.person,
        key: `${life.key}-P15`,
        citizenId: citizenId.slice(0, 6) + citizenId.slice(8, 17),
      });
      return found(record);
    },
  },
);

const registered = (change: {
  readonly correctionStartDate?: string;
  readonly correctionEndDate?: string;
  readonly probationMonths?: number;
}) => revising('CorrectionSubject', (f) => ({ ...f, ...change }));

const terms: readonly PlantStory[] = storiesOf(
  'CC-09',
  {
    '张某某包庇案判一缓二,登记期间只有23个月': (life, sessions) => {
      const effective = life.run.asOf - 316;
      return found(
        tellSubject(life, sessions, {
          effective,
          charge: chargeNamed('包庇罪'),
          person: { name: '张某某', sex: '1' },
          revise: registered({ correctionEndDate: dateText(termEnd(effective, 1, 11)) }),
        }),
      );
    },
    '考验期判24个月,登记18个月': (life, sessions) => {
      const effective = life.run.asOf - 300;
      return found(
        tellSubject(life, sessions, {
          effective,
          revise: registered({ probationMonths: 18, correctionEndDate: dateText(termEnd(effective, 1, 6)) }),
        }),
      );
    },
    起始日登记为宣判日而非生效日: (life, sessions) => {
      const effective = life.run.asOf - 260;
      return found(
        tellSubject(life, sessions, {
          effective,
          revise: registered({
            correctionStartDate: dateText(effective - 11),
            correctionEndDate: dateText(termEnd(effective - 11, 2, 0)),
          }),
        }),
      );
    },
  },
  {
    '裁定缩短考验期,登记与裁定一致': (life, sessions) => {
      const effective = life.run.asOf - 420;
      const end = dateText(addMonths(termEnd(effective, 2, 0), -3));
      const record = tellSubject(life, sessions, { effective, revise: registered({ correctionEndDate: end }) });
      const court = intermediateCourt();
      const ruled = life.run.asOf - 40;
      const caseNumber = life.run.numbers.courtCase(court.division, '刑更', ruled);
      life.add(
        'CommutationRuling',
        { agency: court.code, division: court.division, day: ruled },
        {
          caseNumber,
          originalCaseNumber: record.caseNumber,
          defendant: record.person.key,
          ruledDate: dateText(ruled),
          reducedMonths: 3,
          newEndDate: end,
        },
      );
      return found(record, caseNumber);
    },
    '二月末起算,按第202条无误': (life, sessions) => {
      const year = Number(dateText(life.run.asOf - 300).slice(0, 4));
      return found(tellSubject(life, sessions, { effective: dayOf(`${year}-02-28`) }));
    },
  },
);

const exit: readonly PlantStory[] = storiesOf(
  'CC-13',
  {
    在矫期间出境: (life, sessions) => {
      const record = tellSubject(life, sessions, { revise: dropping('LeaveRequest') });
      return found(record, leaves(life, record.division, record.person.key, life.run.asOf - 70));
    },
  },
  {
    同名不同人出境: (life, sessions) => {
      const record = tellSubject(life, sessions);
      const namesake = life.person({ name: record.person.name, ageFrom: 26, ageTo: 55 });
      return found(record, leaves(life, record.division, namesake.key, life.run.asOf - 70), namesake.citizenId);
    },
    判决生效前出境: (life, sessions) => {
      const record = tellSubject(life, sessions);
      return found(record, leaves(life, record.division, record.person.key, record.start - 400));
    },
  },
);

function leaves(life: Parameters<PlantStory['tell']>[0], division: string, person: string, day: number): string {
  const recordNo = life.run.numbers.serial('CRJ', division, day);
  const holder = { agency: policeBureauOf(division).code, division, day };
  for (const [offset, direction] of [
    [0, 'EXIT'],
    [6, 'ENTRY'],
  ] as const) {
    life.add('ExitEntryRecord', holder, {
      recordNo: `${recordNo}${offset}`,
      person,
      at: instantText(day + offset, 640),
      port: '青岛流亭',
      direction,
      document: `E${life.random.digits(8)}`,
    });
  }
  return `${recordNo}0`;
}

const control: readonly PlantStory[] = storiesOf(
  'CC-14',
  {
    在矫一年未报备出境管控: (life, sessions) =>
      found(tellSubject(life, sessions, { revise: dropping('ExitEntryControl') })),
    解矫两月后仍在管控: (life, sessions) =>
      found(
        tellSubject(life, sessions, {
          status: 'RELEASED',
          effective: addMonths(life.run.asOf - 62, -24),
          revise: revising('ExitEntryControl', (f) => ({ ...f, to: dateText(life.run.asOf + 400), status: 'ACTIVE' })),
        }),
      ),
  },
  {
    '入矫第5日,报备期限未满': (life, sessions) =>
      found(
        tellSubject(life, sessions, {
          effective: life.run.asOf - 5,
          revise: both(dropping('ExitEntryControl'), notYet(life.run.asOf - 5)),
        }),
      ),
    '两次报备首尾相接,覆盖至期满': (life, sessions) => {
      const record = tellSubject(life, sessions, {
        revise: revising('ExitEntryControl', (f) => ({ ...f, to: dateText(life.run.asOf - 60), status: 'LIFTED' })),
      });
      life.reviseWith((fact) => fact);
      life.add(
        'ExitEntryControl',
        { agency: policeBureauOf(record.division).code, division: record.division, day: life.run.asOf - 59 },
        {
          controlNo: life.run.numbers.serial('BK', record.division, life.run.asOf - 59),
          person: record.person.key,
          reportedBy: record.bureau,
          from: dateText(life.run.asOf - 59),
          to: dateText(record.end),
          status: 'ACTIVE',
          passportHeld: false,
        },
      );
      return found(record);
    },
  },
);

const release: readonly PlantStory[] = storiesOf(
  'CC-23',
  {
    期满二十日仍在矫: (life, sessions) =>
      found(tellSubject(life, sessions, { effective: addMonths(life.run.asOf - 20, -24) })),
    提前十日解矫: (life, sessions) =>
      found(
        tellSubject(life, sessions, {
          status: 'RELEASED',
          effective: addMonths(life.run.asOf - 50, -24),
          revise: revising('Release', (f) => ({ ...f, date: dateText(dayOf(f.date) - 10) })),
        }),
      ),
  },
  {
    '期满前已提请撤销缓刑,待裁定': (life, sessions) => {
      const record = tellSubject(life, sessions, { effective: addMonths(life.run.asOf - 6, -24) });
      const proposed = life.run.asOf - 20;
      life.add('RewardPunishment', at(record, proposed), {
        ...of(record),
        recordNo: life.run.numbers.serial('KH', record.division, proposed),
        reward: 'REVOKE_PROBATION',
        date: dateText(proposed),
        ground: '违反监督管理规定,情节严重',
        docId: life.run.numbers.document('宁矫撤建字', proposed),
        result: 'PENDING',
        resultDate: null,
      });
      return found(record);
    },
    今日期满: (life, sessions) => found(tellSubject(life, sessions, { effective: addMonths(life.run.asOf + 1, -24) })),
  },
);

/** Rules on hand-over, terms, borders and release: CC-02, 03, 04, 09, 13, 14, 23. */
export const handoverPlants: readonly PlantStory[] = [
  ...firstReport,
  ...delivery,
  ...missed,
  ...ghosts,
  ...takenOver,
  ...terms,
  ...exit,
  ...control,
  ...release,
];
