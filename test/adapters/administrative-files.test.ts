import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { administrativeFiles } from '../../adapters/administrative-files/adapter.js';
import { type Dirt, openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import type { Life } from '../../demo/lives/facts.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { type AdministrativeSystem, openAdministrativeSystem } from '../../demo/systems/administrative/drop-folder.js';
import { openAdministrativeRecorder } from '../../demo/systems/administrative/record.js';
import type { OpenAdapter, RecordRow } from '../../schema/adapter.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { type Expected, expectedOf } from './administrative-facts.js';
import { everything, failureOf, list, read, readerOf, setting } from './county.js';

const asOf = '2026-11-01';
const lives: readonly Life[] = [...generateLives({ scale: 0.04, asOf })].filter((life) =>
  life.facts.some((fact) => expectedOf(fact, life) !== null),
);
const expectedIn = (life: Life): readonly Expected[] => life.facts.flatMap((fact) => expectedOf(fact, life) ?? []);
/** What is delivered: what the agency never lets out stands in its deliveries as void. */
const delivered = lives.flatMap(expectedIn);
const facts = lives.filter(({ isExcluded }) => !isExcluded).flatMap(expectedIn);

async function dropped(dirt: Dirt): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'plumbline-administrative-'));
  const recorder = await openAdministrativeRecorder({ dir, asOf, dirt });
  for (const life of lives) await recorder.record(life);
  await recorder.finish();
  return dir;
}

const opened = (inbox: string, store: Store) =>
  administrativeFiles.open({ inbox }, { ...setting, landing: ownLanding(store.landing, administrativeFiles.id) });

async function rowsOf(adapter: OpenAdapter): Promise<ReadonlyMap<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  for (const reader of adapter.readers) {
    for (const row of await everything(reader)) found.set(`${reader.entity} ${row.id}`, row);
  }
  return found;
}

/** Where a row differs from its fact, other than by a value that is null with the reason told. */
function differences(
  { entity, key, values }: Expected,
  row: RecordRow | undefined,
  allowed: (field: string, row: RecordRow) => boolean,
): readonly string[] {
  if (row === undefined) return [`${entity} ${key} is missing`];
  return Object.entries(values).flatMap(([field, value]) => {
    const found = row.values[field] ?? null;
    const same = JSON.stringify(typeof found === 'string' ? found.replace('\n', '') : found) === JSON.stringify(value);
    return same || allowed(field, row)
      ? []
      : [`${entity} ${key} ${field}: ${JSON.stringify(found)} for ${JSON.stringify(value)}`];
  });
}

describe.each(backends)('the bureaus on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let dir: string;
  let system: AdministrativeSystem;
  let adapter: OpenAdapter;
  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    dir = await dropped(openDirt({ seed: 'bureaus', log: openDirtLog(), clean: true }));
    system = await openAdministrativeSystem({ dir });
    adapter = await opened(system.inbox, store);
  });
  afterAll(async () => {
    await adapter.close();
    await store.close();
    await database.drop();
    await rm(dir, { recursive: true });
  });

  test('every fact comes out as it happened; only a sheet loses ids that were typed as numbers', async () => {
    const rows = await rowsOf(adapter);
    const lost = (field: string, row: RecordRow) =>
      row.values[field] === null && row.flags[field]?.includes('PRECISION_LOST') === true;
    expect(facts.flatMap((fact) => differences(fact, rows.get(`${fact.entity} ${fact.key}`), lost))).toEqual([]);
    expect(rows.size).toBe(facts.length);
    expect([...new Set([...rows.values()].flatMap(({ flags }) => Object.values(flags).flat()))].sort()).toEqual([
      'DATE_VARIANT',
      'PRECISION_LOST',
    ]);
  });

  test('a person, an organisation, a case and a number lead to their records', async () => {
    const seen: string[] = [];
    for (const reader of adapter.readers) {
      const wanted = facts.filter(({ entity }) => entity === reader.entity);
      for (const field of reader.lookups) {
        const value = wanted.map(({ values }) => values[field]).find((each) => each !== null);
        if (typeof value !== 'string') continue;
        seen.push(`${reader.entity}.${field}`);
        const { groups } = await read(reader, { fields: [field], by: { field, values: [value, 'nobody'] } });
        const keys = wanted.filter(({ values }) => values[field] === value).map(({ key }) => key);
        expect([...groups].map(([key, { rows }]) => [key, rows.map(({ id }) => id).sort()])).toEqual([
          [value, keys.sort()],
        ]);
      }
    }
    expect(seen.length).toBeGreaterThanOrEqual(11);
  });

  test('filters and orders on amounts and days are exact', async () => {
    const reader = readerOf(adapter, 'AdministrativePenalty');
    const wanted = facts
      .filter(
        ({ entity, values }) =>
          entity === reader.entity && Number(values.fineAmount) >= 1_000_000 && values.performedAt === null,
      )
      .sort((a, b) => Number(b.values.fineAmount) - Number(a.values.fineAmount));
    const page = await list(reader, {
      fields: ['fineAmount'],
      where: {
        op: 'and',
        of: [
          { op: 'ge', field: 'fineAmount', value: 1_000_000 },
          { op: 'isNull', field: 'performedAt', value: true },
        ],
      },
      order: [{ field: 'fineAmount', direction: 'DESC' }],
      first: 5,
      count: true,
    });
    expect(page.total).toBe(wanted.length);
    expect(page.rows.map(({ values }) => values.fineAmount)).toEqual(
      wanted.slice(0, 5).map(({ values }) => values.fineAmount),
    );
  });

  test('a correction that is sent again changes the record, and broken attempts before it change nothing', async () => {
    const inbox = system.inbox;
    await system.redeliver('wrong-md5');
    await system.redeliver('broken-zip');
    await system.redeliver('broken-content');
    const { key, value } = await system.redeliver();
    const again = await opened(inbox, store);
    const reader = readerOf(again, 'AdministrativePenalty');
    const { groups } = await read(reader, { fields: ['fineAmount'], by: { field: 'decisionNumber', values: [key] } });
    expect(groups.get(key)?.rows).toEqual([
      {
        adapter: 'administrative-files',
        id: key,
        values: { decisionNumber: key, fineAmount: Number(value) * 100 },
        flags: {},
        asOf: '2026-11-01T23:04:00+08:00',
      },
    ]);
    await again.close();
  });

  test('an exchange machine that is switched off is told at once, and answers by itself when it is back', async () => {
    const reader = readerOf(adapter, 'AdministrativeCase');
    await system.stop();
    expect(await failureOf(list(reader))).toEqual(['SOURCE_UNAVAILABLE', 'REFUSED']);
    await system.start();
    expect((await list(reader, { first: 1 })).rows).toHaveLength(1);
  });
});

