import type { Access, Counting, Decision, DecisionCase, Denial } from '../../schema/access.js';
import { always, type Condition } from '../../schema/condition.js';

const denial: Denial = {
  effect: 'DENY',
  reason: 'NO_GRANT',
  grant: null,
  basis: null,
  changes: [],
  remedy: 'nothing opens this',
};

export const allowed = { effect: 'ALLOW', grant: 'hand', basis: '手写', rows: 'ALL' } as const satisfies Decision;

/** What opens a field: everywhere, masked everywhere, nowhere, or differently by rows (best effect first). */
export type Opening = 'ALLOW' | 'DENY' | Decision | readonly DecisionCase[];

/** A case of a row-dependent field. */
export const allowWhere = (where: Condition): DecisionCase => ({
  effect: 'ALLOW',
  grant: 'hand',
  basis: '手写',
  where,
});
export const maskWhere = (where: Condition): DecisionCase => ({
  effect: 'MASK',
  mask: 'NAME',
  grant: 'hand',
  basis: '手写',
  where,
});

export interface HandMade {
  /** By `Type.field`; fields that are not named are allowed on every row, mutations denied. */
  readonly fields?: Readonly<Record<string, Opening>>;
  /** By type, or `Type.relation` for rows reached by it; all of them unless named. */
  readonly rows?: Readonly<Record<string, Condition>>;
  /** By `Type.field reachedBy`: cases on one way. */
  readonly onTheWay?: Readonly<Record<string, readonly DecisionCase[]>>;
  readonly shut?: readonly string[];
  readonly counts?: Readonly<
    Record<string, Omit<Extract<Counting, { effect: 'ALLOW' }>, 'effect' | 'grant' | 'basis'>>
  >;
}

let shapes = 0;

/** An access that decides as it is told. */
export function handMadeAccess({ fields = {}, rows = {}, onTheWay = {}, shut = [], counts = {} }: HandMade): Access {
  shapes += 1;
  const shape = `hand-made ${shapes}`;
  const openingOf = (type: string, field: string): Opening =>
    fields[`${type}.${field}`] ?? (type === 'Mutation' ? 'DENY' : 'ALLOW');
  return {
    shape,
    fieldShape: shape,
    policyVersion: 'hand-made',
    decide(type, field) {
      const opening = openingOf(type, field);
      if (opening === 'ALLOW') return allowed;
      if (opening === 'DENY') return denial;
      if ('effect' in opening) return opening;
      const [best] = opening;
      if (best === undefined) return denial;
      const { where: _where, ...decision } = best;
      return { ...decision, rows: 'SOME' };
    },
    enter: (type) => (shut.includes(type) ? denial : allowed),
    rows: (type, reachedBy) => rows[reachedBy ?? ''] ?? rows[type] ?? always,
    cases(type, field, reachedBy) {
      const onWay = onTheWay[`${type}.${field} ${reachedBy ?? ''}`];
      if (onWay !== undefined) return onWay;
      const opening = openingOf(type, field);
      return typeof opening === 'object' && !('effect' in opening) ? opening : [];
    },
    narrow: () => null,
    counts(type) {
      const counting = counts[type];
      return counting === undefined ? denial : { effect: 'ALLOW', grant: 'hand', basis: '手写', ...counting };
    },
  };
}
