import type { OpenFinding } from '../../../schema/oversight/finding.js';
import { dayOf } from '../../../schema/values/day.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import type { Told } from '../asked-again.js';

export interface Asking {
  readonly rule: CompiledRule;
  /** What conditions call `today`, ISO 8601. */
  readonly today: string;
  readonly division: string;
  /** Asks again of findings with the operation's variables as of a day; by fingerprint. */
  readonly askAgain: (findings: readonly OpenFinding[], window: string) => Promise<ReadonlyMap<string, Told>>;
}

/**
 * Findings that a walk did not find again, and whose contradiction stands all the same: their records have left what the rule looks at
 * today, like the last two years, and nobody corrected them. What cannot be asked now is among them. Rejects as the hub does.
 */
export async function stillStanding(
  { rule, today, division, askAgain }: Asking,
  gone: readonly OpenFinding[],
): Promise<ReadonlySet<string>> {
  const stand = new Set<string>();
  for (const [window, findings] of byDay(gone)) {
    if (isAskedAlike({ rule, division }, window, today)) continue;
    for (const [fingerprint, { kind }] of await askAgain(findings, window))
      if (kind === 'STANDS' || kind === 'OPEN') stand.add(fingerprint);
  }
  return stand;
}

/** Whether a rule looks at the same records on two days: then what one does not show the other does not, either. */
export function isAskedAlike(
  { rule, division }: Pick<Asking, 'rule' | 'division'>,
  day: string,
  other: string,
): boolean {
  const asked = (today: string) => JSON.stringify(rule.variables({ today, division }));
  return asked(day) === asked(other);
}

/** By the day on which they were seen last: what the rule looked at then showed them. */
function byDay(findings: readonly OpenFinding[]): ReadonlyMap<string, readonly OpenFinding[]> {
  const days = new Map<string, OpenFinding[]>();
  for (const finding of findings) {
    const day = dayOf(new Date(finding.seenAt));
    const known = days.get(day) ?? [];
    known.push(finding);
    days.set(day, known);
  }
  return days;
}
