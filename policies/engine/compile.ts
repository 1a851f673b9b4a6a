import type { Access, AccessCompiler, Counting, DecisionCase } from '../../schema/access.js';
import type { Condition } from '../../schema/condition.js';
import type { SchemaFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import { remember } from '../../schema/remember.js';
import type { PolicySets } from '../language/sets.js';
import { mask } from '../masks/mask.js';
import { createKnownAccess } from './known-access.js';
import { type Laws, laws as standardLaws } from './laws.js';
import { createRowReader } from './row-reader.js';
import type { Circumstances } from './rows.js';
import { shapeOf, valuesInUse } from './shape.js';
import { createSharedAccess, type SharedAccess } from './shared-access.js';
import { approvalsOf, linesInUse, partsOf } from './standing.js';

/**
 * Compiles access from policy sets. Pure: the same sets, facts, principal and day give the same access. Field decisions are
 * worked out once a standing (roles, purpose, lines, matter, approvals) and type, and are lookups afterwards.
 * @param laws the meaning of the language; tests put a broken one here to see that it is caught
 */
export function createAccessCompiler(sets: PolicySets, facts: SchemaFacts, laws: Laws = standardLaws): AccessCompiler {
  const lines = linesInUse(sets);
  const sharedBy = createSharedAccess(sets, facts, laws, lines);
  const values = new Map<string, ReturnType<typeof valuesInUse>>();
  const known = createKnownAccess();

  return {
    policyVersion: sets.version,
    mask,
    compile: (principal: Principal, today: string): Access =>
      known(principal, today, () => {
        const approvals = approvalsOf(principal);
        const shared = sharedBy(partsOf(sets, lines, principal, approvals));
        return accessOf(shared, { principal, today, approvals });
      }),
  };

  function accessOf(shared: SharedAccess, given: Circumstances): Access {
    const { key, parts, verdicts } = shared;
    const reader = createRowReader(sets, facts, laws, verdicts, given);
    const rows = new Map<string, Condition>();
    const cases = new Map<string, readonly DecisionCase[]>();
    const counts = new Map<string, Counting>();
    return {
      get shape() {
        return shapeOf(
          key,
          remember(values, JSON.stringify([parts.roles, parts.purpose]), () =>
            valuesInUse(sets, parts.roles, parts.purpose),
          ),
          given,
        );
      },
      fieldShape: key,
      policyVersion: sets.version,
      decide: shared.decide,
      enter: shared.enter,
      rows: (type, reachedBy) =>
        remember(rows, reachedBy === undefined ? type : `${type} ${reachedBy}`, () =>
          reader.rows(type, reachedBy ?? null),
        ),
      cases: (type, field, reachedBy) =>
        remember(cases, `${type}.${field} ${reachedBy ?? ''}`, () => reader.cases(type, field, reachedBy ?? null)),
      narrow: (type) => (parts.purpose && sets.purposes.get(parts.purpose)?.narrow.get(type)) ?? null,
      counts: (type) =>
        remember(counts, type, () => {
          const counting = shared.counts(type);
          if (counting.effect === 'DENY') return counting;
          const { openings, ...told } = counting;
          return { ...told, rows: reader.join(type, openings, null) };
        }),
    };
  }
}
