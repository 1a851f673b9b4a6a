import type { OpenFinding } from '../../../schema/oversight/finding.js';
import type { PairedList } from '../../rules/pairs.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import { batchesOf } from '../changes/changes.js';
import { filterType, handlesOf, personHandleOf, valuesTold } from '../ways/narrow.js';
import { type Comparison, comparing, type Narrowed } from '../ways/narrowed.js';
import type { Sight } from '../ways/sight.js';

/** A part of a rule's list. */
export interface Slice extends Narrowed {
  /** Fingerprints of open findings of its records: one that is not found among them is no longer so. */
  readonly awaited: readonly string[];
}

/** Rows that hang together with what changed, by fields that the list can be filtered by. */
export interface Wanted {
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  readonly pairs: readonly Pairs[];
}

/** Values of a field, each with values of another one that rows have, too. */
export interface Pairs {
  readonly field: string;
  readonly beside: PairedList;
  readonly of: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Questions for rows that hang together with what changed or that findings are open of: what both ask for is asked for once. */
export function slicesOf(
  rule: CompiledRule,
  { values, pairs }: Wanted,
  open: readonly OpenFinding[],
  sight: Sight,
): readonly Slice[] {
  const awaited = awaitedBy(rule, open, sight);
  const fields = new Set([...values.keys(), ...awaited.keys()]);
  const all = new Map(
    [...fields].map((field) => [field, new Set([...(values.get(field) ?? []), ...(awaited.get(field)?.keys() ?? [])])]),
  );
  const byValue = [...all].flatMap(([field, some]) =>
    batchesOf(some).map((batch) => ({
      ...comparing(rule.document, isOneOf(rule, field, batch, sight)),
      awaited: batch.flatMap((value) => awaited.get(field)?.get(value) ?? []),
    })),
  );
  const byPair = pairs.flatMap(({ field, beside, of }) =>
    pairBatchesOf(of, all.get(field)).map((batch) => {
      const own = isOneOf(rule, beside.own, batch.beside, sight);
      const its = { path: beside.path, field: beside.its, op: 'in', type: beside.type, value: batch.beside } as const;
      return { ...comparing(rule.document, isOneOf(rule, field, batch.values, sight), own, its), awaited: [] };
    }),
  );
  return [...byValue, ...byPair];
}

function isOneOf({ list }: CompiledRule, field: string, value: readonly string[], { ground }: Sight): Comparison {
  const type = filterType(list, field, 'in', ground);
  if (type === null) throw new Error('rows are asked for by what their list can be filtered by');
  return { field, op: 'in', type, value };
}

/** Pairs that are asked for at once. Rows that have the value of one and what is beside another are found, too: more find more of them. */
const pairsAtOnce = 100;

/** Values with what is beside them; pairs that are near each other, and often alike in what is beside them, are asked for apart. */
function pairBatchesOf(of: Pairs['of'], without: ReadonlySet<string> | undefined) {
  const left = [...of].filter(([value]) => without?.has(value) !== true).sort(([a], [b]) => (a < b ? -1 : 1));
  const pairs = left.flatMap(([value, beside]) => [...beside].sort().map((each) => ({ value, each })));
  const count = Math.ceil(pairs.length / pairsAtOnce);
  return Array.from({ length: count }, (_, at) => {
    const batch = pairs.filter((_pair, place) => place % count === at);
    return {
      values: [...new Set(batch.map(({ value }) => value))],
      beside: [...new Set(batch.map(({ each }) => each))],
    };
  });
}

/**
 * Fingerprints of open findings, by a field and its value that the finding tells. What was corrected may have left the list, or be gone
 * from the source: it is among no changes.
 */
function awaitedBy(rule: CompiledRule, open: readonly OpenFinding[], { ground, typeOf, canAsk }: Sight) {
  const people = personHandleOf(rule, ground);
  const handles = [...handlesOf(rule, ground), ...(people === null ? [] : [people])].filter(({ field }) =>
    canAsk(typeOf(rule.list), field),
  );
  const fields = new Map<string, Map<string, string[]>>();
  for (const finding of open) {
    const told = valuesTold(finding);
    const handle = handles.find(({ expression }) => told.has(expression));
    const value = told.get(handle?.expression ?? '') ?? '';
    if (handle === undefined || (handle === people && !ground.namesCitizen(value))) continue;
    const values = fields.get(handle.field) ?? new Map<string, string[]>();
    values.set(value, [...(values.get(value) ?? []), finding.fingerprint]);
    fields.set(handle.field, values);
  }
  return fields;
}
