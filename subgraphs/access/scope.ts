import type { Condition } from '../../schema/condition.js';

/** Which part of a book a caller may read; the policies say it as rows of the book's type. */
export type Scope = 'ALL' | 'AGENCY' | 'OWN' | 'BREAK_GLASS';

/**
 * The parts that a row condition of the policies opens, so that the book can be asked for just these. What it cannot tell
 * apart opens nothing. A police bureau's rows take in its stations (GA/T 380); its book of approvals stays its own.
 */
export function scopesOf(rows: Condition): readonly Scope[] {
  const found = new Set(partsOf(rows));
  return found.has('ALL') ? ['ALL'] : [...found];
}

function partsOf(rows: Condition): readonly Scope[] {
  switch (rows.op) {
    case 'true':
      return ['ALL'];
    case 'or':
      return rows.of.flatMap(partsOf);
    case 'eq':
      if (rows.field === 'agencyCode') return ['AGENCY'];
      return rows.value === true ? flagged(rows.field) : [];
    case 'prefix':
      return rows.field === 'agencyCode' ? ['AGENCY'] : [];
    default:
      return [];
  }
}

function flagged(field: string): readonly Scope[] {
  if (field === 'isOwn' || field === 'isMine') return ['OWN'];
  return field === 'isBreakGlass' ? ['BREAK_GLASS'] : [];
}
