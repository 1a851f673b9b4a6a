import { defineAdapter } from '../define.js';
import type { AdapterDefinition } from '../definition/adapter-definition.js';
import { tableName } from '../table-name.js';
import type { Golden } from './golden.js';

/**
 * An SQLite file has no schemas: tables that carry one (`sjck.v_ajxx`) have a plain name in a system of golden data
 * (`sjck_v_ajxx`), and the adapter's page is read so.
 */
export function withPlainTables(
  definition: AdapterDefinition<unknown, unknown>,
  golden: Golden,
): { readonly definition: AdapterDefinition<unknown, unknown>; readonly golden: Golden } {
  if (definition.entities.every(({ table }) => !tableName(table).includes('.'))) return { definition, golden };
  const plain = (name: string) => name.replaceAll('.', '_');
  const { secrets, ...named } = definition;
  return {
    definition: defineAdapter<Record<string, unknown>, unknown>({
      ...(named as unknown as AdapterDefinition<Record<string, unknown>, unknown>),
      secrets,
      entities: definition.entities.map((binding) => ({ ...binding, table: plain(tableName(binding.table)) })),
    }) as unknown as AdapterDefinition<unknown, unknown>,
    golden: { ...golden, tables: new Map([...golden.tables].map(([name, rows]) => [plain(name), rows])) },
  };
}
