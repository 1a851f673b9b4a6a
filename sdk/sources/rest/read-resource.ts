import type { RawQuery, RawRows, SourceSetting } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import { type Conjunction, callsOf, conjunctionOf } from '../http/conjunction.js';
import type { Call, Endpoint, Reply } from '../http/endpoint.js';
import { failureOfStatus } from '../http/failure.js';
import type { Pace } from '../http/pace.js';
import { type NumberedPage, readPages } from '../http/pages.js';
import { together } from '../http/together.js';
import type { Authorization } from './authorization.js';
import { codeOf, failureOfCode, pageOf } from './envelope.js';
import { parseJson, valueAt } from './json.js';
import { parametersOf } from './parameters.js';
import type { RestResource, RestSettings } from './settings.js';

/** A service that was opened. */
export interface Service {
  readonly settings: RestSettings;
  readonly setting: SourceSetting;
  /** Path of the base URL. */
  readonly prefix: string;
  readonly endpoint: Endpoint;
  readonly authorization: Authorization;
  readonly pace: Pace;
}

/** Reads the rows of one list: every page of every call that the condition comes to, at once as far as connections allow. */
export async function readResource(
  service: Service,
  { table, columns, where, limit }: RawQuery<RestResource>,
  signal: AbortSignal,
): Promise<RawRows> {
  const { settings, setting } = service;
  const condition = conjunctionOf(where);
  if (condition === null) return { rows: [], asOf: null };
  const untilMs = performance.now() + setting.timeoutMs;
  const times: string[] = [];
  const ask = async (call: Conjunction, number: number, size: number, bounds: Bounds): Promise<NumberedPage> => {
    const document = await answerTo(service, callFor(service, table, columns, call, { number, size }), bounds);
    const { envelope } = settings;
    const asOf = envelope.asOf === undefined ? setting.clock().toISOString() : valueAt(document, envelope.asOf);
    if (typeof asOf === 'string') times.push(asOf);
    return pageOf(document, envelope, columns);
  };
  const parts = await together(signal, (either) =>
    Promise.all(
      callsOf(condition, settings.request.valuesPerCall).map((call) =>
        readPages((number, size) => ask(call, number, size, { signal: either, untilMs }), {
          limit,
          largest: settings.request.page.largest,
        }),
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
  page: { readonly number: number; readonly size: number },
): Call {
  const parameters = parametersOf(request, resource, columns, condition, page);
  const isPost = request.method === 'POST';
  const query = new URLSearchParams();
  if (!isPost) for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  setting.onStatement?.(describe(request.method, resource, columns, condition, page.number));
  return {
    method: request.method,
    path: `${prefix}${resource.path}${isPost ? '' : `?${query}`}`,
    headers: { accept: 'application/json', ...(isPost ? { 'content-type': 'application/json' } : {}) },
    body: isPost ? JSON.stringify(parameters) : null,
  };
}

/** The call without values: `POST /api/v1/zxajxx/query fields ah,larq where ah in 12 page 1`. */
function describe(
  method: string,
  { path }: RestResource,
  columns: readonly string[],
  { equals, ranges }: Conjunction,
  page: number,
): string {
  const tests = [
    ...[...equals].map(([column, values]) => `${column} in ${values.length}`),
    ...ranges.map(({ column, op }) => `${column} ${op}`),
  ];
  return `${method} ${path} fields ${columns.join(',')}${tests.length > 0 ? ` where ${tests.join(' and ')}` : ''} page ${page}`;
}

interface Bounds {
  readonly signal: AbortSignal;
  /** When the read must be over, by the monotonic clock. */
  readonly untilMs: number;
}

/** The answer to a call: within the quota, and with a new token when the old one is over. */
async function answerTo(service: Service, call: Call, bounds: Bounds): Promise<unknown> {
  const { authorization, settings } = service;
  let headers = await authorization.headers(bounds.signal);
  let document = await answerOf(service, { ...call, headers: { ...call.headers, ...headers } }, bounds);
  if (authorization.isOver(codeOf(document, settings.envelope), headers)) {
    headers = await authorization.headers(bounds.signal);
    document = await answerOf(service, { ...call, headers: { ...call.headers, ...headers } }, bounds);
    const code = codeOf(document, settings.envelope);
    if (authorization.isOver(code, headers)) throw new SourceFailure('CREDENTIALS', `code ${code} with a new token`);
  }
  const failure = failureOfCode(codeOf(document, settings.envelope), settings.envelope);
  if (failure !== null) throw failure;
  return document;
}

async function answerOf({ endpoint, pace }: Service, call: Call, { signal, untilMs }: Bounds): Promise<unknown> {
  for (;;) {
    await pace.turn(untilMs, signal);
    const reply = await endpoint.send(call, signal);
    if (reply.status === 429) {
      pace.hold(retryAfterMs(reply));
      continue;
    }
    const failure = failureOfStatus(reply.status);
    if (failure !== null) throw failure;
    return parseJson(reply.body);
  }
}

/** How long the service wants to be left alone (RFC 9110 10.2.3: seconds; a date is not trusted); a second by default. */
function retryAfterMs(reply: Reply): number {
  const seconds = Number(reply.header('retry-after') ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 1_000;
}
