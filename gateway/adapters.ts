import type { OpenAdapter } from '../schema/adapter.js';
import { PlumblineError } from '../schema/errors.js';
import type { Landing } from '../schema/landing.js';
import type { AdapterDefinition } from '../sdk/define.js';
import type { AdapterConfig } from './config.js';

/** The adapters of this program, by the name that a configuration uses. */
const known: Readonly<Record<string, () => Promise<AdapterDefinition<never, never>>>> = {};

export interface AdapterSetting {
  readonly clock: () => Date;
  readonly landing: Landing;
  readonly onStatement?: (statement: string) => void;
}

/** Opens the configured systems. Rejects with `CONFIG_INVALID` for a name that the program does not know. */
export async function openAdapters(
  configs: readonly AdapterConfig[],
  setting: AdapterSetting,
): Promise<readonly OpenAdapter[]> {
  return Promise.all(configs.map((config) => openAdapter(config, setting)));
}

async function openAdapter({ use, id, agency, options }: AdapterConfig, setting: AdapterSetting): Promise<OpenAdapter> {
  const load = Object.hasOwn(known, use) ? known[use] : undefined;
  if (load === undefined)
    throw new PlumblineError('CONFIG_INVALID', `no adapter "${use}"; known are ${Object.keys(known).join(', ')}`);
  const definition = await load();
  return definition.open(options, { ...setting, ...(id ? { id } : {}), ...(agency ? { agency } : {}) });
}
