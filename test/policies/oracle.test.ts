import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { cases, holdAgainstNaive } from './oracle-law.js';
import { smallFacts } from './random-policies-schema.js';

const seed = fc.readConfigureGlobal().seed ?? 20261121;
/** `PLUMBLINE_CASES=100000` runs the whole proof; without it as many as the suite has time for. */
const count = Number(process.env.PLUMBLINE_CASES ?? 4000);

test(`check, plan and post-filter agree with the naive interpreter in ${count} random cases (seed ${seed})`, () => {
  const found = fc.check(
    fc.property(cases, (each) => holdAgainstNaive(each, (sets) => createAccessCompiler(sets, smallFacts))),
    { numRuns: count, seed },
  );
  console.info(`oracle: ${found.numRuns} cases, ${found.failed ? 1 : 0} differences, seed ${found.seed}`);
  expect(found.failed ? fc.defaultReportMessage(found) : '').toBe('');
}, 3_600_000);
