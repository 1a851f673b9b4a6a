import { blame } from '../language/blame.js';
import { type Scope, undecided } from '../language/expression.js';
import type { Row } from '../language/facts.js';
import type { RulePlan } from './plan.js';
import { valueText } from './value-text.js';

/**
 * What the list may be asked for a row by again, by the rule's expression for each value; null where the source holds none. What was not
 * read is left out.
 */
export function knownBy(
  { handles, type }: Pick<RulePlan, 'handles' | 'type'>,
  subject: Row,
  scope: Scope,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    handles.flatMap(({ text, uses, evaluate }) => {
      const value = evaluate(scope);
      if (value !== undecided) return [[text, valueText(value, null)]];
      return blame(uses, subject, type).reason === 'NO_VALUE' ? [[text, null]] : [];
    }),
  );
}
