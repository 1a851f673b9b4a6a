import { administrativeFiles } from '../../adapters/administrative-files/adapter.js';
import { briberySql } from '../../adapters/bribery-sql/adapter.js';
import { correctionDevices } from '../../adapters/correction-devices/adapter.js';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { deathsFiles } from '../../adapters/deaths-files/adapter.js';
import { enforcementRest } from '../../adapters/enforcement-rest/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { licencesSql } from '../../adapters/licences-sql/adapter.js';
import { policeSoap } from '../../adapters/police-soap/adapter.js';
import { procurementPush } from '../../adapters/procurement-push/adapter.js';
import { socialSecurityRest } from '../../adapters/social-security-rest/adapter.js';
import { subsidiesSql } from '../../adapters/subsidies-sql/adapter.js';
import type { AdapterDefinition } from '../../sdk/definition/adapter-definition.js';
import * as systems from './golden-systems.js';

const of = <Options, Place>(
  definition: AdapterDefinition<Options, Place>,
  options: unknown,
  system: systems.System,
  isService = false,
): systems.Certified => ({
  definition: definition as unknown as AdapterDefinition<unknown, unknown>,
  options,
  system,
  isService,
});

const database = { url: 'file:/agency/system.db' };
const callsPerSecond = 10_000;

export const certified = {
  'judgments-sql': of(judgmentsSql, database, systems.databaseOf('judgments', systems.tablesRead(judgmentsSql))),
  'corrections-sql': of(
    correctionsSql,
    database,
    systems.databaseOf('corrections', systems.tablesRead(correctionsSql)),
  ),
  'correction-devices': of(
    correctionDevices,
    { url: 'http://10.1.2.3', apiKey: 'made-up-key-1' },
    systems.devices,
    true,
  ),
  'police-soap': of(
    policeSoap,
    { url: 'http://10.1.2.3/services/Request', callerId: 'hub-caller-1', password: 'made-up-password' },
    systems.police,
    true,
  ),
  'enforcement-rest': of(
    enforcementRest,
    { url: 'http://10.1.2.3', appKey: 'made-up-app', appSecret: 'made-up-secret', callsPerSecond },
    systems.enforcement,
    true,
  ),
  'administrative-files': of(administrativeFiles, { inbox: '/exchange/in' }, systems.administrative),
  'subsidies-sql': of(subsidiesSql, database, systems.databaseOf('subsidies', systems.tablesRead(subsidiesSql))),
  'bribery-sql': of(briberySql, database, systems.databaseOf('bribery', systems.tablesRead(briberySql))),
  'licences-sql': of(licencesSql, database, systems.databaseOf('licences', systems.tablesRead(licencesSql))),
  'social-security-rest': of(
    socialSecurityRest,
    { url: 'http://10.1.2.3', appId: 'made-up-app', appSecret: 'made-up-secret', callsPerSecond },
    systems.socialSecurity,
    true,
  ),
  'deaths-files': of(deathsFiles, { inbox: '/exchange/in' }, systems.deaths),
  'procurement-push': of(procurementPush, { secret: 'made-up-secret-of-more-than-32-characters' }, systems.procurement),
} as const satisfies Readonly<Record<string, systems.Certified>>;
