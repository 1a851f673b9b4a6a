import type { SqlDatabase } from '../../../schema/sql.js';
import type { OpenSource, SourceSetting } from '../../source.js';
import { dialectWords, render } from './dialect.js';
import { type Layout, selectCount, selectDistinct, selectRows } from './statements.js';
import { isSendable } from './where.js';

/** A source over a database whose `query` rejects with `SourceFailure`: one statement a call. */
export function openTables<Place>(
  database: SqlDatabase & { close(): Promise<void> },
  layout: Layout<Place>,
  { onStatement }: Pick<SourceSetting, 'onStatement'>,
  asOf: () => Promise<string | null>,
): OpenSource<Place> {
  const words = dialectWords[database.dialect];
  const ask = (query: Parameters<typeof render>[1], signal: AbortSignal) => {
    const statement = render(database.dialect, query);
    onStatement?.(statement.sql);
    return database.query(statement, signal);
  };
  return {
    takes: (_table, condition) => isSendable(condition),
    orders: true,
    groups: true,
    rows: async (query, { signal }) => ({
      rows: await ask(selectRows(query, words, layout), signal),
      asOf: await asOf(),
    }),
    count: async (query, { signal }) => {
      const rows = await ask(selectCount(query, words, layout), signal);
      return new Map(
        rows.map(({ key_counted: key, rows_counted: count }) => [
          query.by === null ? null : String(key),
          Number(count),
        ]),
      );
    },
    distinct: async (query, { signal }) => {
      const rows = await ask(selectDistinct(query, words, layout), signal);
      return rows.map(({ key_found: key }) => key);
    },
    close: () => database.close(),
  };
}
