import DataLoader from 'dataloader';
import type { Page, ReadRequest } from '../../../schema/adapter.js';
import { wholeList } from '../../../schema/adapter.js';
import type { RequestContext } from '../../../schema/context.js';
import { unavailable } from '../faults.js';
import { perRequest } from '../per-request.js';

/** A page with the fields whose authority did not answer. */
export interface PageRead {
  readonly page: Page;
  readonly missing: ReadonlySet<string>;
  /** Adapters that may hold rows and did not answer. */
  readonly silent: ReadonlySet<string>;
  /** Whether every source that may hold rows answered, and could read all their keys: otherwise the page is true but not whole. */
  readonly isWhole: boolean;
}

const nothing: Page = { rows: [], hasNext: false, total: 0 };

/** The answer where there is no key to ask by. */
export const emptyRead: PageRead = { page: nothing, missing: new Set(), silent: new Set(), isWhole: true };

/** Reads a whole list. Rejects with `SOURCE_UNAVAILABLE` when no source answered. */
export async function readList(
  request: Omit<ReadRequest, 'by'>,
  coordinate: string,
  context: RequestContext,
): Promise<PageRead> {
  const read = await readUnderReport(request, coordinate, context);
  return read(wholeList);
}

const loadersOf = perRequest(() => new Map<string, DataLoader<string, PageRead>>());

/** Reads the rows of one key; keys asked for in the same turn go in one read (dataloader). */
export function readByKey(
  slot: string,
  request: Omit<ReadRequest, 'by'>,
  field: string,
  key: string,
  coordinate: string,
  context: RequestContext,
): Promise<PageRead> {
  const loaders = loadersOf(context);
  const loader =
    loaders.get(slot) ??
    new DataLoader<string, PageRead>(async (values) => {
      const read = await readUnderReport({ ...request, by: { field, values } }, coordinate, context);
      return values.map((value) => read(value));
    });
  loaders.set(slot, loader);
  return loader.load(key);
}

async function readUnderReport(
  request: ReadRequest,
  coordinate: string,
  context: RequestContext,
): Promise<(key: string) => PageRead> {
  const { groups, sources, missing, unavailable: none } = await context.reader.read(request, context);
  for (const source of sources) context.report.source(source, coordinate);
  const [type = '', field = ''] = coordinate.split('.');
  if (none) throw unavailable(type, field);
  const silent = new Set(sources.flatMap(({ adapter, status }) => (status === 'UNAVAILABLE' ? [adapter] : [])));
  return (key) => {
    const page = groups.get(key) ?? nothing;
    return { page, missing, silent, isWhole: silent.size === 0 && page.mayLack !== true };
  };
}
