import type { OversightAnswer, OversightClient } from '../../schema/oversight/desk.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { WholeReason } from '../../schema/oversight/run.js';
import type { Fact, Row } from '../language/facts.js';
import { absenceOf } from '../language/gaps.js';
import type { CompiledRule } from '../rules/rule-book.js';
import { createChanges } from './changes.js';
import { backFrom, besideFrom, type GroupWays, groupWaysOf } from './group-ways.js';
import type { Lead } from './lead.js';
import { rowsTold, valuesTold } from './narrow.js';
import { changedSince, type Narrowed } from './narrowed.js';
import type { Silent } from './noting.js';
import { askPage, type PageParts } from './page.js';
import type { Sight } from './sight.js';
import { slicesOf, type Wanted } from './slices.js';

/** Groups that changes touch, and those of open findings, each with all of its rows. */
export interface Groups {
  readonly kind: 'GROUPS';
  readonly keys: ReadonlySet<string>;
  /** Rows of them, each in one, and of others. */
  readonly slices: readonly Narrowed[];
  /** Rows that name nobody, and so are groups of their own that cannot be asked for. */
  readonly alone: readonly Row[];
  /** Fingerprints of open findings: one that is not found among the groups is no longer so. */
  readonly awaited: readonly string[];
  /** Who did not say what changed. */
  readonly silent: readonly Silent[];
}

/** What is known of the groups before any row is looked at. */
export interface Touching {
  readonly rule: CompiledRule;
  readonly today: string;
  readonly division: string;
  /** Since when rows of the list changed themselves, ISO 8601; null where none did. */
  readonly since: string | null;
  readonly wanted: Wanted;
  readonly open: readonly FindingRecord[];
  readonly silent: readonly Silent[];
  /** So many values that rows are asked for by, and the whole list costs less. */
  readonly most: number;
  readonly sight: Sight;
  readonly signal: AbortSignal;
}

/**
 * Finds the groups that changes touch and asks who else is in them. Where that cannot be told, or not all of it, says so: the rule
 * walks its whole list, and leaves open what a source that is silent or old leaves open. Rejects as the hub does.
 */
export async function groupsTouched(parts: PageParts, touching: Touching): Promise<Groups | WholeReason> {
  const { rule, since, wanted, open, silent, most, sight } = touching;
  const ways = groupWaysOf(rule, sight);
  if (ways === null) {
    const isTouched = since !== null || [...wanted.values.values()].some(({ size }) => size > 0);
    return isTouched ? 'GROUPS' : { kind: 'GROUPS', keys: new Set(), slices: [], alone: [], awaited: [], silent };
  }
  const keys = await keysTouched(parts, touching, ways);
  if (keys === null) return 'GROUPS';
  const values = await valuesOf(parts, touching, { ways, keys });
  if (values === null) return 'GROUPS';
  if (values.size > most) return 'TOO_MANY';
  const slices = slicesOf(rule, { values: new Map([[ways.field, values]]), pairs: [] }, [], sight);
  const awaited = open.map(({ fingerprint }) => fingerprint);
  const { tokens, words, records, alone } = keys;
  return {
    ...{ kind: 'GROUPS', keys: new Set([...tokens, ...words, ...records.tokens, ...alone.keys()]) },
    ...{ slices, alone: [...alone.values()], awaited, silent },
  };
}

/** Keys of groups, by what they are asked for. */
interface Keys {
  /** Persons' tokens, which are compared with nothing else. */
  readonly tokens: Set<string>;
  readonly words: Set<string>;
  /** Tokens of records that name nobody, by which nothing is found, and what rows that come to them have of the list's field. */
  readonly records: { readonly tokens: Set<string>; readonly values: Set<string> };
  /** The same, of rows that are such records themselves. */
  readonly alone: Map<string, Row>;
}

const noKeys = (): Keys => ({
  ...{ tokens: new Set(), words: new Set(), alone: new Map() },
  records: { tokens: new Set(), values: new Set() },
});

/** Null where a row may be of any group, or of one that cannot be asked for, or not every row was read. */
async function keysTouched(parts: PageParts, touching: Touching, { ways, name }: GroupWays): Promise<Keys | null> {
  const { rule, since, wanted, open, sight } = touching;
  const keys = noKeys();
  const take = (isToken: boolean, key: string) => (isToken ? keys.tokens : keys.words).add(key);
  // By the token of a record that names nobody no row is found, not even its own.
  const isNobody = (isToken: boolean, key: string) => isToken && !sight.ground.namesCitizen(key);
  const [only] = ways.length === 1 ? ways : [];
  const values = new Map<string, Set<string>>();
  for (const [field, of] of wanted.values) {
    // What rows were led to by is their key.
    if (only?.way.length === 0 && only.field === field) for (const key of of) take(only.isToken, key);
    else values.set(field, new Set(of));
  }
  for (const finding of open) {
    const key = only === undefined ? undefined : valuesTold(rule, finding).get('group.key');
    const rows = key === undefined ? rowsTold(rule, finding, sight.ground) : null;
    if (only !== undefined && key !== undefined && !isNobody(only.isToken, key)) take(only.isToken, key);
    else if (rows === null) return null;
    else values.set(rows.field, new Set([...(values.get(rows.field) ?? []), ...rows.values]));
  }
  const own = since === null ? [] : [changedSince(rule.document, since)];
  const slices = [...own, ...slicesOf(rule, { ...wanted, values }, [], sight)];
  const { groups } = rule;
  for (const some of slices)
    for await (const { rows, isWhole } of pagesOf(parts, touching, some)) {
      if (!isWhole) return null;
      for (const row of rows) {
        const found = groups?.keyOf(row, touching);
        if (found?.kind === 'ANY') return null;
        if (found?.kind !== 'KEY') continue;
        for (const { isToken, record } of ways.filter(({ path }) => found.paths.includes(path))) {
          if (!isNobody(isToken, found.key)) take(isToken, found.key);
          else if (record === null) keys.alone.set(found.key, row);
          else if (!takeRecord(keys.records, found.key, row.facts.get(name ?? ''))) return null;
        }
      }
    }
  return keys;
}

function takeRecord({ tokens, values }: Keys['records'], token: string, value: Fact | undefined): boolean {
  if (typeof value !== 'string') return false;
  tokens.add(token);
  values.add(value);
  return true;
}

async function* pagesOf(
  parts: PageParts,
  { rule, today, division, signal }: Touching,
  { document, variables: own }: Narrowed,
) {
  const variables = { ...rule.variables({ today, division }), ...own };
  let after: string | null = null;
  do {
    const asked = await askPage(parts, { rule, document, variables, after, signal });
    const { page, silent } = asked;
    yield { rows: page?.rows ?? [], isWhole: page !== null && silent.length === 0 };
    after = page?.next ?? null;
  } while (after !== null);
}

/** Values of the list's field that rows with one of the keys have; null where not all of them are told. */
async function valuesOf(
  { client, clock }: PageParts,
  { rule, sight, signal }: Touching,
  { ways: { ways, field }, keys }: { readonly ways: GroupWays; readonly keys: Keys },
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
    if (way.isToken && way.record !== null && keys.records.values.size > 0)
      leads.push(besideFrom(way, rule, { field, values: keys.records.values }, sight));
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
