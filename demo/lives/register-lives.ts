import { addMonths, dateText, dayOf, monthOf } from './days.js';
import { deceased, tellDeath } from './death-story.js';
import { townshipsOf, villagesOf } from './divisions.js';
import type { Life } from './facts.js';
import { tellBribery, tellOfficer, tellProcurement } from './integrity-story.js';
import { openLife, type Run } from './life-builder.js';
import { tellPension } from './pension-story.js';
import { drawPerson } from './people.js';
import { tellLicence, tellPost } from './post-story.js';
import type { Profession } from './register-facts.js';
import { tellSubsidy } from './subsidy-story.js';

const villagesIn = (division: string) => townshipsOf(division).flatMap(villagesOf);

/** A village's households and what they were paid in the last two years. */
export function villageLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `village-${index}`);
  const { random } = life;
  const villages = villagesIn(division);
  const village = villages[index % villages.length] ?? { code: `${division}101201`, name: '前刘村' };
  const households = Array.from({ length: random.between(24, 36) }, () => ({
    person: life.person({ division, ageFrom: 25, ageTo: 78 }),
    contractedMu: random.between(20, 180) / 10,
  }));
  const year = Number(dateText(run.asOf).slice(0, 4));
  for (const paid of [`${year - 1}-06-20`, `${year}-06-20`])
    tellSubsidy(life, {
      division,
      village,
      subsidyKind: 'FARMLAND_FERTILITY',
      paidAt: dayOf(paid),
      households,
      isPublished: random.chance(0.95),
    });
  const growers = households.slice(0, 8);
  const other = { division, village, isPublished: random.chance(0.9) };
  tellSubsidy(life, { ...other, subsidyKind: 'GRAIN_GROWERS', paidAt: dayOf(`${year}-04-15`), households: growers });
  const poor = households.slice(-3);
  tellSubsidy(life, { ...other, subsidyKind: 'MINIMUM_LIVING', paidAt: dayOf(`${year}-09-28`), households: poor });
  return life.done();
}

/** Months that a pension's payments are kept for. */
const monthsKept = 6;

export function pensionLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `pension-${index}`);
  const { random } = life;
  const person = life.person({ division, ageFrom: 60, ageTo: 84 });
  tellPension(life, {
    person,
    division,
    scheme: random.weighted([
      ['RESIDENT', 60],
      ['ENTERPRISE', 30],
      ['PUBLIC_INSTITUTION', 10],
    ] as const),
    entitledFrom: addMonths(dayOf(person.birthDate), 60 * 12),
    paid: {
      first: monthOf(addMonths(run.asOf, -monthsKept)),
      last: monthOf(addMonths(run.asOf, -1)),
    },
    raised: random.chance(0.7) ? [dayOf(`${dateText(run.asOf).slice(0, 4)}-01-01`)] : [],
  });
  return life.done();
}

/** A death within the year; what was paid ended with it. */
export function deathLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `death-${index}`);
  const { random } = life;
  const died = run.asOf - random.between(40, 364);
  const drawn = drawPerson(random, run, { key: `${life.key}-P1`, division, ageFrom: 62, ageTo: 92 });
  const person = life.know(deceased(drawn, died));
  tellDeath(life, {
    person,
    division,
    died,
    registers: random.weighted([
      [['HEALTH', 'FUNERAL', 'PUBLIC_SECURITY'], 50],
      [['FUNERAL', 'CIVIL_AFFAIRS'], 30],
      [['PUBLIC_SECURITY'], 20],
    ] as const),
  });
  if (random.chance(0.5)) {
    const last = monthOf(died);
    tellPension(life, {
      person,
      division,
      scheme: random.chance(0.7) ? 'RESIDENT' : 'ENTERPRISE',
      entitledFrom: addMonths(dayOf(person.birthDate), 60 * 12),
      // The bank pays on the first: the month of the death was due.
      paid: { first: monthOf(addMonths(died, -2)), last },
      payDay: 1,
      status: { status: 'ENDED', endedAt: dateText(died) },
    });
  }
  return life.done();
}

export function procurementLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `procurement-${index}`);
  const { random } = life;
  const bidders = Array.from({ length: random.between(3, 5) }, () => {
    const legalRepresentative = life.person({ division, ageFrom: 30, ageTo: 62 });
    const organization = life.organization({ division, legalRepresentative: legalRepresentative.key });
    tellOfficer(life, organization, legalRepresentative);
    if (random.chance(0.5))
      tellOfficer(life, organization, life.person({ division, ageFrom: 28, ageTo: 60 }), {
        office: random.pick(['DIRECTOR', 'SUPERVISOR', 'SENIOR_MANAGER']),
      });
    return { organization, legalRepresentative };
  });
  tellProcurement(life, {
    division,
    opened: run.asOf - random.between(2, 360),
    bidders,
    estimate: random.between(20, 400) * 1_000_000,
  });
  return life.done();
}

/** Who gave bribes, and does not bid. */
export function briberyLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `bribery-${index}`);
  const { random } = life;
  const person = life.person({ division, ageFrom: 34, ageTo: 60 });
  const organization = random.chance(0.4)
    ? life.organization({ division, legalRepresentative: person.key })
    : undefined;
  tellBribery(life, {
    division,
    person,
    ...(organization === undefined ? {} : { organization }),
    effective: run.asOf - random.between(30, 1_900),
    amount: random.between(3, 60) * 1_000_000,
  });
  return life.done();
}

const licensed: readonly (readonly [Profession, number])[] = [
  ['TEACHER', 40],
  ['NURSE', 20],
  ['PHYSICIAN', 18],
  ['CONSTRUCTOR', 12],
  ['LAWYER', 8],
  ['NOTARY', 2],
];

/** Somebody in a post, with a licence at times. */
export function postLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `post-${index}`);
  const { random } = life;
  const person = life.person({ division, ageFrom: 24, ageTo: 58 });
  const from = run.asOf - random.between(200, 6000);
  const employment = random.weighted([
    ['PUBLIC_INSTITUTION', 40],
    ['CIVIL_SERVANT', 20],
    ['CONTRACT', 20],
    ['VILLAGE_CADRE', 12],
    ['STATE_ENTERPRISE', 8],
  ] as const);
  const village = random.pick(villagesIn(division));
  tellPost(life, {
    person,
    division,
    employment,
    from,
    ...(employment === 'VILLAGE_CADRE'
      ? { change: { unitName: `${village.name}村民委员会`, villageCode: village.code } }
      : {}),
  });
  if (random.chance(0.6)) tellLicence(life, { person, division, profession: random.weighted(licensed), from });
  return life.done();
}
