// long: one county, opened once, for all that may befall a run
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { samplePerson } from '../../../../demo/lives/sample-person.js';
import type { OversightEngine } from '../../../../gateway/oversight/engine.js';
import { queueNames } from '../../../../gateway/oversight/jobs/dispatch.js';
import { followRun } from '../../../../gateway/oversight/jobs/follow-run.js';
import { type Jobs, type JobsSetting, openJobs } from '../../../../gateway/oversight/jobs/open-jobs.js';
import { stopRun } from '../../../../gateway/oversight/stop-run.js';
import { createLog } from '../../../../gateway/server/log.js';
import { PlumblineError } from '../../../../schema/errors.js';
import type { FindingBook } from '../../../../schema/oversight/book.js';
import type { OversightClient } from '../../../../schema/oversight/desk.js';
import type { RunRecord } from '../../../../schema/oversight/run.js';
import { eventually } from '../../../eventually.js';
import { countyToday } from '../../../oversight/county.js';
import { seeded } from '../../../store/seeded.js';
import { type JobsCounty, openJobsCounty } from './jobs-county.js';
import { startWorker, type WorkerProcess } from './worker-processes.js';

/** PLUMBLINE_WORKERS_KILLED=25 says how often a worker is killed. */
const kills = Number(process.env.PLUMBLINE_WORKERS_KILLED ?? 3);
const seed = 20_261_122;

let small: JobsCounty;
let jobs: Jobs;
let undisturbed: unknown;
const workers: WorkerProcess[] = [];
const gone: WorkerProcess[] = [];
const closes: (() => unknown)[] = [];

beforeAll(async () => {
  small = await openJobsCounty();
  const { county, told, forget, rows } = small;
  await county.run();
  const [run] = await rows('SELECT id FROM oversight_run');
  undisturbed = await told(String(run?.id));
  await forget();
  jobs = await open({ takes: 0 });
  await Promise.all([add(), add()]);
}, 240_000);

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
  for (const close of closes.reverse()) await close();
  await small?.close();
});

/** Jobs of this process: as a gateway has them, or as a worker. */
async function open(
  setting: Pick<JobsSetting, 'takes'> & Partial<JobsSetting>,
  prefix = small.shared.prefix,
): Promise<Jobs> {
  const { county, shared } = small;
  const usual = { engine: county.engine, clock: county.hub.clock, log: createLog('silent') };
  // What this process walks itself nobody takes from it because it is busy.
  const heldMs = prefix === shared.prefix ? shared.heldMs : 30_000;
  const opened = await openJobs({ ...shared, prefix, heldMs }, { ...usual, ...setting });
  closes.push(opened.close);
  return opened;
}

async function add(): Promise<void> {
  workers.push(await startWorker(small.configFile, small.county.hub.clock().getTime() - Date.now()));
}

function queue(name: keyof typeof queueNames, prefix = small.shared.prefix): Queue {
  const connection = new Redis(small.redis.url, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined);
  const opened = new Queue(queueNames[name], { connection, prefix });
  opened.on('error', () => undefined);
  closes.push(async () => {
    await opened.close();
    connection.disconnect();
  });
  return opened;
}

const isOver = ({ state }: RunRecord) => state !== 'RUNNING';
const recordsOf = (run: RunRecord) => run.rules.reduce((sum, { records }) => sum + records, 0);

/** How often a worker said that it ended a run. */
const endsOf = (run: string) =>
  [...workers, ...gone].flatMap(({ lines }) =>
    lines.filter((line) => line.msg === 'oversight was run' && line.run === run),
  ).length;

/** How often it was said, once it was: a line arrives after what it tells of. */
async function endsToldOf(run: string): Promise<number> {
  await eventually(() => endsOf(run) > 0);
  return endsOf(run);
}

/** Begins a run that finds everything anew, and waits until so many records were looked at. */
async function begun(records: number): Promise<string> {
  await small.forget();
  const { id } = await jobs.run({ today: countyToday });
  await small.until(id, (run) => isOver(run) || recordsOf(run) >= records);
  return id;
}

