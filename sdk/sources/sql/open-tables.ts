import type { SqlStatement } from '../../../schema/sql.js';
import type { OpenSource, SourceSetting } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import type { AgencyDatabase } from './agency-database.js';
import { type Layout, noTexts, type TextColumns } from './statements.js';
import { isSendable } from './where.js';
import { openWriter } from './written.js';

/** A source over a database whose `query` rejects with `SourceFailure`: one statement a call. */
export function openTables<Place>(
  database: AgencyDatabase,
  layout: Layout<Place>,
  { onStatement }: Pick<SourceSetting, 'onStatement'>,
  asOf: () => Promise<string | null>,
): OpenSource<Place> {
  const writer = openWriter(database.dialect, layout);
  const ask = async (statement: SqlStatement, signal: AbortSignal, limit = Number.POSITIVE_INFINITY) => {
    onStatement?.(statement.sql);
    const rows = await database.query(statement, signal);
    if (rows.length > limit) throw new SourceFailure('MALFORMED', 'more rows than asked for');
    return rows;
  };
  const textsIn = async (place: Place, signal: AbortSignal): Promise<TextColumns> => {
    const texts = layout.texts(place);
    return typeof texts === 'string' ? ((await database.textColumns?.(texts, signal)) ?? noTexts) : texts;
  };
  return {
    takes: (_table, condition) => isSendable(condition),
    takesOrder: () => true,
    groups: true,
    rows: async (query, { signal }) => ({
      rows: await ask(writer.rows(query, await textsIn(query.table, signal)), signal, query.limit),
      asOf: await asOf(),
    }),
    count: async (query, { signal }) => {
      const rows = await ask(writer.count(query, await textsIn(query.table, signal)), signal);
      return new Map(
        rows.map(({ key_counted: key, rows_counted: count }) => [
          query.by === null ? null : String(key),
          Number(count),
        ]),
      );
    },
    distinct: async (query, { signal }) => {
      const rows = await ask(writer.distinct(query, await textsIn(query.table, signal)), signal, query.limit);
      return rows.map(({ key_found: key }) => key);
    },
    close: () => database.close(),
  };
}
