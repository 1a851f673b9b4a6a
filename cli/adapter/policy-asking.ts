import { randomUUID } from 'node:crypto';
import { createRegistry } from '../../gateway/registry/registry.js';
import { createReport } from '../../gateway/report.js';
import { sealsOf } from '../../gateway/seals.js';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import type { PolicySets } from '../../policies/language/sets.js';
import { parsePolicies } from '../../policies/loading/load.js';
import type { AccessCompiler } from '../../schema/access.js';
import type { OpenAdapter } from '../../schema/adapter.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { readCatalog, readSubgraphSources } from '../../schema/catalog/read.js';
import type { Seals } from '../../schema/context.js';
import type { SubgraphResponse } from '../../schema/subgraph.js';
import { openSubgraph } from '../../subgraphs/subgraphs.js';
import { ownPolicies, readPolicies } from '../policy-files.js';
import type { Standing } from './policy-standings.js';

/** Subgraphs over one adapter alone, asked as somebody: what the hub would answer if it had no other system. */
export interface PolicyDesk {
  readonly catalog: Catalog;
  readonly sets: PolicySets;
  readonly compiler: AccessCompiler;
  ask(
    subgraph: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    as: Standing,
  ): Promise<SubgraphResponse>;
}

const patience = 15_000;

export function openPolicyDesk(adapter: OpenAdapter, clock: () => Date): PolicyDesk {
  const sources = readSubgraphSources();
  const catalog = readCatalog(sources);
  const sets = parsePolicies(readPolicies(ownPolicies).files, catalog);
  const compiler = createAccessCompiler(sets, catalog);
  // Whoever asks for a check at night has chosen the hour.
  const reader = createRegistry([{ ...adapter, maintenance: [] }], clock);
  const seals: Seals = sealsOf(randomUUID() + randomUUID());
  const subgraphs = new Map<string, ReturnType<typeof openSubgraph>>();
  const subgraphNamed = (name: string) => {
    const known = subgraphs.get(name);
    if (known !== undefined) return known;
    const source = sources.find((each) => each.name === name);
    if (source === undefined) throw new RangeError(`no subgraph ${name}`);
    const opened = openSubgraph(catalog, source);
    subgraphs.set(name, opened);
    return opened;
  };
  return {
    catalog,
    sets,
    compiler,
    ask: (name, query, variables, { principal, access }) =>
      subgraphNamed(name).execute(
        { query, variables },
        {
          requestId: randomUUID(),
          principal,
          access,
          mask: (kind, value) => compiler.mask(kind, value),
          reader,
          seals,
          report: createReport(),
          signal: AbortSignal.timeout(patience),
        },
      ),
  };
}
