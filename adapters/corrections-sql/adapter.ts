import { defineAdapter, sql, z } from 'plumbline/sdk';
import { announcement, correctionPlan, correctionTeam, reception } from './beginning.js';
import { checkIn } from './check-in.js';
import { subjectComplaint } from './complaint.js';
import { release, termination } from './ending.js';
import { counselling, medicalReview } from './health.js';
import { leaveRequest, relocationRequest } from './leave.js';
import { locationAlert, locationDevice } from './location.js';
import { restrictedPlaceEntry, visitRequest } from './permissions.js';
import { person, preSentenceAssessment } from './person.js';
import { rewardPunishment } from './rewards.js';
import { educationAttendance, educationSession, serviceAttendance, serviceSession } from './sessions.js';
import { correctionSubject } from './subject.js';

/** The community-corrections system (SF/T 0015): its view on PostgreSQL, Kingbase, openGauss or a libSQL file. */
export const correctionsSql = defineAdapter({
  id: 'corrections-sql',
  agency: '社区矫正',
  options: z
    .object({ url: z.string().describe('Database of the corrections system: postgres://… or file:…') })
    .strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [
    correctionSubject,
    person,
    preSentenceAssessment,
    reception,
    announcement,
    correctionTeam,
    correctionPlan,
    release,
    termination,
    checkIn,
    educationSession,
    serviceSession,
    educationAttendance,
    serviceAttendance,
    leaveRequest,
    relocationRequest,
    visitRequest,
    restrictedPlaceEntry,
    locationDevice,
    locationAlert,
    medicalReview,
    counselling,
    rewardPunishment,
    subjectComplaint,
  ],
});
