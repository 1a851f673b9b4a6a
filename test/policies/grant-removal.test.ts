import { expect, test } from '@jest/globals';
import { type MatrixCell, matrix } from '../../policies/inspect/matrix.js';
import type { Grant, PolicySets } from '../../policies/language/sets.js';
import type { Purpose } from '../../schema/purpose.js';
import { catalog, sets } from './the-sets.js';

type Cells = ReadonlyMap<string, MatrixCell>;

/** What one role sees for one purpose. */
function seenBy(policies: PolicySets, role: string, purpose: Purpose): Cells {
  const held = policies.roles.get(role);
  const roles = new Map(held === undefined ? [] : [[role, { ...held, purposes: new Set([purpose]) }]]);
  return new Map([...matrix({ ...policies, roles }, catalog)].map((cell) => [keyOf(cell), cell]));
}

function keyOf({ standing, coordinate }: MatrixCell): string {
  return `${standing} ${coordinate}`;
}

const known = new Map<string, Cells>();
function seenNow(role: string, purpose: Purpose): Cells {
  const cells = known.get(`${role} ${purpose}`) ?? seenBy(sets, role, purpose);
  known.set(`${role} ${purpose}`, cells);
  return cells;
}

/** The best that is seen anywhere: nothing, a number, a mask, the value. */
function best({ word }: MatrixCell): number {
  if (word === '—') return 0;
  if (word === 'D') return 1;
  return word.includes('F') ? 3 : 2;
}

/** What changes for one role and purpose when a grant is taken out. */
function withoutGrant(grant: Grant, role: string, purpose: Purpose) {
  const less = { ...sets, grants: sets.grants.filter(({ id }) => id !== grant.id) };
  const after = seenBy(less, role, purpose);
  const opened: string[] = [];
  let changed = 0;
  for (const [key, cell] of seenNow(role, purpose)) {
    // A business line that no other grant names decides nothing any more.
    const plain = keyOf({ ...cell, standing: cell.standing.endsWith('approved') ? 'approved' : 'none' });
    const left = after.get(key) ?? after.get(plain);
    if (left === undefined) throw new Error(`no cell ${key}`);
    if (best(left) > best(cell)) opened.push(`${role} ${purpose} ${key}: ${cell.word} → ${left.word}`);
    if (left.word !== cell.word || left.rows.join() !== cell.rows.join()) changed += 1;
  }
  return { opened, changed };
}

/** Tries the roles and purposes of a grant until one loses something: most do at once. */
function removal(grant: Grant): { readonly opened: readonly string[]; readonly isMissed: boolean } {
  const opened: string[] = [];
  for (const role of grant.roles)
    for (const purpose of grant.purposes) {
      if (sets.roles.get(role)?.purposes.has(purpose) !== true) continue;
      const found = withoutGrant(grant, role, purpose);
      opened.push(...found.opened);
      if (found.changed > 0) return { opened, isMissed: true };
      if (isOfShells(grant)) return { opened, isMissed: false };
    }
  return { opened, isMissed: false };
}

/** Whether all that it names are shells around rows that other grants open: named by nobody, a shell is everybody's. */
function isOfShells({ on }: Grant): boolean {
  const types = [...on.keys()].map((name) => catalog.types.get(name));
  return types.every((type) => type?.record === false && type.about === null && type.name !== 'Mutation');
}

/** One in six, since each asks the whole matrix anew; PLUMBLINE_GRANTS=all takes out every one. */
const taken = sets.grants.filter((_, at) => process.env.PLUMBLINE_GRANTS === 'all' || at % 6 === 0);

test('a grant that is taken out closes something to somebody, and opens nothing to them', () => {
  const results = taken.map((grant) => ({ id: grant.id, ...removal(grant) }));
  expect(results.flatMap(({ opened }) => opened)).toEqual([]);
  const shells = ['access.myself.rules', 'access.page.requests', 'access.page.entries', 'access.self.viewings'];
  expect(results.filter(({ isMissed }) => !isMissed).map(({ id }) => id)).toEqual(
    shells.filter((id) => taken.some((grant) => grant.id === id)),
  );
}, 240_000);
