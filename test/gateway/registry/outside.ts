import type { EntityReader, OpenAdapter, ReadRequest } from '../../../schema/adapter.js';

/** An adapter from outside, of one entity, that answers (or throws) whatever is given; it has its own name, not the hub's. */
export function outside(
  read: (request: ReadRequest) => unknown,
  { reader = {}, ...own }: { readonly reader?: Partial<EntityReader> } & Partial<OpenAdapter> = {},
): OpenAdapter {
  const [id, agency] = ['its-own-name', '法院'];
  return {
    id,
    agency,
    timeoutMs: 1_000,
    concurrency: 4,
    freshnessMs: 86_400_000,
    readers: [
      {
        adapter: id,
        agency,
        entity: 'AccessoryPenalty',
        contributes: 'rows',
        fields: new Set(['caseNumber', 'kind', 'amount', 'payBy', 'instalments', 'invented']),
        lookups: new Set(['caseNumber']),
        ...reader,
        // As it is: what is no promise, or throws at once, is among what is tested.
        read: read as EntityReader['read'],
      },
    ],
    close: async () => {},
    ...own,
  };
}
