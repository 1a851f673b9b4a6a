import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import type { Access } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import { entangledSets } from './random-policies.js';
import { anyPrincipals, days } from './random-policies-principals.js';
import { smallFacts, waysTo } from './random-policies-schema.js';

// Access is cached by shape, and plans by field shape: whoever shares one must not see more by it than by the own one.

const coordinates = [...smallFacts.types.values()].flatMap((type) =>
  [...type.fields.keys()].map((field) => [type.name, field] as const),
);

function fieldsSeen(access: Access): string {
  return JSON.stringify([
    coordinates.map(([type, field]) => access.decide(type, field)),
    [...smallFacts.types.keys()].map((type) => access.enter(type)),
  ]);
}

function rowsSeen(access: Access): string {
  const rows = [...smallFacts.types.keys()].flatMap((type) =>
    waysTo(type).map((way) => (way === null ? access.rows(type) : access.rows(type, way))),
  );
  const counts = [...smallFacts.types.keys()].map((type) => {
    const counting = access.counts(type);
    return counting.effect === 'DENY' ? counting : { ...counting, fields: [...counting.fields] };
  });
  const cases = coordinates.map(([type, field]) => access.cases(type, field));
  return JSON.stringify([rows, counts, cases]);
}

/** One principal, and another that differs from it in some of what it says. */
const couples = fc
  .tuple(anyPrincipals, anyPrincipals, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }))
  .map(([one, other, changed]): readonly [Principal, Principal] => {
    const pick = <Key extends keyof Principal>(key: Key, at: number) => (changed[at] ? other : one)[key];
    const { purpose, warrant, ...rest } = one;
    const [newPurpose, newWarrant] = [pick('purpose', 0), pick('warrant', 1)];
    return [
      one,
      {
        ...rest,
        id: changed[2] ? 'colleague' : rest.id,
        roles: pick('roles', 3),
        lines: pick('lines', 4) ?? [],
        agency: pick('agency', 5),
        organisation: pick('organisation', 6),
        division: pick('division', 7),
        subject: pick('subject', 8) ?? '',
        ...(newPurpose === undefined ? {} : { purpose: newPurpose }),
        ...(newWarrant === undefined ? {} : { warrant: newWarrant }),
      },
    ];
  });

test('whoever shares a field shape has the same decisions, and whoever shares a shape the same rows', () => {
  let shared = 0;
  fc.assert(
    fc.property(entangledSets, couples, days, days, (sets, [one, other], today, tomorrow) => {
      const compiler = createAccessCompiler(sets, smallFacts);
      const mine = compiler.compile(one, today);
      const theirs = compiler.compile(other, tomorrow);
      if (mine.fieldShape !== theirs.fieldShape) {
        expect(mine.shape).not.toBe(theirs.shape);
        return;
      }
      expect(fieldsSeen(theirs)).toBe(fieldsSeen(createAccessCompiler(sets, smallFacts).compile(one, today)));
      if (mine.shape !== theirs.shape) return;
      shared += 1;
      expect(rowsSeen(theirs)).toBe(rowsSeen(createAccessCompiler(sets, smallFacts).compile(one, today)));
    }),
    { numRuns: 3000 },
  );
  expect(shared).toBeGreaterThan(50);
});

test('what was compiled before for others changes nothing', () => {
  fc.assert(
    fc.property(entangledSets, couples, days, (sets, [one, other], today) => {
      const used = createAccessCompiler(sets, smallFacts);
      const before = used.compile(one, today);
      fieldsSeen(before);
      rowsSeen(before);
      const after = used.compile(other, today);
      const alone = createAccessCompiler(sets, smallFacts).compile(other, today);
      expect([after.shape, fieldsSeen(after), rowsSeen(after)]).toEqual([
        alone.shape,
        fieldsSeen(alone),
        rowsSeen(alone),
      ]);
    }),
    { numRuns: 500 },
  );
});
