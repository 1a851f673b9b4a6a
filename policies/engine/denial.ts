import type { Change, Denial, DenialReason } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import { inWords } from './remedy.js';
import type { Refusal } from './verdict.js';

/**
 * Explains a denial, when that is read: most denials are only obeyed.
 * @param find the changes that open it
 */
export function explain(refusal: Refusal, purpose: Purpose | null, find: () => readonly Change[]): Denial {
  const by = purpose !== null && refusal.cause === 'PROHIBITED' ? refusal.by : null;
  let found: readonly Change[] | undefined;
  const changes = () => {
    found ??= find();
    return found;
  };
  return {
    effect: 'DENY',
    get reason() {
      if (purpose === null) return 'NO_PURPOSE';
      return by === null ? reasonOf(changes()) : 'PROHIBITED';
    },
    grant: by?.id ?? null,
    basis: by?.basis ?? null,
    get changes() {
      return changes();
    },
    get remedy() {
      return inWords(changes());
    },
  };
}

function reasonOf([first]: readonly Change[]): DenialReason {
  return first === undefined || first.kind === 'ROLE' ? 'NO_GRANT' : first.kind;
}
