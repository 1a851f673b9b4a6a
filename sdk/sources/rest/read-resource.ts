import type { RawQuery, RawRows } from '../../source.js';
import { type Conjunction, callsOf, conjunctionOf } from '../http/conjunction.js';
import type { Call } from '../http/endpoint.js';
import type { Bounds } from '../http/in-turn.js';
import type { Page } from '../http/pages.js';
import { together } from '../http/together.js';
import { ask, type Service } from './ask.js';
import { cursorIn, pageOf } from './envelope.js';
import { valueAt } from './json.js';
import { nextQueryIn, type PagePlace, readList } from './paging.js';
import { parametersOf } from './parameters.js';
import type { RestResource } from './settings.js';

/** Reads the rows of one list: every page of every call that the condition comes to, at once as far as connections allow. */
export async function readResource(
  service: Service,
  { table, columns, where, limit }: RawQuery<RestResource>,
  signal: AbortSignal,
): Promise<RawRows> {
  const { settings, setting, envelope } = service;
  const condition = conjunctionOf(where);
  if (condition === null) return { rows: [], asOf: null };
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
  const parts = await together(signal, (either) =>
    Promise.all(
      callsOf(condition, valuesPerCall).map((called) =>
        readList(paging, (place) => page(called, place, { signal: either, untilMs }), limit),
      ),
    ),
  );
  return { rows: parts.flat().slice(0, limit), asOf: times.sort()[0] ?? null };
}

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
