// long: a flat table of stories, a rule each.
import { policeBureauOf } from '../agencies.js';
import type { CorrectionRecord } from '../correction-record.js';
import { addMonths, dateText, dayOf, instantText } from '../days.js';
import type { LifeBuilder } from '../life-builder.js';
import { sessionsOf } from '../sessions.js';
import {
  at,
  both,
  dropping,
  found,
  isIn,
  lastMonth,
  of,
  type PlantStory,
  revising,
  storiesOf,
  tellSubject,
  wholeDayMonth,
} from './plant-story.js';

const missedVisit = (month: string) =>
  both(
    revising('CheckIn', (f) => (f.period === month && f.mode === 'IN_PERSON' ? { ...f, at: null } : f)),
    revising('BiometricScan', (f) => (f.at.startsWith(month) && f.sessionId === null ? null : f)),
  );

const checkIns: readonly PlantStory[] = storiesOf(
  'CC-01',
  {
    '上月应当面报到而未报到(于伟式逾期)': (life, sessions) =>
      found(
        tellSubject(life, sessions, {
          revise: missedVisit(lastMonth(life.run.asOf)),
          person: { name: '于伟', sex: '1' },
        }),
      ),
    报到时间在应报到期限之后: (life, sessions) => {
      const month = lastMonth(addMonths(life.run.asOf, -2));
      const late = dayOf(`${month}-01`) + 36;
      return found(
        tellSubject(life, sessions, {
          revise: revising('CheckIn', (f) =>
            f.period === month && f.mode === 'IN_PERSON'
              ? { ...f, at: instantText(late, 600), enteredAt: instantText(late, 660) }
              : f,
          ),
        }),
      );
    },
  },
  {
    '请假覆盖整个周期,免予报到': (life, sessions) => {
      const month = lastMonth(life.run.asOf);
      const first = dayOf(`${month}-01`);
      const record = tellSubject(life, sessions, {
        revise: both(
          revising('CheckIn', (f) => (f.period === month ? { ...f, at: null, excuse: 'LEAVE' } : f)),
          revising('Attendance', (f) => (f.date.startsWith(month) ? null : f)),
          revising('BiometricScan', (f) => (f.at.startsWith(month) ? null : f)),
        ),
      });
      life.add(
        'LeaveRequest',
        at(record, first - 3),
        leave(life, record, first - 1, first + 29, { approvedBy: record.bureau }),
      );
      return found(record);
    },
    '按期报到,三日后才补录': (life, sessions) =>
      found(
        tellSubject(life, sessions, {
          revise: revising('CheckIn', (f) =>
            f.period === lastMonth(life.run.asOf) && f.mode === 'IN_PERSON' && f.at
              ? { ...f, enteredAt: instantText(dayOf(f.at) + 3, 600), backfilled: true }
              : f,
          ),
        }),
      ),
    '新入矫,首个周期未满': (life, sessions) => found(tellSubject(life, sessions, { effective: life.run.asOf - 24 })),
  },
);

function leave(
  life: LifeBuilder,
  record: CorrectionRecord,
  from: number,
  to: number,
  more: { readonly approvedBy?: string; readonly frequent?: boolean; readonly division?: string } = {},
) {
  return {
    ...of(record),
    requestNo: life.run.numbers.serial('QJ', record.division, from),
    from: dateText(from),
    to: dateText(to),
    destinationDivision: more.division ?? '370102',
    reason: more.frequent ? '跨县运输务工' : '外出务工',
    approvedBy: more.approvedBy ?? `${record.township}J`,
    approvedDate: dateText(from - 2),
    returnedAt: to < life.run.asOf ? dateText(to) : null,
    frequentCrossRegion: more.frequent ?? false,
  };
}

/** Keeps only the scans of a whole-day session that `keep` says, by minutes after midnight. */
const scansOf = (sessionId: string, keep: (minutes: number) => boolean) =>
  revising('BiometricScan', (f) =>
    f.sessionId !== sessionId || keep(Number(f.at.slice(11, 13)) * 60 + Number(f.at.slice(14, 16))) ? f : null,
  );

const wholeDaySession = (asOf: number) => sessionsOf('371422101', wholeDayMonth(asOf))[0]?.sessionId ?? '';

