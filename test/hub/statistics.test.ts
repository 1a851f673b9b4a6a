// long: every statistic of the domain beside what the generator says is true.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { charges } from '../../demo/lives/charges.js';
import { statistics } from '../../oversight/statistics/catalogue/statistics.js';
import { reportDocx, type WorkReport, workReportQuery } from '../../oversight/statistics/report.js';
import { openStore, type Store } from '../../store/open-store.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';
import { type Asked, askStatistic, period, rateOf, ratesOf, rowsOf, seriesOf } from './statistics-asking.js';
import { agencyCode, keepBooks, keepHandovers, keepLetters } from './statistics-books.js';
import { type CountyFacts, countyFacts, tally } from './statistics-facts.js';

const county = '371422';
const scale = 0.02;
const within = (day: string | null | undefined): boolean =>
  day !== null && day !== undefined && day.slice(0, 10) >= period.from && day.slice(0, 10) < period.to;

let hub: OpenedHub;
let store: Store;
let facts: CountyFacts;

beforeAll(async () => {
  hub = await openDemoHub('one process', { callsPerSecond: 2_000, scale });
  store = await openStore({ url: `file:${hub.store}`, clock: hub.clock, chain: 'writer', digest: 'sha256' });
  facts = countyFacts(scale, county);
  await keepBooks(store);
  await keepHandovers(store);
  await keepLetters(store);
}, 120_000);
afterAll(async () => {
  await store?.close();
  await hub?.close();
});

const ask = (field: string, options?: Asked) => askStatistic(hub, field, options);
const series = (field: string, options?: Asked) => seriesOf(hub, field, options);
const here = ', division: "371422"';

const inCorrection = () => facts.of('CorrectionSubject').filter(({ status }) => status === 'IN_CORRECTION');
const convictions = () => facts.of('ConvictionItem').filter(({ offenceDate }) => within(offenceDate));
const sentences = () =>
  facts.of('Sentence').filter(({ startDate, probation }) => within(startDate) || within(probation?.startDate));
const monthsOf = (months: number) =>
  [1, 7, 13, 37, 61, 121].reduce(
    (band, edge, at, edges) => (months >= edge ? `${edge}..${edges[at + 1] ?? ''}` : band),
    '..1',
  );
const ageBand = (age: number) =>
  [14, 16, 18, 26, 36, 46, 60].reduce(
    (band, edge, at, edges) => (age >= edge ? `${edge}..${edges[at + 1] ?? ''}` : band),
    '..14',
  );

test('subjects in correction are counted by charge, term, category, age and household as they truly are', async () => {
  const codeOf = (name: string) => charges.find((each) => each.name === name)?.code ?? name;
  const of = async (field: string, id: string) => rowsOf((await series(field, { args: here }))(id));
  expect(await of('chargeStatistic', 'subjects')).toEqual(tally(inCorrection(), ({ charge }) => codeOf(charge)));
  expect(await of('termStatistic', 'term')).toEqual(
    tally(inCorrection(), (subject) => `${subject.correctionType} ${monthsOf(subject.originalTermMonths)}`),
  );
  expect(await of('penaltyStatistic', 'category')).toEqual(tally(inCorrection(), (subject) => subject.correctionType));
  expect(await of('workloadStatistic', 'stock')).toEqual(tally(inCorrection(), (subject) => subject.judicialOffice));
  // The second of November: whoever was born on it is a year older tomorrow.
  const ageOf = (birth: string) => 2026 - Number(birth.slice(0, 4)) - (birth.slice(5) < '11-02' ? 0 : 1);
  expect(await of('ageStatistic', 'age')).toEqual(
    tally(inCorrection(), ({ person }) => ageBand(ageOf(facts.person(person)?.birthDate ?? ''))),
  );
  const homeOf = (division: string) =>
    division.startsWith('371422')
      ? 'LOCAL_COUNTY'
      : division.startsWith('3714')
        ? 'SAME_CITY'
        : division.startsWith('37')
          ? 'SAME_PROVINCE'
          : 'OTHER_PROVINCE';
  expect(await of('householdStatistic', 'household')).toEqual({
    UNKNOWN: 0,
    ...tally(inCorrection(), ({ person }) => homeOf(facts.person(person)?.householdDivision ?? '')),
  });
  const ofCity = (division: string) => (homeOf(division) === 'LOCAL_COUNTY' ? 'SAME_CITY' : homeOf(division));
  const household = (await series('householdStatistic', { args: ', division: "3714"' }))('household');
  expect(rowsOf(household)).toEqual({
    UNKNOWN: 0,
    ...tally(inCorrection(), ({ person }) => ofCity(facts.person(person)?.householdDivision ?? '')),
  });
});

