import type { RawRecord } from '../../source.js';
import type { MemorySettings } from '../../sources/memory/memory.js';
import type { Tables } from '../golden.js';
import type { System } from './system.js';

/**
 * The arrays that the adapter reads are its system, as there is nothing that an address could lead to: they hold these rows until
 * the system is closed, and then their own again.
 */
export async function openMemorySystem({ tables: held }: MemorySettings, tables: Tables): Promise<System> {
  const own = new Map(
    [...tables.keys()].flatMap((name) => (held[name] === undefined ? [] : [[name, [...held[name]]]])),
  );
  const fill = (name: string, rows: readonly RawRecord[]) => {
    const array = held[name] as RawRecord[] | undefined;
    array?.splice(0, array.length, ...rows);
  };
  for (const [name, rows] of tables) fill(name, rows);
  return {
    what: 'the adapter’s own arrays, filled with the golden rows',
    reroute: (address) => address,
    insert: async (table, rows) => {
      (held[table] as RawRecord[] | undefined)?.push(...rows);
    },
    connections: () => null,
    close: async () => {
      for (const [name, rows] of own) fill(name, rows as readonly RawRecord[]);
    },
  };
}
