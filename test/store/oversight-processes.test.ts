import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { seeded } from './seeded.js';
import { backends, open } from './stores.js';

const kills = 4;
const seed = 20_261_122;

describe.each(backends)('processes that write the books of oversight on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await create();
    store = await open(database.url);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const query = (sql: string) => store.database.query({ sql, params: [] });
  const texts = async (sql: string) => (await query(sql)).map(({ text }) => String(text)).sort();

  /** What must hold however processes met and wherever they died. */
  async function expectWhole(): Promise<void> {
    const found = await query('SELECT id, events FROM oversight_finding ORDER BY id');
    const ids = found.map(({ id }) => String(id)).sort();
    expect(await texts("SELECT finding AS text FROM oversight_finding_event WHERE kind = 'FOUND'")).toEqual(ids);
    expect(await texts('SELECT finding AS text FROM oversight_evidence')).toEqual(ids);
    for (const { id, events } of found) {
      const steps = await query(
        `SELECT position FROM oversight_finding_event WHERE finding = '${id}' ORDER BY position`,
      );
      expect([id, steps.map(({ position }) => position)]).toEqual([
        id,
        Array.from({ length: Number(events) }, (_, at) => at + 1),
      ]);
    }
    const places = (await query('SELECT place FROM oversight_outbox ORDER BY place')).map(({ place }) => place);
    expect(places).toEqual(places.map((_, at) => at + 1));
    expect(await texts('SELECT id AS text FROM oversight_outbox')).toEqual(
      await texts("SELECT id AS text FROM oversight_finding_event WHERE kind <> 'TAKEN_UP'"),
    );
    const matters = await query('SELECT number, version FROM supervision_matter');
    for (const { number, version } of matters) {
      const steps = await query(`SELECT position FROM supervision_step WHERE matter = '${number}' ORDER BY position`);
      expect(steps.length).toBe(Number(version));
    }
    expect(await texts('SELECT matter AS text FROM oversight_finding WHERE matter IS NOT NULL')).toEqual(
      await texts('SELECT number AS text FROM supervision_matter'),
    );
  }

  async function expectDone(): Promise<void> {
    await expectWhole();
    expect((await query('SELECT id FROM oversight_finding')).length).toBe(12 * 6);
    expect((await query('SELECT number FROM supervision_matter')).length).toBe(8);
  }

  test('four at once find each thing once, and give each number once', async () => {
    const said = await Promise.all(['a', 'b', 'c', 'd'].map((name) => rival(database.url, name)));
    const numbers = said.flat().sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 4 * 8 }, (_, at) => at + 1));
    await expectDone();
  });

  test('some that are killed and begun again lose nothing and do nothing twice', async () => {
    const random = seeded(seed);
    const given: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const moment = { lines: 1 + random(25), thenMs: random(20) };
      given.push(...(await rival(database.url, `k${kill % 2}`, moment)));
      await expectWhole();
    }
    given.push(...(await rival(database.url, 'k0')));
    await expectDone();
    expect(new Set(given).size).toBe(given.length);
  });
});

/** Runs `oversight-rival.ts` to its end, or kills it once it has said some lines; answers the numbers that it was given. */
function rival(
  url: string,
  name: string,
  moment?: { readonly lines: number; readonly thenMs: number },
): Promise<readonly number[]> {
  const program = new URL('./oversight-rival.ts', import.meta.url).pathname;
  const loader = new URL('../servers/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, program, url, name], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  let isDoomed = false;
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (isDoomed || moment === undefined || output.split('\n').length <= moment.lines) return;
    isDoomed = true;
    setTimeout(() => child.kill('SIGKILL'), moment.thenMs);
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve(numbersIn(output)) : reject(new Error(`${code}: ${complaint}`)),
    );
  });
}

const numbersIn = (output: string): readonly number[] =>
  output
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== 'page')
    .map(Number);
