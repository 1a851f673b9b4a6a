import type { EntityReader } from '../../schema/adapter.js';
import { complete } from '../../sdk/complete.js';
import type { EntityBinding } from '../../sdk/entity.js';
import type { RawRecord } from '../../sdk/raw.js';
import type { SourceSetting } from '../../sdk/source.js';
import { memory } from '../../sdk/sources/memory/memory.js';

/** What bindings of gathered rows name as their table. */
export const gatheredTable = 'gathered';

/** Reads records that are gathered whole at each read, out of what no one table holds: the books of a hub have few of them. */
export async function gatheredReader(
  binding: EntityBinding<string>,
  gather: (signal: AbortSignal) => Promise<readonly RawRecord[]>,
  setting: SourceSetting & { readonly agency: string },
): Promise<EntityReader> {
  const over = async (rows: readonly RawRecord[]) =>
    complete(binding, await memory({ tables: { [gatheredTable]: rows } }).open(setting), setting);
  return {
    ...(await over([])),
    read: async (request, context) => (await over(await gather(context.signal))).read(request, context),
  };
}