test('crimes of the year are counted by charge, place and age, sentences by penalty and term', async () => {
  const all = await series('chargeStatistic', { args: ', show: ALL_CHARGES' });
  expect(rowsOf(all('convictions'))).toEqual(tally(convictions(), ({ chargeCode }) => chargeCode));
  const places = await series('regionStatistic');
  expect(rowsOf(places('places'))).toEqual(tally(convictions(), ({ crimePlaceDivision }) => crimePlaceDivision));
  const ages = await series('ageStatistic', { args: ', show: AT_OFFENCE' });
  expect(rowsOf(ages('ageAtOffence'))).toEqual(tally(convictions(), ({ ageAtOffence }) => ageBand(ageAtOffence)));
  const penalties = await series('penaltyStatistic', { args: ', show: SENTENCES' });
  expect(rowsOf(penalties('principal'))).toEqual(
    tally(sentences(), ({ principalPenalty, probation }) => `${principalPenalty} ${probation !== null}`),
  );
  const terms = await series('termStatistic', { args: ', show: SENTENCES' });
  expect(rowsOf(terms('sentences'))).toEqual(
    tally(sentences(), ({ termYears, termMonths }) => monthsOf(termYears * 12 + termMonths)),
  );
});

test('check-ins, detentions, rounds, fines, referrals and subsidies of the year come to what happened', async () => {
  const compliance = await series('complianceStatistic', { args: here });
  const due = facts.of('CheckIn').filter(({ dueTo, excuse }) => within(dueTo) && excuse === null);
  expect(rateOf(compliance('checkIns'))).toEqual([due.filter(({ at: done }) => done !== null).length, due.length]);
  for (const [id, kind] of [
    ['educationHours', 'EDUCATION'],
    ['serviceHours', 'SERVICE'],
  ] as const) {
    const attended = facts.of('Attendance').filter(({ attendance, date }) => attendance === kind && within(date));
    expect(compliance(id).total?.count).toBe(attended.reduce((sum, { claimedHours }) => sum + claimedHours, 0));
  }
  const ended = facts
    .of('CoerciveMeasure')
    .filter(({ measure, endedAt }) => measure === 'DETENTION' && within(endedAt));
  const detentions = (await series('policeStatistic'))('withoutRequest');
  expect(rateOf(detentions)).toEqual([
    ended.filter(({ endKind }) => endKind !== 'ARREST_REQUESTED').length,
    ended.length,
  ]);
  const courts = await series('courtStatistic');
  const closed = facts.of('EnforcementCase').filter(({ closedDate }) => within(closedDate));
  expect(rateOf(courts('terminated'))).toEqual([
    closed.filter(({ closingMode }) => closingMode === 'TERMINATED_THIS_ROUND').length,
    closed.length,
  ]);
  const fines = facts.of('AccessoryPenalty').filter(({ penalty, payBy }) => penalty === 'FINE' && within(payBy));
  expect(rateOf(courts('paid'))).toEqual([
    fines.reduce((sum, { paidAmount }) => sum + (paidAmount ?? 0), 0),
    fines.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
  ]);
  const referrals = facts.of('CriminalReferral').filter(({ internalReportDate }) => within(internalReportDate));
  expect(rateOf((await series('referralStatistic'))('referred'))).toEqual([
    referrals.filter(({ sentDate }) => sentDate !== null).length,
    referrals.length,
  ]);
  const paid = facts.of('SubsidyPayment').filter(({ status, paidAt }) => status === 'PAID' && within(paidAt));
  const villages = Object.keys(tally(paid, ({ villageCode }) => villageCode));
  expect(rowsOf((await series('subsidyStatistic'))('paid'))).toEqual(
    Object.fromEntries(
      villages.map((village) => [
        village,
        paid.filter(({ villageCode }) => villageCode === village).reduce((sum, { amount }) => sum + amount, 0),
      ]),
    ),
  );
});

