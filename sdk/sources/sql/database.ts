import { PlumblineError } from '../../../schema/errors.js';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { openLibsql } from './libsql.js';
import { openMysql } from './mysql.js';
import { openPostgres } from './postgres.js';

const openers: Readonly<Record<string, (settings: DatabaseSettings) => AgencyDatabase>> = {
  'mysql:': openMysql,
  'mariadb:': openMysql,
  'tidb:': openMysql,
  'oceanbase:': openMysql,
  'postgres:': openPostgres,
  'postgresql:': openPostgres,
  'kingbase:': openPostgres,
  'opengauss:': openPostgres,
  'file:': openLibsql,
  'libsql:': openLibsql,
};

/** Opens the database that the URL names. Throws `ADAPTER_INVALID`, without repeating it, for a scheme that no driver speaks. */
export function openDatabase(adapter: string, settings: DatabaseSettings): AgencyDatabase {
  const scheme = /^[a-z]+:/.exec(settings.url)?.[0] ?? '';
  const open = openers[scheme];
  if (open !== undefined && (scheme === 'file:' || URL.canParse(settings.url))) return open(settings);
  if (open !== undefined) throw new PlumblineError('ADAPTER_INVALID', `${adapter}: the url cannot be parsed`);
  const known = Object.keys(openers).join(', ');
  throw new PlumblineError('ADAPTER_INVALID', `${adapter}: the url’s scheme is none of ${known}`);
}