const hours: readonly PlantStory[] = storiesOf(
  'CC-05',
  {
    '认定8小时,指静脉签到签退间隔只有4小时': (life, sessions) => {
      const session = wholeDaySession(life.run.asOf);
      return found(tellSubject(life, sessions, { revise: scansOf(session, (minutes) => minutes < 780) }), session);
    },
    '有签到无签退,仍认定8小时': (life, sessions) => {
      const session = wholeDaySession(life.run.asOf);
      return found(tellSubject(life, sessions, { revise: scansOf(session, (minutes) => minutes < 600) }), session);
    },
  },
  {
    上下午两段合计8小时: (life, sessions) => found(tellSubject(life, sessions), wholeDaySession(life.run.asOf)),
    '方案允许自学4小时,现场4小时': (life, sessions) => {
      const session = wholeDaySession(life.run.asOf);
      return found(
        tellSubject(life, sessions, {
          revise: both(
            scansOf(session, (minutes) => minutes < 780),
            revising('Attendance', (f) => (f.sessionId === session ? { ...f, homeStudyHours: 4 } : f)),
          ),
        }),
        session,
      );
    },
    '间隔比认定时长少10分钟,在容差之内': (life, sessions) => {
      const session = sessionsOf('371422101', lastMonth(life.run.asOf))[1];
      const id = session?.sessionId ?? '';
      return found(
        tellSubject(life, sessions, {
          revise: revising('BiometricScan', (f) =>
            f.sessionId === id
              ? { ...f, at: instantText(session?.day ?? 0, f.direction === 'SIGN_IN' ? 510 : 740) }
              : f,
          ),
        }),
        id,
      );
    },
  },
);

const serviceOfLastMonth = (asOf: number) => sessionsOf('371422101', lastMonth(asOf))[2]?.sessionId ?? '';

const participation: readonly PlantStory[] = storiesOf(
  'CC-07',
  {
    '有签到签退,未登记公益活动(崔某式漏录),投诉超期未答复': (life, sessions) => {
      const session = serviceOfLastMonth(life.run.asOf);
      const record = tellSubject(life, sessions, {
        person: { name: '崔明' },
        revise: revising('Attendance', (f) => (f.sessionId === session ? null : f)),
      });
      const received = life.run.asOf - 12;
      life.add('SubjectComplaint', at(record, received), complaint(life, record, received, null));
      return found(record, session);
    },
  },
  {
    活动四日后登记: (life, sessions) => {
      const session = serviceOfLastMonth(life.run.asOf);
      return found(
        tellSubject(life, sessions, {
          revise: revising('Attendance', (f) =>
            f.sessionId === session ? { ...f, recordedAt: instantText(dayOf(f.date) + 4, 600) } : f,
          ),
        }),
        session,
      );
    },
    漏录投诉五日内答复并已补登: (life, sessions) => {
      const record = tellSubject(life, sessions);
      const received = life.run.asOf - 30;
      life.add('SubjectComplaint', at(record, received + 5), complaint(life, record, received, received + 5));
      return found(record);
    },
  },
);

function complaint(life: LifeBuilder, record: CorrectionRecord, received: number, answered: number | null) {
  return {
    ...of(record),
    complaintNo: life.run.numbers.serial('SS', record.division, received),
    channel: 'APP' as const,
    category: 'RECORD_MISSING' as const,
    against: `${record.township}J`,
    text: '本人参加了公益活动,系统中没有记录',
    receivedAt: instantText(received, 1200),
    handledBy: record.bureau,
    feedbackAt: answered === null ? null : instantText(answered, 600),
  };
}

function crossing(life: LifeBuilder, record: CorrectionRecord, day: number, accuracyM = 12): void {
  life.add('LocationAlert', at(record, day), {
    ...of(record),
    alertNo: life.run.numbers.serial('GJ', record.division, day),
    alert: 'FENCE_EXIT',
    at: instantText(day, 780),
    accuracyM,
    alertDivision: '370102',
    ackAt: instantText(day, 840),
    disposition: '电话核实',
  });
}

function hit(life: LifeBuilder, record: CorrectionRecord, day: number): string {
  const hitNo = life.run.numbers.serial('GJ', record.division, day);
  life.add(
    'TravelHit',
    { agency: policeBureauOf(record.division).code, division: record.division, day },
    {
      hitNo,
      person: record.person.key,
      at: instantText(day, 1260),
      hitDivision: '370102',
      hit: 'LODGING',
    },
  );
  return hitNo;
}

