import { GraphQLError } from 'graphql';
import type { Verdict } from './access/verdict.js';

/** One selection path of `extensions.access`. Fields that are simply allowed are not listed. */
export interface AccessEntry {
  readonly path: string;
  readonly field: string;
  readonly effect: 'MASKED' | 'DENIED';
  readonly grant: string | null;
  readonly basis: string | null;
  readonly mask?: string;
  readonly reason?: string;
  readonly remedy?: string;
}

/** What was masked or denied, by selection path: compact, since rows do not matter to it. */
export function accessExtension(verdicts: readonly Verdict[]): readonly AccessEntry[] {
  return verdicts.flatMap(({ path, coordinate, decision }): AccessEntry[] => {
    const place = { path: path.join('.'), field: coordinate };
    switch (decision.effect) {
      case 'ALLOW':
        return [];
      case 'MASK':
        return [{ ...place, effect: 'MASKED', grant: decision.grant, basis: decision.basis, mask: decision.mask }];
      default: {
        const { grant, basis, reason, remedy } = decision;
        return [{ ...place, effect: 'DENIED', grant, basis, reason, remedy }];
      }
    }
  });
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
