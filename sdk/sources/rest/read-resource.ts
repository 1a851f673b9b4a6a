import { createHash } from 'node:crypto';
import { PlumblineError } from '../../../schema/errors.js';
import { compareText } from '../../../schema/total-order.js';
import type { RawQuery, RawRecord, RawRows } from '../../source.js';
import { type Conjunction, callsOf, conjunctionOf, type Range } from '../http/conjunction.js';
import type { Call } from '../http/endpoint.js';
import type { Bounds } from '../http/in-turn.js';
import type { Page } from '../http/pages.js';
import { together } from '../http/together.js';
import { ask, type Service } from './ask.js';
import { cursorIn, pageOf } from './envelope.js';
import { valueAt } from './json.js';
import { cursorPlaceOf, nextQueryIn, type PagePlace, placeOf, readList } from './paging.js';
import { parametersOf } from './parameters.js';
import { readOnward } from './read-onward.js';
import { readSorted } from './read-sorted.js';
import type { RestResource } from './settings.js';

/** Reads the rows of one list: every page of every call that the condition comes to, at once as far as connections allow. */
export async function readResource(
  service: Service,
  { table, columns, where, order, limit }: RawQuery<RestResource>,
  signal: AbortSignal,
): Promise<RawRows> {
  const { settings, setting, envelope } = service;
  const asked = conjunctionOf(where);
  if (asked === null) return { rows: [], asOf: null };
  const { sorted } = table;
  const isBehind = ({ op, column }: Range) => op === 'gt' && column === sorted;
  const place = asked.ranges.find(isBehind);
  const after = place === undefined ? null : String(place.value);
  const condition = { ...asked, ranges: asked.ranges.filter((range) => !isBehind(range)) };
  const { page: paging, valuesPerCall } = settings.request;
  const untilMs = performance.now() + setting.timeoutMs;
  const times: string[] = [];
  const page = async (called: Conjunction, place: PagePlace, bounds: Bounds): Promise<Page> => {
    const { document, reply } = await ask(service, callFor(service, table, columns, called, place), bounds);
    const asOf = envelope.asOf === undefined ? setting.clock().toISOString() : valueAt(document, envelope.asOf);
    if (typeof asOf === 'string') times.push(asOf);
    const next =
      paging.kind === 'cursor'
        ? cursorIn(document, paging.next)
        : paging.kind === 'link'
          ? nextQueryIn(reply.header('link'), table.path)
          : null;
    return { ...pageOf(document, envelope, columns), next };
  };
  const isOrdered = sorted !== undefined && (order.length > 0 || after !== null);
  const parts = await together(signal, (either) =>
    Promise.all(
      callsOf(condition, valuesPerCall).map((called) => {
        const bounds = { signal: either, untilMs };
        const read = (most: number) => readList(paging, (at) => page(called, at, bounds), most);
        if (!isOrdered) return read(limit);
        if (called.ranges.length > 0) return read(mostRanged + 1).then((rows) => inOrder(rows, sorted, after, service));
        const list = { name: nameOf(table, called), key: sorted, after, limit, size: paging.largest };
        if (paging.kind === 'cursor')
          return readOnward(
            list,
            (at, ordinal) => page(called, cursorPlaceOf(paging, at, ordinal), bounds),
            service.cursors,
          );
        return readSorted(list, (ordinal) => page(called, placeOf(paging, ordinal), bounds), service.places);
      }),
    ),
  );
  const rows = isOrdered && parts.length > 1 ? parts.flat().sort(byKey(sorted)) : parts.flat();
  return { rows: rows.slice(0, limit), asOf: times.sort()[0] ?? null };
}

/** Most records of a list that is limited by a range, and so comes in another order than that of its keys. */
const mostRanged = 20_000;

function inOrder(rows: readonly RawRecord[], key: string, after: string | null, { setting }: Service) {
  if (rows.length > mostRanged)
    throw new PlumblineError('BOUND_EXCEEDED', `${setting.adapter} has more than ${mostRanged} records in the range`);
  const behind = after === null ? [...rows] : rows.filter((row) => compareText(String(row[key]), after) > 0);
  return behind.sort(byKey(key));
}

/** By its digest: filters hold citizen ids. */
function nameOf({ path }: RestResource, { equals, ranges }: Conjunction): string {
  return createHash('sha256')
    .update(JSON.stringify([path, [...equals], ranges]))
    .digest('base64url');
}

const byKey = (key: string) => (a: RawRecord, b: RawRecord) => compareText(String(a[key]), String(b[key]));

function callFor(
  { settings: { request }, setting, prefix }: Service,
  resource: RestResource,
  columns: readonly string[],
  condition: Conjunction,
  page: PagePlace,
): Call {
  const { method } = request;
  const parameters = parametersOf(request, resource, columns, condition, page);
  const path = `${prefix}${resource.path}`;
  setting.onStatement?.(describe(method, resource, columns, condition, page));
  if (method === 'POST') {
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    return { method, path, headers, body: JSON.stringify(parameters) };
  }
  const query = page.query ?? String(new URLSearchParams(Object.entries(parameters).map(written)));
  return {
    method,
    path: query === '' ? path : `${path}?${query}`,
    headers: { accept: 'application/json' },
    body: null,
  };
}

const written = ([name, value]: [string, unknown]): [string, string] => [
  name,
  typeof value === 'object' ? JSON.stringify(value) : String(value),
];

/** The call without values: `POST /api/v1/zxajxx/query fields ah,larq where ah in 12 page 1`. */
function describe(
  method: string,
  { path }: RestResource,
  columns: readonly string[],
  { equals, ranges }: Conjunction,
  { ordinal }: PagePlace,
): string {
  const tests = [
    ...[...equals].map(([column, values]) => `${column} in ${values.length}`),
    ...ranges.map(({ column, op }) => `${column} ${op}`),
  ];
  return `${method} ${path} fields ${columns.join(',')}${tests.length > 0 ? ` where ${tests.join(' and ')}` : ''} page ${ordinal}`;
}
