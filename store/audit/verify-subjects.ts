import type { AuditEvent } from '../../schema/audit.js';
import type { SqlDatabase } from '../../schema/sql.js';
import { storedChain, storedLog } from './audit-source.js';
import type { Entry } from './audit-writing.js';

/** An entry that the report of a person whom it names would not show. */
export interface Unindexed {
  readonly chain: string;
  readonly sequence: number;
}

/** Beyond this many something happened to the index as a whole. */
const mostReported = 1_000;
const digestsAtOnce = 2_000;

/**
 * Entries that the index of subjects does not find under every person whom they name: the index is no part of the chain, and a
 * row that is taken out of it hides an entry from that person. A row too many hides nothing: readers look into the entry.
 */
export async function findUnindexed(database: SqlDatabase): Promise<readonly Unindexed[]> {
  const found: Unindexed[] = [];
  for (const chain of await storedLog(database).chains()) {
    for await (const page of storedChain(database, chain).pages()) {
      found.push(...(await unindexedOf(database, chain, page)));
      if (found.length >= mostReported) return found.slice(0, mostReported);
    }
  }
  return found;
}

async function unindexedOf(
  database: SqlDatabase,
  chain: string,
  page: readonly Entry[],
): Promise<readonly Unindexed[]> {
  const named = page.flatMap(({ sequence, at, event }) =>
    subjectsOf(event).map((digest) => ({ digest, sequence, at, key: `${sequence} ${digest}` })),
  );
  if (named.length === 0) return [];
  const times = named.map(({ at }) => at).sort();
  const [from = '', to = ''] = [times[0], times.at(-1)];
  const digests = [...new Set(named.map(({ digest }) => digest))];
  const indexed = new Set<string>();
  for (let first = 0; first < digests.length; first += digestsAtOnce) {
    const some = digests.slice(first, first + digestsAtOnce);
    const rows = await database.query({
      sql: `SELECT digest, sequence FROM audit_subject
        WHERE digest IN (${some.map(() => '?').join(', ')}) AND at >= ? AND at <= ? AND chain = ?`,
      params: [...some, from, to, chain],
    });
    for (const { digest, sequence } of rows) indexed.add(`${sequence} ${digest}`);
  }
  const sequences = named.filter(({ key }) => !indexed.has(key)).map(({ sequence }) => sequence);
  return [...new Set(sequences)].map((sequence) => ({ chain, sequence }));
}

/** None where the text is no event: that the entry was altered is the chain's to tell. */
function subjectsOf(event: string): readonly string[] {
  try {
    const { subjects } = JSON.parse(event) as Partial<AuditEvent>;
    return Array.isArray(subjects) ? subjects.filter((digest) => typeof digest === 'string') : [];
  } catch {
    return [];
  }
}
