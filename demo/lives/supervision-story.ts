// long: one story told in order, month by month.
import { policeBureauOf } from './agencies.js';
import type { CheckInFact } from './correction-facts.js';
import type { CorrectionRecord, CorrectionStory } from './correction-record.js';
import { addMonths, type Day, dateText, dayOf, instantText, monthOf } from './days.js';
import { neighbourDivisions } from './divisions.js';
import type { LifeBuilder } from './life-builder.js';
import { type Session, scanBlock, sessionsOf } from './sessions.js';

/** Days of history that are generated before `asOf`. */
export const historyDays = 365;

/** What the register records of a subject month by month, within the year before `asOf`. */
export function tellSupervision(life: LifeBuilder, story: CorrectionStory, record: CorrectionRecord): void {
  const { run } = life;
  const from = Math.max(record.start, run.asOf - historyDays);
  const until = Math.min(record.end, story.stops ?? record.end, run.asOf - 1);
  const away = story.quiet ? null : tellLeave(life, record, from, until);
  for (let month = monthOf(from); month <= monthOf(until); month = monthOf(addMonths(dayOf(`${month}-01`), 1))) {
    const first = dayOf(`${month}-01`);
    const last = addMonths(first, 1) - 1;
    tellCheckIns(life, record, { month, first: Math.max(first, from), last: Math.min(last, record.end), until });
    for (const session of sessionsOf(story.township, month, life.sealed)) {
      const present = session.day > record.start + 12 && session.day <= Math.min(until, run.asOf - 6);
      const absent = away !== null && session.day >= away.from && session.day <= away.to;
      if (present && !absent && (story.diligent || life.random.chance(0.95))) attend(life, story, record, session);
    }
    tellAlerts(life, record, { first: Math.max(first, from), last: Math.min(last, until), away });
  }
  if (!story.quiet && until - from >= 60) tellSideRecords(life, story, record, from, until);
  if (story.type === 'TEMPORARY_SERVICE_OUTSIDE_PRISON') tellMedicalReviews(life, record, from, until);
  if (story.status === 'RELEASED') tellRelease(life, record);
}

interface Away {
  readonly from: Day;
  readonly to: Day;
  readonly division: string;
}

function of(record: CorrectionRecord) {
  return { subjectNo: record.subjectNo, person: record.person.key } as const;
}

export function holderOf(record: CorrectionRecord, day: Day) {
  return { agency: record.bureau, division: record.division, day } as const;
}

/** One visit in person a month, and three contacts by telephone or app. */
function tellCheckIns(
  life: LifeBuilder,
  record: CorrectionRecord,
  month: { readonly month: string; readonly first: Day; readonly last: Day; readonly until: Day },
): void {
  const { random } = life;
  const windows: readonly (readonly [Day, Day, CheckInFact['mode']])[] = [
    [month.first, month.last, 'IN_PERSON'],
    [month.first, month.first + 9, 'APP'],
    [month.first + 10, month.first + 19, random.pick(['PHONE', 'APP'])],
    [month.first + 20, month.last, random.pick(['PHONE', 'APP', 'VIDEO'])],
  ];
  for (const [from, to, mode] of windows) {
    // A period that is cut short by the first or the last day of correction is not asked for.
    if (to - from < 7 || to > month.last || to > month.until) continue;
    const day = random.between(from, to);
    const minutes = random.between(500, 1040);
    life.add('CheckIn', holderOf(record, day), {
      ...of(record),
      dueFrom: dateText(from),
      dueTo: dateText(to),
      at: instantText(day, minutes),
      mode,
      period: month.month,
      handledBy: `${record.township.slice(6)}号账户`,
      enteredAt: instantText(day, minutes + random.between(3, 60)),
      backfilled: false,
      excuse: null,
    });
    if (mode === 'IN_PERSON') {
      scanBlock(life, record, { day, sessionId: null, from: minutes, to: minutes + 15 });
    }
  }
}

