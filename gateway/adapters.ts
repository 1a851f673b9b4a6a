import type { ZodType } from 'zod';
import { administrativeFiles } from '../adapters/administrative-files/adapter.js';
import { agencyDirectory } from '../adapters/agency-directory/adapter.js';
import { correctionDevices } from '../adapters/correction-devices/adapter.js';
import { correctionsSql } from '../adapters/corrections-sql/adapter.js';
import { enforcementRest } from '../adapters/enforcement-rest/adapter.js';
import { judgmentsSql } from '../adapters/judgments-sql/adapter.js';
import { policeSoap } from '../adapters/police-soap/adapter.js';
import type { OpenAdapter } from '../schema/adapter.js';
import { PlumblineError } from '../schema/errors.js';
import type { OpenSetting } from '../sdk/define.js';
import type { AdapterConfig } from './config.js';

/** An adapter's definition, as far as a configuration needs to know it. */
interface Definition {
  readonly id: string;
  readonly options: ZodType;
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
  open(options: unknown, setting: OpenSetting): Promise<OpenAdapter>;
}

/** Every adapter of this program. */
export const adapterDefinitions: readonly Definition[] = [
  administrativeFiles,
  agencyDirectory,
  correctionDevices,
  correctionsSql,
  enforcementRest,
  judgmentsSql,
  policeSoap,
];

/** Opens the configured systems. Rejects with `CONFIG_INVALID` for a name that the program does not know. */
export async function openAdapters(
  configs: readonly AdapterConfig[],
  setting: OpenSetting,
): Promise<readonly OpenAdapter[]> {
  return Promise.all(configs.map((config) => openAdapter(config, setting)));
}

async function openAdapter({ use, id, agency, options }: AdapterConfig, setting: OpenSetting): Promise<OpenAdapter> {
  const definition = adapterDefinitions.find((each) => each.id === use);
  if (definition === undefined) {
    const known = adapterDefinitions.map((each) => each.id).join(', ');
    throw new PlumblineError('CONFIG_INVALID', `no adapter "${use}"; known are ${known}`);
  }
  return definition.open(options, { ...setting, ...(id ? { id } : {}), ...(agency ? { agency } : {}) });
}
