import { defineAdapter, push, z } from 'plumbline/sdk';
import { procurementBid } from './bid.js';

const day = 86_400_000;

/** The procurement centre (公共资源交易中心, domain 1.5): it pushes who bids for what, with its letters of award. */
export const procurementPush = defineAdapter({
  id: 'procurement-push',
  agency: '公共资源交易中心',
  options: z
    .object({ secret: z.string().min(32).describe('What the centre signs its pushes with (HMAC-SM3), 32 characters') })
    .strict(),
  secrets: ['secret'],
  source: ({ secret }) =>
    push({ credentials: [{ kind: 'hmac', secret, digest: 'sm3' }], attachmentTypes: ['application/pdf'] }),
  entities: [procurementBid],
  // It pushes when a bid is opened or decided: weeks may pass.
  freshnessMs: 40 * day,
});
