import type { InValue } from '@libsql/client';
import type { ApiResource } from './resources.js';

/** Business codes of the execution system; all but `4290` travel inside HTTP 200. */
export const apiCodes = {
  '0000': '操作成功',
  '1001': '应用标识或密钥错误',
  '1002': '缺少访问令牌',
  '1003': '访问令牌无效或已过期',
  '2001': '请求参数格式错误',
  '2002': '字段不存在',
  '2003': '分页参数超出范围',
  '2004': '条件取值个数超过上限',
  '4040': '接口不存在',
  '4290': '调用频率超过限制',
  '9999': '系统繁忙',
} as const;

export type ApiCode = keyof typeof apiCodes;

export class ApiError extends Error {
  readonly code: ApiCode;
  constructor(code: ApiCode, message: string = apiCodes[code]) {
    super(message);
    this.code = code;
  }
}

/** A query as it was understood. */
export interface ApiQuery {
  readonly fields: readonly string[];
  /** Equality with one of the values, by field. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** Epoch milliseconds, both inclusive. */
  readonly updatedFrom: number | undefined;
  readonly updatedTo: number | undefined;
  readonly pageNo: number;
  readonly pageSize: number;
}

export const maximumPageSize = 1000;
export const maximumIds = 3000;

const known = new Set(['fields', 'ids', 'filters', 'updatedFrom', 'updatedTo', 'pageNo', 'pageSize']);

/**
 * Reads the JSON body of a query: `{ fields: "ah,larq", ids: [key …], filters: { bzxrZjhm: […] }, updatedFrom,
 * updatedTo, pageNo, pageSize }`.
 */
export function parseQuery(text: string, resource: ApiResource): ApiQuery {
  const body = objectOf(parseJson(text));
  const stranger = Object.keys(body).find((name) => !known.has(name));
  if (stranger !== undefined) throw new ApiError('2001', `未知参数:${stranger}`);
  const filters: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(objectOf(body.filters ?? {}))) {
    if (!resource.queryable.includes(name) || name === 'gxsj') throw new ApiError('2002', `字段不支持过滤:${name}`);
    filters[name] = valuesOf(value);
  }
  if (body.ids !== undefined) filters[resource.key] = valuesOf(body.ids);
  const pageNo = integerOf(body.pageNo, 1);
  const pageSize = integerOf(body.pageSize, 20);
  if (pageNo < 1 || pageSize < 1 || pageSize > maximumPageSize) throw new ApiError('2003');
  return {
    fields: fieldsOf(body.fields, resource),
    filters,
    updatedFrom: body.updatedFrom === undefined ? undefined : integerOf(body.updatedFrom, 0),
    updatedTo: body.updatedTo === undefined ? undefined : integerOf(body.updatedTo, 0),
    pageNo,
    pageSize,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('2001');
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError('2001');
  return value as Record<string, unknown>;
}

function valuesOf(value: unknown): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  if (values.length > maximumIds) throw new ApiError('2004');
  if (values.length === 0 || !values.every((each) => typeof each === 'string')) throw new ApiError('2001');
  return values;
}

function integerOf(value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new ApiError('2001');
  return value;
}

/** Without `fields` the system answers every field it has, as the vendor's console does. */
function fieldsOf(value: unknown, resource: ApiResource): readonly string[] {
  const names = resource.columns.map(({ name }) => name);
  if (value === undefined || value === '') return names;
  if (typeof value !== 'string') throw new ApiError('2001');
  const asked = value.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new ApiError('2002', `字段不存在:${unknown}`);
  return asked;
}

/** The query's conditions as SQL of the system's own database. */
export function whereOf(query: ApiQuery): { readonly sql: string; readonly args: readonly InValue[] } {
  const parts: string[] = [];
  const args: InValue[] = [];
  for (const [name, values] of Object.entries(query.filters)) {
    parts.push(`"${name}" IN (${values.map(() => '?').join(',')})`);
    args.push(...values);
  }
  if (query.updatedFrom !== undefined) {
    parts.push('"gxsj" >= ?');
    args.push(query.updatedFrom);
  }
  if (query.updatedTo !== undefined) {
    parts.push('"gxsj" <= ?');
    args.push(query.updatedTo);
  }
  return { sql: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', args };
}
