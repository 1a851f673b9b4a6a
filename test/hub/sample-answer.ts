import type { FactKind, FactOf } from '../../demo/lives/facts.js';
import { defaults, generateLives } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';

/** What the sample person's life says to the cross-domain question about October: no system was asked. */
export function expectedAnswer() {
  const [sentence] = factsOf('Sentence');
  return {
    name: samplePerson.name,
    citizenId: '371422********0052',
    sex: { code: '1', label: '男性' },
    birthDate: '1988-05-12',
    judgments: {
      nodes: factsOf('Judgment').map((judgment) => {
        const { documentId, caseNumber, documentKind: kind, pronouncedDate, effectiveDate } = judgment;
        const courtCase = factsOf('CourtCase').find((each) => each.caseNumber === caseNumber);
        const isCriminal = sentence?.caseNumber === caseNumber;
        return {
          documentId,
          caseNumber,
          kind,
          pronouncedDate,
          effectiveDate,
          courtCase: { causeName: courtCase?.cause, filedDate: courtCase?.filedDate },
          sentences: { nodes: isCriminal ? [sentenceNode(sentence)] : [] },
        };
      }),
      totalCount: 2,
    },
    policeCases: {
      nodes: factsOf('PoliceCase').map(({ caseNumber, cause, filingDecision, filedDate }) => ({
        caseNumber,
        causeName: cause,
        filingDecision,
        filedDate,
        coerciveMeasures: {
          nodes: factsOf('CoerciveMeasure').map(({ measure, executedAt, endedAt, endKind }) => ({
            kind: measure,
            executedAt,
            endedAt,
            endKind,
          })),
        },
      })),
    },
    enforcementCases: {
      nodes: factsOf('EnforcementCase').map(({ caseNumber, basis, claimAmount, filedDate, closingMode }) => ({
        caseNumber,
        kind: basis,
        claimAmount,
        filedDate,
        closingMode,
      })),
    },
    correctionSubjects: { nodes: factsOf('CorrectionSubject').map(subjectNode) },
    administrativePenalties: {
      nodes: factsOf('AdminPenaltyDecision').map(
        ({ decisionNumber, violation, decidedDate, fineAmount, performedAt }) => ({
          decisionNumber,
          violationName: violation,
          decidedDate,
          fineAmount,
          performedAt,
        }),
      ),
    },
  };
}

function sentenceNode({ principalPenalty, termYears, termMonths, probation }: FactOf<'Sentence'>) {
  return {
    principalPenalty,
    termYears,
    termMonths,
    probationDeclared: probation !== null,
    probationMonths: probation?.months,
    probationStartDate: probation?.startDate,
    probationEndDate: probation?.endDate,
  };
}

function subjectNode(subject: FactOf<'CorrectionSubject'>) {
  const { subjectNo, correctionType, status, correctionStartDate, correctionEndDate, probationMonths } = subject;
  return {
    subjectNo,
    correctionType,
    status,
    correctionStartDate,
    correctionEndDate,
    probationMonths,
    checkIns: {
      nodes: inOctober('CheckIn', ({ dueFrom }) => dueFrom).map(({ period, dueFrom, dueTo, at, mode }) => ({
        period,
        dueFrom,
        dueTo,
        at,
        mode,
      })),
    },
    educationAttendances: {
      nodes: inOctober('Attendance', ({ date }) => date)
        .filter(({ attendance }) => attendance === 'EDUCATION')
        .map(({ date, claimedHours }) => ({
          date,
          claimedHours,
          // The sessions are the office's; the sample person's were held on the day and as long as claimed.
          session: { date, place: '司法所教育室', plannedHours: claimedHours },
        })),
    },
    biometricScans: {
      nodes: inOctober('BiometricScan', ({ at }) => at).map(({ at, direction, deviceId, sessionId }) => ({
        at,
        direction,
        deviceId,
        sessionId,
      })),
    },
  };
}

function factsOf<K extends FactKind>(kind: K): readonly FactOf<K>[] {
  return life.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

/** Facts of October in the order of a value, as the question orders them. */
function inOctober<K extends FactKind>(kind: K, keyOf: (fact: FactOf<K>) => string): readonly FactOf<K>[] {
  return factsOf(kind)
    .filter((fact) => keyOf(fact).startsWith('2026-10'))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

const life = readSampleLife();

function readSampleLife() {
  for (const each of generateLives(defaults)) if (each.key === 'sample') return each;
  throw new Error('the sample person is in every country');
}