test('two workers share a run, and come to what a run in one process comes to', async () => {
  const id = await begun(0);
  const come = new Set<string>();
  const report = await followRun(small.county.engine.book, id, {
    onProgress: ({ rule }) => come.add(rule),
    ...{ everyMs: 50, signal: new AbortController().signal },
  });
  expect(report).toMatchObject({
    run: id,
    state: 'DONE',
    rules: [{ state: 'DONE' }, { state: 'DONE' }, { state: 'DONE' }],
  });
  expect([...come].sort()).toEqual(report.rules.map(({ rule }) => rule).sort());
  expect(await small.told(id)).toEqual(undisturbed);
  expect(await endsToldOf(id)).toBe(1);
  const ready = await Promise.all(workers.map(({ url }) => fetch(new URL('/readyz', url))));
  expect(ready.map(({ status }) => status)).toEqual([200, 200]);
}, 60_000);

test(
  `a worker that is killed at any moment leaves nothing undone, and nothing done twice (${kills} times)`,
  async () => {
    const random = seeded(seed);
    for (let kill = 0; kill < kills; kill += 1) {
      const id = await begun(random(900));
      const [victim] = workers.splice(random(workers.length), 1);
      if (victim === undefined) throw new Error('there is a worker');
      await victim.end('SIGKILL');
      gone.push(victim);
      const heir = kill < kills - 1 ? add() : undefined;
      await small.until(id, isOver);
      expect(await small.told(id)).toEqual(undisturbed);
      expect(endsOf(id)).toBeLessThanOrEqual(1);
      await heir;
    }
  },
  30_000 + kills * 20_000,
);

test('Redis that is restarted in the middle of a run loses nothing of it', async () => {
  const id = await begun(100);
  await small.redis.restart();
  await small.until(id, isOver);
  expect(await small.told(id)).toEqual(undisturbed);
  expect(await endsToldOf(id)).toBe(1);
}, 60_000);

test('two gateways hold to one nightly run, which begins once however often it is begun', async () => {
  await small.forget();
  const runs = queue('runs');
  await Promise.all([open({ takes: 0, nightly: '02:30' }), open({ takes: 0, nightly: '02:30' })]);
  const scheduled = async () => (await runs.getDelayed()).filter(({ name }) => name === 'nightly');
  await eventually(async () => (await scheduled()).length > 0);
  const [nightly, ...others] = await scheduled();
  expect(others).toEqual([]);
  const day = new Date((nightly?.opts.prevMillis ?? 0) + 8 * 3_600_000).toISOString();
  expect(day.slice(11)).toBe('02:30:00.000Z');
  await nightly?.promote();
  const id = `nightly-${day.slice(0, 10)}`;
  await small.until(id, isOver);
  expect(await small.told(id)).toEqual(undisturbed);
  const again = await runs.add('nightly', {}, { prevMillis: nightly?.opts.prevMillis ?? 0, removeOnComplete: true });
  await eventually(async () => (await runs.getJob(again.id ?? '')) === undefined);
  expect(await small.rows("SELECT id FROM oversight_run WHERE state = 'RUNNING' OR id LIKE 'nightly%'")).toEqual([
    { id },
  ]);
  expect(await endsToldOf(id)).toBe(1);
}, 60_000);

test('workers share what changed since every rule was looked at, too', async () => {
  const before = await small.told('');
  const { id, mode } = await jobs.run({ today: countyToday, since: 'LAST' });
  const run = await small.until(id, isOver);
  expect([mode, run.state, run.rules.map(({ whole }) => whole)]).toEqual([
    'INCREMENTAL',
    'DONE',
    [null, 'SHORT', 'SHORT'],
  ]);
  expect(recordsOf(run)).toBeLessThan(900);
  expect(await small.told('')).toEqual(before);
}, 60_000);

