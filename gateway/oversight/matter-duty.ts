import { waitsFor } from '../../oversight/workflow/waiting.js';
import type { MatterState } from '../../schema/oversight/matter.js';
import type { Codec } from '../../sdk/codec.js';
import { seekPresence } from '../../sdk/codecs/seek.js';

export type MatterDuty = NonNullable<(typeof waitsFor)[MatterState]>;

/** Whose step comes next, as the matter's state says. */
export function matterDuty(): Codec<MatterDuty> {
  return {
    kind: 'text',
    columns: ['state'],
    read: ({ state }) => ({ value: waitsFor[state as MatterState], flags: [] }),
    seek: seekPresence('state'),
    order: null,
    spelling: null,
  };
}
