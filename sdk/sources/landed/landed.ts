import type { EntityReader } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import { complete } from '../../complete.js';
import type { EntityBinding } from '../../entity.js';
import type { OpenSource, SourceSetting } from '../../source.js';
import { failureOf } from '../sql/failure.js';
import { openTables } from '../sql/open-tables.js';
import { type LandedPlace, landedBinding } from './binding.js';
import { landedLayout } from './layout.js';

/**
 * Readers over what an adapter's deliveries landed in the hub's store: canonical values and the flags they were read with.
 * A `DeliverySource` answers them from `openReaders`; closing them leaves the store open. Throws `ADAPTER_INVALID` without a
 * landing; reads reject with `SOURCE_UNAVAILABLE` when the store does not answer.
 */
export function openLanded(
  bindings: readonly EntityBinding[],
  setting: SourceSetting & { readonly agency: string },
): readonly EntityReader[] {
  const source = landedSource(setting);
  return bindings.map((binding) => complete(landedBinding(setting.adapter, binding), source, setting));
}

function landedSource(setting: SourceSetting): OpenSource<LandedPlace> {
  const { landing, adapter } = setting;
  if (landing === undefined) {
    throw new PlumblineError('ADAPTER_INVALID', `${adapter} lands deliveries and was opened without a landing`);
  }
  const { database } = landing;
  const reading = {
    dialect: database.dialect,
    query: async (...asked: Parameters<typeof database.query>) => {
      try {
        return await database.query(...asked);
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: async () => {},
  };
  return openTables(reading, landedLayout(database.dialect), setting, () => latest(setting));
}

async function latest({ landing, adapter }: SourceSetting): Promise<string | null> {
  try {
    return (await landing?.latest(adapter)) ?? null;
  } catch (error) {
    throw failureOf(error);
  }
}
