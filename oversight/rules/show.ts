import type { Evidence } from '../../schema/oversight/finding.js';
import { undecided } from '../language/expression.js';
import type { Row } from '../language/facts.js';
import { scopes } from './decide.js';
import type { Parameters } from './parameters.js';
import type { RulePlan } from './plan.js';
import type { RuleSetting } from './rule-book.js';

/** Shows a row's evidence whatever is decided of it; what could not be read is left out. */
export function compileShow(
  plan: RulePlan,
  parameters: Parameters,
): (row: Row, setting: RuleSetting) => readonly Evidence[] {
  const newScope = scopes(plan);
  return (row, { today }) => {
    const scope = newScope(row, today);
    const division = plan.division?.evaluate(scope);
    scope.p = parameters(typeof division === 'string' ? division : null, today);
    return plan.evidence.flatMap(({ show }) => {
      const shown = show(scope);
      return shown === undecided ? [] : [shown];
    });
  };
}
