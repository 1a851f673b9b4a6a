import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../schema/package-root.js';
import type { SqlDialect } from '../schema/sql.js';

/** One forward step of the store's tables: a numbered SQL file, statements separated by `;` at the end of a line. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly statements: readonly string[];
}

/** The migrations of a dialect, `store/migrations/<dialect>/0001-<name>.sql` and on, in order. */
export async function loadMigrations(dialect: SqlDialect): Promise<readonly Migration[]> {
  const folder = join(packageRoot, 'store', 'migrations', dialect);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(files.map((file, position) => loadMigration(folder, file, position + 1)));
}

async function loadMigration(folder: string, file: string, version: number): Promise<Migration> {
  const text = await readFile(join(folder, file), 'utf8');
  return parseMigration(file.replace(/\.sql$/, ''), text, version);
}

/** Line ends do not count in the checksum: a checkout may have changed them. */
export function parseMigration(title: string, text: string, version: number): Migration {
  const [, number, name] = /^(\d{4})-([a-z0-9-]+)$/.exec(title) ?? [];
  if (name === undefined || Number(number) !== version) {
    throw new Error(`Migration "${title}" is out of line: expected number ${String(version).padStart(4, '0')}`);
  }
  const sql = text.replaceAll('\r\n', '\n');
  const statements = sql
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return { version, name, checksum: createHash('sha256').update(sql).digest('hex'), statements };
}
