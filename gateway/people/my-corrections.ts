import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Piece, Wanted } from '../../schema/people/desk.js';
import { dayOf } from '../../schema/values/day.js';
import { addMonths } from '../../schema/values/legal-term.js';
import { daysBetween } from '../../schema/values/plain-date.js';
import type { HouseConfig } from '../oversight/oversight-config.js';
import { type Ask, nodesOf, type Page, wholeOf } from './ask.js';
import { type CheckInRow, nextCheckIn, progressOf } from './check-ins.js';
import { type AttendanceRow, monthsOf, type ScanRow } from './months.js';
import { createQuestion } from './parts.js';
import { rightsInCorrection } from './rights.js';

const question = createQuestion(
  {
    checkIns: ['checkIns', 'nextCheckInBy'],
    education: ['education'],
    service: ['service'],
    sessions: ['education', 'service'],
    dated: ['checkIns', 'nextCheckInBy', 'education', 'service'],
  },
  (chosen) => `query MyCorrections${chosen('dated', `($from: Date! ${chosen('sessions', '$since: DateTime!')})`)} {
    correctionSubjects(first: 20, orderBy: [{ field: CORRECTION_START_DATE, direction: DESC }]) {
      nodes {
        subjectNo
        correctionStartDate
        correctionEndDate
        jurisdictionDivisionCode
        ${chosen(
          'checkIns',
          `checkIns(first: 500, filter: { dueTo: { ge: $from } }, orderBy: [{ field: DUE_TO, direction: DESC }]) {
            nodes { period dueFrom dueTo at excuse }
          }`,
        )}
        ${chosen(
          'education',
          `educationAttendances(first: 500, filter: { date: { ge: $from } }) {
            nodes { date claimedHours homeStudyHours sessionId }
            pageInfo { hasNextPage }
          }`,
        )}
        ${chosen(
          'service',
          `serviceAttendances(first: 500, filter: { date: { ge: $from } }) {
            nodes { date claimedHours sessionId }
            pageInfo { hasNextPage }
          }`,
        )}
        ${chosen(
          'sessions',
          `plan { educationHoursPerMonth serviceHoursPerMonth }
          biometricScans(first: 500, filter: { at: { ge: $since } }) {
            nodes { at direction matchResult sessionId }
            pageInfo { hasNextPage }
          }`,
        )}
      }
    }
  }`,
);

interface Found {
  readonly correctionSubjects: Page<SubjectRow> | null;
}

interface SubjectRow {
  readonly subjectNo: string | null;
  readonly correctionStartDate: string | null;
  readonly correctionEndDate: string | null;
  readonly jurisdictionDivisionCode: string | null;
  readonly plan?: {
    readonly educationHoursPerMonth: number | null;
    readonly serviceHoursPerMonth: number | null;
  } | null;
  readonly checkIns?: Page<CheckInRow> | null;
  readonly educationAttendances?: Page<AttendanceRow> | null;
  readonly serviceAttendances?: Page<AttendanceRow> | null;
  readonly biometricScans?: Page<ScanRow> | null;
}

export interface CorrectionParts {
  readonly ask: Ask;
  readonly clock: () => Date;
  /** The procuratorate that oversees a division; null where none is set up. */
  readonly houseOf: (division: string) => HouseConfig | null;
}

/** The corrections of whoever asks, newest first, each with what is due of the person (domain 1.1, 19; 5.3, column R13). */
export async function myCorrections(
  parts: CorrectionParts,
  { months, wanted }: { readonly months: number; readonly wanted: Wanted },
  context: RequestContext,
): Promise<readonly Piece[]> {
  if (months < 1 || months > 24) throw new PlumblineError('BAD_USER_INPUT', 'months must be between 1 and 24');
  const today = dayOf(parts.clock());
  const from = addMonths(today, -months);
  const asked = { from, since: `${from}T00:00:00+08:00` };
  const rows = nodesOf((await parts.ask<Found>(question(wanted), asked, context)).correctionSubjects);
  if (rows === undefined) throw new PlumblineError('SOURCE_UNAVAILABLE', 'the register of corrections does not answer');
  return rows.map((row) => correctionOf(row, today, parts));
}

function correctionOf(row: SubjectRow, today: string, { houseOf }: CorrectionParts): Piece {
  const { subjectNo, correctionStartDate: startDate, correctionEndDate: endDate, plan } = row;
  const checkIns = nodesOf(row.checkIns);
  const house = row.jurisdictionDivisionCode === null ? null : houseOf(row.jurisdictionDivisionCode);
  const isOver = endDate !== null && endDate < today;
  return {
    ...{ subjectNo, startDate, endDate },
    daysLeft: endDate === null ? null : isOver ? 0 : daysBetween(today, endDate) + 1,
    checkIns: checkIns?.map(checkInOf(today)),
    nextCheckInBy: checkIns === undefined ? undefined : isOver ? null : nextCheckIn(checkIns, today),
    education: monthsIn(row, row.educationAttendances, plan?.educationHoursPerMonth ?? null),
    service: monthsIn(row, row.serviceAttendances, plan?.serviceHoursPerMonth ?? null),
    rights: rightsInCorrection,
    procuratorate:
      house === null ? null : { name: house.name, phone: null, address: null, hours: null, ...house.contact },
  };
}

const checkInOf = (today: string) => (row: CheckInRow) => ({
  period: row.period,
  from: row.dueFrom,
  to: row.dueTo,
  at: row.at,
  progress: progressOf(row, today),
});

// Of sessions and scans that are not whole nobody can say how long somebody was there.
function monthsIn(
  { biometricScans: scans }: SubjectRow,
  attendances: Page<AttendanceRow> | null | undefined,
  planned: number | null,
) {
  const booked = wholeOf(attendances);
  return booked === undefined ? undefined : monthsOf(booked, wholeOf(scans), planned);
}
