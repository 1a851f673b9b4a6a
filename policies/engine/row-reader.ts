import type { DecisionCase } from '../../schema/access.js';
import { type Condition, never } from '../../schema/condition.js';
import type { SchemaFacts, TypeFacts } from '../../schema/facts.js';
import { remember } from '../../schema/remember.js';
import type { AppliedRule } from '../language/row-rule.js';
import type { PolicySets } from '../language/sets.js';
import { isOnWay } from './clause.js';
import type { Verdicts } from './judge.js';
import type { Laws } from './laws.js';
import { differing, type Opening, type RowOpening } from './openings.js';
import { type Circumstances, conditionOf } from './rows.js';
import { simplestOf } from './simplest.js';

/** What rows come to for one principal, on each way. */
export interface RowReader {
  /** @param way the relation taken; null at entry points */
  rows(type: string, way: string | null): Condition;
  cases(type: string, field: string, way: string | null): readonly DecisionCase[];
  /** The rows that any of several openings opens on the way taken. */
  join(type: string, openings: readonly RowOpening[], way: string | null): Condition;
}

export function createRowReader(
  sets: PolicySets,
  facts: SchemaFacts,
  laws: Laws,
  verdicts: Verdicts,
  given: Circumstances,
): RowReader {
  const conditions = new Map<string, Condition>();
  const rowTypeOf = (name: string): TypeFacts | undefined => {
    const type = facts.types.get(name);
    return type === undefined || type.about === null ? type : facts.types.get(type.about);
  };

  function join(name: string, openings: readonly RowOpening[], way: string | null): Condition {
    const type = rowTypeOf(name);
    if (type === undefined) return never;
    const onWay = openings.filter(({ rules }) => laws.leads(rules, way));
    return simplestOf(differing(onWay).map(({ rules }) => rules.map((rule) => read(rule, type))));
  }

  function read(rule: AppliedRule, type: TypeFacts): Condition {
    const isOpenWhenUnknown = sets.openWhenSealingUnknown.has(type.name);
    if (typeof rule !== 'string') return conditionOf(rule, type, given, isOpenWhenUnknown, laws);
    // Most grants on a type begin with the same few words.
    return remember(conditions, `${type.name} ${rule}`, () => conditionOf(rule, type, given, isOpenWhenUnknown, laws));
  }

  function cases(name: string, field: string, way: string | null): readonly DecisionCase[] {
    const partly = verdicts.partly(name, field);
    if (partly === null) return [];
    const onWay = (openings: readonly RowOpening[]) =>
      openings.flatMap(({ clauses }) => clauses).filter((clause) => isOnWay(clause, way));
    const existing = onWay(verdicts.openings(name));
    const where = (openings: readonly Opening[]) => {
      const rows = join(name, openings, way);
      const alternatives = onWay(openings);
      return rows.op === 'false'
        ? null
        : laws.where(
            rows,
            existing.every((clause) => laws.covers(clause, alternatives)),
          );
    };
    const leading = (openings: readonly Opening[]) => openings.find(({ rules }) => laws.leads(rules, way))?.grant;
    const found: DecisionCase[] = [];
    const allow = leading(partly.allows);
    const allowed = where(partly.allows);
    if (allow !== undefined && allowed !== null)
      found.push({ where: allowed, effect: 'ALLOW', grant: allow.id, basis: allow.basis });
    if (allowed?.op === 'true') return found;
    const masking = leading(partly.masks);
    const masked = where(partly.masks);
    if (masking !== undefined && masked !== null && partly.mask !== null)
      found.push({ where: masked, effect: 'MASK', mask: partly.mask, grant: masking.id, basis: masking.basis });
    return found;
  }

  return { rows: (name, way) => join(name, verdicts.openings(name), way), cases, join };
}
