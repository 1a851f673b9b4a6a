import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { samplePerson } from '../../../demo/lives/sample-person.js';
import { openHub } from '../../../gateway/hub.js';
import { type OpenedHub, openDemoHub } from '../../hub/open-hubs.js';
import { type ExportAs, type JsonExport, jsonOf, takeExport } from './views-hub.js';

let hub: OpenedHub;
let person: string;

beforeAll(async () => {
  hub = await openDemoHub('one process', { callsPerSecond: 2_000 });
  const { body } = await hub.ask('query ($id: CitizenId!) { person(citizenId: $id) { id } }', {
    as: 'prosecutor',
    purpose: 'SUPERVISION',
    variables: { id: samplePerson.citizenId },
  });
  const { person: found } = body.data as { readonly person: { readonly id: string } };
  person = found.id;
}, 120_000);
afterAll(() => hub?.close());

const taken = async (view: string, as: ExportAs = { as: 'prosecutor' }): Promise<JsonExport> =>
  jsonOf(await takeExport(hub, `/views/${view}${view.includes('?') ? '&' : '?'}format=json`, as));

/** Lines of a CSV that are rows: what is told at the end differs by time and request. */
const linesOf = async (view: string, as: ExportAs): Promise<readonly string[]> =>
  (await takeExport(hub, `/views/${view}?format=csv`, as)).body
    .toString('utf8')
    .split('\r\n')
    .filter((line) => !line.startsWith('#'));

test('subjects stand beside the court’s own term: the two-year probation that is registered as 23 months shows', async () => {
  const { rows, ending } = await taken('subjects');
  expect(ending).toMatchObject({ state: 'WHOLE', rows: rows.length });
  expect(Object.keys(ending.sources)).toEqual(['corrections-sql', 'judgments-sql']);
  const differing = rows.filter(
    ({ courtProbation, registerProbation }) =>
      Array.isArray(courtProbation) && courtProbation.length > 0 && !courtProbation.includes(String(registerProbation)),
  );
  const ends = rows.filter(
    ({ courtEnd, registerEnd }) => Array.isArray(courtEnd) && courtEnd.length > 0 && !courtEnd.includes(registerEnd),
  );
  expect(differing.length + ends.length).toBeGreaterThan(0);
  expect(rows.some(({ lastCheckIn }) => typeof lastCheckIn === 'string')).toBe(true);
});

test('education hours stand beside the scans: the eight hours of four show', async () => {
  const { rows } = await taken('education-hours?atLeast=8');
  expect(rows.every(({ claimed }) => Number(claimed) >= 8)).toBe(true);
  const short = rows.filter((row) => row.scans === 2 && Number(row.short) > 15);
  expect(short.length).toBeGreaterThan(0);
  for (const row of short)
    expect(row.short).toBe(
      Math.trunc(Number(row.claimed) * 60) - Math.trunc(Number(row.home ?? 0) * 60) - Number(row.scanned),
    );
}, 60_000);

test('sentences that nobody received, fines that nobody enforced, penalties that nobody referred are listed', async () => {
  const sentences = await taken('sentences-not-received');
  expect(sentences.rows).toContainEqual(
    expect.objectContaining({ penalty: 'FIXED_TERM', probation: 24, executingAgency: [expect.any(String)] }),
  );
  const registered = new Set((await taken('subjects')).rows.map((row) => `${row.caseNumber} ${row.name}`));
  expect(sentences.rows.filter((row) => registered.has(`${row.caseNumber} ${row.name}`))).toEqual([]);

  const fines = await taken('fines-without-enforcement');
  expect(fines.rows.length).toBeGreaterThan(0);
  for (const row of fines.rows) {
    expect(row).toMatchObject({ owed: Number(row.amount) - Number(row.paid ?? 0), overdue: expect.any(Number) });
    expect(Number(row.owed)).toBeGreaterThan(0);
  }

  const penalties = await taken('penalties-without-referral');
  expect(penalties.rows.length).toBeGreaterThan(0);
  for (const row of penalties.rows)
    expect(Math.max(Number(row.goodsValue), Number(row.illegalAmount))).toBeGreaterThanOrEqual(50_000);
  const more = await taken('penalties-without-referral?minimum=10000000');
  expect(penalties.rows).toEqual(expect.arrayContaining([...more.rows]));
  expect(more.rows.length).toBeLessThan(penalties.rows.length);
});

test('subsidies to the dead, and detentions without a request for arrest, are listed', async () => {
  const subsidies = await taken('subsidies-after-death');
  expect(subsidies.rows.length).toBeGreaterThan(0);
  for (const row of subsidies.rows) expect(String(row.paidAt) > String(row.deathDate)).toBe(true);

  const detentions = await taken('detentions-without-arrest-request');
  expect(detentions.rows.length).toBeGreaterThan(0);
  for (const row of detentions.rows) expect(Number(row.daysHeld)).toBeGreaterThanOrEqual(1);
});

