import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownPolicies, readPolicies } from '../../../cli/policy-files.js';
import { createPlanner } from '../../../gateway/execution/planner.js';
import type { Ground } from '../../../oversight/rules/ground.js';
import { createAccessCompiler } from '../../../policies/engine/compile.js';
import { principalOf, specimenDay } from '../../../policies/inspect/specimen.js';
import { parsePolicies } from '../../../policies/loading/load.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import { packageRoot } from '../../../schema/package-root.js';

const catalog = readCatalog();
const policies = parsePolicies(readPolicies(ownPolicies).files, catalog);
const engine = principalOf({ role: 'oversight-engine', purpose: 'SUPERVISION' });

/** What rules of the catalogue are held against: the schema, and what their engine may see. */
export const ownGround = (): Ground => ({
  ...ground,
  access: createAccessCompiler(policies, catalog).compile(engine, specimenDay),
});

/** The composed schema as callers see it, and its catalog. */
export const ground: Ground = {
  schema: createPlanner(readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8')).apiSchema,
  catalog,
};
