import type { OpenFinding } from '../../schema/oversight/finding.js';
import type { Row } from '../language/facts.js';
import type { CompiledRule, Decision } from '../rules/rule-book.js';
import { everyGroup, groupsOf } from './scope/groups.js';
import { slicesOf } from './scope/slices.js';
import { askPage, type PageParts } from './walk/page.js';
import { fingerprintOf } from './walk/standing.js';
import type { Narrowed } from './ways/narrowed.js';
import type { Sight } from './ways/sight.js';

/** What a rule says of a finding now. */
export type Told =
  | { readonly kind: 'STANDS' }
  | { readonly kind: 'GONE'; readonly row: Row | null }
  /** It could not be decided, or not everything was read: by whom, as far as known. */
  | { readonly kind: 'OPEN'; readonly silent: readonly string[] }
  /** No record of the list has its fingerprint. */
  | { readonly kind: 'ABSENT' };

export interface Again {
  readonly rule: CompiledRule;
  readonly findings: readonly OpenFinding[];
  /** Day that conditions call `today`, ISO 8601. */
  readonly today: string;
  /** Day that the operation's variables are worked out for. */
  readonly window: string;
  readonly division: string;
  readonly sight: Sight;
  readonly signal: AbortSignal;
}

/**
 * Asks a rule again of the records that findings are of, of these alone where its list can be asked for them, and else of its whole list.
 * Rejects as the hub does.
 * @returns by fingerprint
 */
export async function askAgain(parts: PageParts, again: Again): Promise<ReadonlyMap<string, Told>> {
  if (again.rule.groups !== null) return askGroups(parts, again);
  const { rule, findings, today, sight } = again;
  const slices = slicesOf(rule, { values: new Map(), pairs: [] }, findings, sight);
  const asked = new Set(slices.flatMap(({ awaited }) => awaited));
  const others = findings.flatMap(({ fingerprint }) => (asked.has(fingerprint) ? [] : [fingerprint]));
  const told = new Map<string, Told>();
  for (const slice of [...slices, ...(others.length === 0 ? [] : [{ variables: {}, awaited: others }])]) {
    const decided = collect(slice.awaited);
    const read = await readAll(parts, again, slice, (row) => decided.take(rule.decide(row, { today }), row));
    for (const each of slice.awaited) told.set(each, decided.told(each, read));
  }
  return told;
}

/** Of a list that is not whole no group is known: it may lack the very record that tells otherwise. */
async function askGroups(parts: PageParts, again: Again): Promise<ReadonlyMap<string, Told>> {
  const { rule, findings, today, window, division, sight, signal } = again;
  const found = await groupsOf(parts, {
    ...{ rule, division, sight, signal, open: findings, silent: [], most: Number.POSITIVE_INFINITY },
    ...{ today: window, since: '', changed: 0, wanted: { values: new Map(), pairs: [] } },
  });
  const { keys, slices, alone } = typeof found === 'string' ? everyGroup : found;
  const grouping = rule.groups?.start({ today }, keys);
  for (const row of alone) grouping?.add(row);
  const reads: Read[] = [];
  for (const slice of slices) reads.push(await readAll(parts, again, slice, (row) => grouping?.add(row)));
  const read = { isWhole: reads.every(({ isWhole }) => isWhole), silent: reads.flatMap(({ silent }) => silent) };
  const fingerprints = findings.map(({ fingerprint }) => fingerprint);
  const decided = collect(fingerprints);
  for (const decision of grouping?.decideAll() ?? []) decided.take(decision, null);
  return new Map(fingerprints.map((each) => [each, read.isWhole ? decided.told(each, read) : openFor(read)]));
}

interface Read {
  readonly isWhole: boolean;
  /** Adapters that did not answer, or with old data. */
  readonly silent: readonly string[];
}

const openFor = ({ silent }: Read): Told => ({ kind: 'OPEN', silent: [...new Set(silent)] });

async function readAll(
  parts: PageParts,
  { rule, window, division, signal }: Again,
  { document, variables: own }: Partial<Narrowed> & Pick<Narrowed, 'variables'>,
  take: (row: Row) => void,
): Promise<Read> {
  const variables = { ...rule.variables({ today: window, division }), ...own };
  const silent = new Set<string>();
  let isWhole = true;
  let after: string | null = null;
  do {
    const asked = await askPage(parts, {
      ...{ rule, variables, after, signal },
      ...(document === undefined ? {} : { document }),
    });
    for (const { adapter, status } of asked.answer.sources) if (status !== 'OK') silent.add(adapter);
    if (asked.page === null || asked.silent.length > 0) isWhole = false;
    for (const row of asked.page?.rows ?? []) take(row);
    after = asked.page?.next ?? null;
  } while (after !== null);
  return { isWhole, silent: [...silent] };
}

/** Keeps what is decided of some fingerprints; a list may have many others. */
function collect(fingerprints: readonly string[]) {
  const wanted = new Set(fingerprints);
  const hits = new Set<string>();
  const open = new Set<string>();
  const gone = new Map<string, Row | null>();
  /** A record that is open and does not say which it is may be any of them. */
  let isAnyOpen = false;
  return {
    take(decision: Decision, row: Row | null): void {
      const fingerprint = fingerprintOf(decision);
      if (decision.kind === 'INDETERMINATE' && fingerprint === null) isAnyOpen = true;
      if (fingerprint === null || !wanted.has(fingerprint)) return;
      if (decision.kind === 'HIT') hits.add(fingerprint);
      else if (decision.kind === 'INDETERMINATE') open.add(fingerprint);
      else if (!gone.has(fingerprint)) gone.set(fingerprint, row);
    },
    told(fingerprint: string, read: Read): Told {
      if (hits.has(fingerprint)) return { kind: 'STANDS' };
      if (open.has(fingerprint)) return openFor(read);
      const row = gone.get(fingerprint);
      if (row !== undefined) return { kind: 'GONE', row };
      return isAnyOpen || !read.isWhole ? openFor(read) : { kind: 'ABSENT' };
    },
  };
}