test('who was revoked or recalled is held against who was managed, and what no court records is a gap', async () => {
  const managed = facts
    .of('CorrectionSubject')
    .filter((each) => each.correctionStartDate < period.to && each.correctionEndDate >= period.from);
  const ended = facts.of('Termination').filter(({ termination, date }) => termination !== 'DEATH' && within(date));
  const reoffence = await series('reoffenceStatistic', { args: here });
  expect(rateOf(reoffence('ended'))).toEqual([ended.length, managed.length]);
  // Of the findings in the books none is of CC-17.
  expect(rateOf(reoffence('unrevoked'))).toEqual([0, managed.length]);
  expect(['revoked', 'filed'].map((id) => reoffence(id).gap)).toEqual([{ code: 'NOT_HELD' }, { code: 'NOT_HELD' }]);
});

test('letters are counted by what became of them, and in time by their last day', async () => {
  const service = await series('queryServiceStatistic');
  expect(rowsOf(service('online'))).toEqual({ ISSUED: 2, RECEIVED: 1, REFUSED: 1 });
  expect(rateOf(service('inTime'))).toEqual([2, 4]);
});

test('how long hand-over takes is the median and the ninth in ten of what courts and offices wrote', async () => {
  const days = facts
    .of('DeliveryRecord')
    .filter(({ noticeDate, documentsServedDate }) => within(noticeDate) && documentsServedDate !== null)
    .map((each) => (Date.parse(each.documentsServedDate ?? '') - Date.parse(each.noticeDate ?? '')) / 86_400_000)
    .filter((each) => each >= 0)
    .sort((a, b) => a - b);
  const nth = (percent: number) => days[Math.ceil((days.length * percent) / 100) - 1];
  const { total } = (await series('handoverStatistic'))('noticeToService');
  expect([total?.count, total?.median, total?.p90]).toEqual([days.length, nth(50), nth(90)]);
  const told = (await series('handoverStatistic'))('effectiveToTold').total;
  expect([told?.count, told?.median, told?.p90]).toEqual([2, 0, 2]);
});

test('what rules found, how it was judged and what became of documents is reckoned from the books', async () => {
  const unsupervised = await series('unsupervisedStatistic');
  expect([rateOf(unsupervised('notReceived')), rateOf(unsupervised('onPaper'))]).toEqual([
    [2, 6],
    [4, 8],
  ]);
  expect(rowsOf((await series('causeStatistic'))('causes'))).toEqual({ 'CC-04': 2, 'CC-05': 4 });
  const { rows } = (await series('areaRankingStatistic'))('areas');
  const subjects = facts.of('CorrectionSubject').length;
  expect(rows?.find(({ keys }) => keys[0]?.value === county)).toMatchObject({
    ...{ rank: 1, completeness: 1 },
    figure: { count: 6, outOf: subjects },
  });
  // Fewer than thirty records have no rank.
  expect(rows?.filter(({ figure: { outOf } }) => (outOf ?? 0) < 30).every(({ rank }) => rank === null)).toBe(true);
  const clues = await series('clueStatistic');
  expect(rowsOf(clues('origin'))).toEqual({ ALERT: 1, COMPLAINT: 2 });
  expect(['precision', 'falsePositives', 'dataErrors'].map((id) => [rateOf(clues(id)), rowsOf(clues(id))])).toEqual([
    [[6, 9], { 'CC-04 1.0.0': 2, 'CC-05 1.0.0': 4 }],
    [[2, 9], { 'CC-04 1.0.0': 1, 'CC-05 1.0.0': 1 }],
    [[1, 9], { 'CC-04 1.0.0': 0, 'CC-05 1.0.0': 1 }],
  ]);
  const waited = clues('waiting').total;
  expect([waited?.count, waited?.median]).toEqual([5, 245]);
  // Of four that were due three were replied to, two in time; one was taken back, one is not due yet.
  expect(rateOf((await series('adoptionStatistic'))('adopted'))).toEqual([3, 4]);
  expect(rateOf((await series('replyStatistic'))('inTime'))).toEqual([2, 4]);
  expect(rateOf((await series('replyStatistic'))('verified'))).toEqual([1, 1]);
  expect(rowsOf((await series('documentStatistic'))('issued'))).toEqual({ [`CORRECTION_NOTICE ${agencyCode}`]: 5 });
});

