import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { laws } from '../../policies/engine/laws.js';
import { testSets } from '../../policies/engine/set-test.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import { catalog, setNames, sets, setTestFile } from './the-sets.js';

test.each(setNames)('the %s set decides as its tests say', (name) => {
  const { checked, failures } = testSets(sets, catalog, setTestFile(name));
  expect(failures).toEqual([]);
  expect(checked).toBeGreaterThan(20);
});

test('a set test that is wrong is reported with its line', () => {
  const text = [
    'cases:',
    '  - as: public',
    '    for: PUBLIC_SERVICE',
    '    because: it is not so',
    '    sees: [Person.name]',
    '    masked:',
    '      Organization.name: NAME',
    '    denied: { Person.nmae: no role of yours may see this }',
  ].join('\n');
  const { failures } = testSets(sets, catalog, { name: 'x.policy.test.yaml', text });
  expect(failures).toEqual([
    'x.policy.test.yaml:5: public for PUBLIC_SERVICE: Person.name: expected ALLOW, got DENY no role of yours may see this',
    'x.policy.test.yaml:7: public for PUBLIC_SERVICE: Organization.name: expected MASK NAME, got ALLOW',
    'x.policy.test.yaml:8: unknown coordinate Person.nmae',
  ]);
});

test('whoever may enter an entity sees its key, which cannot be null', () => {
  const missing: string[] = [];
  const compiler = createAccessCompiler(sets, catalog);
  for (const role of sets.roles.values()) {
    for (const purpose of role.purposes) {
      const access = compiler.compile(principal([role.name], purpose), '2026-11-22');
      for (const { name, entityKey } of catalog.types.values()) {
        if (entityKey === null || access.enter(name).effect === 'DENY') continue;
        for (const key of entityKey.split(/\s+/))
          if (access.decide(name, key).effect === 'DENY') missing.push(`${role.name} ${name}.${key}`);
      }
    }
  }
  expect(missing).toEqual([]);
});

test('what is not public opens to the public only on published rows', () => {
  const breaches: string[] = [];
  for (const grant of sets.grants) {
    if (!grant.purposes.has('PUBLIC_SERVICE') || grant.rows.includes('published') || grant.effect === 'mask') continue;
    for (const [name, selector] of grant.on) {
      const type = catalog.types.get(name);
      for (const field of type?.fields.values() ?? [])
        if (type && field.class !== 'PUBLIC' && laws.selects(selector, grant.sealing, type, field.name))
          breaches.push(`${grant.id} ${name}.${field.name}`);
    }
  }
  expect(breaches).toEqual([]);
});

function principal(roles: readonly string[], purpose: Purpose): Principal {
  return { id: 'a', kind: 'user', agency: 'A', organisation: 'O', division: '371422', roles, purpose };
}
