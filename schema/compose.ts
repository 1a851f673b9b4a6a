import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse, printSchema } from 'graphql';
import type { Catalog } from './catalog/catalog.js';
import { expandSubgraph } from './catalog/expand.js';
import type { SubgraphSource } from './catalog/source.js';
import { PlumblineError } from './errors.js';

/** Composes the supergraph of all subgraphs. Rejects with `SCHEMA_INVALID`, naming every reason. */
export function composeSupergraph(catalog: Catalog, sources: readonly SubgraphSource[]): string {
  const services = sources.map((source) => ({
    name: source.name,
    url: `local://${source.name}`,
    typeDefs: parse(expandSubgraph(catalog, source)),
  }));
  const { errors, supergraphSdl } = composeServices(services);
  if (supergraphSdl === undefined)
    throw new PlumblineError(
      'SCHEMA_INVALID',
      `the subgraphs do not compose:\n${errors?.map((e) => e.message).join('\n')}`,
    );
  return supergraphSdl;
}

/** The schema that callers see of a composed supergraph, as SDL. */
export function apiSchemaOf(supergraphSdl: string): string {
  return printSchema(Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema());
}
