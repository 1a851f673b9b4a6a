import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { SourceFailure } from '../../source-failure.js';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { aborted, failureOf, unlessAborted } from './failure.js';

/** SQLite and libSQL files, and libSQL servers. A file is only ever read, never made, and opened anew when it was replaced. */
export function openLibsql({ url }: DatabaseSettings): AgencyDatabase {
  let open: { readonly client: Client; readonly file: string } | null = null;
  const close = () => {
    open?.client.close();
    open = null;
  };
  async function client(): Promise<Client> {
    const file = url.startsWith('file:') ? identify(url, close) : '';
    if (open !== null && open.file === file) return open.client;
    close();
    const opened = createClient({ url, intMode: 'string' });
    open = { client: opened, file };
    // What writes here holds a lock for a moment only, and an agency's system must not wait for the hub.
    if (file !== '') await opened.execute('PRAGMA query_only = 1');
    return opened;
  }
  return {
    dialect: 'sqlite',
    query: async ({ sql, params }, signal) => {
      if (signal?.aborted) throw aborted();
      try {
        const answer = (await client()).execute({ sql, args: [...params] });
        const { rows, columns } = await unlessAborted(answer, signal, () => {});
        return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: async () => close(),
  };
}

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