test('a look at what changed begins once however often it is begun, and not beside another run', async () => {
  const { county, rows, until } = small;
  const runs = queue('runs');
  const due = async (at: number) => {
    const { id = '' } = await runs.add('changes', {}, { prevMillis: at, removeOnComplete: true });
    await eventually(async () => (await runs.getJob(id)) === undefined);
  };
  const { id: other } = await county.engine.begin({ today: countyToday });
  await due(1);
  await stopRun(county.engine.book, other, county.hub.clock().toISOString());
  await due(2);
  await due(2);
  await until('changes-2', isOver);
  expect(await rows("SELECT id, mode, state FROM oversight_run WHERE id LIKE 'changes-%'")).toEqual([
    { id: 'changes-2', mode: 'INCREMENTAL', state: 'DONE' },
  ]);
}, 60_000);

test('Redis is told which rules of which runs are walked, and nothing of anybody', async () => {
  const { rows, redis, county } = small;
  const told = redis.told();
  const data = [...told.matchAll(/\r\ndata\r\n\$\d+\r\n(.*)\r\n/g)].map(([, json = '']) =>
    Object.keys(JSON.parse(json)),
  );
  expect(new Set(data.map((keys) => keys.join()))).toEqual(new Set(['', 'run,division', 'run,rule,division']));
  const found = await rows('SELECT id, person, record_key, files, text_zh, text_en FROM oversight_finding');
  const seen = await rows('SELECT value, sensitive_value, record_id FROM oversight_evidence');
  const canaries = [...found, ...seen].flatMap((row) => Object.values(row)).map(String);
  const { citizenId, name } = samplePerson;
  const secrets = [citizenId, name, county.config.secret, 'Bearer', 'eyJ'];
  // What is as short as a count is in any text.
  const said = [...canaries, ...secrets].filter((canary) => canary.length > 4 && told.includes(canary));
  expect(said.filter((canary) => canary !== 'null')).toEqual([]);
  expect(canaries.length).toBeGreaterThan(50);
});

test('a run goes on after Redis has lost everything', async () => {
  const id = await begun(100);
  await small.redis.restart('NOTHING');
  await small.until(id, isOver);
  expect(await small.told(id)).toEqual(undisturbed);
}, 60_000);

test('nothing begins while Redis is away, and workers say that they are not ready', async () => {
  await small.redis.kill();
  await expect(jobs.run({})).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
  expect(await jobs.warnings()).toEqual([
    'JOBS_UNAVAILABLE: Redis does not answer; rules of oversight are not shared out',
  ]);
  expect(await small.county.engine.book.unfinishedRuns()).toEqual([]);
  const ready = await Promise.all(workers.map(({ url }) => fetch(new URL('/readyz', url))));
  expect(ready.map(({ status }) => status)).toEqual(workers.map(() => 503));
  await small.redis.restart();
  await eventually(async () => (await jobs.warnings()).length === 0);
}, 60_000);

/** The engine of the hub, asking through something else. */
function asking(ask: (asked: number, usual: OversightClient['ask']) => OversightClient['ask']): OversightEngine {
  let asked = 0;
  const { engine } = small.county;
  return {
    ...engine,
    partsOf: (division) => {
      const parts = engine.partsOf(division);
      const client: OversightClient = {
        ask: (question) => {
          asked += 1;
          return ask(asked, parts.client.ask)(question);
        },
      };
      return { ...parts, client };
    },
  };
}

const busy = async () => {
  throw new PlumblineError('TOO_MANY_REQUESTS', 'for a moment');
};
const tries = { most: 3, firstPauseMs: 20 };
const one = { rules: ['CC-02'], today: countyToday };

