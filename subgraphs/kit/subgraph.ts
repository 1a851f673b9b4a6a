import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { expandSubgraph } from '../../schema/catalog/expand.js';
import type { SubgraphSource } from '../../schema/catalog/source.js';
import { PlumblineError } from '../../schema/errors.js';
import { LruCache, weightOf } from '../../schema/lru-cache.js';
import type { Subgraph, SubgraphError, SubgraphRequest } from '../../schema/subgraph.js';
import { guardDoors, setResolver } from './doors.js';
import { type ResolvePerson, resolveEntities } from './entities.js';
import type { PlacedFault } from './operations/faults.js';
import { type OperationPlan, planOperation } from './operations/plan.js';
import { runOperation } from './operations/run.js';
import { personOf } from './person.js';
import { deriveResolvers, type Resolver } from './resolvers.js';
import { noteFiles } from './subjects.js';

/** What a domain's folder may add to what its SDL derives. */
export interface SubgraphParts {
  readonly source: SubgraphSource;
  readonly roots?: Readonly<Record<string, Resolver>>;
  /** What acts: each behind a door of its own, `Mutation.<name>` by policy. */
  readonly mutations?: Readonly<Record<string, Resolver>>;
  readonly resolvePerson?: ResolvePerson;
}

/** Operations of the usual size whose plans are kept; documents come from the gateway's plans. */
const mostPlanned = 1_000;

/** Introspection is the gateway's own: its door is shut here. */
const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** Makes a domain's subgraph out of its SDL: derived resolvers behind guarded doors, run by plans. */
export function createSubgraph(
  catalog: Catalog,
  { source, roots = {}, mutations = {}, resolvePerson = handleOnly }: SubgraphParts,
): Subgraph {
  const schema = executableSchema(catalog, source, roots, mutations, resolvePerson);
  const planned = new LruCache<OperationPlan>(mostPlanned);

  function plan({ query, operationName }: SubgraphRequest): OperationPlan | readonly GraphQLError[] {
    const key = `${operationName ?? ''}\n${query}`;
    const known = planned.get(key);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    const errors = validate(schema, document, rules);
    if (errors.length > 0) return errors;
    const operation = planOperation(schema, document, operationName);
    if (operation === null) return [new GraphQLError('the document does not say which operation is meant')];
    planned.set(key, operation, weightOf(query));
    return operation;
  }

  return {
    name: source.name,
    async execute(request, context) {
      const operation = plan(request);
      if (!('root' in operation)) return { data: null, errors: operation.map(() => invalidDocument(source.name)) };
      const definitions = operation.definition.variableDefinitions ?? [];
      const variables = getVariableValues(schema, definitions, request.variables);
      if (variables.errors) return { data: null, errors: variables.errors.map(() => invalidDocument(source.name)) };
      const undecided = operation.deciding.filter((name) => variables.coerced[name] === null);
      if (undecided.length > 0) return { data: null, errors: [undecidedBy(undecided)] };
      const { data, faults } = await runOperation(operation, context, variables.coerced);
      await noteFiles(context);
      return faults.length === 0 ? { data } : { data, errors: faults.map(presentFault) };
    },
  };
}

function executableSchema(
  catalog: Catalog,
  source: SubgraphSource,
  roots: Readonly<Record<string, Resolver>>,
  mutations: Readonly<Record<string, Resolver>>,
  resolvePerson: ResolvePerson,
): GraphQLSchema {
  const own = catalog.subgraphs.get(source.name);
  if (own === undefined) throw new PlumblineError('SCHEMA_INVALID', `${source.name} is not in the catalog`);
  const resolvers = deriveResolvers(catalog, own, roots, mutations, resolvePerson);
  const typeDefs = parse(expandSubgraph(catalog, source));
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  setResolver(schema, 'Query', '_entities', resolveEntities(own, resolvePerson));
  return guardDoors(schema, own);
}

const handleOnly: ResolvePerson = async (token, context) => {
  const handle = typeof token === 'string' ? context.seals.openPerson(token) : null;
  return handle === null ? null : personOf(handle, context);
};

// Only errors of the table keep their words; anything else may hold what a source said.
function presentFault({ path, cause }: PlacedFault): SubgraphError {
  const told = cause instanceof GraphQLError ? cause.originalError : cause;
  const known = told instanceof PlumblineError ? told : new PlumblineError('INTERNAL', 'the subgraph failed');
  return { message: known.message, path, extensions: { code: known.code } };
}

function undecidedBy(names: readonly string[]): SubgraphError {
  const message = `not of the type declared: ${names.map((name) => `$${name}`).join(', ')}`;
  return { message, extensions: { code: 'BAD_USER_INPUT' } };
}

function invalidDocument(name: string): SubgraphError {
  return { message: `${name} does not know this operation`, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
}
