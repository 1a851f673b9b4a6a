import { z } from 'zod';
import { maskKinds } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import { purposes } from '../../schema/purpose.js';
import { createAccessCompiler } from './compile.js';
import type { PolicySets } from './sets.js';
import { readYaml, type TextFile } from './yaml-file.js';

// A type alone stands for its entry points: root fields and `_entities`.
const coordinate = z.string().regex(/^\w+(\.\w+)?$/, 'a coordinate reads Type.field, or Type for its entry points');

/** `sets/*.policy.test.yaml`: what roles see under a purpose, coordinate by coordinate. */
const testFile = z.strictObject({
  cases: z.array(
    z.strictObject({
      as: z.string(),
      /** Null: no purpose was declared. */
      for: z.enum(purposes).nullable(),
      because: z.string(),
      sees: z.array(coordinate).default([]),
      masked: z.record(coordinate, z.enum(maskKinds)).default({}),
      /** Coordinate → remedy. */
      denied: z.record(coordinate, z.string()).default({}),
    }),
  ),
});

/** What a test file of a set found: how many coordinates it looked at, and `file:line: expected, got` of each that differs. */
export interface SetTestResult {
  readonly checked: number;
  readonly failures: readonly string[];
}

export function testSets(sets: PolicySets, facts: SchemaFacts, file: TextFile): SetTestResult {
  const failures: string[] = [];
  const parsed = readYaml(file, testFile, failures);
  if (parsed === null) return { checked: 0, failures };
  const compiler = createAccessCompiler(sets, facts);
  let checked = 0;
  for (const [at, each] of parsed.value.cases.entries()) {
    const access = compiler.compile(
      {
        id: 'policy-test',
        kind: 'user',
        agency: '',
        organisation: '',
        division: '',
        roles: [each.as],
        ...(each.for === null ? {} : { purpose: each.for }),
      },
      '2026-01-01',
    );
    const expected = [
      ...each.sees.map((name, index) => ({ name, words: 'ALLOW', path: ['sees', index] })),
      ...Object.entries(each.masked).map(([name, mask]) => ({ name, words: `MASK ${mask}`, path: ['masked', name] })),
      ...Object.entries(each.denied).map(([name, remedy]) => ({
        name,
        words: `DENY ${remedy}`,
        path: ['denied', name],
      })),
    ];
    for (const { name, words, path } of expected) {
      checked += 1;
      const place = parsed.at(['cases', at, ...path]);
      const [type = '', field] = name.split('.');
      const known = facts.types.get(type);
      if (known === undefined || (field !== undefined && !known.fields.has(field))) {
        failures.push(`${place}: unknown coordinate ${name}`);
        continue;
      }
      const decision = field === undefined ? access.enter(type) : access.decide(type, field);
      const detail = decision.effect === 'MASK' ? decision.mask : decision.effect === 'DENY' ? decision.remedy : '';
      const got = `${decision.effect} ${detail}`.trim();
      if (got !== words)
        failures.push(`${place}: ${each.as} for ${each.for ?? 'no purpose'}: ${name}: expected ${words}, got ${got}`);
    }
  }
  return { checked, failures };
}
