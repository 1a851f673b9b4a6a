import { expect, test } from '@jest/globals';
import { declarePurpose } from '../../../gateway/authenticate/purpose.js';

const bearer = { id: 'u1', kind: 'user', agency: 'P', organisation: '', division: '371422' } as const;
const rules = {
  mayDeclare: () => true,
  conflictOf: (roles: readonly string[]) => (roles.length > 1 && roles.includes('sysadmin') ? 'sysadmin' : null),
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
