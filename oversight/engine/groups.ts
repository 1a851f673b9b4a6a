import type { OversightAnswer, OversightClient } from '../../schema/oversight/desk.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { WholeReason } from '../../schema/oversight/run.js';
import { absenceOf } from '../language/gaps.js';
import type { CompiledRule } from '../rules/rule-book.js';
import { createChanges } from './changes.js';
import { backFrom, type GroupWays, groupWaysOf } from './group-ways.js';
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
  const { rule, open, silent, most, sight } = touching;
  const ways = groupWaysOf(rule, sight);
  if (ways === null) return 'GROUPS';
  const keys = await keysTouched(parts, touching, ways);
  if (keys === null) return 'GROUPS';
  const values = await valuesOf(parts, touching, { ways, keys });
  if (values === null) return 'GROUPS';
  if (values.size > most) return 'TOO_MANY';
  const slices = slicesOf(rule, { values: new Map([[ways.field, values]]), pairs: [] }, [], sight);
  const awaited = open.map(({ fingerprint }) => fingerprint);
  return { kind: 'GROUPS', keys: new Set([...keys.tokens, ...keys.words]), slices, awaited, silent };
}

/** Persons' tokens, which are compared with nothing else, and other keys. */
interface Keys {
  readonly tokens: Set<string>;
  readonly words: Set<string>;
}

/** Null where a row may be of any group, or of one that nobody can be asked for, or not every row was read. */
async function keysTouched(parts: PageParts, touching: Touching, { ways }: GroupWays): Promise<Keys | null> {
  const { rule, since, wanted, open, sight } = touching;
  const keys: Keys = { tokens: new Set(), words: new Set() };
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
        for (const { isToken } of ways.filter((way) => found.paths.includes(way.path))) {
          if (isNobody(isToken, found.key)) return null;
          take(isToken, found.key);
        }
      }
    }
  return keys;
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
  { ways: { ways }, keys }: { readonly ways: GroupWays; readonly keys: Keys },
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
  const backs = ways.flatMap((way) => {
    const own = way.isToken ? keys.tokens : keys.words;
    return own.size === 0 ? [] : [{ own, back: backFrom(way, own, sight) }];
  });
  const leads = backs.flatMap(({ back }) => back?.lead ?? []);
  const asked = createChanges({ client: watched, ground: sight.ground }, { leads, lists: [] }, '');
  for (const { own, back } of backs) {
    const told = back?.lead == null ? { values: own, lost: null } : await asked.valuesOf(back.lead, signal);
    if (told.lost !== null) return null;
    for (const value of told.values) values.add(value);
  }
  return isAll ? values : null;
}

/** Whether nothing is missing of an answer, and nothing too old: who else is in a group would not be known. */
function isComplete({ errors, sources }: OversightAnswer, days: number | null, now: string): boolean {
  return errors.length === 0 && sources.every((source) => absenceOf(source, days, now) === null);
}
