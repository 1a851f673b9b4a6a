import { createHash } from 'node:crypto';
import type { Access, AccessCompiler, Decision } from '../../schema/access.js';
import { all, any, type Condition, never } from '../../schema/condition.js';
import type { SchemaFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import { explain } from './explain.js';
import { createVerdicts, type Verdicts } from './judge.js';
import { type Laws, laws as standardLaws } from './laws.js';
import { mask } from './mask.js';
import { conditionOf, opens, rowLaws } from './rows.js';
import { actingRoles, mayDeclare, type PolicySets } from './sets.js';
import type { Verdict } from './verdict.js';

export interface CompiledAccess extends Access {
  /**
   * Equal for principals for whom every field is decided alike, whatever their rows: enough to key pruned operations
   * and plans by. `shape` says more: whoever shares it has the same rows as well.
   */
  readonly fieldShape: string;
}

export interface PolicyCompiler extends AccessCompiler {
  compile(principal: Principal, today: string): CompiledAccess;
}

/** What principals of the same roles and purpose share: everything but the values in their row conditions. */
interface Compiled {
  readonly key: string;
  readonly verdicts: Verdicts;
  readonly values: ReadonlySet<keyof Principal>;
  decide(type: string, field: string): Decision;
  enter(type: string): Decision;
}

/** Combinations of roles and purpose kept; the ones in use are a few dozen. */
const kept = 1000;

/**
 * Compiles access from policy sets. Pure: the same sets, facts and principal give the same access. Field decisions are
 * worked out once a (roles, purpose) and type, and are lookups afterwards.
 * @param laws the meaning of the language; tests put a broken one here to see that it is caught
 */
export function createAccessCompiler(sets: PolicySets, facts: SchemaFacts, laws: Laws = standardLaws): PolicyCompiler {
  const verdicts = new Map<string, Verdicts>();
  const compiled = new Map<string, Compiled>();

  function verdictsFor(roles: readonly string[], purpose: Purpose | null, approved: boolean): Verdicts {
    const key = JSON.stringify([roles, purpose, approved]);
    return remember(verdicts, key, () => {
      const acting: ReadonlySet<string> = purpose === null ? new Set() : actingRoles(sets, roles, purpose);
      return createVerdicts(sets, facts, laws, { roles: new Set(roles), acting, purpose, approved });
    });
  }

  function compileFor(roles: readonly string[], purpose: Purpose | null): Compiled {
    const key = JSON.stringify([sets.version, roles, purpose]);
    return remember(compiled, key, () => {
      const own = verdictsFor(roles, purpose, false);
      const others = [...sets.purposes.keys()].filter((each) => each !== purpose && mayDeclare(sets, roles, each));
      const known = new Map<string, Map<string, Decision>>();
      const decideBy = (type: string, field: string, pick: (from: Verdicts) => Verdict) => {
        const fields = remember(known, type, () => new Map<string, Decision>());
        return remember(fields, field, () =>
          explain(pick(own), { purpose, others }, (other, approved) => pick(verdictsFor(roles, other, approved))),
        );
      };
      return {
        key,
        verdicts: own,
        values: valuesInUse(sets, roles, purpose),
        decide: (type, field) => decideBy(type, field, (from) => from.decide(type, field)),
        enter: (type) => decideBy(type, '', (from) => from.enter(type)),
      };
    });
  }

  return {
    policyVersion: sets.version,
    mask,
    compile(principal, today) {
      const roles = [...new Set(principal.roles)].filter((role) => sets.roles.has(role)).sort();
      const shared = compileFor(roles, principal.purpose ?? null);
      const rows = new Map<string, Condition>();
      return {
        shape: shapeOf(shared, principal),
        fieldShape: shared.key,
        policyVersion: sets.version,
        decide: shared.decide,
        enter: shared.enter,
        cases: () => [],
        counts: () => ({
          effect: 'DENY',
          reason: 'NO_GRANT',
          grant: null,
          basis: null,
          changes: [],
          remedy: 'no role of yours may see this',
        }),
        rows(name, reachedBy) {
          const type = facts.types.get(name);
          if (type === undefined) return never;
          const isOpen = sets.openWhenSealingUnknown.has(name);
          const way = reachedBy ?? null;
          return remember(rows, way === null ? name : `${name} ${way}`, () =>
            any(
              ...shared.verdicts
                .openings(name)
                .filter((rules) => opens(rules, way))
                .map((rules) =>
                  all(
                    ...rules.map((rule) =>
                      conditionOf(rule, type, { principal, today, approvals: [] }, isOpen, rowLaws),
                    ),
                  ),
                ),
            ),
          );
        },
      };
    },
  };
}

const principalValue: Readonly<Record<string, keyof Principal>> = {
  'own-agency': 'agency',
  'own-organisation': 'organisation',
  'own-subject': 'subject',
  territory: 'division',
};

// What of the principal the row conditions of its grants look at.
function valuesInUse(
  sets: PolicySets,
  roles: readonly string[],
  purpose: Purpose | null,
): ReadonlySet<keyof Principal> {
  const grants = sets.grants.filter(
    (grant) => purpose !== null && grant.purposes.has(purpose) && roles.some((role) => grant.roles.has(role)),
  );
  const rules = grants.flatMap(({ rows }) =>
    rows.map((rule) => (typeof rule === 'string' ? rule : Object.keys(rule).join())),
  );
  return new Set(rules.map((rule) => principalValue[rule]).filter((value) => value !== undefined));
}

// Only what the rows depend on, so that a county's prosecutors share one shape. The citizen id is in it as a digest
// together with the account, so that it cannot be found by trying ids alone.
function shapeOf({ key, values }: Compiled, { id, agency, organisation, division, subject }: Principal): string {
  return JSON.stringify([
    key,
    values.has('agency') ? agency : null,
    values.has('organisation') ? organisation : null,
    values.has('division') ? division : null,
    values.has('subject') ? digest(`${id} ${subject ?? ''}`) : null,
  ]);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const [oldest] = known.keys();
  if (known.size >= kept && oldest !== undefined) known.delete(oldest);
  const made = make();
  known.set(key, made);
  return made;
}
