import { PlumblineError } from '../../../schema/errors.js';
import { closest } from '../../../schema/nearest.js';
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

/**
 * Opens the database that the URL names. Throws `ADAPTER_INVALID`, without repeating it, for a scheme that no driver speaks and
 * for a URL that cannot be parsed.
 */
export function openDatabase(adapter: string, settings: DatabaseSettings): AgencyDatabase {
  const scheme = /^[a-z]+:/.exec(settings.url)?.[0] ?? '';
  const open = openers[scheme];
  if (open !== undefined) {
    const isFile = scheme === 'file:';
    if (!(isFile || URL.canParse(settings.url)))
      throw new PlumblineError('ADAPTER_INVALID', `${adapter}: the url cannot be parsed`);
    // In passwords, mostly; drivers stumble over it, each in its own way.
    if (!isFile && !isDecodable(settings.url))
      throw new PlumblineError('ADAPTER_INVALID', `${adapter}: the url has a % that encodes nothing: write it %25`);
    return open(settings);
  }
  const known = Object.keys(openers);
  // Without a scheme what stands there may be anything, and a word of it is not repeated.
  const meant = scheme === '' ? null : closest(scheme, known);
  throw new PlumblineError(
    'ADAPTER_INVALID',
    `${adapter}: the url’s scheme is none of ${known.join(', ')}${meant === null ? '' : `; did you mean ${meant}?`}`,
  );
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
