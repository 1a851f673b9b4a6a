import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { FactKind, Life, Plant } from '../../demo/lives/facts.js';
import { factsByAgency } from '../../demo/lives/facts.js';
import { generateLives, scaleFactor } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { isCitizenId } from '../../schema/values/citizen-id.js';
import { isCreditCode } from '../../schema/values/credit-code.js';
import { liveBytes } from '../live-memory.js';

/** ● rules of domain chapter 3 that the agencies' and registers' facts can set off, and XD-02. */
const coreRules = [
  ...['CC-01', 'CC-02', 'CC-03', 'CC-04', 'CC-05', 'CC-07', 'CC-09', 'CC-11', 'CC-13', 'CC-14', 'CC-15', 'CC-16'],
  ...['CC-17', 'CC-18', 'CC-19', 'CC-20', 'CC-22', 'CC-23', 'PO-01', 'PO-02', 'PO-03', 'PO-05', 'PO-06', 'PO-10'],
  ...['CV-01', 'CV-02', 'EX-01', 'EX-02', 'EX-03', 'EX-08', 'AE-01', 'AE-02', 'AE-03', 'AE-04'],
  ...['XD-01', 'XD-02', 'XD-03', 'XD-04', 'XD-05', 'XD-06', 'XD-07'],
];

interface Census {
  readonly counts: Readonly<Partial<Record<FactKind, number>>>;
  readonly plants: readonly Plant[];
  readonly digest: string;
  readonly atHome: Readonly<Record<string, number>>;
  readonly inCorrection: number;
}

function census(lives: Iterable<Life>): Census {
  const counts: Partial<Record<FactKind, number>> = {};
  const atHome: Record<string, number> = {};
  const plants: Plant[] = [];
  const hash = createHash('sha256');
  let inCorrection = 0;
  for (const life of lives) {
    hash.update(JSON.stringify(life));
    plants.push(...life.plants);
    for (const fact of life.facts) {
      counts[fact.kind] = (counts[fact.kind] ?? 0) + 1;
      if (fact.kind !== 'CorrectionSubject') continue;
      if (fact.status === 'IN_CORRECTION') inCorrection += 1;
      if (fact.division === '371422') atHome[fact.status] = (atHome[fact.status] ?? 0) + 1;
    }
  }
  return { counts, plants, digest: hash.digest('hex'), atHome, inCorrection };
}

const county = census(generateLives());

test('the same options give the same lives, byte for byte, and another seed gives others', () => {
  expect(census(generateLives({ scale: 0.1 })).digest).toBe(census(generateLives({ scale: 0.1 })).digest);
  expect(census(generateLives({ scale: 0.1, seed: 'other' })).digest).not.toBe(
    census(generateLives({ scale: 0.1 })).digest,
  );
});

test('no two people share a citizen id', () => {
  const names = new Map<string, string>();
  const shared: string[] = [];
  for (const { persons } of generateLives()) {
    for (const { citizenId, name } of persons) {
      if ((names.get(citizenId) ?? name) !== name) shared.push(citizenId);
      names.set(citizenId, name);
    }
  }
  expect(shared).toEqual([]);
});

test('167 people are in correction in the home county, and 1.84 times as many were handled within the year', () => {
  expect(county.atHome.IN_CORRECTION).toBe(167);
  const handled = Object.values(county.atHome).reduce((sum, count) => sum + count, 0);
  expect(handled / 167).toBeCloseTo(1.84, 1);
});

// Domain 6.5, column county (0.5 m people), to be met within one half for 宁津's 0.47 m.
const yearly: readonly (readonly [string, number, readonly FactKind[]])[] = [
  ['check-ins', 10_000, ['CheckIn']],
  ['scans', 19_000, ['BiometricScan']],
  ['attendances', 7_000, ['Attendance']],
  ['location alerts', 3_600, ['LocationAlert']],
  ['criminal judgments by person', 570, ['ConvictionItem']],
  ['civil and administrative cases', 6_500, ['CourtCase']],
  ['enforcement cases', 3_400, ['EnforcementCase']],
  ['criminal cases of the police', 1_500, ['PoliceCase']],
  ['suspects and measures', 3_000, ['Suspect', 'CoerciveMeasure']],
  ['public-order cases', 2_800, ['PublicOrderCase']],
  ['incidents', 25_000, ['PoliceIncident']],
  ['administrative cases', 6_000, ['AdminCase']],
];

test.each(yearly)('a county year has its share of %s', (_name, expected, kinds) => {
  const rows = kinds.reduce((sum, kind) => sum + (county.counts[kind] ?? 0), 0);
  expect(rows).toBeGreaterThan(expected * 0.5);
  expect(rows).toBeLessThan(expected * 1.5);
});

test('every kind of fact that an agency holds occurs in a county', () => {
  const missing = Object.values(factsByAgency)
    .flat()
    .filter((kind) => !county.counts[kind]);
  expect(missing).toEqual([]);
});

test('published are judgments in force, and none of juvenile crime, mediation or divorce', () => {
  const wrong: string[] = [];
  let published = 0;
  for (const life of generateLives({ scale: 0.3 })) {
    const causes = new Map(
      life.facts.flatMap((fact) => (fact.kind === 'CourtCase' ? [[fact.caseNumber, fact.cause]] : [])),
    );
    const juvenile = life.facts.some((fact) => fact.kind === 'ConvictionItem' && fact.ageAtOffence < 18);
    for (const fact of life.facts) {
      if (fact.kind !== 'Judgment' || !fact.published) continue;
      published += 1;
      const cause = causes.get(fact.caseNumber) ?? '';
      const isInForce = fact.effectiveDate !== null && fact.effectiveDate < '2026-11-01';
      if (!isInForce || juvenile || fact.sealed || fact.documentKind === 'MEDIATION' || cause === '离婚纠纷')
        wrong.push(fact.documentId);
    }
  }
  expect(wrong).toEqual([]);
  expect(published).toBeGreaterThan(300);
});

