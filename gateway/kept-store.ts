import { randomUUID } from 'node:crypto';
import { openStore, type Store } from '../store/open-store.js';
import { keepChain } from './audit/chain-keeping.js';
import type { Config } from './config.js';
import type { Policies } from './policies/policies.js';

/** The hub's books, with what their keeping has to tell the operator. */
export type KeptStore = Store & { readonly warnings?: () => readonly string[] };

/**
 * Opens the hub's books with the gateway's chain kept: others are anchored in it, and checkpoints are signed when there is a
 * key. Rejects with `CONFIG_INVALID` and `STORE_UNAVAILABLE`.
 */
export async function openKeptStore(config: Config, policies: Policies, clock: () => Date): Promise<KeptStore> {
  const store = await openStore({ ...config.store, secret: config.secret, clock });
  try {
    const keeping = keepChain({
      store,
      chain: config.store.chain,
      config: config.audit,
      clock,
      newId: randomUUID,
      policyVersion: () => policies.current().sets.version,
    });
    return {
      ...store,
      audit: keeping.audit,
      warnings: keeping.warnings,
      close: async () => {
        await keeping.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
