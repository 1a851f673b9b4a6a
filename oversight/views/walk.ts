import type { OversightClient } from '../../schema/oversight/desk.js';
import { type SourceStatus, severity } from '../../schema/reader.js';
import type { CompiledView, ViewPage } from './view-book.js';

export interface WalkViewOptions {
  readonly client: OversightClient;
  /** Of the operation, paging aside. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What expressions call `today`, ISO 8601. */
  readonly today: string;
  readonly signal: AbortSignal;
}

/** How a source answered over all pages: the worst status, the oldest data. */
export interface WalkedSource {
  readonly status: SourceStatus['status'];
  readonly asOf: string | null;
}

export interface WalkedPage extends ViewPage {
  readonly sources: ReadonlyMap<string, WalkedSource>;
}

/**
 * Walks a view over its list: a page is asked for when the one before was taken. Throws what the hub refuses a page with, and
 * when the signal aborts.
 */
export async function* walkView(view: CompiledView, options: WalkViewOptions): AsyncGenerator<WalkedPage> {
  const { client, variables, today, signal } = options;
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const paging = view.pageSize === null ? {} : { first: view.pageSize, after };
    const question = { document: view.document, variables: { ...variables, ...paging }, signal };
    const answer = await client.ask(question).catch((error: unknown) => {
      // Of a page that was given up it matters why.
      signal.throwIfAborted();
      throw error;
    });
    signal.throwIfAborted();
    const page = view.page(answer, today);
    yield { ...page, sources: new Map(answer.sources.map(({ adapter, status, asOf }) => [adapter, { status, asOf }])) };
    after = page.next;
  } while (after !== null);
}

/** Adds how the sources of a page answered to how those of the pages before did. */
export function addSources(known: Map<string, WalkedSource>, page: ReadonlyMap<string, WalkedSource>): void {
  for (const [adapter, { status, asOf }] of page) {
    const before = known.get(adapter);
    known.set(adapter, {
      status: before !== undefined && severity[before.status] > severity[status] ? before.status : status,
      asOf: oldest(before?.asOf ?? null, asOf),
    });
  }
}

function oldest(a: string | null, b: string | null): string | null {
  if (a === null) return b;
  return b === null || a < b ? a : b;
}
