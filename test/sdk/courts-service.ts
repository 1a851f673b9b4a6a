import type { RawCondition } from '../../sdk/raw.js';
import type { OpenSource, RawQuery, RawRows } from '../../sdk/source.js';
import { rest } from '../../sdk/sources/rest/rest.js';
import type { RestResource, RestSettings } from '../../sdk/sources/rest/settings.js';
import type { Answered, Seen, Service } from './service.js';

/** The list that tests of `rest` ask for. */
export const cases: RestResource = {
  path: '/cases',
  equals: ['id', 'idNo'],
  ranges: { at: { from: 'since', to: 'until', write: (value) => Number(value) } },
};

export const json = (body: unknown, status = 200): Answered => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const page = (rows: readonly object[], total = rows.length) => json({ code: '0000', data: { total, rows } });

export const base = {
  request: {
    method: 'POST',
    fields: 'fields',
    page: { kind: 'page-number', number: 'pageNo', size: 'pageSize', largest: 3 },
    filters: { as: 'object', parameter: 'filters' },
    valuesPerCall: 2,
  },
  envelope: {
    code: 'code',
    success: ['0000'],
    rows: 'data.rows',
    total: 'data.total',
    reasons: { 1001: 'CREDENTIALS' },
  },
} as const satisfies Omit<RestSettings, 'baseUrl'>;

export interface Courts {
  readonly source: OpenSource<RestResource>;
  rows(asked?: Partial<RawQuery<RestResource>>, signal?: AbortSignal): Promise<RawRows>;
  readonly statements: readonly string[];
}

export async function openCourts(
  service: Service,
  settings: Partial<RestSettings> = {},
  { timeoutMs = 2_000, clock = () => new Date('2026-11-01T10:00:00Z') } = {},
): Promise<Courts> {
  const statements: string[] = [];
  const source = await rest({ baseUrl: `${service.url}/api`, ...base, ...settings }).open({
    adapter: 'courts',
    clock,
    timeoutMs,
    concurrency: 4,
    onStatement: (statement) => statements.push(statement),
  });
  const rows: Courts['rows'] = (asked = {}, signal = AbortSignal.timeout(5_000)) =>
    source.rows(
      { table: cases, columns: ['id', 'name'], where: { op: 'true' }, order: [], limit: 10, ...asked },
      { requestId: 'r', signal },
    );
  return { source, rows, statements };
}

/** What a read rejects with. */
export const failureOf = (read: Promise<unknown>): Promise<unknown> =>
  read.then(
    () => undefined,
    (error: unknown) => error,
  );

export const bodyOf = (seen: Seen | undefined) => JSON.parse(seen?.body ?? 'null') as Record<string, unknown>;
export const isIn = (column: string, ...values: string[]): RawCondition => ({ op: 'in', column, values });
