import { createHash } from 'node:crypto';
import type { Purpose } from '../../schema/purpose.js';
import type { Grant, PolicySets, RowRule } from '../language/sets.js';
import { actingRoles } from '../language/sets.js';
import type { Circumstances } from './rows.js';

/** What of a principal and of the day row conditions may look at. */
type Value = 'agency' | 'organisation' | 'division' | 'subject' | 'lines' | 'matter' | 'approvals' | 'today';

const ruleValues: Readonly<Record<string, readonly Value[]>> = {
  'own-agency': ['agency'],
  'own-organisation': ['organisation'],
  'own-subject': ['subject'],
  'own-line': ['lines'],
  territory: ['division'],
  'in-matter': ['matter', 'division'],
  until: ['today'],
  since: ['today'],
};

/** What the rows of principals with these roles and this purpose depend on. */
export function valuesInUse(sets: PolicySets, roles: readonly string[], purpose: Purpose | null): ReadonlySet<Value> {
  if (purpose === null) return new Set();
  const acting = [...actingRoles(sets, roles, purpose)];
  const grants = sets.grants.filter(
    (grant) => grant.purposes.has(purpose) && acting.some((role) => grant.roles.has(role)),
  );
  const history: readonly Value[] = (sets.purposes.get(purpose)?.history.size ?? 0) > 0 ? ['today'] : [];
  return new Set([...grants.flatMap(valuesOf), ...history]);
}

function valuesOf({ rows, needs }: Grant): readonly Value[] {
  const words = rows.map((rule: RowRule) => (typeof rule === 'string' ? rule : Object.keys(rule).join()));
  return [...words.flatMap((word) => ruleValues[word] ?? []), ...(needs === null ? [] : (['approvals'] as const))];
}

/**
 * Equal for those who have the same rows, and only made of what the rows depend on, so that a county's prosecutors share
 * one. Citizen ids are in it as digests together with the account, so that they cannot be found by trying ids alone.
 */
export function shapeOf(
  key: string,
  values: ReadonlySet<Value>,
  { principal, today, approvals }: Circumstances,
): string {
  const { id, agency, organisation, division, subject, lines = [], warrant } = principal;
  const matter = warrant?.matter;
  const all: Readonly<Record<Value, () => string | null>> = {
    agency: () => agency,
    organisation: () => organisation,
    division: () => division,
    subject: () => digest([id, subject ?? '']),
    lines: () => JSON.stringify([...new Set(lines)].sort()),
    matter: () =>
      matter === undefined ? null : digest([id, matter.kind, matter.division, matter.persons, matter.files]),
    approvals: () =>
      approvals.length === 0 ? null : digest([id, approvals.map(({ persons, files }) => [persons, files])]),
    today: () => today,
  };
  return JSON.stringify([key, ...[...values].map((value) => [value, all[value]()])]);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
