import type { EntityReader } from '../../schema/adapter.js';
import { complete } from '../complete.js';
import type { AdapterDefinition } from '../define.js';
import type { EntityBinding } from '../entity.js';
import type { OpenSource, Source, SourceSetting } from '../source.js';
import type { Bench, CheckResult } from './bench.js';

export type { CheckResult } from './bench.js';

import { readsOnlyWhatIsAsked } from './least-read.js';
import { pagesWithoutLoss } from './paging.js';
import { pushesDownHonestly } from './pushdown.js';
import { readsEverything } from './reading.js';

const checks = [readsEverything, readsOnlyWhatIsAsked, pagesWithoutLoss, pushesDownHonestly];

/** Holds every entity of an adapter to the contract, on whatever data its source has. Rejects when the source does not open. */
export async function checkAdapter<Options, Place>(
  definition: Pick<AdapterDefinition<Options, Place>, 'id' | 'agency' | 'entities' | 'timeoutMs' | 'concurrency'>,
  source: Source<Place>,
  options: { readonly clock: () => Date; readonly sample?: number },
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const binding of definition.entities) {
    const { id: adapter, agency, timeoutMs, concurrency } = definition;
    results.push(...(await checkBinding(binding, source, { adapter, agency, timeoutMs, concurrency, ...options })));
  }
  return results;
}

/** Holds one entity's binding to the contract. */
export async function checkBinding<Place>(
  binding: EntityBinding<Place>,
  source: Source<Place>,
  { sample = 200, ...setting }: SourceSetting & { readonly agency: string; readonly sample?: number },
): Promise<readonly CheckResult[]> {
  let statements: string[] = [];
  const opened = await source.open({ ...setting, onStatement: (statement) => statements.push(statement) });
  const readers = new Map<OpenSource<Place>, EntityReader>();
  const bench: Bench<Place> = {
    binding,
    source: opened,
    setting,
    sample,
    reader: (source) => {
      const reader = readers.get(source) ?? complete(binding, source, setting);
      readers.set(source, reader);
      return reader;
    },
    statements: () => {
      const seen = statements;
      statements = [];
      return seen;
    },
  };
  try {
    const results: CheckResult[] = [];
    for (const check of checks) results.push(await check(bench));
    return results;
  } finally {
    await opened.close();
  }
}
