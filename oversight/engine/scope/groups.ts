import type { OversightAnswer, OversightClient } from '../../../schema/oversight/desk.js';
import type { OpenFinding } from '../../../schema/oversight/finding.js';
import type { WholeReason } from '../../../schema/oversight/run.js';
import type { Row } from '../../language/facts.js';
import { absenceOf } from '../../language/gaps.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import { createChanges } from '../changes/changes.js';
import type { Silent } from '../changes/noting.js';
import { askPage, type PageParts } from '../walk/page.js';
import { backFrom, besideFrom, type GroupWays, groupWaysOf } from '../ways/group-ways.js';
import type { Lead } from '../ways/lead.js';
import { rowsTold, valuesTold } from '../ways/narrow.js';
import { changedSince, type Narrowed } from '../ways/narrowed.js';
import type { Sight } from '../ways/sight.js';
import { slicesOf, type Wanted } from './slices.js';
import { collectKeys, type KeyCollector, type TouchedKeys } from './touched-keys.js';

/** Groups that changes touch, and those of open findings, each with all of its rows. */
export interface Groups {
  readonly kind: 'GROUPS';
  readonly keys: ReadonlySet<string>;
  /** Rows of them, each in one, and of others. */
  readonly slices: readonly Narrowed[];
  /** Rows that name nobody, and so are groups of their own that cannot be asked for. */
  readonly alone: readonly Row[];
  /** Open findings: one that is not found among the groups is no longer so. */
  readonly open: readonly OpenFinding[];
  /** Who did not say what changed. */
  readonly silent: readonly Silent[];
}

/** What is asked for where nothing less than the whole list tells the groups: all of them, of no rows that are known. */
export const everyGroup = { keys: undefined, slices: [{ variables: {} }], alone: [], open: [], silent: [] };

/** What is known of the groups before any row is looked at. */
export interface Touching {
  readonly rule: CompiledRule;
  readonly today: string;
  readonly division: string;
  /** ISO 8601 instant. */
  readonly since: string;
  /** Rows of the list, in the rule's filter or not, that changed themselves since then. */
  readonly changed: number;
  readonly wanted: Wanted;
  readonly open: readonly OpenFinding[];
  readonly silent: readonly Silent[];
  /** So many rows, or values that they are asked for by, and the whole list costs less. */
  readonly most: number;
  readonly sight: Sight;
  readonly signal: AbortSignal;
}

/**
 * Finds the groups that changes touch and asks who else is in them. Where that cannot be told, or not all of it, says so: the rule
 * walks its whole list, and leaves open what a source that is silent or old leaves open. Rejects as the hub does.
 */
export async function groupsTouched(parts: PageParts, touching: Touching): Promise<Groups | WholeReason> {
  const { rule, changed, silent, most, sight } = touching;
  if (changed > most) return 'TOO_MANY';
  if (groupWaysOf(rule, sight) === null && !isTouched(touching)) return noGroups(silent);
  return groupsOf(parts, touching);
}

/** The same whether or not anything is known to have changed: the groups of open findings are asked for in any case. */
export async function groupsOf(parts: PageParts, touching: Touching): Promise<Groups | WholeReason> {
  const { rule, open, silent, most, sight } = touching;
  const ways = groupWaysOf(rule, sight);
  if (ways === null) return 'GROUPS';
  const keys = await keysTouched(parts, touching, ways);
  const values = keys === null ? null : await valuesOf(parts, touching, { ways, keys });
  if (keys === null || values === null) return 'GROUPS';
  if (values.size > most) return 'TOO_MANY';
  const slices = slicesOf(rule, { values: new Map([[ways.field, values]]), pairs: [] }, [], sight);
  return { kind: 'GROUPS', keys: keys.all, slices, alone: keys.alone, open, silent };
}

const isTouched = ({ changed, wanted: { values, pairs } }: Touching): boolean =>
  changed > 0 || [...values.values(), ...pairs.map(({ of }) => of)].some(({ size }) => size > 0);

