import type { AccessRequestRecord, StandingRecord } from '../../schema/access-book.js';
import type { Seals } from '../../schema/context.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Approval, BusinessLine, Warrant } from '../../schema/warrant.js';
import { citizensOf } from '../../subgraphs/access/persons.js';
import { openedMatter } from '../../subgraphs/access/standing.js';

/** What the books said of an account under a matter, its persons opened. Held in memory, and never told. */
export interface Standing {
  /**
   * The warrant at an instant; null when there is none. No open matter of that number, not the account's, and a matter of
   * another business line that no approval leads to are one and the same here.
   */
  warrant(purpose: Purpose | undefined, lines: readonly BusinessLine[], now: Date): Warrant | null;
  /** Whether the matter is open and the account's, of whatever line: enough to ask for an approval under it. */
  readonly isHandled: boolean;
}

interface Dated {
  readonly approval: Approval;
  readonly purpose: Purpose;
  /** Epoch ms. */
  readonly until: number;
}

export function openStanding({ matter: record, approvals }: StandingRecord, seals: Seals): Standing {
  if (record === null) return nothing;
  const { line } = record;
  const matter = openedMatter(record, { seals });
  const dated = approvals.flatMap((each) => openApproval(each, seals));
  // A warrant stays the same object until an approval ends, so that what is derived from it is derived once.
  const made = new Map<Purpose | undefined, { readonly warrant: Warrant; readonly until: number }>();

  function inForce(purpose: Purpose | undefined, now: number): Warrant {
    const known = made.get(purpose);
    if (known !== undefined && now < known.until) return known.warrant;
    const live = dated.filter((each) => each.purpose === purpose && now < each.until);
    const warrant = { matter, approvals: live.map(({ approval }) => approval) };
    made.set(purpose, { warrant, until: Math.min(...live.map(({ until }) => until)) });
    return warrant;
  }

  return {
    isHandled: true,
    warrant(purpose, lines, now) {
      const warrant = inForce(purpose, now.getTime());
      const isOfLine = line === null || lines.includes(line) || warrant.approvals.length > 0;
      return isOfLine ? warrant : null;
    },
  };
}

const nothing: Standing = { isHandled: false, warrant: () => null };

// What never was approved, or has no end, opens nothing: the books are not taken at their word twice.
function openApproval(record: AccessRequestRecord, seals: Seals): readonly Dated[] {
  const { id, fields, files, until, isBreakGlass, purpose, state } = record;
  const end = until === null ? Number.NaN : Date.parse(until);
  if (until === null || Number.isNaN(end) || state !== 'APPROVED') return [];
  const approval = { id, fields, persons: citizensOf(record.persons, { seals }), files, until, isBreakGlass };
  return [{ approval, purpose, until: end }];
}
