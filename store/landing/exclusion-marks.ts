import { createHmac, hkdfSync } from 'node:crypto';
import { PlumblineError } from '../../schema/errors.js';

/** What is kept of a record that may not be shared, told by its adapter, its entity and its key: nothing of the record itself. */
export type Mark = (adapter: string, entity: string, key: string) => string;

/**
 * Marks under the hub's secret (HMAC-SHA-256, in hex): case numbers and citizen ids are few enough to be tried one by one, and
 * whoever reads the store alone learns nothing from a mark. Under another secret no mark is found again.
 * Throws `CONFIG_INVALID` where the store was opened without it.
 */
export function marksUnder(secret: string | undefined): Mark {
  if (secret === undefined)
    throw new PlumblineError('CONFIG_INVALID', 'What lands deliveries opens the store with the hub’s secret');
  const key = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), 'plumbline excluded record v1', 32));
  return (adapter, entity, of) =>
    createHmac('sha256', key)
      .update(JSON.stringify([adapter, entity, of]))
      .digest('hex');
}
