import { sql } from 'drizzle-orm';
import type { EntityReader } from '../../../schema/adapter.js';
import { type Landing, landedTable } from '../../../schema/landing.js';
import { complete } from '../../complete.js';
import type { EntityBinding } from '../../entity.js';
import type { SourceSetting } from '../../source.js';
import { type LandedPlace, landedBinding, landedColumns } from '../landed/binding.js';
import { landedLayout } from '../landed/layout.js';
import { landedDatabase } from '../landed/reading.js';
import { openTables } from '../sql/open-tables.js';
import type { Layout } from '../sql/statements.js';
import type { Naming } from '../sql/where.js';
import { indexOf, keyFieldOf, withdrawn } from './record.js';

/** Readers over what deliveries landed; every statement waits until it may be asked. */
export function landedReaders(
  bindings: readonly EntityBinding[],
  setting: SourceSetting & { readonly agency: string },
  landing: Landing,
  ready: (signal: AbortSignal | undefined) => Promise<void>,
): readonly EntityReader[] {
  const { adapter } = setting;
  const database = landedDatabase(adapter, landing, ready);
  const keys = new Map(bindings.map((binding) => [binding.entity, keyFieldOf(binding)]));
  const layout = keyedLayout(landedLayout(database.dialect), keys);
  const source = openTables(database, layout, setting, database.latest);
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
