import { writeFile } from 'node:fs/promises';
import { getTableName } from 'drizzle-orm';
import type { LandingRecord } from '../../schema/landing.js';
import { sqliteColumns } from '../../store/columns.js';
import { loadMigrations } from '../../store/migrations.js';
import { tablesOf } from '../../store/tables.js';
import { backends, event, open } from './stores.js';

/**
 * Writes what a store of the present version holds to `released/<version>.sql`, once a release is made:
 * `node --import ./test/servers/typescript.mjs test/store/record-release.ts`. Later versions migrate it in their tests.
 */
const [libsql] = backends;
if (libsql === undefined) throw new Error('no backend');
const database = await libsql.create();
const store = await open(database.url);
for (let n = 1; n <= 5; n += 1) await store.audit.append(event(n));
const record = (key: string, hash: string, updatedAt?: string): LandingRecord => ({
  entity: 'AdministrativePenalty',
  key,
  values: { decisionNumber: `宁市监罚〔2026〕${key}号`, amountFen: 500_000 },
  flags: { amountFen: ['AMOUNT_VARIANT'] },
  index: [`subject-${key}`, null],
  hash,
  ...(updatedAt === undefined ? {} : { updatedAt }),
});
await store.landing.land({
  adapter: 'bureau',
  name: '20260301.zip',
  digest: 'd1',
  producedAt: '2026-03-01T02:00:00+08:00',
  records: [
    record('1', 'h1'),
    record('2', 'h2', '2026-02-27T08:00:00+08:00'),
    { entity: 'AdministrativePenalty', key: null, reason: 'ROW_UNREADABLE', raw: '坏行' },
  ],
});

const matter = {
  number: '宁检监〔2026〕1号',
  kind: 'CASE',
  line: 'EXECUTION',
  title: '社区矫正监督',
  agency: '371422-JCY',
  division: '371422',
  persons: ['token-1'],
  files: ['（2025）鲁1422刑初1号'],
  handlers: ['account-7'],
  openedBy: 'account-1',
  openedAt: event(1).at,
} as const;
await store.access.openMatter(matter);
await store.access.requestAccess({
  id: 'request-1',
  applicant: 'account-7',
  agency: '371422-JCY',
  division: '371422',
  roles: ['prosecutor'],
  purpose: 'SUPERVISION',
  matter: matter.number,
  fields: ['Person.phone'],
  persons: ['token-1'],
  files: [],
  reason: '核实居住地',
  isBreakGlass: false,
  requestedAt: event(2).at,
});
await store.usage.addRequests('account-7', 'SUPERVISION', '2026-03-02', 5);
await store.usage.addPersons(matter.number, ['5f3c']);

const tables = Object.values(tablesOf(sqliteColumns)).map((table) => getTableName(table));
const inserts: string[] = [];
for (const table of tables) {
  const rows = await store.database.query({ sql: `SELECT * FROM ${table}`, params: [] });
  for (const row of rows) {
    const values = Object.values(row).map((value) =>
      typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value),
    );
    // Migrations put rows of their own.
    inserts.push(`REPLACE INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${values.join(', ')});`);
  }
}
const version = String((await loadMigrations('sqlite')).length).padStart(4, '0');
await writeFile(new URL(`./released/${version}.sql`, import.meta.url), `${inserts.join('\n')}\n`);
await store.close();
await database.drop();
