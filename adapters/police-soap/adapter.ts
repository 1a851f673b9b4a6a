import { defineAdapter } from 'plumbline/sdk';
import { arrestRequest } from './arrest-request.js';
import { coerciveMeasure } from './coercive-measure.js';
import { noticeToCorrections } from './custody-notice.js';
import { drivingLicence } from './driving.js';
import { drugUserRecord } from './drug-user.js';
import { exitEntryControl, exitEntryRecord } from './exit-entry.js';
import { policeIncident } from './incident.js';
import { person } from './person.js';
import { options, platform } from './platform.js';
import { policeCase } from './police-case.js';
import { publicOrderCase } from './public-order-case.js';
import { publicOrderPenalty } from './public-order-penalty.js';
import { seizedProperty, suspect } from './suspect.js';
import { trafficViolation } from './traffic-violation.js';
import { travelHit } from './travel-hit.js';

/** The police's request platform (请求服务平台, domain 6.1): SOAP, GB18030, one operation for every service. */
export const policeSoap = defineAdapter({
  id: 'police-soap',
  agency: '公安局',
  options,
  secrets: ['password'],
  source: platform,
  entities: [
    person,
    policeIncident,
    policeCase,
    suspect,
    seizedProperty,
    coerciveMeasure,
    arrestRequest,
    noticeToCorrections,
    publicOrderCase,
    publicOrderPenalty,
    drugUserRecord,
    drivingLicence,
    trafficViolation,
    exitEntryControl,
    exitEntryRecord,
    travelHit,
  ],
  // Two reads that wait for each other must both fit into a request's ten seconds.
  timeoutMs: 4_000,
});
