import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { expandSubgraph } from '../../schema/catalog/expand.js';
import type { SubgraphSource } from '../../schema/catalog/source.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Subgraph, SubgraphError, SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.js';
import { guardDoors, setResolver } from './doors.js';
import { type ResolvePerson, resolveEntities } from './entities.js';
import { type ReadyInputs, readyInputs } from './input-variables.js';
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

/** Compiled operations that are kept; documents come from the gateway's plans, so they are few. */
const mostCompiled = 1_000;

/** Makes a domain's subgraph out of its SDL: derived resolvers behind guarded doors, run compiled. */
export function createSubgraph(
  catalog: Catalog,
  { source, roots = {}, mutations = {}, resolvePerson = handleOnly }: SubgraphParts,
): Subgraph {
  const schema = executableSchema(catalog, source, roots, mutations, resolvePerson);
  const compiled = new Map<string, CompiledOperation>();

  function compile(request: SubgraphRequest): CompiledOperation | readonly GraphQLError[] {
    const key = `${request.operationName ?? ''}\n${request.query}`;
    const known = compiled.get(key);
    if (known) return known;
    const document = parse(request.query);
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const inputs = readyInputs(schema, document);
    const query = compileQuery(schema, inputs.document, request.operationName ?? '');
    if (!isCompiledQuery(query)) return query.errors ?? [];
    if (compiled.size >= mostCompiled) compiled.delete(compiled.keys().next().value ?? '');
    const operation = { query: query.query, read: inputs.read };
    compiled.set(key, operation);
    return operation;
  }

  return {
    name: source.name,
    async execute(request, context) {
      const operation = compile(request);
      if (!('query' in operation)) return { data: null, errors: operation.map(() => invalidDocument(source.name)) };
      const variables = operation.read(request.variables);
      if (Array.isArray(variables)) return { data: null, errors: variables.map(() => invalidDocument(source.name)) };
      const outcome = await operation.query(undefined, context, variables);
      await noteFiles(context);
      return present(outcome);
    },
  };
}

type CompiledOperation = Pick<CompiledQuery, 'query'> & Pick<ReadyInputs, 'read'>;

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

interface ExecutionOutcome {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
}

function present({ data, errors }: ExecutionOutcome): SubgraphResponse {
  const record = (data ?? null) as Readonly<Record<string, unknown>> | null;
  return errors && errors.length > 0 ? { data: record, errors: errors.map(presentError) } : { data: record };
}

// Only errors of the table keep their words; anything else may hold what a source said.
function presentError({ path, originalError }: GraphQLError): SubgraphError {
  const known =
    originalError instanceof PlumblineError ? originalError : new PlumblineError('INTERNAL', 'the subgraph failed');
  return { message: known.message, ...(path ? { path } : {}), extensions: { code: known.code } };
}

function invalidDocument(name: string): SubgraphError {
  return { message: `${name} does not know this operation`, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
}
