import { judicialOfficeOf, justiceBureauOf } from './agencies.js';
import { type Day, dateText, dayOf, instantText } from './days.js';
import type { Life } from './facts.js';
import type { LifeBuilder, Run } from './life-builder.js';
import { openLife } from './life-builder.js';
import type { PersonFact } from './person-facts.js';
import { hashOf } from './random.js';

/** A session that a judicial office holds: minutes after midnight, a break at noon for the whole-day one. */
export interface Session {
  readonly sessionId: string;
  readonly session: 'EDUCATION' | 'SERVICE';
  readonly office: string;
  readonly day: Day;
  readonly hours: 4 | 8;
  readonly blocks: readonly (readonly [number, number])[];
  /** Held for minors apart from adults (社区矫正法 52), and sealed with their files. */
  readonly isForMinors: boolean;
}

const topics = ['社区矫正法学习', '警示教育', '安全生产与交通法规', '心理健康讲座', '职业技能培训'];
const works = ['敬老院清扫', '街道环境整治', '植树护绿', '文明交通劝导'];

/** The three sessions of an office in a month: two of education (a whole day each quarter) and one of service. */
export function sessionsOf(township: string, month: string, isForMinors = false): readonly Session[] {
  const first = dayOf(`${month}-01`);
  const office = judicialOfficeOf(township).code;
  const shift = hashOf(`${township}${month}`);
  const stamp = `${month.replace('-', '')}${isForMinors ? 'W' : ''}`;
  const wholeDay = ['01', '04', '07', '10'].includes(month.slice(5));
  const morning = [510, 750] as const;
  return [
    {
      sessionId: `${township}${stamp}JY1`,
      session: 'EDUCATION',
      office,
      day: first + 4 + (shift % 5),
      hours: wholeDay ? 8 : 4,
      blocks: wholeDay ? [morning, [810, 1050]] : [morning],
      isForMinors,
    },
    {
      sessionId: `${township}${stamp}JY2`,
      session: 'EDUCATION',
      office,
      day: first + 13 + (shift % 4),
      hours: 4,
      blocks: [morning],
      isForMinors,
    },
    {
      sessionId: `${township}${stamp}GY1`,
      session: 'SERVICE',
      office,
      day: first + 20 + (shift % 5),
      hours: 4,
      blocks: [morning],
      isForMinors,
    },
  ];
}

/** Who was on the roster of which session, until the office's sessions are written. */
export interface SessionBook {
  enrol(township: string, session: Session, subjectNo: string): void;
  /** The office's sessions as a life without persons; the book forgets them. */
  flush(run: Run, township: string): Life | null;
}

export function openSessionBook(): SessionBook {
  const offices = new Map<string, Map<string, { readonly session: Session; readonly roster: string[] }>>();
  return {
    enrol: (township, session, subjectNo) => {
      const sessions = offices.get(township) ?? new Map();
      offices.set(township, sessions);
      const entry = sessions.get(session.sessionId) ?? { session, roster: [] };
      sessions.set(session.sessionId, entry);
      entry.roster.push(subjectNo);
    },
    flush: (run, township) => {
      const sessions = offices.get(township);
      if (sessions === undefined) return null;
      offices.delete(township);
      // Pinned: sessions are what planted hours are compared with.
      const life = openLife(run, `sessions-${township}`, { pinned: true });
      const agency = justiceBureauOf(township.slice(0, 6)).code;
      for (const { session, roster } of sessions.values()) {
        const education = session.session === 'EDUCATION';
        life.add(
          'Session',
          { agency, division: township.slice(0, 6), day: session.day, sealed: session.isForMinors },
          {
            sessionId: session.sessionId,
            session: session.session,
            judicialOffice: session.office,
            date: dateText(session.day),
            place: education ? '司法所教育室' : '辖区村居',
            plannedHours: session.hours,
            topic: life.random.pick(education ? topics : works),
            roster,
          },
        );
      }
      return life.done();
    },
  };
}

/** Scans of one block: in a little before it begins, out a little after it ends. */
export function scanBlock(
  life: LifeBuilder,
  of: { readonly subjectNo: string; readonly person: PersonFact; readonly township: string },
  session: { readonly day: Day; readonly sessionId: string | null; readonly from: number; readonly to: number },
): void {
  const division = of.township.slice(0, 6);
  const holder = { agency: justiceBureauOf(division).code, division, day: session.day };
  const { random, run } = life;
  const deviceId = `ZJM-${of.township}-${random.between(1, 2)}`;
  const scan = (minutes: number, direction: 'SIGN_IN' | 'SIGN_OUT') =>
    life.add('BiometricScan', holder, {
      subjectNo: of.subjectNo,
      person: of.person.key,
      scanId: run.numbers.serial('SM', division, session.day),
      deviceId,
      modality: random.weighted([
        ['FINGER_VEIN', 8],
        ['FACE', 1],
        ['FINGERPRINT', 1],
      ]),
      at: instantText(session.day, minutes),
      direction,
      matchResult: 'MATCHED',
      sessionId: session.sessionId,
    });
  scan(session.from - random.between(0, 8), 'SIGN_IN');
  scan(session.to + random.between(1, 12), 'SIGN_OUT');
}
