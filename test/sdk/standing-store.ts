import { afterAll } from '@jest/globals';
import type { Store } from '../../store/open-store.js';
import { backends, open } from '../store/stores.js';

/** The store that the tests of a file share, and a name of its own for the adapter of each. */
export interface StandingStore {
  readonly store: Store;
  fresh(): string;
}

/** Opens a store on libSQL that goes when the file's tests are over. */
export async function standingStore(clock: () => Date): Promise<StandingStore> {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no database');
  const database = await libsql.create();
  const store = await open(database.url, { clock });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });
  let adapters = 0;
  const fresh = () => {
    adapters += 1;
    return `court-${adapters}`;
  };
  return { store, fresh };
}
