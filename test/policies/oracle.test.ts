import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { cases } from './oracle-case.js';
import { holdAgainstNaive } from './oracle-law.js';
import { inShort } from './oracle-report.js';
import { smallFacts } from './random-policies-schema.js';

/** `PLUMBLINE_CASES=100000` runs the whole proof; without it as many as the suite has time for. */
const count = Number(process.env.PLUMBLINE_CASES ?? 8_000);
const { seed } = fc.readConfigureGlobal();

test(`check, plan and post-filter agree with the naive interpreter in ${count} random cases (seed ${seed ?? 'random'})`, () => {
  const found = fc.check(
    fc.property(cases, (each) => holdAgainstNaive(each, (sets) => createAccessCompiler(sets, smallFacts))),
    { numRuns: count },
  );
  process.stdout.write(`oracle: ${found.numRuns} cases, ${found.failed ? 1 : 0} differences, seed ${found.seed}\n`);
  const [example] = found.counterexample ?? [];
  expect(example === undefined ? '' : `${String(found.errorInstance)}\n${inShort(example)}`).toBe('');
}, 3_600_000);