test('every core rule has something planted and a near miss, of persons with valid ids', () => {
  for (const rule of coreRules) {
    const sorts = county.plants.filter((plant) => plant.rule === rule).map((plant) => plant.sort);
    expect([rule, sorts.includes('PLANTED'), sorts.includes('NEAR_MISS')]).toEqual([rule, true, true]);
  }
  expect(county.plants.filter((plant) => !isCitizenId(plant.citizenId) || plant.records.length === 0)).toEqual([]);
});

test('the two famous cases are planted by name', () => {
  const why = county.plants.filter((plant) => plant.sort === 'PLANTED').map((plant) => plant.why);
  expect(why).toEqual(
    expect.arrayContaining(['认定8小时,指静脉签到签退间隔只有4小时', '张某某包庇案判一缓二,登记期间只有23个月']),
  );
});

test('identities are valid, references stay within a life, and nothing was written after the day of the demo', () => {
  const keys = new Set<string>();
  const broken: string[] = [];
  for (const life of generateLives({ scale: 0.3 })) {
    const known = new Set([...life.persons, ...life.organizations].map(({ key }) => key));
    const fifteen = life.persons.filter((person) => person.citizenId.length === 15);
    const valid = life.persons.every((person) => fifteen.includes(person) || isCitizenId(person.citizenId));
    if (!valid || (fifteen.length > 0 && life.plants[0]?.rule !== 'CC-04')) broken.push(`${life.key} id`);
    if (!life.organizations.every(({ uscc }) => isCreditCode(uscc))) broken.push(`${life.key} uscc`);
    for (const fact of life.facts) {
      if (keys.has(fact.key)) broken.push(`${fact.key} twice`);
      keys.add(fact.key);
      const references = Object.entries(fact).filter(([name]) =>
        [
          'person',
          'defendant',
          'organization',
          'respondent',
          'applicant',
          'victim',
          'violator',
          'reporter',
          'owner',
          'accountHolder',
          'legalRepresentative',
          'controller',
        ].includes(name),
      );
      if (references.some(([, ref]) => typeof ref === 'string' && !known.has(ref)))
        broken.push(`${fact.key} reference`);
      if (fact.updatedAt >= '2026-11-01') broken.push(`${fact.key} future`);
    }
  }
  expect(broken).toEqual([]);
});

test('nothing has happened after the day of the demo', () => {
  const happened = [
    'at',
    'reportedAt',
    'enteredAt',
    'recordedAt',
    'receivedAt',
    'executedAt',
    'endedAt',
    'filedDate',
    'closedDate',
    'decidedDate',
  ];
  const future: string[] = [];
  for (const life of generateLives({ scale: 0.3 })) {
    for (const fact of life.facts) {
      for (const [name, value] of Object.entries(fact)) {
        if (happened.includes(name) && typeof value === 'string' && value.slice(0, 10) > '2026-11-01') {
          future.push(`${life.key} ${fact.kind}.${name} ${value}`);
        }
      }
    }
  }
  expect(future).toEqual([]);
});

test('the sample person is the same at every scale and known to all five agencies and two registers', () => {
  const [small] = generateLives({ scale: 0.1 });
  const [large] = generateLives({ scale: 3 });
  const withoutSeries = (life: Life | undefined) => life?.facts.map((fact) => fact.key);
  expect(withoutSeries(small)).toEqual(withoutSeries(large));
  expect(small?.persons[0]?.citizenId).toBe(samplePerson.citizenId);
  const kinds = new Set(small?.facts.map((fact) => fact.kind));
  const known = Object.entries(factsByAgency).filter(([, held]) => held.some((kind) => kinds.has(kind)));
  expect(known.map(([system]) => system)).toEqual([
    'judgments',
    'police',
    'enforcement',
    'corrections',
    'administrative',
    'subsidies',
    'social-security',
  ]);
  const october = small?.facts.filter((fact) => fact.kind === 'CheckIn' && fact.period === '2026-10').length;
  const sessions = small?.facts.filter((fact) => fact.kind === 'Attendance' && fact.date.startsWith('2026-10')).length;
  const scans = small?.facts.filter((fact) => fact.kind === 'BiometricScan' && fact.at.startsWith('2026-10')).length;
  expect({ october, sessions, scans }).toEqual({ october: 4, sessions: 3, scans: 10 });
});

test('the city has as many people in correction as 济南 had', () => {
  expect(Math.round(167 * scaleFactor('city'))).toBe(3292);
});

test('memory does not grow with the scale', () => {
  const held = (scale: number, last: number) => {
    let count = 0;
    let bytes = 0;
    for (const _life of generateLives({ scale })) {
      count += 1;
      if (count === last) bytes = liveBytes();
    }
    return { bytes, count };
  };
  const one = held(0.25, 10_000);
  const five = held(1.25, 50_000);
  expect(five.count / one.count).toBeCloseTo(4.9, 0);
  expect(one.bytes).toBeGreaterThan(0);
  expect(five.bytes).toBeGreaterThan(0);
  // Running numbers by month and unit are what may be kept.
  expect(five.bytes - one.bytes).toBeLessThan(10e6);
}, 120_000);