function attend(life: LifeBuilder, story: CorrectionStory, record: CorrectionRecord, session: Session): void {
  // Rosters are let out: what is excluded is on none.
  if (!life.isExcluded) story.sessions.enrol(record.township, session, record.subjectNo);
  life.add('Attendance', holderOf(record, session.day + 1), {
    ...of(record),
    attendance: session.session,
    sessionId: session.sessionId,
    date: dateText(session.day),
    claimedHours: session.hours,
    recordedBy: `${record.township.slice(6)}号账户`,
    recordedAt: instantText(session.day, 1060 + life.random.between(0, 30)),
    homeStudyHours: 0,
  });
  for (const [from, to] of session.blocks) {
    scanBlock(life, record, { day: session.day, sessionId: session.sessionId, from, to });
  }
}

function tellLeave(life: LifeBuilder, record: CorrectionRecord, from: Day, until: Day): Away | null {
  const { random, run } = life;
  if (until - from < 40 || !random.chance(0.12)) return null;
  const start = random.between(from + 15, until - 12);
  const division = random.pick(['370102', '120101', '110105']);
  const away = { from: start, to: start + random.between(2, 6), division };
  life.add('LeaveRequest', holderOf(record, away.to + 1), {
    ...of(record),
    requestNo: run.numbers.serial('QJ', record.division, start),
    from: dateText(away.from),
    to: dateText(away.to),
    destinationDivision: division,
    reason: random.pick(['务工', '就医', '奔丧', '探亲']),
    approvedBy: `${record.township}J`,
    approvedDate: dateText(start - 2),
    returnedAt: dateText(away.to),
    frequentCrossRegion: false,
  });
  life.add(
    'TravelHit',
    { agency: policeBureauOf(record.division).code, division: record.division, day: start + 1 },
    {
      hitNo: run.numbers.serial('GJ', record.division, start),
      person: record.person.key,
      at: instantText(start + 1, random.between(1080, 1380)),
      hitDivision: division,
      hit: random.pick(['LODGING', 'RAIL']),
    },
  );
  return away;
}

/** One and a half alerts a month: batteries and separations mostly, crossings only on leave. */
function tellAlerts(
  life: LifeBuilder,
  record: CorrectionRecord,
  month: { readonly first: Day; readonly last: Day; readonly away: Away | null },
): void {
  const { random, run } = life;
  const { away } = month;
  if (month.last <= month.first) return;
  const count = random.weighted([
    [0, 15],
    [1, 35],
    [2, 35],
    [3, 15],
  ] as const);
  for (let index = 0; index < count; index += 1) {
    const crossing = index === 0 && away !== null && away.from >= month.first && away.from <= month.last;
    const day = crossing ? away.from : random.between(month.first, month.last);
    const minutes = crossing ? 700 : random.between(0, 1200);
    life.add('LocationAlert', holderOf(record, day), {
      ...of(record),
      alertNo: run.numbers.serial('GJ', record.division, day),
      alert: crossing ? 'FENCE_EXIT' : random.pick(['LOW_BATTERY', 'LOW_BATTERY', 'SEPARATION', 'LOST']),
      at: instantText(day, minutes),
      accuracyM: random.between(5, 60),
      alertDivision: crossing ? away.division : record.division,
      ackAt: instantText(day, minutes + random.between(10, 230)),
      disposition: crossing ? '已请假' : random.pick(['电话核实', '提醒充电', '到场核查']),
    });
  }
}

