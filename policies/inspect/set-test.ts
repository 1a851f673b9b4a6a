import { z } from 'zod';
import { type Access, maskKinds } from '../../schema/access.js';
import type { SchemaFacts } from '../../schema/facts.js';
import { purposes } from '../../schema/purpose.js';
import { businessLines, matterKinds } from '../../schema/warrant.js';
import { createAccessCompiler } from '../engine/compile.js';
import type { PolicySets } from '../language/sets.js';
import { type Path, readYaml, type TextFile } from '../loading/yaml-file.js';
import { principalOf, specimenDay } from './specimen.js';

// A type alone stands for its entry points: root fields and `_entities`.
const coordinate = z.string().regex(/^\w+(\.\w+)?$/, 'a coordinate reads Type.field, or Type for its entry points');

const testCase = z.strictObject({
  as: z.string(),
  /** Null: no purpose was declared. */
  for: z.enum(purposes).nullable(),
  /** The kind of the matter that it acts under; an approval implies a case. */
  under: z.enum(matterKinds).nullable().default(null),
  lines: z.array(z.enum(businessLines)).default([]),
  /** Coordinates that an approval in force covers. */
  approved: z.array(coordinate).default([]),
  because: z.string(),
  /** On every row. */
  sees: z.array(coordinate).default([]),
  /** On every row. */
  masked: z.record(coordinate, z.enum(maskKinds)).default({}),
  /** On some rows only, in clear or masked. */
  some: z.array(coordinate).default([]),
  /** Type → exactly the fields that it may be counted by. */
  counted: z.record(coordinate, z.array(z.string())).default({}),
  /** Coordinate → remedy. */
  denied: z.record(coordinate, z.string()).default({}),
});
type TestCase = z.output<typeof testCase>;

/** `sets/*.policy.test.yaml`: what roles see under a purpose and in a standing, coordinate by coordinate. */
const testFile = z.strictObject({ cases: z.array(testCase) });

/** What a test file of a set found: how many coordinates it looked at, and `file:line: expected, got` of each that differs. */
export interface SetTestResult {
  readonly checked: number;
  readonly failures: readonly string[];
}

/** One thing that a case says, where it says it. */
interface Expectation {
  readonly name: string;
  readonly words: string;
  readonly path: Path;
  read(access: Access): string;
}

export function testSets(sets: PolicySets, facts: SchemaFacts, file: TextFile): SetTestResult {
  const failures: string[] = [];
  const parsed = readYaml(file, testFile, failures);
  if (parsed === null) return { checked: 0, failures };
  const compiler = createAccessCompiler(sets, facts);
  let checked = 0;
  for (const [at, each] of parsed.value.cases.entries()) {
    if (!sets.roles.has(each.as)) {
      failures.push(`${parsed.at(['cases', at, 'as'])}: unknown role ${each.as}`);
      continue;
    }
    const access = compiler.compile(principalOf({ ...each, role: each.as, purpose: each.for }), specimenDay);
    for (const { name, words, path, read } of expectationsOf(each)) {
      checked += 1;
      const place = parsed.at(['cases', at, ...path]);
      const got = isKnown(name, facts) ? read(access) : null;
      if (got === null) failures.push(`${place}: unknown coordinate ${name}`);
      else if (got !== words)
        failures.push(`${place}: ${each.as} for ${each.for ?? 'no purpose'}: ${name}: expected ${words}, got ${got}`);
    }
  }
  return { checked, failures };
}

function expectationsOf({ sees, masked, some, counted, denied }: TestCase): readonly Expectation[] {
  const decided = (name: string, words: string, path: Path): Expectation => ({
    name,
    words,
    path,
    read: (access) => decisionOf(access, name),
  });
  return [
    ...sees.map((name, index) => decided(name, 'ALLOW', ['sees', index])),
    ...Object.entries(masked).map(([name, mask]) => decided(name, `MASK ${mask}`, ['masked', name])),
    ...some.map((name, index) => ({
      ...decided(name, 'SOME', ['some', index]),
      read: (access: Access) => (isPartly(access, name) ? 'SOME' : decisionOf(access, name)),
    })),
    ...Object.entries(counted).map(([name, fields]) => ({
      ...decided(name, `COUNTED ${[...fields].sort().join(', ')}`, ['counted', name]),
      read: (access: Access) => countingOf(access, name),
    })),
    ...Object.entries(denied).map(([name, remedy]) => decided(name, `DENY ${remedy}`, ['denied', name])),
  ];
}

function askOf(access: Access, name: string) {
  const [type = '', field] = name.split('.');
  return field === undefined ? access.enter(type) : access.decide(type, field);
}

function decisionOf(access: Access, name: string): string {
  const decision = askOf(access, name);
  if (decision.effect === 'DENY') return `DENY ${decision.remedy}`;
  const words = decision.effect === 'MASK' ? `MASK ${decision.mask}` : 'ALLOW';
  return decision.rows === 'ALL' ? words : `${words} on some rows`;
}

function isPartly(access: Access, name: string): boolean {
  const decision = askOf(access, name);
  return decision.effect !== 'DENY' && decision.rows === 'SOME';
}

function countingOf(access: Access, name: string): string {
  const counting = access.counts(name);
  return counting.effect === 'DENY' ? `DENY ${counting.remedy}` : `COUNTED ${[...counting.fields].sort().join(', ')}`;
}

function isKnown(name: string, { types }: SchemaFacts): boolean {
  const [type = '', field] = name.split('.');
  return types.has(type) && (field === undefined || types.get(type)?.fields.has(field) === true);
}
