import { sql } from 'drizzle-orm';
import type { EntityReader } from '../../../schema/adapter.js';
import { type Landing, landedTable } from '../../../schema/landing.js';
import { complete } from '../../complete.js';
import type { EntityBinding } from '../../entity.js';
import type { SourceSetting } from '../../source.js';
import { type LandedPlace, landedBinding, landedColumns } from '../landed/binding.js';
import { landedLayout } from '../landed/layout.js';
import { aborted, failureOf } from '../sql/failure.js';
import { openTables } from '../sql/open-tables.js';
import type { Layout } from '../sql/statements.js';
import type { Naming } from '../sql/where.js';
import { indexOf, keyFieldOf, withdrawn } from './record.js';

/** Readers over what the inbox landed; every statement waits until it may be asked. */
export function landedReaders(
  bindings: readonly EntityBinding[],
  setting: SourceSetting & { readonly agency: string },
  landing: Landing,
  ready: (signal: AbortSignal | undefined) => Promise<void>,
): readonly EntityReader[] {
  const { adapter } = setting;
  const { database } = landing;
  const failing = async <T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await ask();
    } catch (cause) {
      throw signal?.aborted ? aborted() : failureOf(cause);
    }
  };
  const reading = {
    dialect: database.dialect,
    query: (...[statement, signal]: Parameters<typeof database.query>) =>
      failing(async () => {
        await ready(signal);
        return database.query(statement, signal);
      }, signal),
    close: async () => {},
  };
  const keys = new Map(bindings.map((binding) => [binding.entity, keyFieldOf(binding)]));
  const layout = keyedLayout(landedLayout(database.dialect), keys);
  const source = openTables(reading, layout, setting, () => failing(() => landing.latest(adapter)));
  return bindings.map((binding) => complete(readingBinding(adapter, binding), source, setting));
}

function readingBinding(adapter: string, binding: EntityBinding): EntityBinding<LandedPlace> {
  return {
    ...landedBinding(adapter, binding),
    table: { adapter, entity: binding.entity, index: indexOf(binding) },
    alive: binding.alive === null ? null : { op: 'isNull', column: landedColumns.value(withdrawn), value: true },
  };
}

/** Compares the field of the record key in the key's own column, which has an index. */
function keyedLayout(layout: Layout<LandedPlace>, keys: ReadonlyMap<string, string | null>): Layout<LandedPlace> {
  const keyed =
    (name: (place: LandedPlace) => Naming) =>
    (place: LandedPlace): Naming => {
      const key = keys.get(place.entity) ?? null;
      const column = key === null ? null : landedColumns.value(key);
      return (asked) => (asked === column ? sql`${sql.identifier(landedTable.key)}` : name(place)(asked));
    };
  return { ...layout, name: keyed(layout.name), selected: keyed(layout.selected) };
}
