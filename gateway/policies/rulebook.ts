import { createAccessCompiler } from '../../policies/engine/compile.js';
import { conflictOf, machineRoleOf, mayDeclare, type PolicySets } from '../../policies/language/sets.js';
import type { AccessCompiler } from '../../schema/access.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { RoleRules } from '../authenticate/purpose.js';

/** One version of the policies with what it compiles. A request takes one, and keeps it to its end. */
export interface Rulebook extends RoleRules {
  readonly sets: PolicySets;
  readonly compiler: AccessCompiler;
}

export function openRulebook(sets: PolicySets, catalog: Catalog): Rulebook {
  return {
    sets,
    compiler: createAccessCompiler(sets, catalog),
    mayDeclare: (roles, purpose) => mayDeclare(sets, roles, purpose),
    conflictOf: (roles) => conflictOf(sets, roles),
    machineRoleOf: (roles) => machineRoleOf(sets, roles),
  };
}