test('of dirty deliveries, every value is right, or null or marked with what was found, and no record is lost', async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no store');
  const database = await libsql.create();
  const store = await open(database.url);
  const dir = await dropped(openDirt({ seed: 'bureaus', log: openDirtLog() }));
  const adapter = await opened(join(dir, 'in'), store);
  const rows = await rowsOf(adapter);
  const withdrawn = await store.database.query({
    sql: `SELECT record_key FROM landed_record WHERE document LIKE '%__withdrawn%'`,
    params: [],
  });
  const gone = new Set(withdrawn.map(({ record_key: key }) => key));
  const marked = (field: string, row: RecordRow) => (row.flags[field]?.length ?? 0) > 0;
  const wrong = facts
    .filter(({ key }) => !gone.has(key))
    .flatMap((fact) => differences(fact, rows.get(`${fact.entity} ${fact.key}`), marked));
  expect(wrong).toEqual([]);
  expect(rows.size + gone.size).toBe(delivered.length);
  expect(gone.size).toBeGreaterThan(0);
  const [sums] = await store.database.query({
    sql: 'SELECT SUM(landed) AS landed, SUM(quarantined) AS quarantined, SUM(superseded) AS superseded FROM landed_batch',
    params: [],
  });
  expect([sums?.landed, sums?.quarantined]).toEqual([delivered.length, 0]);
  expect(Number(sums?.superseded)).toBeGreaterThan(0);
  await adapter.close();
  await store.close();
  await database.drop();
  await rm(dir, { recursive: true });
});

test('the adapter maps what the deliveries carry, and looks up what relations need', () => {
  const catalog = readCatalog();
  const unmapped: string[] = [];
  const missing: string[] = [];
  for (const { entity, fields, lookups } of administrativeFiles.entities) {
    const type = catalog.types.get(entity);
    for (const { name, shape } of type?.fields.values() ?? []) {
      if (shape.kind === 'value' && fields[name] === undefined) unmapped.push(`${entity}.${name}`);
    }
    expect(Object.keys(fields).filter((field) => type?.fields.get(field)?.shape.kind !== 'value')).toEqual([]);
    const roots = [...catalog.subgraphs.values()].flatMap(({ roots: each }) => [...each.values()]);
    for (const { shape } of [...roots, ...[...catalog.types.values()].flatMap((each) => [...each.fields.values()])]) {
      const by = shape.kind === 'one' ? shape.by : shape.kind === 'list' ? shape.join?.by : undefined;
      if (
        (shape.kind === 'one' || shape.kind === 'list') &&
        shape.of === entity &&
        by !== undefined &&
        !lookups.includes(by)
      )
        missing.push(`${entity}.${by}`);
    }
  }
  expect(missing).toEqual([]);
  expect(unmapped).toEqual([
    // The day of decision and the day of filing are each in the other table: delivered once, and joined by `caseNo`.
    'AdministrativeCase.decidedDate',
    'AdministrativePenalty.filedDate',
    // No bureau reports that it asked to reconsider (移送规定 9).
    'CriminalReferral.reconsiderationRequestedDate',
  ]);
});

test('options are an inbox and a scanning interval, and nothing else', async () => {
  for (const options of [{}, { inbox: '' }, { inbox: '/in', scanSeconds: 0 }, { inbox: '/in', folder: '/in' }]) {
    await expect(administrativeFiles.open(options, setting)).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
  }
});
