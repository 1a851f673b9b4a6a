import type { Client, InValue, Row } from '@libsql/client';
import { type Exchange, type LoopbackServer, listenOnLoopback, type Reply } from '../loopback.js';
import { openOwnFile } from '../own-tables.js';

/** One request to the feed, as tests look at it afterwards; no values of persons. */
export interface FeedRequest {
  readonly path: string;
  readonly status: number;
  readonly subjects: number;
  readonly page: number;
}

export interface ScanFeed extends LoopbackServer {
  readonly requests: readonly FeedRequest[];
}

const largestPage = 1000;
// Whoever asks gets every column, the feature values and the pictures of the scan included: so does the vendor's.
const columns = 'id, dxbh, sbbh, ymfs, smsj, fx, pdjg, hdbh, jgdm, xzqh, fcbz, cjsj, tzz, zpdz';

/** Serves the scan events of the corrections system's devices: `GET /openapi/v1/scans`. Rejects with `PORT_TAKEN`. */
export async function openScanFeed(options: {
  readonly file: string;
  readonly port: number;
  readonly apiKey: string;
}): Promise<ScanFeed> {
  const client = openOwnFile(options.file);
  const requests: FeedRequest[] = [];
  const server = await listenOnLoopback((exchange) => answer(exchange, client, options.apiKey, requests), options);
  return {
    ...server,
    requests,
    close: async () => {
      await server.close();
      client.close();
    },
  };
}

async function answer(exchange: Exchange, client: Client, apiKey: string, requests: FeedRequest[]): Promise<Reply> {
  const asked = parametersOf(exchange);
  const subjects = list(asked.get('dxbh'));
  const page = Number(asked.get('pageNo') ?? '1');
  const size = Number(asked.get('pageSize') ?? '200');
  const reply = (status: number, body: object): Reply => {
    requests.push({ path: exchange.path, status, subjects: subjects.length, page });
    return {
      status,
      headers: { 'content-type': 'application/json;charset=UTF-8' },
      body: Buffer.from(JSON.stringify(body)),
    };
  };
  if (exchange.headers['x-api-key'] !== apiKey) return reply(401, { code: 401, msg: 'api key 无效', data: null });
  if (exchange.path !== '/openapi/v1/scans') return reply(404, { code: 404, msg: '接口不存在', data: null });
  const valid = Number.isInteger(page) && page > 0 && Number.isInteger(size) && size > 0 && size <= largestPage;
  if (!valid || subjects.length > 500) return reply(200, { code: 400, msg: '参数错误', data: null });
  const { where, values } = conditionOf(asked, subjects);
  const count = await client.execute({ sql: `SELECT count(*) AS n FROM t_scan${where}`, args: values });
  const rows = await client.execute({
    sql: `SELECT ${columns} FROM t_scan${where} ORDER BY id LIMIT ? OFFSET ?`,
    args: [...values, size, (page - 1) * size],
  });
  const total = Number(count.rows[0]?.n ?? 0);
  return reply(200, {
    code: 200,
    msg: 'success',
    data: { total, pageNo: page, pageSize: size, list: rows.rows.map(event) },
  });
}

function parametersOf(exchange: Exchange): URLSearchParams {
  if (exchange.method !== 'POST') return new URLSearchParams(exchange.query);
  const body: unknown = parseJson(exchange.body.toString('utf8'));
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new URLSearchParams(entries.map(([name, value]): [string, string] => [name, String(value)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const list = (text: string | null | undefined) => (text ? text.split(',').filter((part) => part !== '') : []);

/** Filters by subject numbers, scan ids, session numbers, and scan time (local, `YYYY-MM-DD HH:mm:ss`, inclusive). */
function conditionOf(
  asked: URLSearchParams,
  subjects: readonly string[],
): { readonly where: string; readonly values: InValue[] } {
  const parts: string[] = [];
  const values: InValue[] = [];
  for (const [column, wanted] of [
    ['dxbh', subjects],
    ['id', list(asked.get('id'))],
    ['hdbh', list(asked.get('hdbh'))],
  ] as const) {
    if (wanted.length === 0) continue;
    parts.push(`${column} IN (${wanted.map(() => '?').join(',')})`);
    values.push(...wanted);
  }
  for (const [column, sign, name] of [
    ['smsj_ms', '>=', 'kssj'],
    ['smsj_ms', '<=', 'jssj'],
    ['cjsj', '>=', 'gxsjq'],
  ] as const) {
    const wanted = asked.get(name);
    if (wanted === null || wanted === '') continue;
    parts.push(`${column} ${sign} ?`);
    values.push(column === 'smsj_ms' ? Date.parse(`${wanted.replace(' ', 'T')}+08:00`) : wanted);
  }
  return { where: parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`, values };
}

const event = (row: Row) => ({ ...row });
