import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runCommand } from '../../cli/oversight/run.js';
import { stopCommand } from '../../cli/oversight/stop.js';
import { openDemo } from '../../demo/open-demo.js';
import { demoFiles } from '../../demo/settings.js';
import { type Environment, readEnvironment } from '../../gateway/environment.js';
import { paceOf } from '../../oversight/engine/pace.js';
import type { RunReport } from '../../oversight/engine/run.js';
import { openStore } from '../../store/open-store.js';
import { type FreshCountry, freshCountry } from '../hub/seeded-country.js';
import { standStill } from '../only-date.js';
import { hearing } from './heard.js';

const scale = 0.02;

let country: FreshCountry;
let environment: Environment;

beforeAll(async () => {
  country = await freshCountry(scale);
  country.placeStore(demoFiles(country.folder).store);
  // Deliveries grow old: the command goes by the date, which is that of the morning after the country's last day.
  standStill(Date.parse('2026-11-02T09:00:00+08:00'));
  // The hub ran once: the command finds its folder.
  await (await openDemo({ dataFolder: country.folder, scale })).close();
  environment = { ...readEnvironment({}), dataFolder: country.folder, configFile: `${country.folder}/none.yaml` };
}, 180_000);
afterAll(() => {
  jest.useRealTimers();
  country?.remove();
});

test('rules are run over the demonstration as of its last day, and what each came to is told', async () => {
  const { output, data, sentence } = hearing();
  expect(await runCommand({ rule: ['CC-05', 'AE-04'] }, environment, output)).toBe(0);
  const report = data() as RunReport;
  expect(report.rules.map(({ rule, state, indeterminate }) => ({ rule, state, indeterminate }))).toEqual([
    { rule: 'CC-05', state: 'DONE', indeterminate: [] },
    { rule: 'AE-04', state: 'DONE', indeterminate: [] },
  ]);
  const lines = sentence().split('\n');
  // Where no time passes there is no pace to tell.
  expect(lines.map((line) => line.replace(/[\w-]{36}/, 'RUN'))).toEqual([
    'CC-05\tDONE\t1452 records\t2 findings\t0 let pass\t0 undecided\t',
    'AE-04\tDONE\t3 records\t2 findings\t1 let pass\t0 undecided\t',
    '2 rules, 4 findings; run RUN DONE',
  ]);
}, 120_000);

test('a pace is what was walked in its time, and what is left at it', () => {
  const walked = { records: 1_452, expected: 2_420, startedAt: '2026-11-02T01:00:00Z', endedAt: null };
  expect(paceOf(walked, '2026-11-02T01:00:03Z')).toEqual({ recordsPerSecond: 484, remainingSeconds: 2 });
  expect(paceOf({ ...walked, endedAt: '2026-11-02T01:00:06Z' }, null)).toEqual({
    recordsPerSecond: 242,
    remainingSeconds: 0,
  });
  expect(paceOf(walked, walked.startedAt)).toEqual({ recordsPerSecond: null, remainingSeconds: null });
});

test('what changed since the run before is looked at, and open findings are asked for again', async () => {
  const { output, data } = hearing();
  expect(await runCommand({ rule: ['CC-05', 'AE-04'], since: 'last' }, environment, output)).toBe(0);
  expect((data() as RunReport).rules).toMatchObject([
    { rule: 'CC-05', state: 'DONE', records: 48, hits: 2, whole: null },
    { rule: 'AE-04', state: 'DONE', records: 3, hits: 2, whole: 'SHORT' },
  ]);
}, 120_000);

test('a time that cannot be read is refused before anything is opened', async () => {
  await expect(runCommand({ since: 'yesterday' }, environment, hearing().output)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: '--since must be an instant (ISO 8601), a time like 90m, 2h or 3d, or "last"',
  });
});

const books = () =>
  openStore({
    ...{ url: `file:${demoFiles(country.folder).store}`, chain: 'test', digest: 'sha256' },
    clock: () => new Date(),
  });

test('what was run is in the books of the hub', async () => {
  const store = await books();
  const [{ n = 0 } = {}] = await store.database.query({
    sql: "SELECT count(*) AS n FROM oversight_finding WHERE status = 'NEW'",
    params: [],
  });
  await store.close();
  expect(Number(n)).toBe(4);
});

test('a run that is under way is stopped by its id, once, and the log says so', async () => {
  const store = await books();
  const id = 'walked-elsewhere';
  const at = new Date().toISOString();
  const day = { today: at.slice(0, 10), division: '371422', startedAt: at, endedAt: null };
  const run = { ...day, id, mode: 'FULL', since: null, state: 'RUNNING', rules: [] } as const;
  await store.oversight.findings.startRun(run);
  expect(await stopCommand(id, environment, hearing().output)).toBe(0);
  expect(await store.oversight.findings.run(id)).toMatchObject({ state: 'STOPPED' });
  await expect(stopCommand(id, environment, hearing().output)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
  const logged = await store.database.query({
    sql: "SELECT COUNT(*) AS n FROM audit_entry WHERE event LIKE '%oversight stop%' AND event LIKE ?",
    params: [`%${id}%`],
  });
  expect(Number(logged[0]?.n)).toBe(2);
  await store.close();
});

test.each([
  [{ rule: ['XX-99'] }, 'there is no rule XX-99: "plumbline oversight rules" lists them'],
  [{ rule: ['CC-02'], division: '110101' }, 'division 110101 is not within 371422'],
  [{ today: 'yesterday' }, '--today must be a day, YYYY-MM-DD'],
])(
  '%j is refused by its name',
  async (options, message) => {
    const running = runCommand(options, environment, hearing().output);
    await expect(running).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
  },
  60_000,
);