test('what was delivered is reckoned from what landed', async () => {
  const landed = { from: '2000-01-01', to: '2019-12-31' };
  const now = { from: '2010-01-01', to: '2029-01-01' };
  const intake = await series('intakeStatistic', { of: now });
  const batches = await Promise.all(
    ['administrative-files', 'deaths-files', 'procurement-push'].map(
      async (adapter) => [adapter, await store.landing.batches(adapter, { first: 500 })] as const,
    ),
  );
  const sumOf = (count: 'landed' | 'duplicates' | 'quarantined') =>
    Object.fromEntries(batches.map(([adapter, all]) => [adapter, all.reduce((sum, each) => sum + each[count], 0)]));
  expect(rowsOf(intake('accepted'))).toEqual(sumOf('landed'));
  expect(rowsOf(intake('duplicates'))).toEqual(sumOf('duplicates'));
  expect(rowsOf(intake('rejected'))).toEqual(sumOf('quarantined'));
  expect((await series('intakeStatistic', { of: landed }))('deliveries').total?.count).toBe(0);
  const quality = await series('dataQualityStatistic', { of: now });
  const shares = (id: string) => ratesOf(quality(id));
  const sums = batches.map(([adapter, all]) => {
    const sum = (count: 'landed' | 'superseded' | 'duplicates' | 'outdated' | 'quarantined') =>
      all.reduce((total, each) => total + each[count], 0);
    const kept = sum('landed') + sum('superseded') + sum('outdated');
    return { adapter, kept, taken: kept + sum('duplicates'), all: kept + sum('duplicates') + sum('quarantined') };
  });
  expect(shares('valid')).toEqual(Object.fromEntries(sums.map(({ adapter, taken, all }) => [adapter, [taken, all]])));
  expect(shares('unique')).toEqual(
    Object.fromEntries(sums.map(({ adapter, kept, taken }) => [adapter, [kept, taken]])),
  );
});

test('records that hold their key date are counted an agency, of all that it has on record', async () => {
  const quality = await series('dataQualityStatistic', { args: here });
  const shares = (id: string) => ratesOf(quality(id));
  const held = <T extends { readonly agency: string }>(rows: readonly T[], day: (row: T) => string | null) =>
    Object.fromEntries(
      [...new Set(rows.map(({ agency }) => agency))].map((agency) => {
        const own = rows.filter((row) => row.agency === agency);
        return [agency, [own.filter((row) => day(row) !== null).length, own.length]];
      }),
    );
  expect(shares('completeCorrectionSubject')).toEqual(
    held(facts.of('CorrectionSubject'), ({ correctionEndDate }) => correctionEndDate),
  );
  // What is not published nobody counts.
  const published = facts.of('Judgment').filter((judgment) => judgment.published);
  expect(shares('completeJudgment')).toEqual(held(published, ({ effectiveDate }) => effectiveDate));
  expect(shares('completeEnforcementCase')).toEqual(held(facts.of('EnforcementCase'), ({ filedDate }) => filedDate));
  expect(shares('completeAdministrativePenalty')).toEqual(
    held(facts.of('AdminPenaltyDecision'), ({ decidedDate }) => decidedDate),
  );
  expect(rowsOf(quality('dataErrors'))).toEqual({ [agencyCode]: 1 });
  const { total } = quality('timely');
  expect(total?.count).toBe(total?.outOf);
});

test('whoever is told no small number is told none by a rate, a rest or a breakdown either', async () => {
  const as = { as: 'political-legal-committee', args: here };
  const household = (await series('householdStatistic', as))('household');
  const told = (household.rows ?? []).map(({ figure: { count } }) => count);
  const hidden = (household.total?.count ?? 0) - told.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  expect(told.filter((count) => count !== null && count > 0 && count < 3)).toEqual([]);
  expect(hidden === 0 || hidden >= 3).toBe(true);
  const charge = (await series('chargeStatistic', { as: 'political-legal-committee' }))('subjects');
  expect(charge.rest).toBeGreaterThanOrEqual(3);
  const filed = (await series('referralStatistic', { as: 'political-legal-committee' }))('filed');
  expect([filed.total?.count, filed.total?.rate, filed.gap]).toEqual([null, null, { code: 'SUPPRESSED' }]);
  // As many conditions as a statistic of a division has are not too many.
  expect((await series('unsupervisedStatistic', as))('onPaper').gap).toEqual({ code: 'SUPPRESSED' });
  // What it may not count at all is a gap that says so, beside what it may.
  expect((await series('regionStatistic', as))('places').gap).toEqual({ code: 'NOT_GRANTED' });
});

