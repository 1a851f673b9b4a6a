import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { principalOf } from '../../policies/inspect/specimen.js';
import { requestsADay } from '../../policies/language/sets.js';
import { purposes } from '../../schema/purpose.js';
import { businessLines } from '../../schema/warrant.js';
import { matches } from './oracle-source.js';
import { catalog, sets } from './the-sets.js';

const engine = 'oversight-engine';
const types = [...catalog.types.values()];
const compiler = createAccessCompiler(sets, catalog);
/** With everything that an account could bring: a matter, all approvals, all lines. */
const access = compiler.compile(
  principalOf({ role: engine, purpose: 'SUPERVISION', lines: businessLines, approved: types.map(({ name }) => name) }),
  '2026-11-20',
);
const seen = types.flatMap(({ name, fields }) =>
  [...fields].flatMap(([field, facts]) =>
    access.decide(name, field).effect === 'DENY' ? [] : [{ name, field, facts, at: `${name}.${field}` }],
  ),
);

test('the engine is told nothing by which somebody could be named, found or paid, whatever it brings', () => {
  const naming = new Set(['CITIZEN_ID', 'NAME', 'PHONE', 'ADDRESS', 'BANK_ACCOUNT', 'PLATE', 'DROP']);
  expect(seen.filter(({ facts }) => facts.mask !== null && naming.has(facts.mask)).map(({ at }) => at)).toEqual([]);
  expect(seen.filter(({ field }) => /citizenId|idNumber/i.test(field)).map(({ at }) => at)).toEqual([]);
});

test('people are tokens to it: every record that names somebody leads to the person', () => {
  const people = types.filter(({ name, fields }) => name !== 'Person' && fields.get('person')?.target === 'Person');
  const closed = people.filter(({ name }) => access.decide(name, 'person').effect === 'DENY').map(({ name }) => name);
  expect(closed).toEqual([]);
  expect(access.decide('Person', 'id').effect).toBe('ALLOW');
});

test('public-order records apart, what is sealed does not exist for it, nor what may be', () => {
  const row = { jurisdictionDivisionCode: '371422', citizenId: 'P', role: 'DEFENDANT' };
  const here = compiler.compile(
    { ...principalOf({ role: engine, purpose: 'SUPERVISION' }), division: '371422' },
    '2026-11-20',
  );
  const opens = (name: string, sealed: boolean | null, by?: string) => matches(here.rows(name, by), { ...row, sealed });
  const held = types.filter(({ name, fields, record }) => record && fields.has('sealed') && opens(name, false));
  expect(held.filter(({ name }) => opens(name, true)).map(({ name }) => name)).toEqual([
    'PublicOrderCase',
    'PublicOrderPenalty',
  ]);
  expect(held.filter(({ name }) => opens(name, null)).map(({ name }) => name)).toEqual([
    'PublicOrderCase',
    'PublicOrderPenalty',
  ]);
  expect(held.length).toBeGreaterThan(50);
});

test('it takes no step and sees none of what it found', () => {
  const own = /^(Mutation|Finding|FindingEvidence|FindingEvent|SupervisionMatter|MatterStep|SupervisionDocument)$/;
  expect(seen.filter(({ name }) => own.test(name)).map(({ at }) => at)).toEqual([]);
});

test('it scans a city in a night, and nobody else may ask that much', () => {
  expect(requestsADay(sets, [engine], 'SUPERVISION')).toBe(100_000);
  const others = [...sets.roles.keys()].filter((role) => role !== engine);
  const most = purposes.flatMap((purpose) => others.map((role) => requestsADay(sets, [role], purpose) ?? 0));
  expect(Math.max(...most)).toBe(10_000);
});
