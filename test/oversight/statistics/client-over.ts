import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { Subgraph } from '../../../schema/subgraph.js';
import { arrayReader, type Kept } from '../../subgraphs/array-reader.js';
import { handMadeAccess } from '../../subgraphs/hand-made-access.js';
import { openRequest } from '../../subgraphs/open-request.js';

export interface Over {
  readonly subgraph: Subgraph;
  readonly kept: Readonly<Record<string, readonly Kept[]>>;
  /** Fields by which each type may be counted. */
  readonly counts: Readonly<Record<string, ReadonlySet<string>>>;
  readonly smallest: number;
}

/** The hub as who counts records in memory and is told no number below the smallest asks it: counting with its suppression. */
export function clientOver({ subgraph, kept, counts, smallest }: Over): OversightClient {
  const reader = arrayReader(kept);
  const access = handMadeAccess({
    counts: Object.fromEntries(
      Object.entries(counts).map(([type, fields]) => [type, { fields, rows: { op: 'true' }, smallest }]),
    ),
  });
  return {
    ask: async ({ document, variables, signal }) => {
      const context = { ...openRequest(access, reader, (_kind, value) => value).context, signal };
      const { data = null, errors = [] } = await subgraph.execute({ query: document, variables }, context);
      return {
        data,
        errors: errors.map(({ extensions, path = [] }) => ({ code: String(extensions?.code), path })),
        ...{ sources: [], access: [] },
      };
    },
  };
}
