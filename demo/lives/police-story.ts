import { detentionCentreName, policeUnit } from './agencies.js';
import type { Charge } from './charges.js';
import { addMonths, type Day, dateText, instantText } from './days.js';
import { divisionName, townshipsOf } from './divisions.js';
import type { LifeBuilder } from './life-builder.js';
import { roads, villages } from './names.js';
import type { PersonFact } from './person-facts.js';

/** A criminal case of the police from the report to the transfer for prosecution. */
export interface PoliceStory {
  readonly division: string;
  readonly charge: Pick<Charge, 'name' | 'code' | 'loss' | 'injury'>;
  readonly offence: Day;
  readonly suspects: readonly PersonFact[];
  readonly custody: 'BAIL' | 'DETENTION_BAIL' | 'ARREST' | 'NONE';
  /** Null: still with the police. */
  readonly transferred: Day | null;
  readonly caseNumber?: string;
  readonly victim?: PersonFact;
}

export interface PoliceRecord {
  readonly caseNumber: string;
  readonly incidentNo: string;
  readonly filed: Day;
  readonly unit: string;
}

export function drawUnit(life: LifeBuilder, division: string): string {
  return policeUnit(division, 51 + life.random.between(0, townshipsOf(division).length - 1)).code;
}

export function drawPlace(life: LifeBuilder, division: string): string {
  return `${divisionName(division)}${life.random.pick(life.random.chance(0.5) ? roads : villages)}附近`;
}

export function tellPoliceCase(life: LifeBuilder, story: PoliceStory): PoliceRecord {
  const { random, run } = life;
  const { division, charge, offence } = story;
  const unit = drawUnit(life, division);
  const accepted = offence + random.between(0, 3);
  const filed = accepted + random.between(0, 3);
  const holder = { agency: unit, division, day: story.transferred ?? filed };
  const caseNumber = story.caseNumber ?? run.numbers.police('A', unit, accepted);
  const incidentNo = run.numbers.serial('J', division, accepted);
  life.add(
    'PoliceIncident',
    { ...holder, day: accepted },
    {
      incidentNo,
      reportedAt: instantText(accepted, random.between(0, 1439)),
      channel: random.pick(['110', '110', 'WALK_IN', 'PHONE']),
      category: 'CRIMINAL',
      place: drawPlace(life, division),
      handlingUnit: unit,
      disposition: 'ACCEPTED',
      reporter: story.victim?.key ?? null,
      caseNumber,
    },
  );
  const loss = charge.loss ? random.between(charge.loss[0], charge.loss[1]) * 100 : null;
  const first = story.suspects[0];
  life.add('PoliceCase', holder, {
    caseNumber,
    name: `${first ? first.name : dateText(offence)}涉嫌${charge.name.replace(/罪$/u, '')}案`,
    cause: charge.name.replace(/罪$/u, '案'),
    causeCode: charge.code,
    source: random.pick(['REPORT', 'REPORT', 'DISCOVERED', 'SURRENDER']),
    incidentNo,
    referralNo: null,
    acceptedDate: dateText(accepted),
    reviewDeadline: dateText(accepted + 7),
    filingDecision: 'FILED',
    filedDate: dateText(filed),
    notFiledDate: null,
    notFiledReason: null,
    withdrawnDate: null,
    closedDate: story.transferred === null ? null : dateText(story.transferred),
    transferForProsecutionDate: story.transferred === null ? null : dateText(story.transferred),
    lossAmount: loss,
    injuryGrade: charge.injury ?? 'NONE',
    seniorOfficer: `警${random.digits(4)}`,
    victim: story.victim?.key ?? null,
  });
  for (const [index, person] of story.suspects.entries()) {
    life.add('Suspect', holder, {
      suspectNo: run.numbers.police('R', unit, accepted),
      caseNumber,
      person: person.key,
      role: story.suspects.length === 1 ? 'SOLE' : index === 0 ? 'PRINCIPAL' : 'ACCESSORY',
      wanted: false,
      wantedDate: null,
      minor: Number(dateText(offence).slice(0, 4)) - Number(person.birthDate.slice(0, 4)) < 18,
      offenceDate: dateText(offence),
    });
    tellCustody(life, { ...story, unit, caseNumber, filed, person });
  }
  return { caseNumber, incidentNo, filed, unit };
}

interface Custody extends PoliceStory {
  readonly unit: string;
  readonly caseNumber: string;
  readonly filed: Day;
  readonly person: PersonFact;
}

function tellCustody(life: LifeBuilder, custody: Custody): void {
  const { random, run } = life;
  const { division, unit, caseNumber, person, filed, transferred } = custody;
  if (custody.custody === 'NONE') return;
  const holder = { agency: unit, division, day: transferred ?? filed + 10 };
  const start = filed + random.between(0, 4);
  const bailFrom = custody.custody === 'BAIL' ? start : start + 3;
  if (custody.custody !== 'BAIL') {
    const arrest = custody.custody === 'ARREST';
    const end = start + (arrest ? random.between(2, 3) : 3);
    life.add(
      'CoerciveMeasure',
      { ...holder, day: end },
      {
        caseNumber,
        person: person.key,
        measure: 'DETENTION',
        decidedAt: instantText(start, 540),
        executedAt: instantText(start, 620),
        expiresAt: instantText(start + 3, 620),
        extensionGround: null,
        endedAt: instantText(end, 600),
        endKind: arrest ? 'ARREST_REQUESTED' : 'CHANGED',
        familyNotifiedAt: instantText(start, 1200),
        placeOfCustody: detentionCentreName(division),
      },
    );
    if (arrest) {
      const decided = end + random.between(3, 7);
      life.add(
        'ArrestRequest',
        { ...holder, day: decided },
        {
          caseNumber,
          person: person.key,
          requestedAt: instantText(end, 590),
          receivedAt: instantText(end, 660),
          decidedAt: instantText(decided, 960),
          result: 'APPROVED',
        },
      );
      life.add(
        'CoerciveMeasure',
        { ...holder, day: decided },
        {
          caseNumber,
          person: person.key,
          measure: 'ARREST',
          decidedAt: instantText(decided, 970),
          executedAt: instantText(decided, 1020),
          expiresAt: instantText(addMonths(decided, 2), 1020),
          extensionGround: null,
          endedAt: transferred === null ? null : instantText(transferred, 900),
          endKind: transferred === null ? null : 'TRANSFERRED',
          familyNotifiedAt: instantText(decided, 1300),
          placeOfCustody: detentionCentreName(division),
        },
      );
      return;
    }
  }
  // Bail runs for a year at most (刑诉法 79); it ends when the case goes to the procurator or is over.
  const lapsed = addMonths(bailFrom, 12) - 2;
  const bailEnd = transferred ?? (lapsed < run.asOf ? lapsed : null);
  life.add(
    'CoerciveMeasure',
    { ...holder, day: bailEnd ?? bailFrom },
    {
      caseNumber,
      person: person.key,
      measure: 'BAIL',
      decidedAt: instantText(bailFrom, 900),
      executedAt: instantText(bailFrom, 960),
      expiresAt: instantText(addMonths(bailFrom, 12), 960),
      extensionGround: null,
      endedAt: bailEnd === null ? null : instantText(bailEnd, 900),
      endKind: bailEnd === null ? null : transferred === null ? 'RELEASED' : 'TRANSFERRED',
      familyNotifiedAt: null,
      placeOfCustody: null,
    },
  );
}
