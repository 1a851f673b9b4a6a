import type { InValue } from '@libsql/client';
import type { PoliceService } from './resource.js';

/** A business error of the platform: it travels inside HTTP 200. */
export class BusinessError extends Error {
  readonly code: BusinessCode;
  constructor(code: BusinessCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Codes of the platform's answer head. */
export const businessCodes = {
  '0000': '成功',
  '9001': '请求方身份校验失败',
  '9002': '请求方无权访问该服务',
  '9003': '服务标识不存在',
  '9004': '查询条件不符合规范',
  '9005': '查询条件取值个数超过上限',
  '9006': '返回数据项不存在',
  '9007': '分页参数超出范围',
  '9999': '系统异常',
} as const;

export type BusinessCode = keyof typeof businessCodes;

/** One clause of a condition, as it was asked for. */
export interface Clause {
  readonly column: string;
  readonly operator: '=' | 'IN' | '>=' | '>' | '<=' | '<';
  readonly values: readonly string[];
}

export const maximumValues = 3000;

const clausePattern =
  /^\s*([A-Z][A-Z0-9]*)\s*(?:(=|>=|<=|>|<)\s*'((?:[^']|'')*)'|IN\s*\(((?:[^'()]|'(?:[^']|'')*')*)\))\s*/i;
const valuePattern = /^\s*'((?:[^']|'')*)'\s*(,|$)/;

/** Reads `A='1' AND B IN ('2','3') AND GXSJ>='2024-01-01 00:00:00'`; anything else is error 9004. */
export function parseCondition(text: string, service: PoliceService): readonly Clause[] {
  const clauses: Clause[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = clausePattern.exec(rest);
    if (match === null) throw new BusinessError('9004', '查询条件语法错误');
    clauses.push(clauseOf(match, service));
    rest = rest.slice(match[0].length);
    if (rest === '') break;
    const and = /^AND\s+(?=\S)/i.exec(rest);
    if (and === null) throw new BusinessError('9004', '查询条件只支持AND连接');
    rest = rest.slice(and[0].length);
  }
  requireKey(clauses, service);
  return clauses;
}

function clauseOf(match: RegExpExecArray, service: PoliceService): Clause {
  const column = (match[1] ?? '').toUpperCase();
  const operator = (match[2] ?? 'IN') as Clause['operator'];
  const values = match[2] === undefined ? listOf(match[4] ?? '') : [unquote(match[3] ?? '')];
  const allowed = operator === '=' || operator === 'IN' ? service.queryable : service.ranges;
  if (!allowed.includes(column)) throw new BusinessError('9004', `数据项${column}不支持该条件`);
  if (values.length > maximumValues) throw new BusinessError('9005', `取值个数超过${maximumValues}`);
  return { column, operator, values };
}

function listOf(text: string): readonly string[] {
  const values: string[] = [];
  let rest = text;
  while (rest.trim() !== '') {
    const match = valuePattern.exec(rest);
    if (match === null) throw new BusinessError('9004', 'IN列表语法错误');
    values.push(unquote(match[1] ?? ''));
    rest = rest.slice(match[0].length);
  }
  if (values.length === 0) throw new BusinessError('9004', 'IN列表为空');
  return values;
}

function unquote(text: string): string {
  return text.replaceAll("''", "'");
}

function requireKey(clauses: readonly Clause[], service: PoliceService): void {
  const keys = service.queryable.filter((column) => column !== 'GXSJ');
  const isKeyed = clauses.some(
    ({ column, operator }) => keys.includes(column) && (operator === '=' || operator === 'IN'),
  );
  if (service.needsKey && !isKeyed) throw new BusinessError('9004', `本服务必须以${keys.join('或')}为条件`);
}

/** The clauses as SQL of the platform's own database. */
export function whereOf(clauses: readonly Clause[]): { readonly sql: string; readonly args: InValue[] } {
  if (clauses.length === 0) return { sql: '', args: [] };
  const parts = clauses.map(({ column, operator, values }) =>
    operator === 'IN' ? `"${column}" IN (${values.map(() => '?').join(',')})` : `"${column}" ${operator} ?`,
  );
  return { sql: `WHERE ${parts.join(' AND ')}`, args: clauses.flatMap(({ values }) => [...values]) };
}
