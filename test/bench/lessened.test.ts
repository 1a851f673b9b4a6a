import { expect, test } from '@jest/globals';
import { lawless, uncapped, unnoted, unwritten } from '../../bench/lessened.js';
import { layGround } from '../../gateway/hub.js';
import type { AuditLog } from '../../schema/audit.js';
import type { Principal } from '../../schema/principal.js';

const ground = layGround('a secret of the benchmark, long enough', () => new Date(0));
const nobody: Principal = {
  id: 'x',
  kind: 'user',
  agency: '',
  organisation: '',
  division: '',
  roles: [],
};
const capsOf = ({ policies }: typeof ground) => policies.current().sets.purposes.get('SUPERVISION');
const capOfEngine = ({ policies }: typeof ground) =>
  policies.current().sets.roles.get('oversight-engine')?.requestsADay;
const decided = ({ policies }: typeof ground) =>
  policies.current().compiler.compile(nobody, '2026-11-20').decide('Person', 'citizenId').effect;

test('caps are out of reach and still counted, and every decision stands', () => {
  expect(capsOf(uncapped(ground))).toMatchObject({ requestsADay: 1_000_000_000, personsAMatter: 1_000_000_000 });
  expect(capOfEngine(uncapped(ground))).toBe(1_000_000_000);
  expect(decided(uncapped(ground))).toBe('DENY');
});

test('without policies everything is allowed, and nothing is counted', () => {
  expect(capsOf(lawless(ground))).toMatchObject({ requestsADay: null, personsAMatter: null });
  expect(capOfEngine(lawless(ground))).toBeNull();
  expect(decided(lawless(ground))).toBe('ALLOW');
});

test('without audit nobody is noted and nothing is written', async () => {
  expect(unnoted(ground).seals.digestSubject('371422199001010011')).toBe('unnoted');
  const never: AuditLog = {
    ready: () => Promise.reject(new Error('asked')),
    append: () => Promise.reject(new Error('written')),
  };
  await expect(unwritten({ audit: never }).audit.ready()).resolves.toBeUndefined();
  await expect(unwritten({ audit: never }).audit.append({} as never)).resolves.toMatchObject({ sequence: 0 });
});
