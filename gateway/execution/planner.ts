import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

import { PlumblineError } from '../../schema/errors.js';
import { remember } from '../../schema/remember.js';
import type { Plan, PlanNode } from './plan.js';

export interface Planner {
  /** What callers may ask. */
  readonly apiSchema: GraphQLSchema;
  /** What subgraphs answer: the API schema with what is `@inaccessible`. */
  readonly supergraphSchema: GraphQLSchema;
  /** Plans one validated operation. Rejects nothing that the schema admits, except subscriptions. */
  plan(document: DocumentNode, operationName: string | undefined): Plan;
}

/**
 * Ways to serve one operation that are compared before the best is taken. Apollo's 10,000 take seconds of CPU for
 * documents of 1 KB that a caller can write at will; the first hundreds already hold the good ones.
 */
const maxEvaluatedPlans = 200;

/** Supergraphs whose planners are kept: gateways that share a process share one, and a plan depends on nothing else. */
const kept = 4;
const builtBefore = new Map<string, Planner>();

/** The planner of a composed supergraph. Throws `SCHEMA_INVALID` when the SDL is not one. */
export function createPlanner(supergraphSdl: string): Planner {
  return remember(builtBefore, supergraphSdl, () => buildPlanner(supergraphSdl), kept);
}

function buildPlanner(supergraphSdl: string): Planner {
  const supergraph = buildSupergraph(supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, { debug: { maxEvaluatedPlans, pathsLimit: null } });
  return {
    apiSchema: apiSchema.toGraphQLJSSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    plan(document, operationName) {
      const operation = operationFromDocument(apiSchema, document, {
        ...(operationName === undefined ? {} : { operationName }),
        validate: false,
      });
      const { node } = planner.buildQueryPlan(operation);
      if (node === undefined) return {};
      if (node.kind === 'Subscription') throw new PlumblineError('BAD_REQUEST', 'Subscriptions are not served');
      // Apollo's types are those of `plan.ts` and a `Defer` node, which is never planned while defer support is off.
      return { root: node as PlanNode };
    },
  };
}

function buildSupergraph(supergraphSdl: string): Supergraph {
  try {
    // Composed and committed: `plumbline schema check` has validated it, and doing so again costs every start a third of its planner.
    return Supergraph.build(supergraphSdl, { validateSupergraph: false });
  } catch (cause) {
    throw new PlumblineError('SCHEMA_INVALID', 'The supergraph SDL does not build', { cause });
  }
}
