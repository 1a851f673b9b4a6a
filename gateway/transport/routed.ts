import type { Transport } from './transport.js';

/** Goes a way of its own to some subgraphs, by name, and the usual one to the others. */
export function createRoutedTransport(own: Readonly<Record<string, Transport>>, usual: Transport): Transport {
  const ways = new Map(Object.entries(own));
  return {
    execute: (subgraph, request, context) => (ways.get(subgraph) ?? usual).execute(subgraph, request, context),
  };
}
