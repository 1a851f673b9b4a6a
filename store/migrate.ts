import { PlumblineError } from '../schema/errors.js';
import type { SqlDatabase } from '../schema/sql.js';
import type { Engine } from './engines/engine.js';
import { driverError } from './engines/fault.js';
import { type Patience, persist } from './engines/patience.js';
import type { Migration } from './migrations.js';

/** One row a migration; `statements_done` says how far it came, so that a crash is taken up where it happened. */
const ledger = `CREATE TABLE IF NOT EXISTS schema_migration (
  version INTEGER NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  statements_done INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  applied_at VARCHAR(32) NOT NULL
)`;

/**
 * Brings the database to the newest version, forward only, one process at a time.
 * Rejects with `STORE_UNAVAILABLE` when the database is newer than the program or was migrated from other files.
 */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[],
  clock: () => Date,
  patience: Patience,
): Promise<void> {
  // Seen by reading alone, so that the hub's daily account needs no right to change tables.
  if (await isCurrent(engine.database, migrations)) return;
  await persist(patience, async () => {
    await openLedger(engine.database);
    await engine.exclusively((database) => forward(database, migrations, clock, engine.transactionalDdl));
  });
}

async function isCurrent(database: SqlDatabase, migrations: readonly Migration[]): Promise<boolean> {
  // A database that has no ledger yet, or does not answer: found out in earnest by what follows.
  const applied = await appliedMigrations(database).catch(() => new Map<number, Applied>());
  refuseStrangers(applied, migrations);
  return migrations.every(({ version, statements }) => applied.get(version)?.done === statements.length);
}

async function openLedger(database: SqlDatabase): Promise<void> {
  await database.query({ sql: ledger, params: [] });
  // Version 0 is no migration: it is the row that a migrating process locks.
  const [lock] = await database.query({ sql: 'SELECT version FROM schema_migration WHERE version = 0', params: [] });
  if (lock === undefined) await record(database, 0, 'lock', '', 0, '');
}

async function forward(
  database: SqlDatabase,
  migrations: readonly Migration[],
  clock: () => Date,
  transactionalDdl: boolean,
): Promise<void> {
  const applied = await appliedMigrations(database);
  refuseStrangers(applied, migrations);
  for (const migration of migrations) {
    const row = applied.get(migration.version);
    if (row !== undefined && row.done === migration.statements.length) continue;
    const { version, name, checksum, statements } = migration;
    if (row === undefined) await record(database, version, name, checksum, statements.length, clock().toISOString());
    await run(database, migration, row?.done ?? 0, row !== undefined && !transactionalDdl);
  }
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
  readonly done: number;
}

async function appliedMigrations(database: SqlDatabase): Promise<ReadonlyMap<number, Applied>> {
  const sql = 'SELECT version, name, checksum, statements_done FROM schema_migration WHERE version > 0';
  const rows = await database.query({ sql, params: [] });
  return new Map(
    rows.map((row) => [
      Number(row.version),
      { name: String(row.name), checksum: String(row.checksum), done: Number(row.statements_done) },
    ]),
  );
}

function refuseStrangers(applied: ReadonlyMap<number, Applied>, migrations: readonly Migration[]): void {
  const newest = Math.max(0, ...applied.keys());
  if (newest > migrations.length) {
    const versions = `The store is at version ${newest} and this program knows ${migrations.length}`;
    throw new PlumblineError('STORE_UNAVAILABLE', `${versions}: run a newer release of Plumbline on it`);
  }
  for (const { version, checksum, name } of migrations) {
    const row = applied.get(version);
    if (row === undefined || row.checksum === checksum) continue;
    const which = `Migration ${version} (${name})`;
    throw new PlumblineError('STORE_UNAVAILABLE', `${which} is not the one that this store was migrated with`);
  }
}

async function record(
  database: SqlDatabase,
  version: number,
  name: string,
  checksum: string,
  statements: number,
  at: string,
): Promise<void> {
  await database.query({
    sql: 'INSERT INTO schema_migration (version, name, checksum, statements_done, statements, applied_at) VALUES (?, ?, ?, 0, ?, ?)',
    params: [version, name, checksum, statements, at],
  });
}

/** Where DDL commits by itself, a crash leaves one statement in doubt: it may have run without being recorded. */
async function run(database: SqlDatabase, migration: Migration, done: number, isResumed: boolean): Promise<void> {
  for (const [position, sql] of migration.statements.entries()) {
    if (position < done) continue;
    try {
      await database.query({ sql, params: [] });
    } catch (error) {
      if (!isResumed || position !== done || !isDoneAlready(error)) throw error;
    }
    await database.query({
      sql: 'UPDATE schema_migration SET statements_done = ? WHERE version = ?',
      params: [position + 1, migration.version],
    });
  }
}

const doneAlready: ReadonlySet<unknown> = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_DUP_FIELDNAME',
  'ER_DUP_KEYNAME',
  'ER_CANT_DROP_FIELD_OR_KEY',
  'ER_BAD_TABLE_ERROR',
]);

function isDoneAlready(error: unknown): boolean {
  return doneAlready.has((driverError(error) as { code?: unknown } | null)?.code);
}
