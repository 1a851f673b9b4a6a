import { dateFunctions } from './functions/dates.js';
import { intervalFunctions } from './functions/intervals.js';
import { listFunctions } from './functions/lists.js';
import { valueFunctions } from './functions/values.js';
import type { LegalFunction } from './legal-function.js';

/** Every function that conditions may call, beside the operators and macros of CEL. */
export const legalFunctions: readonly LegalFunction[] = [
  ...dateFunctions,
  ...intervalFunctions,
  ...listFunctions,
  ...valueFunctions,
];
