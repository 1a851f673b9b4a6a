import { introspect } from '../../sdk/introspection/introspect.js';
import { columnsOf } from '../../sdk/raw.js';
import { descriptionOf } from '../../sdk/sources/description.js';
import { tableName } from '../../sdk/table-name.js';
import type { LoadedAdapter } from './load-adapter.js';
import type { Opening } from './opening.js';

/** Columns of a table that no binding reads. */
export interface NotRead {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What a database has and the adapter leaves alone; empty for sources that cannot be introspected, or do not answer. */
export async function columnsNotRead({ definition }: LoadedAdapter, { options }: Opening): Promise<readonly NotRead[]> {
  const parsed = definition.options.safeParse(options);
  if (!parsed.success) return [];
  const description = descriptionOf(definition.source(parsed.data));
  if (description?.kind !== 'sql') return [];
  const read = new Map<string, Set<string>>();
  for (const binding of definition.entities) {
    const name = tableName(binding.table);
    const columns = read.get(name) ?? new Set();
    for (const column of [binding.key, ...Object.values(binding.fields).flatMap((codec) => codec.columns)])
      columns.add(column);
    for (const condition of [binding.alive, binding.excluded])
      for (const column of condition === null ? [] : columnsOf(condition)) columns.add(column);
    for (const column of binding.updated?.columns ?? []) columns.add(column);
    read.set(name, columns);
  }
  const found = await introspect({ url: description.settings.url, only: [...read.keys()] }).catch(() => null);
  return (found?.tables ?? []).map(({ name, columns }) => ({
    table: name,
    columns: columns.map((column) => column.name).filter((column) => read.get(name)?.has(column) !== true),
  }));
}
