// long: one service with every form of paging, envelope and authorization that `RestSettings` has.
import type { EntityBinding } from '../../entity.js';
import { byRawOrder } from '../../raw-match.js';
import type { RawRecord } from '../../source.js';
import type { RestPaging } from '../../sources/rest/paging.js';
import type { RestResource, RestSettings } from '../../sources/rest/settings.js';
import { tableName } from '../../table-name.js';
import type { Tables } from '../golden.js';
import { type HttpSystem, openHttpSystem, type Stock } from './http-system.js';
import type { Answer, Heard } from './loopback.js';
import { put } from './put.js';
import { restGate } from './rest-gate.js';

/** A service on loopback that speaks the settings: their pages, envelope, filters and authorization. */
export function openRestSystem(
  settings: RestSettings,
  tables: Tables,
  bindings: readonly EntityBinding[],
  clock: () => Date,
): Promise<HttpSystem> {
  const resources = new Map(
    bindings.map(({ table }) => [pathOf(settings, table as RestResource), table as RestResource]),
  );
  const gate = restGate(settings, clock);
  const answer = (heard: Heard, stock: Stock): Answer => {
    const refused = gate.answer(heard);
    if (refused !== null) return refused;
    const resource = resources.get(heard.path);
    if (resource === undefined)
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: Buffer.from('not found') };
    const parameters = parametersOf(settings, heard);
    const name = tableName(resource);
    const kept = stock.rows(name).filter((row) => passes(settings, resource, parameters, row));
    const { sorted } = resource;
    const rows =
      sorted === undefined ? kept : kept.sort(byRawOrder([{ column: sorted, direction: 'ASC', type: 'text' }]));
    const page = pageOf(settings.request.page, parameters, rows, stock.isLooping());
    const answered = [...stock.smuggled(name), ...page.rows].map((row) => pick(settings, parameters, row));
    return answerOf(settings, heard, { ...page, rows: answered }, clock);
  };
  return openHttpSystem({
    what: 'an HTTP server on loopback that speaks the adapter’s own settings',
    tables,
    answer,
    expireTokens: gate.expire,
  });
}

const pathOf = ({ baseUrl }: RestSettings, { path }: RestResource): string =>
  `${new URL(baseUrl).pathname.replace(/\/$/, '')}${path}`;

type Parameters = Readonly<Record<string, unknown>>;

function parametersOf({ request }: RestSettings, { query, body }: Heard): Parameters {
  if (request.method === 'POST') {
    const parsed: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Parameters) : {};
  }
  return Object.fromEntries(new URLSearchParams(query));
}

/** Only what the interface document lets callers filter by is looked at: the rest of the parameters changes nothing. */
function passes(
  { request: { filters } }: RestSettings,
  { equals, ranges = {} }: RestResource,
  parameters: Parameters,
  row: RawRecord,
): boolean {
  const wanted = filters.as === 'object' ? objectOf(parameters[filters.parameter]) : parameters;
  for (const column of equals) {
    const given = wanted[column];
    if (given === undefined) continue;
    const values = Array.isArray(given) ? given.map(String) : String(given).split(',');
    const value = row[column] ?? null;
    if (value === null || !values.includes(String(value))) return false;
  }
  for (const [column, { from, to, write }] of Object.entries(ranges)) {
    const [least, greatest] = [
      from === undefined ? undefined : parameters[from],
      to === undefined ? undefined : parameters[to],
    ];
    if (least === undefined && greatest === undefined) continue;
    const value = row[column] ?? null;
    if (value === null || typeof value === 'object') return false;
    const own = write(value as string | number);
    if (least !== undefined && compare(own, least) < 0) return false;
    if (greatest !== undefined && compare(own, greatest) > 0) return false;
  }
  return true;
}

function compare(own: string | number, given: unknown): number {
  if (typeof own === 'number') return own - Number(given);
  const other = String(given);
  return own < other ? -1 : own > other ? 1 : 0;
}

function objectOf(value: unknown): Parameters {
  const held: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return typeof held === 'object' && held !== null ? (held as Parameters) : {};
}

interface Paged {
  readonly rows: readonly RawRecord[];
  readonly total: number;
  /** How many rows come before the next page; null after the last. */
  readonly next: number | null;
}

function pageOf(paging: RestPaging, parameters: Parameters, rows: readonly RawRecord[], isLooping: boolean): Paged {
  const size = Math.min(
    paging.largest,
    paging.size === undefined ? paging.largest : Number(parameters[paging.size] ?? paging.largest),
  );
  const from = isLooping ? 0 : startOf(paging, parameters, size);
  const page = rows.slice(from, from + size);
  const end = from + size;
  return { rows: page, total: rows.length, next: isLooping ? size : end < rows.length ? end : null };
}

function startOf(paging: RestPaging, parameters: Parameters, size: number): number {
  switch (paging.kind) {
    case 'page-number':
      return (Number(parameters[paging.number] ?? paging.first ?? 1) - (paging.first ?? 1)) * size;
    case 'offset':
      return Number(parameters[paging.offset] ?? 0);
    case 'cursor':
      return Number(Buffer.from(String(parameters[paging.cursor] ?? ''), 'base64url').toString('utf8') || 0);
    default:
      return Number(parameters.plumblineFrom ?? 0);
  }
}

function pick({ request: { fields } }: RestSettings, parameters: Parameters, row: RawRecord): RawRecord {
  const wanted = fields === undefined ? undefined : parameters[fields];
  if (typeof wanted !== 'string') return row;
  return Object.fromEntries(wanted.split(',').flatMap((column) => (column in row ? [[column, row[column]]] : [])));
}

function answerOf(settings: RestSettings, { path, query }: Heard, page: Paged, clock: () => Date): Answer {
  const { envelope = {}, request } = settings;
  const document: Record<string, unknown> = {};
  if (envelope.code !== undefined) put(document, envelope.code, envelope.success[0] ?? '0');
  if (envelope.rows !== undefined) put(document, envelope.rows, page.rows);
  if (envelope.total !== undefined) put(document, envelope.total, page.total);
  if (envelope.asOf !== undefined) put(document, envelope.asOf, clock().toISOString());
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const { page: paging } = request;
  if (paging.kind === 'cursor') {
    if (page.next !== null) put(document, paging.next.cursor, Buffer.from(String(page.next)).toString('base64url'));
    if (paging.next.more !== undefined) put(document, paging.next.more, page.next !== null);
  }
  if (paging.kind === 'link' && page.next !== null) {
    const parameters = new URLSearchParams(query);
    parameters.set('plumblineFrom', String(page.next));
    headers.link = `<${path}?${parameters}>; rel="next"`;
  }
  const body = envelope.rows === undefined && Object.keys(document).length === 0 ? page.rows : document;
  return { status: 200, headers, body: Buffer.from(JSON.stringify(body)) };
}
