import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { laws } from '../../policies/engine/laws.js';
import type { PolicySets } from '../../policies/language/sets.js';
import type { AccessCompiler } from '../../schema/access.js';
import { cases } from './oracle-case.js';
import { holdAgainstNaive } from './oracle-law.js';
import { brokenLaws, falseTellers } from './oracle-mutants.js';
import { smallFacts } from './random-policies-schema.js';

/** Cases within which every planted bug is found whatever the seed; most of them within a hundred. */
const within = 10_000;

function isCaught(compiler: (sets: PolicySets) => AccessCompiler): boolean {
  const { failed } = fc.check(
    fc.property(cases, (each) => holdAgainstNaive(each, compiler)),
    { numRuns: within, endOnFailure: true },
  );
  return failed;
}

test.each(Object.entries(brokenLaws))('a compiler in which %s is caught', (_, broken) => {
  expect(isCaught((sets) => createAccessCompiler(sets, smallFacts, { ...laws, ...broken }))).toBe(true);
});

test.each(Object.entries(falseTellers))('an access by which %s is caught', (_, told) => {
  const lying = (sets: PolicySets): AccessCompiler => {
    const compiler = createAccessCompiler(sets, smallFacts);
    return {
      ...compiler,
      compile(...asked) {
        const access = compiler.compile(...asked);
        return { ...access, ...told(access) };
      },
    };
  };
  expect(isCaught(lying)).toBe(true);
});
