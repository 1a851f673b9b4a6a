import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { sql } from '../../sdk/index.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';
import {
  opened,
  type RawRow,
  readPages,
  readShared,
  request,
  restrictedRequest,
  restrictedTable,
  table,
} from './check-ins.js';
import { naivePages, naiveShared } from './naive-check-ins.js';

interface Engine {
  readonly url: string;
  run(statement: string): Promise<unknown>;
  close(): Promise<void>;
}

const columns = [
  'bh',
  'sfzh',
  'rq',
  'sj',
  'fs',
  'sfcq',
  'xs',
  'dd',
  'ah',
  'zq',
  'yb',
  'lr',
  'dj',
  'zt',
  'sfyx',
  'gxsj',
  'mj',
  'zm',
  'kfbz',
  'xzqh',
];

const engines: Record<string, { runs: number; suffix: string; open(): Promise<Engine> }> = {
  libSQL: {
    runs: 60,
    suffix: '',
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'plumbline-sdk-'));
      const url = `file:${join(folder, 'agency.db')}`;
      const client = createClient({ url });
      const close = async () => {
        client.close();
        rmSync(folder, { recursive: true });
      };
      return { url, run: (statement) => client.executeMultiple(statement), close };
    },
  },
  MariaDB: {
    runs: 25,
    // A collation that ignores case, width and trailing spaces.
    suffix: ' character set utf8mb4 collate utf8mb4_unicode_ci',
    open: async () => {
      const { url, drop } = await createMysqlDatabase();
      const client = await createConnection({ uri: url, multipleStatements: true, charset: 'utf8mb4' });
      return { url, run: (statement) => client.query(statement), close: () => client.end().then(drop) };
    },
  },
  PostgreSQL: {
    runs: 25,
    suffix: '',
    open: async () => {
      const { url, drop } = await createPostgresDatabase();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return { url, run: (statement) => client.query(statement), close: () => client.end().then(drop) };
    },
  },
};

describe.each(Object.entries(engines))('on %s', (_name, { open, runs, suffix }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
    await engine.run(
      `create table qd (${columns.map((column) => `${column} ${column === 'dj' ? 'integer' : 'varchar(60)'}`).join(', ')})${suffix}`,
    );
  });
  afterAll(() => engine.close());

  test('a read gives the pages of the naive reading', async () => {
    const source = await opened(sql({ url: engine.url }));
    await fc.assert(
      fc.asyncProperty(table, fc.array(request, { minLength: 12, maxLength: 12 }), async (rows, asked) => {
        await refill(engine, rows);
        for (const one of asked) expect(await readPages(source, 'qd', one, 3)).toEqual(await naivePages(rows, one, 3));
      }),
      { numRuns: runs },
    );
    await source.close();
  });

  test('records that may not be shared, of other divisions or written before are never read', async () => {
    const source = await opened(sql({ url: engine.url }));
    const asking = fc.array(fc.tuple(restrictedRequest, divisions), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(restrictedTable, asking, async (rows, asked) => {
        await refill(engine, rows);
        for (const [one, held] of asked) {
          expect(await readShared(source, 'qd', held, one, 3)).toEqual(await naiveShared(rows, held, one, 3));
        }
      }),
      { numRuns: runs },
    );
    await source.close();
  });
});

const divisions = fc.constantFrom<readonly string[]>([], ['3714'], ['370114', '15']);

async function refill(engine: Engine, rows: readonly RawRow[]): Promise<void> {
  await engine.run(
    `delete from qd${rows.length === 0 ? '' : `; insert into qd values ${rows.map(literal).join(', ')}`}`,
  );
}

const literal = (row: RawRow) =>
  `(${columns.map((column) => (typeof row[column] === 'string' ? `'${row[column]}'` : 'null')).join(', ')})`;
