import type { Access } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import { remember } from '../../schema/remember.js';
import type { Warrant } from '../../schema/warrant.js';

/** Accesses kept of those who act under no warrant, and under each: one account and purpose has a warrant of its own. */
const kept = { alone: 250, underOne: 4 } as const;

/**
 * The access of a principal that asks again, with the row conditions that were worked out for it before. A warrant is the
 * same object while what the books say of it holds; what was derived from it goes when it does, and the citizen ids that it
 * names with it. Whoever asks about themselves is worked out anew: their own id stays in memory for their request alone.
 */
export function createKnownAccess() {
  const alone = new Map<string, Access>();
  const under = new WeakMap<Warrant, Map<string, Access>>();

  function of(warrant: Warrant): Map<string, Access> {
    const known = under.get(warrant) ?? new Map<string, Access>();
    under.set(warrant, known);
    return known;
  }

  return (principal: Principal, today: string, make: () => Access): Access => {
    const { subject, warrant } = principal;
    if (subject !== undefined) return make();
    const key = keyOf(principal, today);
    return warrant === undefined
      ? remember(alone, key, make, kept.alone)
      : remember(of(warrant), key, make, kept.underOne);
  };
}

/** Everything of a principal but the warrant. */
function keyOf({ warrant: _, ...said }: Principal, today: string): string {
  const { id, kind, agency, organisation, division, roles, purpose = null, matter = null, lines = [] } = said;
  return JSON.stringify([today, id, kind, agency, organisation, division, roles, purpose, matter, lines]);
}
