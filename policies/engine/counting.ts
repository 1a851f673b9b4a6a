import type { TypeFacts } from '../../schema/facts.js';
import { kindOf } from '../language/field-kind.js';
import type { TypeIndex } from './grant-index.js';
import type { Laws } from './laws.js';
import { type Opening, speaksTo, type TypeOpenings } from './openings.js';
import type { Standing } from './standing.js';
import { noGrant, type Refusal, type Verdict } from './verdict.js';

/** What of a record type may be counted, before its rows are conditions. */
export type CountingVerdict =
  | {
      readonly effect: 'ALLOW';
      readonly grant: string;
      readonly basis: string;
      readonly fields: ReadonlySet<string>;
      readonly smallest: number;
      readonly openings: readonly Opening[];
    }
  | Refusal;

/** Counting by the grants that say so; null when none does. */
export function countingBy(
  { type, counting }: TypeIndex,
  { prohibiting }: TypeOpenings,
  standing: Standing,
  laws: Laws,
): CountingVerdict | null {
  const found = counting.flatMap(({ grant, fields, key, rules, clauses }) => {
    const open = [...fields].filter((field) => prohibiting(field) === null);
    const opening: Opening = { grant, key, places: '', rules, clauses: clauses(standing.matter) };
    const speaks = speaksTo(grant, standing, laws) && opening.clauses.length > 0 && laws.leads(rules, null);
    return speaks && open.length > 0 ? [{ opening, open }] : [];
  });
  const [first] = found;
  if (!type.record || first === undefined) return null;
  const grants = found.map(({ opening }) => opening.grant);
  return {
    effect: 'ALLOW',
    grant: first.opening.grant.id,
    basis: first.opening.grant.basis,
    fields: new Set(laws.counted(found.map(({ open }) => open))),
    smallest: laws.smallest(grants),
    openings: found.map(({ opening }) => opening),
  };
}

/** Who may see the rows may count them, by what is seen of every one of them in clear. */
export function countingByRows(
  type: TypeFacts,
  enter: Verdict,
  openings: readonly Opening[],
  decide: (field: string) => Verdict,
): CountingVerdict {
  if (!type.record) return noGrant;
  if (enter.effect === 'DENY') return enter;
  const fields = [...type.fields.keys()].filter((field) => {
    if (kindOf(type, field) !== 'plain') return false;
    const verdict = decide(field);
    return verdict.effect === 'ALLOW' && verdict.rows === 'ALL';
  });
  return { effect: 'ALLOW', grant: enter.grant, basis: enter.basis, fields: new Set(fields), smallest: 0, openings };
}
