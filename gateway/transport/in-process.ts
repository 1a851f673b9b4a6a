import { PlumblineError } from '../../schema/errors.js';
import type { Subgraph } from '../../schema/subgraph.js';
import type { Transport } from './transport.js';

/** Reaches subgraphs of the same process; the request's context passes by reference. */
export function createInProcessTransport(subgraphs: readonly Subgraph[]): Transport {
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  return {
    async execute(name, request, context) {
      const subgraph = byName.get(name);
      if (subgraph === undefined) throw new PlumblineError('SOURCE_UNAVAILABLE', `No subgraph ${name} runs here`);
      return subgraph.execute(request, context);
    },
  };
}
