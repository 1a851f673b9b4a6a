import { copyFile, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { quoted, type SqlSystem } from '../systems/sql.js';
import type { Fault } from './fault.js';

type SqlFault = Fault<SqlSystem>;

/** Puts another file in the database's place. */
const replaced =
  (replace: (file: string, kept: string) => Promise<void>): SqlFault['breaks'] =>
  async ({ file }) => {
    const kept = `${file}.kept`;
    await rename(file, kept);
    await replace(file, kept);
    return () => rename(kept, file);
  };

/** Ways in which a database fails, as far as a file can. */
export const sqlFaults = (tables: readonly string[]): readonly SqlFault[] => [
  { id: 'gone', does: 'has no database at its address', seen: ['REFUSED'], breaks: replaced(async () => {}) },
  {
    id: 'no-database',
    does: 'holds something else where its database was',
    seen: ['MALFORMED'],
    breaks: replaced((file) => writeFile(file, '<!DOCTYPE html><html><body>系统维护</body></html>'.repeat(100))),
  },
  {
    id: 'truncated',
    does: 'has lost half of its database',
    seen: ['MALFORMED', 'FAILED'],
    breaks: replaced(async (file, kept) => {
      await copyFile(kept, file);
      await truncate(file, Math.floor((await readFile(kept)).length / 2));
    }),
  },
  {
    id: 'locked',
    does: 'has its tables locked by its own work',
    seen: ['OVERLOADED', 'TIMEOUT'],
    patienceMs: 2_000,
    breaks: ({ lock }) => lock(),
  },
  {
    id: 'no-table',
    does: 'has no longer the tables that it had',
    seen: ['MALFORMED', 'FAILED'],
    breaks: async ({ execute }) => {
      for (const table of tables) await execute(`alter table ${quoted(table)} rename to ${quoted(`${table}_old`)}`);
      return async () => {
        for (const table of tables) await execute(`alter table ${quoted(`${table}_old`)} rename to ${quoted(table)}`);
      };
    },
  },
];
