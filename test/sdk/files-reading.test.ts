import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntityReader, Keyset, ReadRequest } from '../../schema/adapter.js';
import type { Landing, LandingRecord } from '../../schema/landing.js';
import type { Scalar } from '../../schema/scalar.js';
import type { SqlStatement } from '../../schema/sql.js';
import { compareText } from '../../schema/total-order.js';
import { landedReaders } from '../../sdk/sources/files/landed-readers.js';
import { recordReader } from '../../sdk/sources/files/record.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { binding, ids, type RawRow, request, setting, table } from './check-ins.js';
import { naivePages } from './naive-check-ins.js';

const context = { requestId: 'r', signal: new AbortController().signal };

describe.each(backends)('reading landed files on $name', ({ name, create }) => {
  let database: TestDatabase;
  let store: Store;
  let adapters = 0;
  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  async function landed(rows: readonly RawRow[], landing: Landing = store.landing) {
    const adapter = `check-ins-${++adapters}`;
    const read = recordReader(binding);
    const records = rows.map((row) => {
      const present = Object.entries(row).filter(([, value]) => value !== null && value !== '');
      return read({ cells: Object.fromEntries(present) }) as LandingRecord;
    });
    await landing.land({ adapter, name: 'b', digest: 'd', producedAt: '2026-03-05T00:00:00+08:00', records });
    const [reader] = landedReaders([binding], { ...setting, adapter }, ownLanding(landing, adapter), async () => {});
    if (reader === undefined) throw new Error('no reader');
    return reader;
  }

  test('a read gives the pages of the naive reading', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.array(request, { minLength: 12, maxLength: 12 }), async (rows, asked) => {
        const reader = await landed(rows);
        for (const one of asked)
          expect(await pagesOf(reader, one, 3)).toEqual(withoutAsOf(await naivePages(rows, one, 3)));
      }),
      { numRuns: name === 'libSQL' ? 60 : 25 },
    );
  });

  test('statements name the fields asked for and no other, and are as many for 1, 10 and 200 keys', async () => {
    const statements: SqlStatement[] = [];
    const { landing } = store;
    const recording: Landing = {
      ...landing,
      database: {
        dialect: landing.database.dialect,
        query: (statement, signal) => {
          statements.push(statement);
          return landing.database.query(statement, signal);
        },
      },
    };
    const rows = Array.from({ length: 300 }, (_, at) => ({
      bh: `K${at}`,
      sfzh: ids[at % 3] ?? '',
      rq: '2024-04-01',
      dd: '司法所',
      fs: '01',
    }));
    const reader = await landed(rows, recording);
    const asked: ReadRequest = {
      entity: 'CheckIn',
      fields: ['place'],
      where: { op: 'ge', field: 'day', value: '2024' },
      order: [],
      first: 2,
      count: true,
    };
    const counts: number[] = [];
    for (const length of [1, 10, 200]) {
      statements.length = 0;
      const values = Array.from({ length }, (_, at) => ids[at] ?? `nobody-${at}`);
      await reader.read({ ...asked, by: { field: 'citizenId', values } }, context);
      counts.push(statements.length);
      const named = statements.flatMap(({ sql, params }) => [
        ...[...sql.matchAll(/index_\d|document|flags/g)].map(([column]) => column),
        ...params.filter((param) => String(param).startsWith('$.')),
      ]);
      expect([...new Set(named)].sort()).toEqual([
        '$."__withdrawn"',
        '$."citizenId"',
        '$."day"',
        '$."place"',
        'document',
        'flags',
        'index_1',
      ]);
    }
    expect(counts).toEqual([2, 2, 2]);
    statements.length = 0;
    await reader.read({ ...asked, where: { op: 'true' }, count: false }, context);
    const paths = statements.flatMap(({ params }) => params.filter((param) => String(param).startsWith('$.')));
    expect([...new Set(paths)]).toEqual(['$."place"', '$."__withdrawn"']);
  });
});

/** Pages as `naivePages` has them: its adapter is `a`, and it knows when rows changed, not when they were delivered. */
async function pagesOf(reader: EntityReader, asked: ReadRequest, count: number) {
  const pages: unknown[] = [];
  let after: Keyset | undefined;
  for (let at = 0; at < count; at += 1) {
    const { groups } = await reader.read({ ...asked, ...(after === undefined ? {} : { after }) }, context);
    const sorted = [...groups]
      .filter(([, { rows, total }]) => rows.length > 0 || (total ?? 0) > 0)
      .sort(([a], [b]) => compareText(a, b));
    pages.push(
      sorted.map(([key, page]) => [
        key,
        { ...page, rows: page.rows.map((row) => ({ ...row, adapter: 'a', asOf: null })) },
      ]),
    );
    const last = sorted[0]?.[1].rows.at(-1);
    if (last === undefined) break;
    const values = asked.order.map(({ field }) => (last.values[field] ?? null) as Scalar | null);
    after = { adapter: reader.adapter, id: last.id, values };
  }
  return pages;
}

type NaivePages = Awaited<ReturnType<typeof naivePages>>;

function withoutAsOf(pages: NaivePages): unknown {
  return pages.map((groups) =>
    groups.map(([key, page]) => [key, { ...page, rows: page.rows.map((row) => ({ ...row, asOf: null })) }]),
  );
}
