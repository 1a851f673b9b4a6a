import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import type { SqlStatement } from '../../../schema/sql.js';
import { SourceFailure } from '../../source-failure.js';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { hexOf } from './bytes.js';
import { aborted, failureOf, unlessAborted } from './failure.js';
import { packed, unpacked } from './packed.js';

interface OpenFile {
  readonly client: Client;
  readonly file: string;
  /** By table: a file that is replaced may have others. */
  readonly texts: Map<string, ReadonlySet<string>>;
}

/** SQLite and libSQL files, and libSQL servers. A file is only ever read, never made, and opened anew when it was replaced. */
export function openLibsql({ url, connections }: DatabaseSettings): AgencyDatabase {
  let open: OpenFile | null = null;
  const isFile = url.startsWith('file:');
  const close = () => {
    open?.client.close();
    open = null;
  };
  async function opened(): Promise<OpenFile> {
    const file = isFile ? identify(url, close) : '';
    if (open !== null && open.file === file) return open;
    close();
    // Files answer within the turn, and what is set on a connection holds for that one only: one does.
    const client = createClient({ url, intMode: 'string', concurrency: isFile ? 1 : connections });
    open = { client, file, texts: new Map() };
    // What writes here holds a lock for a moment only, and an agency's system must not wait for the hub.
    if (isFile) await client.execute('PRAGMA query_only = 1');
    return open;
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
  async function query(statement: SqlStatement, signal?: AbortSignal): Promise<readonly Record<string, unknown>[]> {
    if (signal?.aborted) throw aborted();
    let asked: Client | null = null;
    try {
      asked = (await opened()).client;
      const { sql, params, columns: selected = [] } = statement;
      const whole = isFile ? packed(statement) : null;
      const answer = asked.execute({ sql: whole ?? sql, args: [...params] });
      const { rows, columns } = await unlessAborted(answer, signal, () => {});
      if (whole !== null) return unpacked(String(rows[0]?.rows_packed), selected);
      return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, textOf(row[at])])));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.reason === 'OVERLOADED' && asked !== null && isFile) leave(asked);
      throw failure;
    }
  }
  return {
    dialect: 'sqlite',
    query,
    textColumns: async (table, signal) => {
      const { texts } = await failing(opened);
      const known = texts.get(table);
      if (known !== undefined) return known;
      const sql = 'select name, type from pragma_table_info(?)';
      const described = await query({ sql, params: [table] }, signal);
      const found = new Set(described.filter(({ type }) => isText(String(type))).map(({ name }) => String(name)));
      texts.set(table, found);
      return found;
    },
    close: async () => close(),
  };
}

/** Whether a column so declared has the affinity TEXT (https://sqlite.org/datatype3.html, 3.1): it never holds a number. */
const isText = (type: string) => /CHAR|CLOB|TEXT/i.test(type) && !/INT/i.test(type);

async function failing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
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
