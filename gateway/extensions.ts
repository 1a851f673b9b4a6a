import { GraphQLError } from 'graphql';
import type { Access, Change, DenialReason, MaskKind } from '../schema/access.js';
import type { Verdict } from './access/verdict.js';

/** One selection path of `extensions.access`. Fields that are simply allowed are not listed. */
export interface AccessEntry {
  readonly path: string;
  /** `Type.field` of the schema. */
  readonly field: string;
  readonly effect: 'ALLOWED' | 'MASKED' | 'DENIED';
  readonly grant: string | null;
  readonly basis: string | null;
  readonly mask?: MaskKind;
  /** Where the effect holds on some rows only: which they are is told by their values alone. */
  readonly rows?: 'SOME';
  /** What holds on the others. */
  readonly otherwise?: readonly ('MASKED' | 'DENIED')[];
  readonly reason?: DenialReason;
  /** What would open it: all of these together. Empty when nothing does. */
  readonly changes?: readonly Change[];
  readonly remedy?: string;
}

/** What was masked, denied or opened on some rows only, by selection path: compact, never one a row. */
export function accessExtension(verdicts: readonly Verdict[], access: Access): readonly AccessEntry[] {
  return verdicts.flatMap((verdict): AccessEntry[] => {
    const { path, coordinate: field, decision } = verdict;
    const { grant, basis } = decision;
    const entry = { path: path.join('.'), field, grant, basis };
    if (decision.effect === 'DENY') {
      const { reason, changes, remedy } = decision;
      return [{ ...entry, effect: 'DENIED', reason, changes, remedy }];
    }
    const some = decision.rows === 'SOME' ? ({ rows: 'SOME', otherwise: otherwise(verdict, access) } as const) : {};
    if (decision.effect === 'MASK') return [{ ...entry, effect: 'MASKED', mask: decision.mask, ...some }];
    return decision.rows === 'SOME' ? [{ ...entry, effect: 'ALLOWED', ...some }] : [];
  });
}

// It tells what the caller's own standing opens, never what was found: the cases do not depend on any row.
function otherwise({ coordinate, reachedBy }: Verdict, access: Access): readonly ('MASKED' | 'DENIED')[] {
  const [type = '', field = ''] = coordinate.split('.');
  const cases = access.cases(type, field, reachedBy);
  const masked = cases.slice(1).flatMap(({ effect }) => (effect === 'MASK' ? (['MASKED'] as const) : []));
  return cases.at(-1)?.where.op === 'true' ? masked : [...masked, 'DENIED'];
}

/** One error a denied selection path, never one a row. */
export function denialErrors(verdicts: readonly Verdict[]): readonly GraphQLError[] {
  return verdicts.flatMap(({ path, coordinate, decision }) => {
    if (decision.effect !== 'DENY') return [];
    const { reason, remedy } = decision;
    const code = reason === 'NO_PURPOSE' ? 'PURPOSE_REQUIRED' : 'FIELD_DENIED';
    return [new GraphQLError(`${coordinate} is denied`, { path, extensions: { code, reason, remedy } })];
  });
}