test('a stock of a past day is not made up, and the view by term answers for it', async () => {
  const past = ', asOf: "2026-06-01"';
  expect((await series('chargeStatistic', { args: past }))('subjects').gap).toEqual({ code: 'NOT_HELD' });
  const term = facts
    .of('CorrectionSubject')
    .filter((each) => each.correctionStartDate <= '2026-06-01' && each.correctionEndDate >= '2026-06-01');
  const { total } = (await series('chargeStatistic', { args: `${past}, show: TERM${here}` }))('subjects');
  expect(total?.count).toBe(term.length);
});

test.each([
  ['public', 'PUBLIC_SERVICE', 'FIELD_DENIED'],
  ['deputy-chief-procurator', 'SUPERVISION', 'FIELD_DENIED'],
  ['sysadmin', 'STATISTICS', 'PURPOSE_NOT_GRANTED'],
  ['auditor', 'AUDIT', 'FIELD_DENIED'],
])('a statistic is not told to %s for %s', async (as, purpose, code) => {
  const { body } = await ask('chargeStatistic', { as, purpose });
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(body.data?.chargeStatistic ?? null).toBeNull();
});

test.each([
  ['a period that ends before it begins', { of: { from: '2026-02-01', to: '2026-02-01' } }],
  ['a day to come', { args: ', asOf: "2027-01-01"' }],
  ['a division that is none', { args: ', division: "3714225"' }],
])('%s is refused', async (_, options) => {
  const { body } = await ask('chargeStatistic', options);
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('the figures of a month stand in one report, with the month and the year before, each with its day and its sources', async () => {
  const { body } = await hub.ask(workReportQuery, {
    as: 'deputy-chief-procurator',
    purpose: 'STATISTICS',
    variables: { period: { from: '2026-03-01', to: '2026-04-01' }, division: county },
  });
  const { workReport: report } = body.data as { readonly workReport: WorkReport };
  expect(report.statistics.map(({ id }) => id)).toEqual(statistics.map(({ id }) => id));
  for (const { asOf, from, to, definition } of report.statistics)
    expect({ asOf, from, to, isDefined: definition.zh.length > 10 }).toEqual({
      ...{ asOf: '2026-03-31', from: '2026-03-01', to: '2026-04-01', isDefined: true },
    });
  const issued = report.statistics.find(({ id }) => id === 'ST-14')?.series[0];
  expect([issued?.total?.count, issued?.previousPeriod?.count, issued?.samePeriodLastYear?.count]).toEqual([5, 0, 0]);
  const document = strFromU8(unzipSync(await reportDocx(report))['word/document.xml'] ?? new Uint8Array());
  for (const { id, name } of statistics) expect(document).toContain(`${id} ${name.zh}`);
  expect(document).toContain('山东省德州市宁津县');
});

test('a report of days that are none is refused', async () => {
  const { body } = await hub.ask('{ workReport(period: { from: "2026-02-30", to: "2026-03-01" }) { from } }', {
    ...{ as: 'deputy-chief-procurator', purpose: 'STATISTICS' },
  });
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('each statistic is one question of whoever asks, in the log beside the request that it answers', async () => {
  const { body } = await ask('causeStatistic');
  const { body: log } = await hub.ask('{ auditEntries(first: 2) { nodes { account purpose outcome requestId } } }', {
    ...{ as: 'auditor', purpose: 'AUDIT' },
  });
  const id = body.extensions?.requestId;
  const entry = { account: 'demo-deputy-chief-procurator', purpose: 'STATISTICS', outcome: 'OK' };
  expect(log.data).toEqual({
    auditEntries: {
      nodes: [
        { ...entry, requestId: id },
        { ...entry, requestId: `${id}.1` },
      ],
    },
  });
});
