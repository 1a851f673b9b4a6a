import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type ValidationRule } from 'graphql';
import { type ErrorCode, PlumblineError } from '../../schema/errors.js';
import { toGraphQLError } from './errors.js';
import { costOf, measureOperation, numericDefaults } from './measure.js';

export interface QueryLimits {
  /** Deepest nesting of fields. */
  readonly depth: number;
  /** Most aliases, counted wherever a fragment is spread. */
  readonly aliases: number;
  /** Highest cost: rows that the pages of a query may reach. */
  readonly cost: number;
}

/** Fields that an operation may have after its fragments are put in: beyond, fragments were folded to explode. */
const mostFields = 10_000;

/** Refuses operations that are too deep or have too many aliases or fields, before the costlier rules look at them. */
export function createLimitRule(limits: QueryLimits): ValidationRule {
  return (context) => ({
    Document(document) {
      const fragments = fragmentsOf(document);
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const { depth, aliases, fields } = measureOperation(operation, fragments);
        const refusal = [
          refusalOf('QUERY_TOO_DEEP', 'levels', depth, limits.depth),
          refusalOf('QUERY_TOO_MANY_ALIASES', 'aliases', aliases, limits.aliases),
          refusalOf('QUERY_TOO_COSTLY', 'fields', fields, mostFields),
        ].find((each) => each !== undefined);
        if (refusal === undefined) continue;
        context.reportError(new GraphQLError(refusal.message, { originalError: refusal }));
        // Nothing more is said of a document that is refused for its size.
        return false;
      }
      return undefined;
    },
  });
}

/** Refuses operations of a kind that the schema does not have: the specification's own rules let their fields pass. */
export const refuseUnknownRoots: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`The schema has no ${node.operation}s`, { nodes: node }));
  },
});

/** Refuses operations whose pages may reach too many rows; variables count, so this is decided a request. */
export function createCostPlugin<Context extends BaseContext>(limits: QueryLimits): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (operation === undefined) {
            throw toGraphQLError(
              new PlumblineError('BAD_REQUEST', 'Name one operation of the document in "operationName"'),
            );
          }
          const variables = { ...numericDefaults(operation), ...request.variables };
          const cost = costOf(schema, operation, fragmentsOf(document), variables);
          const refusal = refusalOf('QUERY_TOO_COSTLY', 'rows to reach', cost, limits.cost);
          if (refusal !== undefined) throw toGraphQLError(refusal);
        },
      };
    },
  };
}

function refusalOf(code: ErrorCode, what: string, found: number, limit: number): PlumblineError | undefined {
  if (found <= limit) return undefined;
  // What was found may be a value of the caller's; the limit is ours.
  return new PlumblineError(code, `The query has more than ${limit} ${what}`);
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}
