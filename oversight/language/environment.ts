import { type CelEnv, type CelFunc, CelScalar, celEnv, celFunc } from '@bufbuild/cel';
import { addLists } from './growing-list.js';
import type { Argument, LegalFunction } from './legal-function.js';
import { legalFunctions } from './legal-functions.js';

/** What conditions are evaluated in: CEL with the legal functions. */
export const environment: CelEnv = celEnv({ funcs: [addLists, ...legalFunctions.map(toCel)] });

// Arguments are checked by the functions themselves: null where a day is needed is an error, so the condition is undecided.
function toCel({ name, parameters, answer }: LegalFunction): CelFunc {
  const dynamic = parameters.map(() => CelScalar.DYN);
  return celFunc(name, dynamic, CelScalar.DYN, (...args) => answer(...(args as readonly Argument[])) as never);
}
