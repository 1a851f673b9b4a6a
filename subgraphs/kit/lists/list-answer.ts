import type { RecordRow } from '../../../schema/adapter.js';
import type { RequestContext } from '../../../schema/context.js';
import type { Node } from '../node.js';
import type { GuardedRead } from '../reads/guarded-read.js';
import { cursorOf, type PageRequest } from './page-request.js';

/** A page as its connection shows it. Parts are getters, made when they are selected: who selects no edges pays for no cursors. */
export class ListAnswer {
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  /** A count over a list that lacks a source would be a false number. */
  readonly totalCount: number | null;

  constructor({ page, isWhole }: GuardedRead, nodes: readonly Node[], pageInfo: PageInfo) {
    this.nodes = nodes;
    this.pageInfo = pageInfo;
    this.totalCount = isWhole ? page.total : null;
  }

  get edges(): readonly Edge[] {
    return this.nodes.map((node, index) => new Edge(node, this.pageInfo, index));
  }
}

class Edge {
  readonly node: Node;
  readonly #page: PageInfo;
  readonly #index: number;

  constructor(node: Node, page: PageInfo, index: number) {
    this.node = node;
    this.#page = page;
    this.#index = index;
  }

  get cursor(): string | null {
    return this.#page.cursorAt(this.#index);
  }
}

/** Where a page begins and ends in its list. */
export class PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #rows: readonly RecordRow[];
  readonly #request: PageRequest;
  readonly #context: RequestContext;

  constructor({ page }: GuardedRead, request: PageRequest, hasPreviousPage: boolean, context: RequestContext) {
    this.hasNextPage = page.hasNext;
    this.hasPreviousPage = hasPreviousPage;
    this.#rows = page.rows;
    this.#request = request;
    this.#context = context;
  }

  get startCursor(): string | null {
    return this.cursorAt(0);
  }

  get endCursor(): string | null {
    return this.cursorAt(this.#rows.length - 1);
  }

  cursorAt(index: number): string | null {
    const row = this.#rows[index];
    return row === undefined ? null : cursorOf(row, this.#request, this.#context);
  }
}
