import { optionMutants } from './codec-options.js';
import { readingMutants } from './codecs.js';
import { deliveryMutants } from './deliveries.js';
import { failureMutants } from './failures.js';
import type { Base, Mutant } from './mutant.js';
import { answerMutants } from './own-source-answers.js';
import { rowMutants } from './own-sources.js';
import { pageMutants } from './pages.js';
import { policyMutants } from './policies.js';
import { readerMutants } from './readers.js';
import { restMutants } from './rest-services.js';
import { soapMutants } from './soap-services.js';

/** Every mutant, by what its integrator got wrong. */
export const mutantsByKind: ReadonlyMap<string, readonly Mutant[]> = new Map([
  ['Codecs', [...readingMutants, ...optionMutants]],
  ['The page', pageMutants],
  ['Sources of one’s own', [...rowMutants, ...answerMutants]],
  ['Failures, and what is told of them', failureMutants],
  ['Readers of one’s own', readerMutants],
  ['Services', [...restMutants, ...soapMutants]],
  ['Deliveries and pushes', deliveryMutants],
  ['Policy', policyMutants],
]);

export const mutants: readonly Mutant[] = [...mutantsByKind.values()].flat();

export const bases: readonly Base[] = [...new Set(mutants.map(({ base }) => base))];