test('findings are listed with their agency and how far they came', async () => {
  const { config } = hub.demo;
  const engine = await openHub(
    { ...config, store: { ...config.store, chain: 'engine' } },
    { clock: () => new Date('2026-11-02T09:00:00+08:00') },
  );
  await engine.oversight?.run({ rules: ['AE-01'], today: '2026-11-02', signal: new AbortController().signal });
  await engine.close();
  const { rows } = await taken('findings-by-agency');
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows)
    expect(row).toMatchObject({ rule: 'AE-01', status: 'NEW', matter: null, agency: expect.any(String) });
  const [{ agencyCode } = {}] = rows;
  const own = await taken(`findings-by-agency?agency=${String(agencyCode)}`);
  expect(own.rows).toEqual(rows.filter((row) => row.agencyCode === agencyCode));
}, 60_000);

test('a person’s timeline merges the events of all agencies in order of time', async () => {
  const { rows, ending } = await taken(`timeline?person=${person}`);
  expect(ending.state).toBe('WHOLE');
  const days = rows.flatMap(({ at }) => (typeof at === 'string' ? [at.slice(0, 10)] : []));
  expect(days).toEqual([...days].sort());
  expect(new Set(rows.map(({ what }) => what))).toEqual(
    new Set([
      ...['涉嫌犯罪', '强制措施', '强制措施结束', '判处刑罚', '判决生效', '交付执行'],
      ...['社区矫正开始', '社区矫正期满', '报到', '教育学习', '发放补贴', '强制执行立案', '行政处罚'],
      // Sealed and border records need an approval: that there may be some is said, and not whether.
      ...['治安处罚', '出入境'],
    ]),
  );
  const refused = await takeExport(hub, '/views/timeline?format=json', { as: 'prosecutor' });
  expect(refused.status).toBe(400);
  const nobody = await taken(`timeline?person=${person.slice(0, -4)}AAAA`).catch(() => null);
  expect(nobody?.rows ?? []).toEqual([]);
});

test('two roles run the same view and see other cells of the same rows', async () => {
  const [prosecutor, corrections] = await Promise.all([
    taken('subjects'),
    taken('subjects', { as: 'corrections-officer', purpose: 'CORRECTION_MANAGEMENT' }),
  ]);
  const denied = { absent: 'DENIED' };
  // What ended more than 30 days ago is closed to whoever managed it (domain 5.5, rule 7).
  const both = prosecutor.rows.filter(({ subjectNo }) => corrections.rows.some((row) => row.subjectNo === subjectNo));
  expect(both.length).toBeGreaterThan(20);
  expect(corrections.rows).toEqual(both.map((row) => ({ ...row, courtProbation: denied, courtEnd: denied })));
  const csv = await linesOf('subjects', { as: 'corrections-officer', purpose: 'CORRECTION_MANAGEMENT' });
  expect(csv[1]?.split(',').filter((cell) => cell === '〔无权〕')).toHaveLength(2);
  const manager = await takeExport(hub, '/views/subjects?format=csv', { as: 'case-manager' });
  expect([manager.status, JSON.parse(manager.body.toString('utf8')).errors[0].extensions.code]).toEqual([
    403,
    'FIELD_DENIED',
  ]);
});

test('the same question makes the same rows', async () => {
  const asked = { as: 'prosecutor' };
  expect(await linesOf('subjects', asked)).toEqual(await linesOf('subjects', asked));
});

test('a judicial office sees its own subjects alone', async () => {
  const { rows } = await taken('subjects', { as: 'judicial-office-clerk', purpose: 'CORRECTION_MANAGEMENT' });
  const all = await taken('subjects');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(all.rows.length);
});

test('with an agency down its own list is refused, its part of others is marked, and the file says who is missing', async () => {
  const { systems } = hub.demo.country;
  await systems.police.stop();
  await systems.enforcement.stop();
  const own = await takeExport(hub, '/views/detentions-without-arrest-request?format=csv', { as: 'prosecutor' });
  expect([own.status, JSON.parse(own.body.toString('utf8')).errors[0].extensions.code]).toEqual([
    503,
    'SOURCE_UNAVAILABLE',
  ]);

  const fines = await taken('fines-without-enforcement');
  expect(fines).toMatchObject({
    rows: [],
    ending: { state: 'PARTIAL', sources: { 'enforcement-rest': { status: 'UNAVAILABLE' } } },
  });
  expect(fines.ending.undecided).toBeGreaterThan(0);

  const { rows, ending } = await taken(`timeline?person=${person}`);
  expect(ending).toMatchObject({ state: 'PARTIAL', sources: { 'police-soap': { status: 'UNAVAILABLE' } } });
  const marked = rows.filter(({ at }) => (at as { readonly absent?: string } | null)?.absent === 'UNAVAILABLE');
  expect(marked.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['涉嫌犯罪', '强制措施', '提请批准逮捕', '强制执行立案']),
  );
  const firstMarked = rows.findIndex(({ at }) => typeof at !== 'string');
  expect(rows.slice(firstMarked).filter(({ at }) => typeof at === 'string')).toEqual([]);
  expect(rows.some(({ what }) => what === '判处刑罚')).toBe(true);
}, 60_000);
