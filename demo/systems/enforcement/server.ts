import type { Client, InValue } from '@libsql/client';
import { type Exchange, type FaultSwitch, listenOnLoopback, type Reply, remember } from '../loopback.js';
import { openOwnFile } from '../own-tables.js';
import { type ApiCode, ApiError, type ApiQuery, apiCodes, parseQuery, whereOf } from './request.js';
import { type ApiResource, resourceByPath } from './resources.js';
import { openQuota, openTokenDesk, type TokenDesk } from './tokens.js';

/** What one call asked for; only tests read it. */
export interface EnforcementLogEntry {
  /** `token` or the path of a resource. */
  readonly operation: string;
  readonly query: ApiQuery | undefined;
  readonly code: ApiCode;
  readonly rows: number;
}

export interface EnforcementSystem {
  /** Base URL: `POST /oauth/token`, `POST /api/v1/<resource>/query`. */
  readonly url: string;
  readonly log: EnforcementLogEntry[];
  readonly faults: FaultSwitch;
  /** Forgets every token given out so far. */
  revokeTokens(): void;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface EnforcementOptions {
  readonly file: string;
  readonly port: number;
  readonly appKey: string;
  readonly appSecret: string;
  /** Life of a token in seconds. */
  readonly tokenSeconds: number;
  /** Calls a second over all callers, tokens not counted. */
  readonly callsPerSecond: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Desk {
  readonly options: EnforcementOptions;
  readonly client: Client;
  readonly tokens: TokenDesk;
  readonly quota: () => number | undefined;
  readonly log: EnforcementLogEntry[];
}

/** Opens the court's execution system: JSON over HTTP on loopback, before a database file of its own. */
export async function openEnforcementSystem(options: EnforcementOptions): Promise<EnforcementSystem> {
  const desk: Desk = {
    options,
    client: openOwnFile(options.file),
    tokens: openTokenDesk(options.appSecret, options.tokenSeconds, options.now),
    quota: openQuota(options.callsPerSecond, options.now),
    log: [],
  };
  const server = await listenOnLoopback((exchange) => answer(exchange, desk), options).catch((cause) => {
    desk.client.close();
    throw cause;
  });
  return {
    url: server.url,
    log: desk.log,
    faults: server.faults,
    revokeTokens: desk.tokens.revoke,
    stop: server.stop,
    start: server.start,
    close: async () => {
      await server.close();
      desk.client.close();
    },
  };
}

async function answer(exchange: Exchange, desk: Desk): Promise<Reply> {
  if (exchange.method !== 'POST') return json(405, { code: '4040', msg: apiCodes['4040'], data: null });
  if (exchange.path === '/oauth/token') return giveToken(exchange, desk);
  const path = /^\/api\/v1\/(\w+)\/query$/.exec(exchange.path)?.[1] ?? '';
  const resource = resourceByPath.get(path);
  const wait = desk.quota();
  let query: ApiQuery | undefined;
  const fail = (status: number, code: ApiCode, msg: string, headers = {}) => {
    remember(desk.log, { operation: path, query, code, rows: 0 });
    return json(status, { code, msg, data: null }, headers);
  };
  if (wait !== undefined) return fail(429, '4290', apiCodes['4290'], { 'retry-after': String(wait) });
  try {
    checkToken(exchange, desk.tokens);
    if (resource === undefined) throw new ApiError('4040');
    query = parseQuery(exchange.body.toString('utf8'), resource);
    const { total, rows } = await select(desk.client, resource, query);
    remember(desk.log, { operation: path, query, code: '0000', rows: rows.length });
    return json(200, { code: '0000', msg: apiCodes['0000'], data: { total, rows } });
  } catch (cause) {
    if (cause instanceof ApiError) return fail(200, cause.code, cause.message);
    return fail(200, '9999', apiCodes['9999']);
  }
}

function giveToken(exchange: Exchange, { options, tokens, log }: Desk): Reply {
  const isKnown = isCaller(exchange.body.toString('utf8'), options);
  const code = isKnown ? '0000' : '1001';
  remember(log, { operation: 'token', query: undefined, code, rows: 0 });
  return json(200, { code, msg: apiCodes[code], data: isKnown ? tokens.issue() : null });
}

function isCaller(text: string, options: EnforcementOptions): boolean {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return false;
    const { appKey, appSecret } = body as Record<string, unknown>;
    return appKey === options.appKey && appSecret === options.appSecret;
  } catch {
    return false;
  }
}

function checkToken(exchange: Exchange, tokens: TokenDesk): void {
  const token = /^Bearer (\S+)$/.exec(exchange.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new ApiError('1002');
  if (!tokens.isValid(token)) throw new ApiError('1003');
}

async function select(
  client: Client,
  resource: ApiResource,
  query: ApiQuery,
): Promise<{ total: number; rows: readonly Readonly<Record<string, unknown>>[] }> {
  const where = whereOf(query);
  const isByTime = query.updatedFrom !== undefined || query.updatedTo !== undefined;
  const order = isByTime ? `"gxsj", "${resource.key}"` : `"${resource.key}"`;
  const args = [...where.args];
  const counted = await client.execute({ sql: `SELECT COUNT(*) AS total FROM ${resource.table} ${where.sql}`, args });
  const found = await client.execute({
    sql: `SELECT ${query.fields.map((name) => `"${name}"`).join(', ')} FROM ${resource.table} ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    args: [...args, query.pageSize, (query.pageNo - 1) * query.pageSize],
  });
  const rows = found.rows.map((row) =>
    Object.fromEntries(query.fields.map((name) => [name, jsonOf(name, (row as Record<string, InValue>)[name])])),
  );
  return { total: Number(counted.rows[0]?.total ?? 0), rows };
}

/** The database keeps lists and flags as text and numbers; the interface shows them as JSON. */
function jsonOf(name: string, value: InValue | undefined): unknown {
  if (name.endsWith('List') && typeof value === 'string') return JSON.parse(value);
  if (name === 'fcBz') return value === 1;
  return value ?? null;
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}
