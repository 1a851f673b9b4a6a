import type { Evidence, FindingRecord } from '../../schema/oversight/finding.js';
import { dayOf } from '../../schema/values/day.js';
import type { Row } from '../language/facts.js';
import type { CompiledRule, Decision, RuleBook } from '../rules/rule-book.js';
import type { Reread } from '../workflow/step.js';
import { type NarrowGround, narrow } from './narrow.js';
import type { Narrowed } from './narrowed.js';
import { askPage, type PageParts } from './page.js';

export interface RereadParts extends PageParts, NarrowGround {
  readonly rules: RuleBook;
  /** Division of the engine's account, which variables are worked out for. */
  readonly division: string;
}

/** What a finding's rule says of it now. */
type Told =
  | { readonly kind: 'STANDS' }
  | { readonly kind: 'GONE'; readonly row: Row | null }
  | { readonly kind: 'OPEN'; readonly silent: readonly string[] }
  /** No record of the list has its fingerprint. */
  | { readonly kind: 'ABSENT' };

/**
 * Asks the rule of each finding again, of that record alone where the list can be filtered by it (T17: against the source, never
 * against what the agency says). What could not be read is neither standing nor gone. Rejects as the hub does.
 */
export async function reread(
  parts: RereadParts,
  findings: readonly FindingRecord[],
  signal: AbortSignal,
): Promise<readonly Reread[]> {
  const read: Reread[] = [];
  for (const finding of findings) read.push(await rereadOne(parts, finding, signal));
  return read;
}

async function rereadOne(parts: RereadParts, finding: FindingRecord, signal: AbortSignal): Promise<Reread> {
  const rule = parts.rules.rule(finding.rule);
  const records = [`${finding.recordType}:${finding.recordKey}`];
  if (rule === undefined) return { finding: finding.id, outcome: 'INDETERMINATE', words: null, records: [] };
  const today = dayOf(parts.clock());
  const narrowed = narrow(rule, finding, parts);
  const tell = (window: string) => tellOf(parts, { finding, rule, narrowed, today, window, signal });
  const now = await tell(today);
  // A record may have left what the rule looks at today, like the last two years, without having been corrected.
  const told = now.kind === 'ABSENT' ? await tell(dayOf(new Date(finding.seenAt))) : now;
  switch (told.kind) {
    case 'STANDS':
      return { finding: finding.id, outcome: 'STANDS', words: null, records };
    case 'OPEN':
      return {
        finding: finding.id,
        outcome: 'INDETERMINATE',
        words: told.silent.length === 0 ? null : `未应答来源:${told.silent.join('、')}`,
        records: [],
      };
    default: {
      const row = told.kind === 'GONE' ? told.row : null;
      const seen = row === null ? null : rule.show(row, { today });
      return { finding: finding.id, outcome: 'GONE', words: wordsOf(finding, seen), records };
    }
  }
}

interface Question {
  readonly finding: FindingRecord;
  readonly rule: CompiledRule;
  readonly narrowed: Narrowed | null;
  readonly today: string;
  /** Day that the operation's variables are worked out for. */
  readonly window: string;
  readonly signal: AbortSignal;
}

async function tellOf(parts: RereadParts, question: Question): Promise<Told> {
  const { finding, rule, narrowed, today, window, signal } = question;
  const silent = new Set<string>();
  const decided: { readonly decision: Decision; readonly row: Row | null }[] = [];
  const grouping = rule.groups?.start({ today });
  let isListWhole = true;
  let after: string | null = null;
  do {
    const asked = await askPage(parts, {
      rule,
      variables: { ...rule.variables({ today: window, division: parts.division }), ...narrowed?.variables },
      ...(narrowed === null ? {} : { document: narrowed.document }),
      after,
      signal,
    });
    for (const { adapter, status } of asked.answer.sources) if (status !== 'OK') silent.add(adapter);
    if (asked.page === null || asked.silent.length > 0) isListWhole = false;
    for (const row of asked.page?.rows ?? []) {
      if (grouping !== undefined) grouping.add(row);
      else decided.push({ decision: rule.decide(row, { today }), row });
    }
    after = asked.page?.next ?? null;
  } while (after !== null);
  for (const decision of grouping?.decideAll() ?? []) decided.push({ decision, row: null });
  return judge(finding, decided, { isListWhole, isGrouping: grouping !== undefined, silent: [...silent] });
}

function judge(
  { fingerprint }: FindingRecord,
  decided: readonly { readonly decision: Decision; readonly row: Row | null }[],
  { isListWhole, isGrouping, silent }: { isListWhole: boolean; isGrouping: boolean; silent: readonly string[] },
): Told {
  const own = decided.filter(({ decision }) => fingerprintOf(decision) === fingerprint);
  const isOpen = ({ decision }: (typeof own)[number]) => decision.kind === 'INDETERMINATE';
  // A group of a list that is not whole may lack the very record that tells otherwise.
  if (isGrouping && !isListWhole) return { kind: 'OPEN', silent };
  if (own.some(({ decision }) => decision.kind === 'HIT')) return { kind: 'STANDS' };
  if (own.some(isOpen)) return { kind: 'OPEN', silent };
  const [first] = own;
  if (first !== undefined) return { kind: 'GONE', row: first.row };
  const mayBeOwn = decided.some((each) => isOpen(each) && fingerprintOf(each.decision) === null);
  return mayBeOwn || !isListWhole ? { kind: 'OPEN', silent } : { kind: 'ABSENT' };
}

function fingerprintOf(decision: Decision): string | null {
  return decision.kind === 'HIT' ? decision.hit.fingerprint : decision.fingerprint;
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
