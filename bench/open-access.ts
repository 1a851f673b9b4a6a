import type { Access, AccessCompiler } from '../schema/access.js';

const allow = { effect: 'ALLOW', grant: 'open', basis: 'open', rows: 'ALL' } as const;

/** Everything is allowed on every row: what a hub without policies decides. */
export const openAccess: Access = {
  shape: 'open',
  fieldShape: 'open',
  policyVersion: 'open',
  decide: () => allow,
  enter: () => allow,
  rows: () => ({ op: 'true' }),
  cases: () => [],
  narrow: () => null,
  counts: () => ({ ...allow, fields: new Set(), rows: { op: 'true' }, smallest: 0 }),
};

export const openCompiler: AccessCompiler = {
  policyVersion: 'open',
  compile: () => openAccess,
  mask: (_kind, value) => value,
};
