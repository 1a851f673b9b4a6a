import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Approval, BusinessLine, Matter, MatterKind, Warrant } from '../../schema/warrant.js';

/** What policies are asked about: an account of one role, and what it declares and holds. */
export interface Specimen {
  readonly role: string;
  readonly purpose: Purpose | null;
  /** The matter that it acts under; an approval implies a case. */
  readonly under?: MatterKind | null;
  readonly lines?: readonly BusinessLine[];
  /** `Type.field` coordinates, or `Type`. */
  readonly approved?: readonly string[];
}

/** The day that specimens ask on: what they see of fields does not depend on it. */
export const specimenDay = '2026-01-01';

const named = { persons: ['11010119900307002X'], files: ['(2024)鲁1422刑初1号'] };

/** A principal of nowhere, made up to be asked about: its decisions count, its rows do not. */
export function principalOf({ role, purpose, under = null, lines = [], approved = [] }: Specimen): Principal {
  const warrant = warrantOf(under ?? (approved.length > 0 ? 'CASE' : null), approved);
  return {
    id: 'specimen',
    kind: 'user',
    agency: '',
    organisation: '',
    division: '',
    roles: [role],
    lines,
    ...(purpose === null ? {} : { purpose }),
    ...(warrant === null ? {} : { warrant }),
  };
}

function warrantOf(kind: MatterKind | null, approved: readonly string[]): Warrant | null {
  if (kind === null) return null;
  const names = kind === 'CASE' ? named : { persons: [], files: [] };
  const matter: Matter = { number: 'specimen', kind, line: null, division: '', ...names };
  const approval: Approval = { id: 'specimen', fields: approved, until: '', isBreakGlass: false, ...named };
  return { matter, approvals: approved.length === 0 ? [] : [approval] };
}
