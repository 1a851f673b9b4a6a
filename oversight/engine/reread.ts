import type { Evidence, FindingRecord } from '../../schema/oversight/finding.js';
import { dayOf } from '../../schema/values/day.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Reread } from '../workflow/step.js';
import { askAgain } from './asked-again.js';
import { isAskedAlike } from './walk/left-behind.js';
import type { PageParts } from './walk/page.js';
import { createSight, type LeadGround, type Sight } from './ways/sight.js';

export interface RereadParts extends PageParts {
  readonly rules: RuleBook;
  /** What the engine's account sees, as it is today. */
  readonly ground: LeadGround;
  /** Division of the engine's account, which variables are worked out for. */
  readonly division: string;
}

/**
 * Asks the rule of each finding again, of that record or group alone where the list can be filtered by it (T17: against the source,
 * never against what the agency says). What could not be read is neither standing nor gone. Rejects as the hub does.
 */
export async function reread(
  parts: RereadParts,
  findings: readonly FindingRecord[],
  signal: AbortSignal,
): Promise<readonly Reread[]> {
  const sight = createSight(parts.ground);
  const read: Reread[] = [];
  for (const finding of findings) read.push(await rereadOne(parts, finding, sight, signal));
  return read;
}

async function rereadOne(
  parts: RereadParts,
  finding: FindingRecord,
  sight: Sight,
  signal: AbortSignal,
): Promise<Reread> {
  const { division } = parts;
  const rule = parts.rules.rule(finding.rule);
  const records = [`${finding.recordType}:${finding.recordKey}`];
  const open = (words: string | null): Reread => ({
    finding: finding.id,
    outcome: 'INDETERMINATE',
    words,
    records: [],
  });
  if (rule === undefined) return open(null);
  const today = dayOf(parts.clock());
  const tell = async (window: string) => {
    const told = await askAgain(parts, { ...{ rule, today, window, division, sight, signal }, findings: [finding] });
    return told.get(finding.fingerprint);
  };
  const now = await tell(today);
  // A record may have left what the rule looks at today, like the last two years, without having been corrected.
  const then = dayOf(new Date(finding.seenAt));
  const mayHaveLeft = now?.kind === 'ABSENT' && !isAskedAlike({ rule, division }, then, today);
  const told = mayHaveLeft ? await tell(then) : now;
  if (told === undefined) return open(null);
  switch (told.kind) {
    case 'STANDS':
      return { finding: finding.id, outcome: 'STANDS', words: null, records };
    case 'OPEN':
      return open(told.silent.length === 0 ? null : `未应答来源:${told.silent.join('、')}`);
    default: {
      const row = told.kind === 'GONE' ? told.row : null;
      const seen = row === null ? null : rule.show(row, { today });
      return { finding: finding.id, outcome: 'GONE', words: wordsOf(finding, seen), records };
    }
  }
}

/** What changed, in the words of the evidence; a step is read by more people than what is sensitive. */
function wordsOf(finding: FindingRecord, seen: readonly Evidence[] | null): string {
  if (seen === null) return `${finding.title.zh}:来源已无该情形的记录`;
  const now = new Map(seen.map((each) => [each.name, each]));
  const changed = finding.evidence.flatMap(({ name, label, value, isSensitive }) => {
    const today = now.get(name);
    if (isSensitive || today === undefined || today.isSensitive || today.value === value) return [];
    return [`${label.zh} ${value ?? '无'} → ${today.value ?? '无'}`];
  });
  return changed.length === 0 ? `${finding.title.zh}:不再成立` : changed.join(';');
}