/** Leave that the story itself does not tell must not excuse a planted crossing. */
const noOtherLeave = (requestFrom: string | null) =>
  both(
    revising('LeaveRequest', (f) => (f.from === requestFrom ? f : null)),
    revising('LocationAlert', (f) => (f.alert === 'FENCE_EXIT' && f.disposition === '已请假' ? null : f)),
    revising('TravelHit', (f) => (f.hitDivision === '370102' ? f : null)),
  );

const crossings: readonly PlantStory[] = storiesOf(
  'CC-11',
  {
    '越界至济南,无外出审批': (life, sessions) => {
      const record = tellSubject(life, sessions, { revise: dropping('LeaveRequest', 'TravelHit') });
      crossing(life, record, life.run.asOf - 33);
      return found(record);
    },
    '在济南住宿登记,无外出审批': (life, sessions) => {
      const record = tellSubject(life, sessions, { revise: noOtherLeave(null) });
      return found(record, hit(life, record, life.run.asOf - 51));
    },
  },
  {
    越界在批准的请假期内: (life, sessions) => {
      const day = life.run.asOf - 33;
      const record = tellSubject(life, sessions, { revise: noOtherLeave(dateText(day - 1)) });
      life.add('LeaveRequest', at(record, day), leave(life, record, day - 1, day + 3));
      crossing(life, record, day);
      return found(record, hit(life, record, day));
    },
    '定位漂移:精度350米,只有一个点': (life, sessions) => {
      const record = tellSubject(life, sessions, { revise: noOtherLeave(null) });
      crossing(life, record, life.run.asOf - 20, 350);
      return found(record);
    },
    经批准经常性跨市县活动: (life, sessions) => {
      const day = life.run.asOf - 120;
      const record = tellSubject(life, sessions, { revise: noOtherLeave(dateText(day)) });
      life.add(
        'LeaveRequest',
        at(record, day),
        leave(life, record, day, day + 180, { frequent: true, approvedBy: record.bureau }),
      );
      crossing(life, record, life.run.asOf - 33);
      return found(record);
    },
  },
);

/** No contact at all from a day on: no visit, no app, no session. */
const silentFrom = (from: number, to: number, excuse: 'HOSPITAL' | null = null) =>
  both(
    revising('CheckIn', (f) => (dayOf(f.dueTo) >= from && dayOf(f.dueFrom) <= to ? { ...f, at: null, excuse } : f)),
    revising('Attendance', (f) => (isIn(f.date, from, to) ? null : f)),
    revising('BiometricScan', (f) => (isIn(f.at, from, to) ? null : f)),
    dropping('Counselling', 'LeaveRequest', 'TravelHit'),
  );

const lostContact: readonly PlantStory[] = storiesOf(
  'CC-15',
  {
    '失联七十余日,未提请撤销缓刑': (life, sessions) =>
      found(tellSubject(life, sessions, { revise: silentFrom(life.run.asOf - 75, life.run.asOf) })),
  },
  {
    '住院两个月,有登记理由': (life, sessions) =>
      found(tellSubject(life, sessions, { revise: silentFrom(life.run.asOf - 65, life.run.asOf, 'HOSPITAL') })),
  },
  { also: ['CC-01'] },
);

/** Still a missed report (CC-01), and no longer a revocation that nobody asked for. */
const proposed: PlantStory = {
  rule: 'CC-15',
  sort: 'NEAR_MISS',
  why: '失联后三十五日已提请撤销缓刑',
  also: ['CC-01'],
  tell: (life, sessions) => {
    const proposed = life.run.asOf - 12;
    const record = tellSubject(life, sessions, { revise: silentFrom(life.run.asOf - 47, life.run.asOf) });
    life.add('RewardPunishment', at(record, proposed), {
      ...of(record),
      recordNo: life.run.numbers.serial('KH', record.division, proposed),
      reward: 'REVOKE_PROBATION',
      date: dateText(proposed),
      ground: '脱离监管超过一个月',
      docId: life.run.numbers.document('宁矫撤建字', proposed),
      result: 'PENDING',
      resultDate: null,
    });
    return found(record);
  },
};

/** Rules on day-to-day supervision: CC-01, 05, 07, 11, 15. */
export const supervisionPlants: readonly PlantStory[] = [
  ...checkIns,
  ...hours,
  ...participation,
  ...crossings,
  ...lostContact,
  proposed,
];
