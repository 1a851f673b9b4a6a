import { randomUUID } from 'node:crypto';
import { PlumblineError } from '../../../schema/errors.js';
import { compareText } from '../../../schema/total-order.js';
import type { RawOrder } from '../../raw.js';
import type { RawQuery, RawRecord, RawRows, SourceSetting } from '../../source.js';
import { type Conjunction, callsOf, conjunctionOf } from '../http/conjunction.js';
import { type Bounds, type Paced, sendInTurn } from '../http/in-turn.js';
import { type Page, readPages } from '../http/pages.js';
import { together } from '../http/together.js';
import { pageOf } from './answer.js';
import { conditionOf } from './condition.js';
import { callOf, type Parameters } from './envelope.js';
import type { SoapService, SoapSettings } from './settings.js';

/** A platform that was opened. */
export interface Platform extends Paced {
  readonly settings: SoapSettings;
  readonly setting: SourceSetting;
  /** Path of the service. */
  readonly path: string;
}

/** Reads the rows of one service: every page of every call that the condition comes to, at once as far as connections allow. */
export async function readService(
  platform: Platform,
  query: RawQuery<SoapService>,
  signal: AbortSignal,
): Promise<RawRows> {
  const { settings, setting } = platform;
  const { table, columns, limit } = query;
  const condition = conjunctionOf(query.where);
  if (condition === null) return { rows: [], asOf: null };
  checkKeyed(setting.adapter, table, condition);
  const size = Math.min(limit, settings.largestPage);
  const untilMs = performance.now() + setting.timeoutMs;
  const parts = await together(signal, (either) =>
    Promise.all(
      callsOf(condition, settings.valuesPerCall).map((call) =>
        readPages((number) => ask(platform, table, columns, call, { number, size }, { signal: either, untilMs }), {
          limit,
          size,
        }),
      ),
    ),
  );
  return { rows: inOrder(parts, table.key, query).slice(0, limit), asOf: setting.clock().toISOString() };
}

/** Registers of everybody are asked by key only: that is a rule of the platform, and no failure. */
function checkKeyed(adapter: string, { service, equals, needsKey }: SoapService, condition: Conjunction): void {
  if (!needsKey || condition.equals.size > 0) return;
  throw new PlumblineError('BOUND_EXCEEDED', `${adapter} answers ${service} by key only (${equals.join(', ')})`);
}

/** Rows come in order of the record key, and in no other. */
export function isOwnOrder({ key }: SoapService, order: readonly RawOrder[]): boolean {
  return order.every(({ column, direction }) => column === key && direction === 'ASC');
}

async function ask(
  platform: Platform,
  { service }: SoapService,
  columns: readonly string[],
  condition: Conjunction,
  page: { readonly number: number; readonly size: number },
  bounds: Bounds,
): Promise<Page> {
  const { settings, setting, path } = platform;
  setting.onStatement?.(describe(service, columns, condition, page.number));
  const parameters: Parameters = [
    ['serviceId', service],
    ['condition', conditionOf(condition)],
    ['requiredColumns', columns.join(',')],
    ['page', String(page.number)],
    ['pageSize', String(page.size)],
  ];
  const written = () => callOf(settings, path, parameters, { now: setting.clock(), nonce: randomUUID() });
  const { reply } = await sendInTurn(platform, written, bounds);
  return pageOf(reply, settings, columns);
}

/** The call without values: `JQ_JBXX columns JQBH,BJSJ where JQBH in 12 page 1`. */
function describe(service: string, columns: readonly string[], { equals, ranges }: Conjunction, page: number): string {
  const tests = [
    ...[...equals].map(([column, values]) => `${column} in ${values.length}`),
    ...ranges.map(({ column, op }) => `${column} ${op}`),
  ];
  return `${service} columns ${columns.join(',')}${tests.length > 0 ? ` where ${tests.join(' and ')}` : ''} page ${page}`;
}

/** The rows of several calls in one order; within a call the platform has put them in it. */
function inOrder(
  parts: readonly (readonly RawRecord[])[],
  key: string,
  { order }: RawQuery<SoapService>,
): readonly RawRecord[] {
  if (order.length === 0 || parts.length < 2) return parts.flat();
  return parts.flat().sort((a, b) => compareText(String(a[key]), String(b[key])));
}
