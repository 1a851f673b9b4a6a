import type { Catalog, SubgraphCatalog } from '../../schema/catalog/catalog.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SupervisionDesk } from '../../schema/oversight/desk.js';
import { resolveList } from '../kit/lists/connection.js';
import type { PageArguments } from '../kit/lists/page-request.js';
import type { Resolver } from '../kit/resolvers.js';

/** The list of matters with one condition more, in the order of their due days unless another is asked for: read, decided and recorded as the list is. */
export function inbox(catalog: Catalog, { roots }: SubgraphCatalog, desk: SupervisionDesk): Resolver {
  const field = roots.get('inbox');
  if (field?.shape.kind !== 'list') throw new PlumblineError('SCHEMA_INVALID', 'oversight.graphql declares no inbox');
  const list = { ...field, shape: field.shape };
  return (parent, args: PageArguments, context, info) => {
    const may = (mutation: string) => context.access.decide('Mutation', mutation).effect !== 'DENY';
    const waiting = desk.waiting(context.principal, may);
    const filter = { and: [waiting, ...(args.filter ? [args.filter] : [])] };
    const orderBy = args.orderBy?.length ? args.orderBy : [{ field: 'DUE_DATE', direction: 'ASC' } as const];
    return resolveList(catalog, 'Query', list, parent, { ...args, filter, orderBy }, context, info);
  };
}
