import type { AuditEvent, AuditQuery, AuditReader, AuditRecord } from '../../schema/audit.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SqlDatabase } from '../../schema/sql.js';
import { storeFault } from '../engines/fault.js';
import { utcOf } from '../instant.js';

/** Entries that one statement looks through: the embedded database holds up the process while it answers. */
const windowSize = 5_000;

interface Place {
  readonly at: string;
  readonly chain: string;
  readonly sequence: number;
}

/** A condition with its parameters. */
interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/**
 * Reads the log newest first: by (at, chain, sequence), through the index of subjects when a person is asked for. What is
 * not indexed is looked for in windows: canonical JSON spells a member in one way, so its characters are searched first.
 */
export function createAuditReader(database: SqlDatabase): AuditReader {
  return {
    entries: async (query) => {
      const keys = keysOf(query);
      try {
        return await entries(database, query, keys);
      } catch (error) {
        throw storeFault('The audit log could not be read', error);
      }
    },
  };
}

async function entries(database: SqlDatabase, query: AuditQuery, keys: readonly Condition[]) {
  const searches = searchesOf(query);
  const limit = query.first + 1;
  const records: AuditRecord[] = [];
  for (let after: Place | undefined = query.after; ; ) {
    const window: readonly Condition[] = after === undefined ? keys : [...keys, beyond(after)];
    const end = searches.length === 0 ? undefined : await endOfWindow(database, query, window);
    const conditions = [...window, ...(end === undefined ? [] : [upTo(end)]), ...searches];
    const rows = await select(database, query, ['hash', 'event'], conditions, `LIMIT ${limit}`);
    // The characters may have been found elsewhere in the event.
    records.push(...rows.map(recordOf).filter(({ event }) => isAskedFor(event, query)));
    const isWindowRead = rows.length < limit;
    if (records.length >= limit || (isWindowRead && end === undefined)) break;
    after = isWindowRead ? end : rows.map(placeOf).at(-1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { records: records.slice(0, query.first), hasNext: records.length > query.first };
}

/** The last place of a full window; undefined when what is left does not fill one. */
async function endOfWindow(
  database: SqlDatabase,
  query: AuditQuery,
  conditions: readonly Condition[],
): Promise<Place | undefined> {
  const [row] = await select(database, query, [], conditions, `LIMIT 1 OFFSET ${windowSize - 1}`);
  return row && placeOf(row);
}

function select(
  database: SqlDatabase,
  { subject }: AuditQuery,
  columns: readonly string[],
  conditions: readonly Condition[],
  limit: string,
) {
  const named = ['at', 'chain', 'sequence'].map((column) => `place.${column}`);
  const entry = columns.length === 0 ? '' : joined;
  const from = subject === undefined ? 'audit_entry AS place' : `audit_subject AS place`;
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  return database.query({
    sql: `SELECT ${[...named, ...columns.map((column) => `entry.${column}`)].join(', ')} FROM ${from} ${entry} ${where}
      ORDER BY place.at DESC, place.chain DESC, place.sequence DESC ${limit}`,
    params: conditions.flatMap(({ params }) => params),
  });
}

const joined = 'JOIN audit_entry AS entry ON entry.chain = place.chain AND entry.sequence = place.sequence';

/** Conditions that the order's index answers. */
function keysOf({ subject, from, to }: AuditQuery): readonly Condition[] {
  return [
    ...(subject === undefined ? [] : [{ sql: 'place.digest = ?', params: [subject] }]),
    ...(from === undefined ? [] : [{ sql: 'place.at >= ?', params: [instant(from)] }]),
    ...(to === undefined ? [] : [{ sql: 'place.at < ?', params: [instant(to)] }]),
  ];
}

/** What has to be looked for, in the events themselves for the most part. */
function searchesOf({ chain, principal, agency, matter, actions }: AuditQuery): readonly Condition[] {
  const members = Object.entries({ id: principal, agency, matter }).filter(([, value]) => value !== undefined);
  const searches: readonly Condition[] = [
    // Spelled so that no database takes the chain's own index, and sorts the whole chain for a page of it.
    ...(chain === undefined ? [] : [{ sql: "COALESCE(place.chain, '') = ?", params: [chain] }]),
    ...members.map(([name, value]) => ({
      sql: 'INSTR(entry.event, ?) > 0',
      params: [`"${name}":${JSON.stringify(value)}`],
    })),
  ];
  if (actions === undefined) return searches;
  const any = ['1 = 0', ...actions.map(() => 'INSTR(entry.event, ?) > 0')].join(' OR ');
  return [...searches, { sql: `(${any})`, params: actions.map((action) => `"action":"${action}"`) }];
}

function isAskedFor(event: AuditEvent, { principal, agency, matter, actions, subject }: AuditQuery): boolean {
  return (
    (principal === undefined || event.principal.id === principal) &&
    (agency === undefined || event.principal.agency === agency) &&
    (matter === undefined || event.matter === matter) &&
    (actions?.includes(event.action) ?? true) &&
    (subject === undefined || event.subjects.includes(subject))
  );
}

/** Spelled out: MySQL compares rows of values without its index. */
function beyond({ at, chain, sequence }: Place): Condition {
  return {
    sql: 'place.at <= ? AND (place.at < ? OR place.chain < ? OR (place.chain = ? AND place.sequence < ?))',
    params: [at, at, chain, chain, sequence],
  };
}

function upTo({ at, chain, sequence }: Place): Condition {
  return {
    sql: 'place.at >= ? AND (place.at > ? OR place.chain > ? OR (place.chain = ? AND place.sequence >= ?))',
    params: [at, at, chain, chain, sequence],
  };
}

function placeOf({ at, chain, sequence }: Readonly<Record<string, unknown>>): Place {
  return { at: String(at), chain: String(chain), sequence: Number(sequence) };
}

function recordOf(row: Readonly<Record<string, unknown>>): AuditRecord {
  const { chain, sequence } = placeOf(row);
  try {
    return { chain, sequence, hash: String(row.hash), event: JSON.parse(String(row.event)) as AuditEvent };
  } catch {
    const which = `Entry ${sequence} of audit chain ${chain}`;
    throw new PlumblineError('STORE_UNAVAILABLE', `${which} cannot be read: verify the log`);
  }
}

function instant(text: string): string {
  const utc = utcOf(text);
  if (utc === null)
    throw new PlumblineError('BAD_USER_INPUT', 'A time of the audit log is an ISO 8601 instant with zone');
  return utc;
}
