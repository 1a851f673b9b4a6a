import { type Environment, interpolate } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import { grantsFor } from '../store/grants.js';
import { openStore, type Store } from '../store/open-store.js';
import type { Output } from './output.js';

/** Brings the store to the version of this program, as its owner; then the daily account may use what is there. */
export async function upgradeCommand(
  { url, account }: { readonly url: string; readonly account?: string },
  { variable }: Environment,
  output: Output,
): Promise<number> {
  const place = String(interpolate(url, variable));
  const grants = account === undefined ? [] : checkedGrants(databaseOf(place), account);
  const store = await openStore({ url: place, clock: () => new Date(), chain: 'commands', digest: 'sha256' });
  try {
    await grant(store, grants);
  } finally {
    await store.close();
  }
  const given = account === undefined ? '' : `, and ${account} has its rights on it`;
  output.data({ grants: grants.length }, `The store is at the version of this program${given}`);
  return 0;
}

/** Prints what the daily account may do, for a database that somebody else looks after. */
export async function grantsCommand(
  { database, account }: { readonly database: string; readonly account: string },
  output: Output,
): Promise<number> {
  const grants = checkedGrants(database, account);
  output.data({ grants }, grants.map((statement) => `${statement};`).join('\n'));
  return 0;
}

async function grant({ database }: Store, statements: readonly string[]): Promise<void> {
  try {
    for (const sql of statements) await database.query({ sql, params: [] });
  } catch (cause) {
    const words = 'the daily account could not be given its rights: it must be there, and --url that of the owner';
    throw new PlumblineError('CONFIG_INVALID', words, { cause });
  }
}

function databaseOf(url: string): string {
  if (/^(mysql|mariadb):/.test(url)) return decodeURIComponent(new URL(url).pathname.slice(1));
  throw new PlumblineError('BAD_USER_INPUT', '--account goes with a mysql:// or mariadb:// store');
}

// Names go into statements as they are: no more is taken than names need.
function checkedGrants(database: string, account: string): readonly string[] {
  if (!/^[\w-]{1,64}$/.test(database)) throw new PlumblineError('BAD_USER_INPUT', 'that is no name of a database');
  if (!/^'[\w.-]{1,80}'@'[\w.%:/-]{1,255}'$/.test(account))
    throw new PlumblineError('BAD_USER_INPUT', "--account is written 'name'@'host', with both quotes");
  return grantsFor(database, account);
}
