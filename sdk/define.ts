import type { OpenAdapter } from '../schema/adapter.js';
import { complete } from './complete.js';
import type { AdapterDefinition, AdapterShape } from './definition/adapter-definition.js';
import { checkDefinition, checkMaintenance } from './definition/check.js';
import { parseOptions } from './definition/options.js';
import type { EntityBinding } from './entity.js';
import { placed, prefixesOf } from './jurisdiction.js';
import type { DeliverySource, Source, SourceSetting } from './source.js';

const day = 86_400_000;

/**
 * Defines an adapter: one page that says which system it is and how its tables hold the canonical entities. Throws
 * `ADAPTER_INVALID`, naming adapter, place and remedy, when the page contradicts itself: a lookup that is not mapped, a secret
 * that is no option, a window that is no time of day … Fields, values, lookups, columns and secrets that do not exist do not
 * compile in the first place.
 */
export function defineAdapter<Options, Place>(shape: AdapterShape<Options, Place>): AdapterDefinition<Options, Place> {
  checkDefinition(shape);
  const { timeoutMs = 3_000, concurrency = 8, freshnessMs = day, secrets = [], maintenance = [], ...named } = shape;
  const defaults = { timeoutMs, concurrency, freshnessMs, maintenance };
  return {
    ...named,
    ...defaults,
    secrets,
    open: async (options, { divisions = [], ...given }) => {
      const { id, agency, ...limits } = { id: shape.id, agency: shape.agency, ...defaults, ...given };
      checkMaintenance(id, limits.maintenance);
      const setting = { adapter: id, agency, divisions: prefixesOf(id, divisions), ...limits };
      const entities = shape.entities.map((binding) => placed(id, binding, divisions));
      const source = shape.source(parseOptions(id, shape.options, options));
      return {
        id,
        agency,
        timeoutMs: limits.timeoutMs,
        concurrency: limits.concurrency,
        freshnessMs: limits.freshnessMs,
        divisions: setting.divisions,
        // What has landed is read from the hub's own store, whenever.
        maintenance: 'openReaders' in source ? [] : limits.maintenance,
        ...(await openReaders(source, entities, setting)),
      };
    },
  };
}

async function openReaders<Place>(
  source: Source<Place> | DeliverySource<Place>,
  bindings: readonly EntityBinding<Place>[],
  setting: SourceSetting & { readonly agency: string },
): Promise<Pick<OpenAdapter, 'readers' | 'receiver' | 'close'>> {
  if ('openReaders' in source) return source.openReaders(bindings, setting);
  const opened = await source.open(setting);
  return {
    readers: bindings.map((binding) => complete(binding, opened, setting)),
    close: () => opened.close(),
  };
}
