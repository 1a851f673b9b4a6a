import type { Client, InValue } from '@libsql/client';
import iconv from 'iconv-lite';
import { type Exchange, type FaultSwitch, listenOnLoopback, type Reply, remember } from '../loopback.js';
import { openOwnFile } from '../own-tables.js';
import { serviceById } from './catalogue.js';
import { BusinessError, businessCodes, type Clause, parseCondition, whereOf } from './condition.js';
import type { PoliceService } from './resource.js';
import { answerEnvelope, decodeBody, faultEnvelope, parseCall, type QueryCall, wsdlOf } from './soap.js';

/** What one call asked for; only tests read it. */
export interface PoliceLogEntry {
  readonly serviceId: string;
  readonly clauses: readonly Clause[];
  readonly columns: readonly string[];
  readonly page: number;
  readonly pageSize: number;
  readonly code: string;
  readonly rows: number;
}

export interface PoliceSystem {
  readonly url: string;
  readonly wsdl: string;
  readonly log: PoliceLogEntry[];
  readonly faults: FaultSwitch;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface PoliceOptions {
  readonly file: string;
  readonly port: number;
  readonly callerId: string;
  readonly password: string;
  /** Resources that the caller may not ask (code 9002); none by default. */
  readonly refused?: readonly string[];
}

export const policePath = '/services/RequestService';
export const policePageLimit = 1000;

/** Opens the police's request platform: SOAP 1.1 over HTTP on loopback, before a database file of its own. */
export async function openPoliceSystem(options: PoliceOptions): Promise<PoliceSystem> {
  const client = openOwnFile(options.file);
  const log: PoliceLogEntry[] = [];
  const server = await listenOnLoopback((exchange) => answer(exchange, client, options, log), options).catch(
    (cause) => {
      client.close();
      throw cause;
    },
  );
  const url = `${server.url}${policePath}`;
  return {
    url,
    wsdl: `${url}?wsdl`,
    log,
    faults: server.faults,
    stop: server.stop,
    start: server.start,
    close: async () => {
      await server.close();
      client.close();
    },
  };
}

async function answer(
  exchange: Exchange,
  client: Client,
  options: PoliceOptions,
  log: PoliceLogEntry[],
): Promise<Reply> {
  if (exchange.path !== policePath) return plain(404, 'Not Found');
  if (exchange.method === 'GET' && exchange.query.toLowerCase() === 'wsdl') {
    return xml(200, wsdlOf(`http://${exchange.headers.host ?? '127.0.0.1'}${policePath}`), 'UTF-8', 'utf8');
  }
  if (exchange.method !== 'POST') return plain(405, 'Method Not Allowed');
  const call = parseCall(decodeBody(exchange.body));
  if (call === undefined) return xml(500, faultEnvelope('报文格式错误'), 'UTF-8', 'gb18030');

  const service = serviceById.get(call.serviceId);
  const declares = service?.declares ?? 'UTF-8';
  const page = numberOf(call.page, 1);
  const pageSize = numberOf(call.pageSize, 100);
  const record = (code: string, clauses: readonly Clause[], rows: number) =>
    remember(log, { serviceId: call.serviceId, clauses, columns: call.requiredColumns, page, pageSize, code, rows });
  const head = { serviceId: call.serviceId, page, pageSize };
  let clauses: readonly Clause[] = [];
  try {
    const asked = admit(call, service, options);
    clauses = parseCondition(call.condition, asked);
    if (!(page >= 1 && pageSize >= 1 && pageSize <= policePageLimit)) throw new BusinessError('9007', '分页参数错误');
    const { total, rows } = await select(client, asked, clauses, call.requiredColumns, page, pageSize);
    record('0000', clauses, rows.length);
    const text = answerEnvelope(
      { ...head, code: '0000', message: '成功', total },
      call.requiredColumns,
      rows,
      declares,
    );
    return xml(200, text, declares, 'gb18030');
  } catch (cause) {
    const code = cause instanceof BusinessError ? cause.code : '9999';
    const message = cause instanceof BusinessError ? cause.message : businessCodes['9999'];
    record(code, clauses, 0);
    return xml(200, answerEnvelope({ ...head, code, message, total: 0 }, [], [], declares), declares, 'gb18030');
  }
}

function admit(call: QueryCall, service: PoliceService | undefined, options: PoliceOptions): PoliceService {
  if (call.callerId !== options.callerId || call.password !== options.password) {
    throw new BusinessError('9001', businessCodes['9001']);
  }
  if (service === undefined) throw new BusinessError('9003', businessCodes['9003']);
  if (options.refused?.includes(service.id)) throw new BusinessError('9002', businessCodes['9002']);
  const known = new Set(service.columns.map(({ name }) => name));
  const unknown = call.requiredColumns.filter((column) => !known.has(column));
  if (unknown.length > 0 || call.requiredColumns.length === 0) {
    throw new BusinessError('9006', `返回数据项不存在:${unknown.join(',')}`);
  }
  return service;
}

async function select(
  client: Client,
  service: PoliceService,
  clauses: readonly Clause[],
  columns: readonly string[],
  page: number,
  pageSize: number,
): Promise<{ total: number; rows: readonly Readonly<Record<string, InValue>>[] }> {
  const where = whereOf(clauses);
  // Asked by update time, the platform answers in that order; otherwise by record key.
  const byTime = clauses.some(({ column }) => column === 'GXSJ');
  const order = byTime ? `"GXSJ", "${service.key}"` : `"${service.key}"`;
  const names = columns.map((column) => `"${column}"`).join(', ');
  const counted = await client.execute({
    sql: `SELECT COUNT(*) AS total FROM ${service.table} ${where.sql}`,
    args: where.args,
  });
  const found = await client.execute({
    sql: `SELECT ${names} FROM ${service.table} ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    args: [...where.args, pageSize, (page - 1) * pageSize],
  });
  return { total: Number(counted.rows[0]?.total ?? 0), rows: found.rows as unknown as Record<string, InValue>[] };
}

function numberOf(text: string, fallback: number): number {
  if (text === '') return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function xml(status: number, text: string, declares: string, encoding: 'utf8' | 'gb18030'): Reply {
  const headers = { 'content-type': `text/xml; charset=${declares}` };
  return { status, headers, body: iconv.encode(text, encoding) };
}

function plain(status: number, text: string): Reply {
  return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text) };
}
