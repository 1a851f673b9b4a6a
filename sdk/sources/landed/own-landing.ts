import type { Landing } from '../../../schema/landing.js';
import type { SqlDatabase } from '../../../schema/sql.js';
import type { LandedAsking, OpenSource, OwnLanding } from '../../source.js';
import { aborted, failureOf } from '../sql/failure.js';
import { openTables } from '../sql/open-tables.js';
import type { Layout } from '../sql/statements.js';
import { attachmentLayout } from './attachment-layout.js';
import { landedLayout } from './layout.js';

/** The landing as one adapter reaches it: bound to the adapter's name, and without the store's database. */
export function ownLanding(landing: Landing, adapter: string): OwnLanding {
  const { pushes, database } = landing;
  return {
    land: (batch) => landing.land({ ...batch, adapter }),
    receipt: (batch) => landing.receipt({ ...batch, adapter }),
    latest: () => landing.latest(adapter),
    ...(pushes === undefined
      ? {}
      : {
          pushes: {
            land: (push) => pushes.land({ ...push, adapter }),
            receipt: (push) => pushes.receipt({ ...push, adapter }),
            countRefusal: (code) => pushes.countRefusal(adapter, code),
          },
        }),
    open: (asked) => {
      const reading = openReading(landing, adapter, asked);
      const opened = <Place>(layout: Layout<Place>) => plain(openTables(reading, layout, asked, reading.latest));
      return {
        records: opened(landedLayout(database.dialect, adapter)),
        attachments: opened(attachmentLayout(database.dialect, adapter)),
      };
    },
  };
}

/** The store as a source reads it: every fault is a `SourceFailure`, and closing leaves the store open. */
interface Reading extends SqlDatabase {
  latest(): Promise<string | null>;
  close(): Promise<void>;
}

function openReading(
  { database, latest }: Landing,
  adapter: string,
  { ready = async () => {} }: LandedAsking,
): Reading {
  return {
    dialect: database.dialect,
    query: (statement, signal) =>
      failing(async () => {
        await ready(signal);
        return database.query(statement, signal);
      }, signal),
    latest: () => failing(() => latest(adapter)),
    close: async () => {},
  };
}

async function failing<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw signal?.aborted ? aborted() : failureOf(cause);
  }
}

/** Asks for copies alone: what is a piece of SQL to whoever writes statements is plain data here. */
function plain<Place>(source: OpenSource<Place>): OpenSource<Place> {
  // The same place is the same object: statements are remembered by it.
  const places = new Map<string, Place>();
  const placeOf = (given: Place): Place => {
    const name = JSON.stringify(given);
    const place = places.get(name) ?? (JSON.parse(name) as Place);
    places.set(name, place);
    return place;
  };
  const own = <Query extends { readonly table: Place }>({ table, ...asked }: Query): Query => {
    return { ...structuredClone(asked), table: placeOf(table) } as unknown as Query;
  };
  const { count, distinct } = source;
  return {
    ...source,
    rows: async (query, context) => source.rows(own(query), context),
    ...(count === undefined ? {} : { count: async (query, context) => count(own(query), context) }),
    ...(distinct === undefined ? {} : { distinct: async (query, context) => distinct(own(query), context) }),
  };
}