test('what passes is tried again after a pause, and is the rule’s end when it does not pass', async () => {
  const patient = await open(
    { takes: 1, tries, engine: asking((asked, usual) => (asked < 3 ? busy : usual)) },
    'plumbline-passes',
  );
  const done = await small.until((await patient.run(one)).id, isOver);
  expect(done).toMatchObject({ state: 'DONE', rules: [{ state: 'DONE', failure: null }] });
  const failing = await open({ takes: 1, tries, engine: asking(() => busy) }, 'plumbline-stays');
  const failed = await small.until((await failing.run(one)).id, isOver);
  expect(failed).toMatchObject({ state: 'FAILED', rules: [{ state: 'FAILED', failure: 'TOO_MANY_REQUESTS' }] });
}, 60_000);

test('a rule waits while the hub’s books are away, and loses no try', async () => {
  let asked = 0;
  const { engine } = small.county;
  const without: OversightEngine = {
    ...engine,
    partsOf: (division) => {
      const parts = engine.partsOf(division);
      const run: FindingBook['run'] = async (id) => {
        asked += 1;
        if (asked === 1) throw new PlumblineError('STORE_UNAVAILABLE', 'for a moment');
        return parts.book.run(id);
      };
      return { ...parts, book: { ...parts.book, run } };
    },
  };
  const opened = await open({ takes: 1, tries: { most: 1, firstPauseMs: 20 }, engine: without }, 'plumbline-store');
  const { id } = await opened.run(one);
  const rules = queue('rules', 'plumbline-store');
  await eventually(async () => (await rules.getDelayedCount()) > 0);
  const [resting] = await rules.getDelayed();
  await resting?.promote();
  expect(await small.until(id, isOver)).toMatchObject({ state: 'DONE' });
}, 60_000);

test('a rule that nobody gets through is given up, and its run ends', async () => {
  let faults = 0;
  const { engine } = small.county;
  const faulty: OversightEngine = {
    ...engine,
    partsOf: (division) => {
      faults += 1;
      if (faults <= tries.most) throw new TypeError('a fault of the program');
      return engine.partsOf(division);
    },
  };
  const opened = await open({ takes: 1, tries, engine: faulty }, 'plumbline-faulty');
  const { id } = await opened.run(one);
  expect(await small.until(id, isOver)).toMatchObject({ state: 'FAILED', rules: [{ failure: 'INTERNAL' }] });
}, 60_000);

test('a run that is stopped is walked no further, and is stopped once', async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  const slow = asking((_asked, usual) => async (question) => {
    asked += 1;
    await released;
    return usual(question);
  });
  const opened = await open({ takes: 1, engine: slow }, 'plumbline-stopped');
  const { id } = await opened.run({ rules: ['CC-01', 'CC-02'], today: countyToday });
  await eventually(() => asked > 0);
  const stop = () => stopRun(small.county.engine.book, id, small.county.hub.clock().toISOString());
  await stop();
  await expect(stop()).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
  release();
  await eventually(async () => (await queue('runs', 'plumbline-stopped').getJob(id)) === undefined);
  expect(asked).toBe(1);
  expect(await small.county.engine.book.run(id)).toMatchObject({
    state: 'STOPPED',
    rules: [{ records: 0 }, { records: 0 }],
  });
}, 60_000);

test('a worker that closes puts back what it has, and another goes on with it', async () => {
  const hanging = asking((asked, usual) => (question) => {
    if (asked < 3) return usual(question);
    return new Promise((_resolve, reject) => {
      question.signal.addEventListener('abort', () => reject(question.signal.reason));
    });
  });
  const leaving = await open({ takes: 1, engine: hanging }, 'plumbline-closing');
  const { id } = await leaving.run({ rules: ['CC-01'], today: countyToday });
  await small.until(id, (run) => recordsOf(run) === 80);
  await leaving.close();
  const rules = queue('rules', 'plumbline-closing');
  expect([await rules.getWaitingCount(), await rules.getActiveCount()]).toEqual([1, 0]);
  await open({ takes: 1 }, 'plumbline-closing');
  expect(await small.until(id, isOver)).toMatchObject({ state: 'DONE' });
}, 60_000);