const noGroups = (silent: Groups['silent']): Groups => ({
  ...{ kind: 'GROUPS', keys: new Set(), slices: [], alone: [], open: [], silent },
});

/** Null where a row may be of any group, or of one that cannot be asked for, or not every row was read. */
async function keysTouched(parts: PageParts, touching: Touching, ways: GroupWays): Promise<TouchedKeys | null> {
  const { rule, changed, since, wanted, open, sight } = touching;
  const collector = collectKeys(ways, sight);
  const values = new Map<string, ReadonlySet<string>>();
  for (const [field, of] of wanted.values) {
    if (isKey(field, ways)) for (const key of of) collector.takeKey(key);
    else values.set(field, of);
  }
  for (const finding of open) {
    const key = valuesTold(finding).get('group.key');
    if (key !== undefined && collector.takeKey(key)) continue;
    const rows = rowsTold(rule, finding, sight.ground);
    if (rows === null) return null;
    values.set(rows.field, new Set([...(values.get(rows.field) ?? []), ...rows.values]));
  }
  const own = changed === 0 ? [] : [changedSince(rule.document, since)];
  for (const slice of [...own, ...slicesOf(rule, { ...wanted, values }, [], sight)])
    if (!(await takeRows(parts, touching, slice, collector))) return null;
  return collector.keys();
}

/** Whether what rows are led to by is their key. */
const isKey = (field: string, { ways: [only, ...others] }: GroupWays): boolean =>
  others.length === 0 && only?.way.length === 0 && only.field === field;

async function takeRows(
  parts: PageParts,
  touching: Touching,
  { document, variables: own }: Narrowed,
  { takeRow }: KeyCollector,
): Promise<boolean> {
  const { rule, today, division, signal } = touching;
  const { groups } = rule;
  const variables = { ...rule.variables({ today, division }), ...own };
  for (let after: string | null = null; ; ) {
    const asked = await askPage(parts, { rule, document, variables, after, signal });
    const { page, silent } = asked;
    if (groups === null || page === null || silent.length > 0) return false;
    if (!page.rows.every((row) => takeRow(row, groups.keyOf(row, touching)))) return false;
    if (page.next === null) return true;
    after = page.next;
  }
}

/** Values of the list's field that rows with one of the keys have; null where not all of them are told. */
async function valuesOf(
  { client, clock }: PageParts,
  { rule, sight, signal }: Touching,
  { ways: { ways, field }, keys }: { readonly ways: GroupWays; readonly keys: TouchedKeys },
): Promise<ReadonlySet<string> | null> {
  const now = clock().toISOString();
  const days = rule.file.freshness?.days ?? null;
  let isAll = true;
  const watched: OversightClient = {
    ask: async (question) => {
      const answer = await client.ask(question);
      isAll &&= isComplete(answer, days, now);
      return answer;
    },
  };
  const values = new Set<string>();
  const leads: (Lead | null)[] = [];
  for (const way of ways) {
    const own = way.isToken ? keys.tokens : keys.words;
    if (way.way.length === 0) for (const key of own) values.add(key);
    else if (own.size > 0) leads.push(backFrom(way, own, sight));
    if (way.isToken && way.record !== null && keys.beside.size > 0)
      leads.push(besideFrom(way, rule, { field, values: keys.beside }, sight));
  }
  const known = leads.filter((lead) => lead !== null);
  if (known.length < leads.length) return null;
  const asked = createChanges({ client: watched, ground: sight.ground }, { leads: known, lists: [] }, '');
  for (const lead of known) {
    const told = await asked.valuesOf(lead, signal);
    if (told.lost !== null) return null;
    for (const value of told.values) values.add(value);
  }
  return isAll ? values : null;
}

/** Whether nothing is missing of an answer, and nothing too old: who else is in a group would not be known. */
function isComplete({ errors, sources }: OversightAnswer, days: number | null, now: string): boolean {
  return errors.length === 0 && sources.every((source) => absenceOf(source, days, now) === null);
}
