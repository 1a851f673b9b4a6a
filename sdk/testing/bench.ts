import { type EntityReader, type Page, type ReadRequest, wholeList } from '../../schema/adapter.js';
import { always } from '../../schema/condition.js';
import type { EntityBinding } from '../entity.js';
import type { OpenSource, SourceSetting } from '../source.js';

/** What one check found at one entity; it passes when there are no failures. Never holds a value of a record. */
export interface CheckResult {
  readonly entity: string;
  readonly check: string;
  readonly failures: readonly string[];
}

/** A binding with the source it is read from, and the statements that left so far. */
export interface Bench<Place> {
  readonly binding: EntityBinding<Place>;
  readonly source: OpenSource<Place>;
  readonly setting: SourceSetting & { readonly agency: string };
  /** Rows that a check may look at. */
  readonly sample: number;
  /** The reader over this source or a wrapped one; always the same for the same source. */
  reader(source: OpenSource<Place>): EntityReader;
  /** The statements since the last call. */
  statements(): readonly string[];
}

/** Reads the list (or a page of it) through completion; parts of the request that are not given ask for everything. */
export async function readList<Place>(
  { binding, setting, sample, reader }: Bench<Place>,
  source: OpenSource<Place>,
  request: Partial<ReadRequest>,
): Promise<Page> {
  const asked: ReadRequest = {
    entity: binding.entity,
    fields: Object.keys(binding.fields),
    where: always,
    order: [],
    first: sample,
    count: false,
    ...request,
  };
  const context = { requestId: 'check', signal: AbortSignal.timeout(setting.timeoutMs) };
  const { groups } = await reader(source).read(asked, context);
  return groups.get(wholeList) ?? { rows: [], hasNext: false, total: asked.count ? 0 : null };
}
