import { nearest } from '../../schema/nearest.js';
import { undecided } from '../language/expression.js';
import type { Fact } from '../language/facts.js';
import type { Operation } from '../language/operation.js';
import { type Compiled, compileExpression } from './expressions.js';
import type { RuleFile } from './format.js';
import type { Parameters } from './parameters.js';
import { baseNames, type ReportPath } from './plan.js';
import type { CompiledRule } from './rule-book.js';

/** Compiles the variables that a rule gives its operation: CEL over `today` and `p`. */
export function compileVariables(
  file: RuleFile,
  operation: Operation,
  parameters: Parameters,
  report: ReportPath,
): CompiledRule['variables'] {
  const all = baseNames(file, 'row', operation.row);
  const names = new Map([...all].filter(([name]) => name !== 'row'));
  const compiled = new Map<string, Compiled>();
  for (const [name, text] of Object.entries(file.variables)) {
    const path = ['variables', name];
    if (!operation.variables.has(name))
      report(path, `variables.${name}: the operation takes no $${name}${nearest(name, operation.variables.keys())}`);
    compiled.set(
      name,
      compileExpression(text, names, (message) => report(path, `variables.${name}: ${message}`)),
    );
  }
  for (const name of operation.needed)
    if (!compiled.has(name)) report(['variables'], `variables: the operation needs $${name}, and the rule gives none`);
  return ({ today, division }) => {
    const scope = { today, p: parameters(division, today) };
    return Object.fromEntries(
      [...compiled].map(([name, { evaluate }]) => {
        const value = evaluate(scope);
        return [name, value === undecided ? null : plain(value)];
      }),
    );
  };
}

function plain(fact: Fact): unknown {
  if (typeof fact === 'bigint') return Number(fact);
  if (typeof fact !== 'object' || fact === null) return fact;
  return [...(fact as Iterable<Fact>)].map(plain);
}
