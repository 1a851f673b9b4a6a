import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Client } from '@libsql/client';
import { openQuota } from '../enforcement/tokens.js';
import { type Exchange, type FaultSwitch, listenOnLoopback, type Reply, remember } from '../loopback.js';
import { openOwnFile } from '../own-tables.js';
import { cursorOf, parseQuery, type ShareCode, ShareError, type ShareQuery, shareCodes, whereOf } from './request.js';
import { type ShareService, serviceByPath } from './resources.js';

/** What one call asked for; only tests read it. */
export interface ShareLogEntry {
  readonly service: string;
  readonly query: ShareQuery | undefined;
  readonly code: ShareCode;
  readonly rows: number;
}

export interface SocialSecuritySystem {
  /** Base URL: `POST /share/v1/<service>`. */
  readonly url: string;
  readonly log: ShareLogEntry[];
  readonly faults: FaultSwitch;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface SocialSecurityOptions {
  readonly file: string;
  readonly port: number;
  readonly appId: string;
  readonly appSecret: string;
  readonly callsPerSecond: number;
  /** Epoch milliseconds: a signature is good for five minutes. */
  readonly now: () => number;
}

interface Desk {
  readonly options: SocialSecurityOptions;
  readonly client: Client;
  readonly quota: () => number | undefined;
  readonly log: ShareLogEntry[];
}

/** Opens the social security bureau's services on the sharing platform (政务数据共享平台): signed JSON on loopback. */
export async function openSocialSecuritySystem(options: SocialSecurityOptions): Promise<SocialSecuritySystem> {
  const client = openOwnFile(options.file);
  const desk: Desk = { options, client, quota: openQuota(options.callsPerSecond, options.now), log: [] };
  const server = await listenOnLoopback((exchange) => answer(exchange, desk), options).catch((cause) => {
    client.close();
    throw cause;
  });
  return {
    url: server.url,
    log: desk.log,
    faults: server.faults,
    stop: server.stop,
    start: server.start,
    close: async () => {
      await server.close();
      client.close();
    },
  };
}

async function answer(exchange: Exchange, desk: Desk): Promise<Reply> {
  const path = /^\/share\/v1\/(\w+)$/.exec(exchange.path)?.[1] ?? '';
  const service = serviceByPath.get(path);
  let query: ShareQuery | undefined;
  const reply = (status: number, code: ShareCode, data: unknown, headers = {}, rows = 0) => {
    remember(desk.log, { service: path, query, code, rows });
    return json(status, { code, msg: shareCodes[code], data }, headers);
  };
  if (!isSigned(exchange, desk.options)) return reply(401, '40101', null);
  const wait = desk.quota();
  if (wait !== undefined) return reply(429, '42900', null, { 'retry-after': String(wait) });
  try {
    if (service === undefined || exchange.method !== 'POST') throw new ShareError('40400');
    query = parseQuery(exchange.body.toString('utf8'), service);
    const page = await select(desk.client, service, query);
    return reply(200, '00000', page, {}, page.rows.length);
  } catch (cause) {
    if (cause instanceof ShareError) return reply(200, cause.code, null);
    throw cause;
  }
}

const windowMs = 5 * 60_000;

/** HMAC-SM3 over method, path, time, nonce and the digest of the body, a line each (interface document, 2). */
function isSigned(
  { method, path, headers, body }: Exchange,
  { appId, appSecret, now }: SocialSecurityOptions,
): boolean {
  const of = (name: string) => String(headers[name] ?? '');
  const [timestamp, nonce, signature] = [of('x-timestamp'), of('x-nonce'), of('x-signature')];
  if (of('x-app-id') !== appId || !/^\d{1,14}$/.test(timestamp) || nonce === '') return false;
  if (Math.abs(Number(timestamp) - now()) > windowMs) return false;
  const digest = createHash('sm3').update(body).digest('hex');
  const text = [method, path, timestamp, nonce, digest].join('\n');
  const own = createHmac('sm3', appSecret).update(text).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === own.length && timingSafeEqual(given, own);
}

async function select(client: Client, service: ShareService, query: ShareQuery) {
  const { key, table } = service;
  const where = whereOf(service, query);
  // The key is read for the cursor, whether it was asked for or not.
  const names = [...new Set([...query.fields, key])];
  const found = await client.execute({
    sql: `SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM ${table} ${where.sql} ORDER BY "${key}" LIMIT ?`,
    args: [...where.args, query.pageSize + 1],
  });
  const page = found.rows.slice(0, query.pageSize);
  const last = page.at(-1);
  return {
    rows: page.map((row) => Object.fromEntries(query.fields.map((name) => [name, row[name] ?? null]))),
    nextCursor: found.rows.length > query.pageSize && last ? cursorOf(String(last[key])) : null,
  };
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>>): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}
