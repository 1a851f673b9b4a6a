import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSeals, rememberSeals } from '../../subgraphs/kit/seals.js';

const secret = new Uint8Array(48).fill(3);
const seals = createSeals(secret);
const citizen = (citizenId: string) => ({ kind: 'citizen', citizenId }) as const;

test('equal persons have equal tokens in every process of one secret, and none outside of it', () => {
  const token = seals.sealPerson(citizen('371422198805120052'));
  expect(createSeals(secret).sealPerson(citizen('371422198805120052'))).toBe(token);
  expect(createSeals(new Uint8Array(48).fill(4)).openPerson(token)).toBeNull();
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('371422');
});

test('what is sealed opens to the same handle', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (entity, adapter, id) => {
      const handle = { kind: 'record', entity, adapter, id } as const;
      expect(seals.openPerson(seals.sealPerson(handle))).toEqual(handle);
      expect(seals.openCursor(seals.sealCursor(entity))).toBe(entity);
    }),
  );
});

test('a token that was altered or made up opens nothing', () => {
  const token = seals.sealPerson(citizen('371422198805120052'));
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '-', '_'), (at, letter) => {
      const altered = token.slice(0, at) + letter + token.slice(at + 1);
      fc.pre(Buffer.compare(Buffer.from(altered, 'base64url'), Buffer.from(token, 'base64url')) !== 0);
      expect(seals.openPerson(altered)).toBeNull();
    }),
  );
  expect(['', 'x', seals.sealCursor('["371422198805120052"]')].map((each) => seals.openPerson(each))).toEqual([
    null,
    null,
    null,
  ]);
});

test('remembered seals answer as the seals that they remember', () => {
  const remembered = rememberSeals(seals);
  const handles = [
    citizen('371422198805120052'),
    { kind: 'record', entity: 'CheckIn', adapter: 'a', id: '1' } as const,
  ];
  for (const handle of [...handles, ...handles]) {
    const token = seals.sealPerson(handle);
    expect(remembered.sealPerson(handle)).toBe(token);
    expect(remembered.openPerson(token)).toEqual(handle);
  }
  expect([remembered.openPerson('x'), remembered.openPerson('x')]).toEqual([null, null]);
  expect(remembered.digestSubject('371422198805120052')).toBe(seals.digestSubject('371422198805120052'));
});
