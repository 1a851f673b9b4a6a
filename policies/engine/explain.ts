import type { Decision } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Prohibition } from './sets.js';
import type { Verdict } from './verdict.js';

/** Asks for the verdict on the same coordinate under another purpose, or once approval was given. */
export type Ask = (purpose: Purpose | null, approved: boolean) => Verdict;

/** What was declared, and what else could be. */
export interface Declared {
  readonly purpose: Purpose | null;
  /** Other purposes that a role of the principal may declare. */
  readonly others: readonly Purpose[];
}

/** Words for a verdict; a denial names the smallest change that flips it, found by asking again under that change. */
export function explain(verdict: Verdict, declared: Declared, ask: Ask): Decision {
  if (verdict.effect !== 'DENY') return verdict;
  const opening = (approved: boolean) => declared.others.filter((purpose) => ask(purpose, approved).effect !== 'DENY');
  const byPurpose = opening(false);
  const by: Prohibition | null = declared.purpose === null ? null : verdict.by;
  return {
    effect: 'DENY',
    reason: reasonOf(verdict, declared, byPurpose),
    grant: by?.id ?? null,
    basis: by?.basis ?? null,
    changes: [],
    remedy: remedyOf(verdict, declared, ask, byPurpose, opening),
  };
}

type Denial = Extract<Verdict, { effect: 'DENY' }>;

function reasonOf(verdict: Denial, { purpose }: Declared, byPurpose: readonly Purpose[]) {
  if (purpose === null) return 'NO_PURPOSE';
  if (verdict.cause === 'PROHIBITED') return 'PROHIBITED';
  if (verdict.cause === 'RELATION') return 'RELATION';
  return byPurpose.length > 0 ? 'PURPOSE' : 'NO_GRANT';
}

function remedyOf(
  verdict: Denial,
  { purpose, others }: Declared,
  ask: Ask,
  byPurpose: readonly Purpose[],
  opening: (approved: boolean) => readonly Purpose[],
): string {
  if (verdict.cause === 'RELATION') return `ask through ${verdict.through.join(' or ')}`;
  if (byPurpose.length > 0) return `declare purpose ${byPurpose.join(' or ')}`;
  if (ask(purpose, true).effect !== 'DENY') return 'ask for approval';
  const both = opening(true);
  if (both.length > 0) return `declare purpose ${both.join(' or ')} and ask for approval`;
  const relation = relationUnder(others, ask);
  if (relation !== null) return relation;
  if (verdict.cause === 'PROHIBITED') return 'prohibited by law: nothing opens it';
  if (verdict.cause === 'SOME_ROWS') return 'open on some of your records only: no role of yours may see it on all';
  return 'no role of yours may see this';
}

// Under another purpose there may be rows, though not on the way that was taken.
function relationUnder(others: readonly Purpose[], ask: Ask): string | null {
  for (const purpose of others) {
    const verdict = ask(purpose, false);
    if (verdict.effect === 'DENY' && verdict.cause === 'RELATION')
      return `declare purpose ${purpose} and ask through ${verdict.through.join(' or ')}`;
  }
  return null;
}
