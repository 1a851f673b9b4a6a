import { sealsOf } from '../gateway/seals.js';
import type { AccessBook } from '../schema/access-book.js';
import type { Seals } from '../schema/context.js';
import { openStore } from '../store/open-store.js';
import { matterNumbers } from './matter-numbers.js';
import { mattersOf } from './matters.js';
import type { Origin } from './seeding.js';

/** The hub whose books get the matters. */
export interface HubBooks {
  /** Store of the gateway: `file:…`, `mysql://…` or `mariadb://…`. */
  readonly store: string;
  /** The hub's secret: persons stand in its books as tokens. */
  readonly secret: string;
}

/**
 * Opens the demonstration's matters in a hub's books, as their case managers and leaders would have; those that are there
 * already are left as they are. Rejects with `STORE_UNAVAILABLE`.
 */
export async function seedMatters({ store: url, secret }: HubBooks, origin: Origin, clock: () => Date): Promise<void> {
  const store = await openStore({ url, clock, chain: 'demo-seed', digest: 'sha256' });
  try {
    await openMatters(store.access, sealsOf(secret), origin);
  } finally {
    await store.close();
  }
}

async function openMatters(book: AccessBook, seals: Seals, origin: Origin): Promise<void> {
  const known = await Promise.all(Object.values(matterNumbers).map((number) => book.matter(number)));
  // Whom they name is told by the lives, which take a while to tell.
  if (known.every((matter) => matter !== null)) return;
  for (const { persons, ...matter } of mattersOf(origin)) {
    if ((await book.matter(matter.number)) !== null) continue;
    const tokens = persons.map((citizenId) => seals.sealPerson({ kind: 'citizen', citizenId }));
    await book.openMatter({ ...matter, persons: tokens });
  }
}
