import type { FieldNode } from 'graphql';
import type { MaskKind } from '../../../schema/access.js';
import type { TypeEntry } from '../../../schema/catalog/catalog.js';
import type { Condition } from '../../../schema/condition.js';
import type { RequestContext } from '../../../schema/context.js';
import type { SelectionInfo } from '../operations/selection.js';
import { perRequest } from '../per-request.js';
import { type Projection, projectionOf } from './projection.js';

/**
 * How a selection is read under one request's rows: what is open on every row by a first read, what is open on some rows by
 * one further read a distinct condition, so that no field is read of a row on which it may not be seen (promise 1).
 */
export interface ReadPlan {
  readonly projection: Projection;
  /** The rows that exist on the way taken. */
  readonly rows: Condition;
  /** Fields of the first read, with those that only the log is to know. */
  readonly fields: readonly string[];
  readonly shares: readonly Share[];
  /** How each row-dependent leaf is seen, best alternative first; by the leaf's name. */
  readonly sights: ReadonlyMap<string, readonly SightCase[]>;
  /** Equal for plans that read the same. */
  readonly key: string;
}

/** Fields that are open where a condition holds: read of those rows alone. */
export interface Share {
  readonly where: Condition;
  readonly fields: readonly string[];
}

/** One alternative of a row-dependent leaf: on the rows of a share, or (null) on all. */
export interface SightCase {
  readonly share: number | null;
  readonly mask: MaskKind | null;
}

const plansOf = perRequest(() => new Map<readonly FieldNode[], Map<string, ReadPlan>>());

/**
 * Plans the read of what is selected of `type` below `nodes`; made once a request, place of the operation and way.
 * @param reachedBy the joined relation by which the rows are reached; absent at root fields and in `_entities`
 */
export function readPlanOf(
  type: TypeEntry,
  nodes: readonly FieldNode[],
  info: SelectionInfo,
  context: RequestContext,
  reachedBy?: string,
): ReadPlan {
  const plans = plansOf(context);
  const slot = `${type.name}\n${reachedBy ?? ''}`;
  const known = plans.get(nodes)?.get(slot);
  if (known) return known;
  const plan = planOf(projectionOf(type, nodes, info, context.access), context, reachedBy);
  plans.set(nodes, (plans.get(nodes) ?? new Map<string, ReadPlan>()).set(slot, plan));
  return plan;
}

function planOf(projection: Projection, { access }: RequestContext, reachedBy: string | undefined): ReadPlan {
  const { type } = projection;
  const fields = new Set([...projection.read, ...projection.logged]);
  const shares = new Map<string, { readonly index: number; readonly where: Condition; readonly fields: Set<string> }>();
  const sights = new Map<string, readonly SightCase[]>();
  const shareOf = (where: Condition, field: string): number => {
    const key = JSON.stringify(where);
    const share = shares.get(key) ?? { index: shares.size, where, fields: new Set() };
    shares.set(key, share);
    share.fields.add(field);
    return share.index;
  };
  for (const { name, field } of projection.partial) {
    if (field === null) continue;
    const cases: SightCase[] = [];
    for (const each of access.cases(type.name, field, reachedBy)) {
      if (each.where.op === 'false') continue;
      const mask = each.effect === 'MASK' ? each.mask : null;
      if (each.where.op === 'true') {
        fields.add(field);
        cases.push({ share: null, mask });
        break;
      }
      cases.push({ share: shareOf(each.where, field), mask });
    }
    sights.set(name, cases);
  }
  const plan = {
    projection,
    rows: access.rows(type.name, reachedBy),
    fields: [...fields],
    shares: [...shares.values()].map((share) => ({ where: share.where, fields: [...share.fields] })),
    sights,
  };
  return { ...plan, key: JSON.stringify([plan.fields, plan.shares]) };
}
