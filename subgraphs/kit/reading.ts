import DataLoader from 'dataloader';
import type { FieldNode } from 'graphql';
import type { Page, ReadRequest } from '../../schema/adapter.js';
import { wholeList } from '../../schema/adapter.js';
import type { RequestContext } from '../../schema/context.js';
import { unavailable } from './node.js';
import type { PreparedList } from './prepared-list.js';

/** A page with the fields whose authority did not answer. */
export interface PageRead {
  readonly page: Page;
  readonly missing: ReadonlySet<string>;
  /** Whether every source that may hold rows answered: otherwise the page is true but not whole. */
  readonly isWhole: boolean;
}

/** What a request shares among the rows of one selected field: its arguments read once, its keys batched. */
interface Shared {
  readonly lists: Map<FieldNode, PreparedList>;
  /** Loader slots of selected single-record fields. */
  readonly ones: Map<FieldNode, string>;
  readonly loaders: Map<string, DataLoader<string, PageRead>>;
}

const shared = new WeakMap<RequestContext, Shared>();

export function sharedOf(context: RequestContext): Shared {
  const known = shared.get(context);
  if (known) return known;
  const made: Shared = { lists: new Map(), ones: new Map(), loaders: new Map() };
  shared.set(context, made);
  return made;
}

/** Reads a whole list. Rejects with `SOURCE_UNAVAILABLE` when no source answered. */
export async function readList(
  request: Omit<ReadRequest, 'by'>,
  coordinate: string,
  context: RequestContext,
): Promise<PageRead> {
  const read = await readUnderReport(request, coordinate, context);
  return read(wholeList);
}

/** Reads the rows of one key; keys asked for in the same turn go in one read (dataloader). */
export function readByKey(
  slot: string,
  request: Omit<ReadRequest, 'by'>,
  field: string,
  key: string,
  coordinate: string,
  context: RequestContext,
): Promise<PageRead> {
  const { loaders } = sharedOf(context);
  const loader =
    loaders.get(slot) ??
    new DataLoader<string, PageRead>(async (values) => {
      const read = await readUnderReport({ ...request, by: { field, values } }, coordinate, context);
      return values.map((value) => read(value));
    });
  loaders.set(slot, loader);
  return loader.load(key);
}

const nothing: Page = { rows: [], hasNext: false, total: 0 };

async function readUnderReport(
  request: ReadRequest,
  coordinate: string,
  context: RequestContext,
): Promise<(key: string) => PageRead> {
  const { groups, sources, missing, unavailable: none } = await context.reader.read(request, context);
  for (const source of sources) context.report.source(source, coordinate);
  const [type = '', field = ''] = coordinate.split('.');
  if (none) throw unavailable(type, field);
  const isWhole = sources.every(({ status }) => status !== 'UNAVAILABLE');
  return (key) => ({ page: groups.get(key) ?? nothing, missing, isWhole });
}