function tellSideRecords(
  life: LifeBuilder,
  story: CorrectionStory,
  record: CorrectionRecord,
  from: Day,
  until: Day,
): void {
  const { random, run } = life;
  const { division } = record;
  const someDay = () => random.between(from + 30, until - 5);
  if (random.chance(0.15)) {
    const day = someDay();
    const reward = random.weighted([
      ['COMMEND', 50],
      ['REPRIMAND', 30],
      ['WARNING', 20],
    ] as const);
    life.add('RewardPunishment', holderOf(record, day), {
      ...of(record),
      recordNo: run.numbers.serial('KH', division, day),
      reward,
      date: dateText(day),
      ground: reward === 'COMMEND' ? '遵守监督管理规定,表现较好' : '未按规定报告活动情况',
      docId: run.numbers.document('宁矫考字', day),
      result: 'GRANTED',
      resultDate: dateText(day + 3),
    });
  }
  if (random.chance(0.1)) {
    const day = someDay();
    life.add('LocationDevice', holderOf(record, day), {
      ...of(record),
      deviceNo: run.numbers.serial('DZ', division, day),
      device: random.chance(0.8) ? 'WRISTBAND' : 'PHONE',
      approvedBy: '县司法行政部门负责人',
      from: dateText(day),
      to: dateText(Math.min(addMonths(day, 3) - 1, record.end)),
      ground: random.pick(['1', '2', '3', '4', '5']),
    });
  }
  if (random.chance(0.15)) {
    const day = someDay();
    life.add('Counselling', holderOf(record, day), {
      ...of(record),
      date: dateText(day),
      counselling: random.pick(['INDIVIDUAL', 'GROUP', 'ASSESSMENT']),
    });
  }
  if (random.chance(0.03)) {
    const day = someDay();
    life.add('VisitRequest', holderOf(record, day), {
      ...of(record),
      requestNo: run.numbers.serial('HK', division, day),
      visitor: '媒体记者',
      reason: '采访',
      requestedDate: dateText(day),
      approved: false,
    });
  }
  if (random.chance(0.03)) {
    const day = someDay();
    life.add('RestrictedPlaceEntry', holderOf(record, day), {
      ...of(record),
      requestNo: run.numbers.serial('CS', division, day),
      place: '县城网吧',
      reason: '设备维修务工',
      at: instantText(day, 840),
      approved: true,
    });
  }
  if (random.chance(0.02) || story.status === 'TRANSFERRED_OUT') {
    const day = story.status === 'TRANSFERRED_OUT' ? Math.max(from + 20, until - 40) : someDay() - 20;
    life.add('RelocationRequest', holderOf(record, day + 20), {
      ...of(record),
      requestNo: run.numbers.serial('BG', division, day),
      toAgency: random.pick(neighbourDivisions),
      consultedAt: dateText(day),
      repliedAt: dateText(day + 4),
      decidedAt: dateText(day + 6),
      handedOverAt: story.status === 'TRANSFERRED_OUT' ? dateText(day + 9) : null,
      reportedAtNew: story.status === 'TRANSFERRED_OUT' ? dateText(day + 12) : null,
    });
  }
  if (random.chance(0.02)) {
    const day = Math.min(someDay(), run.asOf - 30);
    life.add('SubjectComplaint', holderOf(record, day + 4), {
      ...of(record),
      complaintNo: run.numbers.serial('SS', division, day),
      channel: 'APP',
      category: random.pick(['TREATMENT', 'OTHER']),
      against: `${record.township}J`,
      text: '请求说明考核结果的依据',
      receivedAt: instantText(day, 900),
      handledBy: record.bureau,
      feedbackAt: instantText(day + 4, 900),
    });
  }
}

function tellMedicalReviews(life: LifeBuilder, record: CorrectionRecord, from: Day, until: Day): void {
  for (let due = addMonths(record.start, 3); due <= until; due = addMonths(due, 3)) {
    if (due < from) continue;
    life.add('MedicalReview', holderOf(record, due), {
      ...of(record),
      at: dateText(due - life.random.between(1, 8)),
      hospital: '德州市人民医院',
      dueDate: dateText(due),
      deferral: null,
    });
  }
}

function tellRelease(life: LifeBuilder, record: CorrectionRecord): void {
  life.add('Release', holderOf(record, record.end), {
    ...of(record),
    date: dateText(record.end),
    certificateNo: life.run.numbers.document('宁矫解字', record.end),
    notifiedCourt: true,
    notifiedProcuratorate: true,
    notifiedPolice: true,
  });
}
