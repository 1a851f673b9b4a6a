import type { RawRecord } from '../../source.js';
import { unreachable } from '../../unreachable.js';
import { malformed } from '../http/failure.js';
import { followCursor, type Page, readPages } from '../http/pages.js';

/**
 * How the pages of a list are told apart. `size` is the parameter of a page's size, `largest` the most it may ask for; without
 * the parameter every page has `largest` records.
 */
export type RestPaging =
  /** Pages by number; `first` is the first one's, 1 by default. */
  | (Sized & { readonly kind: 'page-number'; readonly number: string; readonly first?: number })
  /** Records to skip. */
  | (Sized & { readonly kind: 'offset'; readonly offset: string })
  /** A word of the service's that leads to the next page, sent back in the parameter `cursor`. */
  | (Sized & { readonly kind: 'cursor'; readonly cursor: string; readonly next: NextInBody })
  /** The `Link` header of an answer leads to the next page with `rel="next"` (RFC 8288); for `GET` only. */
  | (Sized & { readonly kind: 'link' });

interface Sized {
  readonly size?: string;
  readonly largest: number;
}

export interface NextInBody {
  /** Path of the next page's cursor in the answer. Absent, null or empty: there is no next page. */
  readonly cursor: string;
  /** Path of a flag that says whether there is one, for services that always give a cursor. */
  readonly more?: string;
}

/** Where a page starts, as the service is told. */
export interface PagePlace {
  /** 1 for the first, whatever the service counts from. */
  readonly ordinal: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The whole query of a `Link`, instead of all parameters. */
  readonly query?: string;
}

/** The page of a list that is told apart by places; `ordinal` is 1 for the first. */
export function placeOf(paging: RestPaging, ordinal: number): PagePlace {
  const { largest } = paging;
  const sized = paging.size === undefined ? {} : { [paging.size]: largest };
  if (paging.kind === 'offset') return { ordinal, parameters: { [paging.offset]: (ordinal - 1) * largest, ...sized } };
  if (paging.kind === 'page-number')
    return { ordinal, parameters: { [paging.number]: ordinal - 1 + (paging.first ?? 1), ...sized } };
  throw new Error('takesOrder was asked: these pages have no places');
}

/** The page of a list that a cursor leads to; null leads to the first. */
export function cursorPlaceOf(paging: RestPaging, cursor: string | null, ordinal: number): PagePlace {
  if (paging.kind !== 'cursor') throw new Error('these pages are not told apart by cursors');
  const sized = paging.size === undefined ? {} : { [paging.size]: paging.largest };
  return { ordinal, parameters: { ...sized, ...(cursor === null ? {} : { [paging.cursor]: cursor }) } };
}

/** Reads pages until there are `limit` records or no more. */
export function readList(
  paging: RestPaging,
  ask: (place: PagePlace) => Promise<Page>,
  limit: number,
): Promise<readonly RawRecord[]> {
  const { largest } = paging;
  const size = paging.size === undefined ? largest : Math.min(limit, largest);
  const sized = paging.size === undefined ? {} : { [paging.size]: size };
  switch (paging.kind) {
    case 'page-number': {
      const { number, first = 1 } = paging;
      return readPages((ordinal) => ask({ ordinal, parameters: { [number]: ordinal - 1 + first, ...sized } }), {
        limit,
        size,
      });
    }
    case 'offset':
      return readPages((ordinal) => ask({ ordinal, parameters: { [paging.offset]: (ordinal - 1) * size, ...sized } }), {
        limit,
        size,
      });
    case 'cursor':
      return followCursor(
        (cursor, ordinal) =>
          ask({ ordinal, parameters: { ...sized, ...(cursor === null ? {} : { [paging.cursor]: cursor }) } }),
        { limit, size },
      );
    case 'link':
      return followCursor(
        (query, ordinal) => ask({ ordinal, parameters: sized, ...(query === null ? {} : { query }) }),
        { limit, size },
      );
    default:
      return unreachable(paging);
  }
}

// No part of it can be read in two ways, so that no header makes this slow.
const link = /<([^<>]*)>((?:\s*;\s*[\w*-]+(?:=(?:"[^"]*"|[^\s",;]*))?)*)/g;
const relation = /;\s*rel=(?:"([^"]*)"|([^\s",;]*))/i;

/**
 * The query of the link to the next page; null where there is none. Only the query is followed, never another host or path:
 * the call carries credentials.
 */
export function nextQueryIn(header: string | null, path: string): string | null {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(link)) {
    const [, quoted, plain] = relation.exec(parameters) ?? [];
    if (!(quoted ?? plain ?? '').toLowerCase().split(/\s+/).includes('next')) continue;
    const origin = 'http://service.invalid';
    const next = URL.canParse(target, `${origin}${path}`) ? new URL(target, `${origin}${path}`) : null;
    if (next === null || !next.pathname.endsWith(path)) throw malformed('the link to the next page leads elsewhere');
    return next.search.slice(1);
  }
  return null;
}
