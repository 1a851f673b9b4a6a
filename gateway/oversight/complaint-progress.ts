import type { Codec } from '../../sdk/codec.js';
import { seekPresence } from '../../sdk/codecs/seek.js';

export type ComplaintProgress = 'RECEIVED' | 'UNDER_REVIEW' | 'ANSWERED' | 'CLOSED';

/** States in which nobody has looked at it yet. */
const received: ReadonlySet<unknown> = new Set(['COMPLAINT_RECEIVED', 'PENDING_REVIEW']);

/** How far a complaint came, for whoever made it: of the steps of its matter no more than that they are taken. */
export function complaintProgress(): Codec<ComplaintProgress> {
  return {
    kind: 'text',
    columns: ['state', 'complainant_told_at', 'closed_at'],
    read: ({ state = null, complainant_told_at: answered = null, closed_at: closed = null }) => ({
      value:
        closed !== null ? 'CLOSED' : answered !== null ? 'ANSWERED' : received.has(state) ? 'RECEIVED' : 'UNDER_REVIEW',
      flags: [],
    }),
    seek: seekPresence('state'),
    order: null,
    spelling: null,
  };
}
