import { expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { openTables } from '../../sdk/sources/sql/open-tables.js';
import { tables } from '../../sdk/sources/sql/statements.js';

/** A database that may not heed limits, as views over other systems and proxies of them have been seen to. */
function openDatabase(heedsLimits: boolean) {
  const client = createClient({ url: ':memory:' });
  return {
    client,
    dialect: 'sqlite',
    query: async ({ sql, params }: { readonly sql: string; readonly params: readonly unknown[] }) => {
      const asked = heedsLimits ? sql : sql.replace(/ limit \d+$/, '');
      const { rows } = await client.execute({ sql: asked, args: [...params] as string[] });
      return rows.map((row) => ({ ...row }));
    },
    close: async () => client.close(),
  } as const;
}

test.each([
  [true, ['a', 'b'], ['a', 'b']],
  [false, 'SourceFailure: MALFORMED: more rows than asked for', 'SourceFailure: MALFORMED: more rows than asked for'],
] as const)(
  'heeding limits %s: no more rows or values are taken than were asked for',
  async (heedsLimits, rows, values) => {
    const database = openDatabase(heedsLimits);
    await database.client.batch(['create table t (v text)', "insert into t values ('a'), ('b'), ('c')"], 'write');
    const source = openTables(database, tables, {}, async () => null);
    const context = { requestId: 'r', signal: new AbortController().signal };
    const asked = { table: 't', columns: ['v'], where: { op: 'true' }, order: [], limit: 2 } as const;
    expect(await source.rows(asked, context).then((answer) => answer.rows.map(({ v }) => v), String)).toEqual(rows);
    const distinct = source.distinct?.({ table: 't', column: 'v', where: { op: 'true' }, limit: 2 }, context);
    expect(await distinct?.then((found) => found, String)).toEqual(values);
    await source.close();
  },
);
