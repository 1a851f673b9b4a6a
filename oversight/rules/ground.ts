import type { GraphQLSchema } from 'graphql';
import type { Access } from '../../schema/access.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { Operation } from '../language/operation.js';
import type { RuleFile } from './format.js';
import type { GroupPlan } from './grouping.js';
import type { PairedList } from './pairs.js';
import type { ReportPath, RulePlan } from './plan.js';

/** What rules are held against. */
export interface Ground {
  readonly schema: GraphQLSchema;
  readonly catalog: Catalog;
  /** What the engine's account may see; absent where nobody asks. */
  readonly access?: Access | undefined;
}

/** A rule with everything that it is held against. */
export interface Checking {
  readonly file: RuleFile;
  readonly folder: string;
  readonly plan: RulePlan;
  readonly group: GroupPlan | null;
  readonly operation: Operation;
  readonly pairs: readonly PairedList[];
  readonly ground: Ground;
  readonly report: ReportPath;
  readonly reportLine: (line: number, message: string) => void;
}
