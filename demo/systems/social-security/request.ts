import type { InValue } from '@libsql/client';
import type { ShareService } from './resources.js';

/** Business codes of the sharing platform; all but `40101` (HTTP 401) and `42900` (HTTP 429) travel inside HTTP 200. */
export const shareCodes = {
  '00000': '成功',
  '40001': '请求参数错误',
  '40002': '字段不存在或不支持过滤',
  '40003': '游标无效',
  '40101': '签名错误或已失效',
  '40400': '服务不存在',
  '42900': '调用频率超过限制',
} as const;
export type ShareCode = keyof typeof shareCodes;

export class ShareError extends Error {
  readonly code: ShareCode;
  constructor(code: ShareCode) {
    super(shareCodes[code]);
    this.code = code;
  }
}

/** A query as it was understood. */
export interface ShareQuery {
  readonly fields: readonly string[];
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** The earliest time of writing, `yyyymmddhhmmss`. */
  readonly updatedFrom: string | null;
  /** The last key of the page before. */
  readonly after: string | null;
  readonly pageSize: number;
}

export const largestPage = 200;
export const mostValues = 1000;

/** Reads `{ fields: "dybh,xm", filters: { sfzh: […] }, updatedFrom, cursor, pageSize }`; fields must be named. */
export function parseQuery(text: string, service: ShareService): ShareQuery {
  const body = objectOf(parseJson(text));
  const names = service.columns.map(({ name }) => name);
  const fields = typeof body.fields === 'string' ? body.fields.split(',') : [];
  if (fields.length === 0 || fields.some((name) => !names.includes(name))) throw new ShareError('40002');
  const filters: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(objectOf(body.filters ?? {}))) {
    if (!service.queryable.includes(name)) throw new ShareError('40002');
    if (!Array.isArray(values) || values.length === 0 || values.length > mostValues) throw new ShareError('40001');
    filters[name] = values.map(String);
  }
  const { pageSize = 100, cursor = null, updatedFrom = null } = body;
  if (updatedFrom !== null && !/^\d{14}$/.test(String(updatedFrom))) throw new ShareError('40001');
  if (typeof pageSize !== 'number' || !(pageSize >= 1 && pageSize <= largestPage)) throw new ShareError('40001');
  return {
    fields,
    filters,
    updatedFrom: updatedFrom === null ? null : String(updatedFrom),
    after: keyIn(cursor),
    pageSize,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShareError('40001');
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShareError('40001');
  return value as Readonly<Record<string, unknown>>;
}

const prefix = 'after:';

/** A word that nobody but the platform is to read. */
export const cursorOf = (key: string) => Buffer.from(`${prefix}${key}`).toString('base64url');

function keyIn(cursor: unknown): string | null {
  if (cursor === null || cursor === '') return null;
  const text = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString('utf8') : '';
  if (!text.startsWith(prefix)) throw new ShareError('40003');
  return text.slice(prefix.length);
}

export function whereOf(service: ShareService, { filters, updatedFrom, after }: ShareQuery) {
  const parts = Object.entries(filters).map(([name, values]) => `"${name}" IN (${values.map(() => '?').join(',')})`);
  const args: InValue[] = Object.values(filters).flat();
  if (updatedFrom !== null) {
    parts.push('"gxsj" >= ?');
    args.push(updatedFrom);
  }
  if (after !== null) {
    parts.push(`"${service.key}" > ?`);
    args.push(after);
  }
  return { sql: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', args };
}
