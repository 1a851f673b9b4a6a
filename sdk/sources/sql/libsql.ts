import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { SourceFailure } from '../../source-failure.js';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { hexOf } from './bytes.js';
import { aborted, failureOf, unlessAborted } from './failure.js';
import { packed, unpacked } from './packed.js';

/** SQLite and libSQL files, and libSQL servers. A file is only ever read, never made, and opened anew when it was replaced. */
export function openLibsql({ url, connections }: DatabaseSettings): AgencyDatabase {
  let open: { readonly client: Client; readonly file: string } | null = null;
  const isFile = url.startsWith('file:');
  const close = () => {
    open?.client.close();
    open = null;
  };
  async function client(): Promise<Client> {
    const file = isFile ? identify(url, close) : '';
    if (open !== null && open.file === file) return open.client;
    close();
    // Files answer within the turn, and what is set on a connection holds for that one only: one does.
    const opened = createClient({ url, intMode: 'string', concurrency: isFile ? 1 : connections });
    open = { client: opened, file };
    // What writes here holds a lock for a moment only, and an agency's system must not wait for the hub.
    if (isFile) await opened.execute('PRAGMA query_only = 1');
    return opened;
  }
  /**
   * The driver finalises a refused statement only when it is collected. Until then its connection counts it as running and keeps
   * the shared lock of every later read, so that the agency could never lock its file again.
   */
  function leave(refused: Client): void {
    if (open?.client === refused) open = null;
    // A turn later: other statements may have borrowed the connection, and are answered within this one.
    setImmediate(() => refused.close());
  }
  return {
    dialect: 'sqlite',
    query: async (statement, signal) => {
      if (signal?.aborted) throw aborted();
      let asked: Client | null = null;
      try {
        asked = await client();
        const { params, columns: selected = [] } = statement;
        const whole = isFile ? packed(statement) : null;
        const answer = asked.execute({ sql: whole ?? statement.sql, args: [...params] });
        const { rows, columns } = await unlessAborted(answer, signal, () => {});
        if (whole !== null) return unpacked(String(rows[0]?.rows_packed), selected);
        return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, textOf(row[at])])));
      } catch (error) {
        const failure = failureOf(error);
        if (failure.reason === 'OVERLOADED' && asked !== null && isFile) leave(asked);
        throw failure;
      }
    },
    close: async () => close(),
  };
}

const textOf = (value: unknown) => (value instanceof ArrayBuffer ? hexOf(new Uint8Array(value)) : value);

/** Which file stands at the address now: another one has another inode. */
function identify(url: string, close: () => void): string {
  try {
    const { ino, dev } = statSync(url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length));
    return `${dev}/${ino}`;
  } catch {
    close();
    throw new SourceFailure('REFUSED', 'ENOENT');
  }
}
