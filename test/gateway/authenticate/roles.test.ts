import { expect, test } from '@jest/globals';
import { declarePurpose } from '../../../gateway/authenticate/purpose.js';

const bearer = { id: 'u1', kind: 'user', agency: 'P', organisation: '', division: '371422' } as const;
const rules = {
  mayDeclare: () => true,
  conflictOf: (roles: readonly string[]) => (roles.length > 1 && roles.includes('sysadmin') ? 'sysadmin' : null),
  machineRoleOf: (roles: readonly string[]) => (roles.includes('engine') ? 'engine' : null),
};

test('a role that is held alone is refused beside any other, whatever is declared', () => {
  const both = { ...bearer, roles: ['prosecutor', 'sysadmin'] };
  for (const purpose of [undefined, 'SUPERVISION'])
    expect(() => declarePurpose(both, purpose, undefined, rules)).toThrow(
      expect.objectContaining({ code: 'ROLES_CONFLICT', message: 'sysadmin is held alone or not at all' }),
    );
});

test('a role that is held alone is let in alone, and others together', () => {
  for (const roles of [['sysadmin'], ['prosecutor', 'judge']])
    expect(declarePurpose({ ...bearer, roles }, undefined, undefined, rules)).toEqual({ ...bearer, roles });
});

test('a role of machines is refused to everybody, and open to a service account', () => {
  const engine = { ...bearer, roles: ['engine'] };
  for (const kind of ['user', 'subject'] as const)
    expect(() => declarePurpose({ ...engine, kind }, 'SUPERVISION', undefined, rules)).toThrow(
      expect.objectContaining({ code: 'ROLES_CONFLICT', message: 'engine is held by service accounts alone' }),
    );
  const service = { ...engine, kind: 'service' } as const;
  expect(declarePurpose(service, 'SUPERVISION', undefined, rules)).toEqual({ ...service, purpose: 'SUPERVISION' });
});

test('a matter is declared by its number, percent-encoded; a citizen id is none', () => {
  const alone = { ...bearer, roles: ['prosecutor'] };
  const declare = (header: string) => declarePurpose(alone, undefined, header, rules).matter;
  expect(declare(encodeURIComponent('宁检执检〔2026〕3号'))).toBe('宁检执检〔2026〕3号');
  expect(declare('A3714220000002026110001')).toBe('A3714220000002026110001');
  for (const header of ['371422198805120052', 'case-371422198805120052', 'two words', '%E5%AE'])
    expect(() => declare(header)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  const unencoded = Buffer.from('宁检执检〔2026〕3号').toString('latin1');
  expect(() => declare(unencoded)).toThrow('send one, percent-encoded');
});
