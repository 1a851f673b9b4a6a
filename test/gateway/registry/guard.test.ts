import { expect, test } from '@jest/globals';
import { guarded } from '../../../gateway/registry/guard.js';
import { createRegistry } from '../../../gateway/registry/registry.js';
import type { OpenAdapter, ReadRequest } from '../../../schema/adapter.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import { outside } from './outside.js';
import { clock, context } from './systems.js';

const catalog = readCatalog();
const canary = '371422198001011234';

const request: ReadRequest = {
  entity: 'AccessoryPenalty',
  fields: ['kind', 'amount', 'payBy'],
  where: { op: 'true' },
  order: [{ field: 'amount', direction: 'ASC' }],
  first: 2,
  count: true,
};
const values = { kind: 'FINE', amount: 100_00, payBy: '2026-11-30' };
const row = (id: string, more: object = {}) => ({ adapter: 'x', id, values, flags: {}, asOf: null, ...more });
const pageOf = (rows: readonly unknown[], more: object = {}) => ({ rows, hasNext: false, total: rows.length, ...more });
const answerOf = (page: unknown, asOf: unknown = null) => ({ groups: new Map([['', page]]), asOf });

const read = (answer: (request: ReadRequest) => unknown, asked: Partial<ReadRequest> = {}) =>
  createRegistry([guarded(outside(answer), catalog, 'county-7')], clock).read({ ...request, ...asked }, context());

test('what keeps the contract passes, under the name that the configuration gives', async () => {
  const flags = { amount: ['AMOUNT_VARIANT'] };
  const { groups, sources } = await read(() =>
    answerOf(pageOf([row('1', { flags }), row('2')]), '2026-11-01T00:00:00Z'),
  );
  expect(groups.get('')).toEqual({
    rows: [
      { adapter: 'county-7', id: '1', values, flags, asOf: null },
      { adapter: 'county-7', id: '2', values, flags: {}, asOf: null },
    ],
    hasNext: false,
    total: 2,
  });
  expect(sources.map(({ adapter, status }) => [adapter, status])).toEqual([['county-7', 'OK']]);
});

test('a page that may lack records passes as one, and keeps that when others are added', async () => {
  const adapterOf = (id: string, more: object) =>
    guarded(
      outside(() => answerOf(pageOf([row(id)], more))),
      catalog,
      id,
    );
  const { groups } = await createRegistry([adapterOf('a', { mayLack: true }), adapterOf('b', {})], clock).read(
    request,
    context(),
  );
  expect(groups.get('')).toMatchObject({ total: 2, mayLack: true });
});

test.each<[string, unknown, Partial<ReadRequest>?]>([
  ['nothing', undefined],
  ['a text', canary],
  ['no groups', { asOf: null }],
  ['a group that was not asked for', { groups: new Map([[canary, pageOf([])]]), asOf: null }],
  ['no page', answerOf(null)],
  ['more rows than were asked for', answerOf(pageOf([row('1'), row('2'), row('3')]))],
  ['no total', answerOf(pageOf([row('1')], { total: null }))],
  ['a total below the rows', answerOf(pageOf([row('1')], { total: 0 }))],
  ['no word on a next page', answerOf(pageOf([row('1')], { hasNext: 'yes' }))],
  ['a row without a key', answerOf(pageOf([row('')]))],
  ['a row that is none', answerOf(pageOf([canary]))],
  ['a row twice', answerOf(pageOf([row('1'), row('1')]))],
  [
    'rows out of order',
    answerOf(pageOf([row('1', { values: { ...values, amount: 2 } }), row('2', { values: { ...values, amount: 1 } })])),
  ],
  [
    'a row of the page before',
    answerOf(pageOf([row('1')])),
    { after: { values: [100_00], adapter: 'county-7', id: '1' } },
  ],
  ['a field that was not asked for', answerOf(pageOf([row('1', { values: { ...values, caseNumber: canary } })]))],
  ['a text for an amount', answerOf(pageOf([row('1', { values: { ...values, amount: canary } })]))],
  ['a part of a fen', answerOf(pageOf([row('1', { values: { ...values, amount: 0.5 } })]))],
  ['no number', answerOf(pageOf([row('1', { values: { ...values, amount: Number.NaN } })]))],
  ['an object for a value', answerOf(pageOf([row('1', { values: { ...values, payBy: new Date(0) } })]))],
  ['a date in another notation', answerOf(pageOf([row('1', { values: { ...values, payBy: '2026年11月30日' } })]))],
  ['a word that the list does not have', answerOf(pageOf([row('1', { values: { ...values, kind: canary } })]))],
  ['an unknown flag', answerOf(pageOf([row('1', { flags: { amount: [canary] } })]))],
  ['flags of another field', answerOf(pageOf([row('1', { flags: { citizenId: ['TRUNCATED'] } })]))],
  ['a freshness that is no time', answerOf(pageOf([]), canary)],
])('%s is malformed, and nothing of the answer is used', async (_, answer, asked = {}) => {
  const result = await read(() => answer, asked);
  expect(result).toEqual({
    groups: new Map(),
    sources: [{ adapter: 'county-7', agency: '法院', status: 'UNAVAILABLE', asOf: null, reason: 'MALFORMED' }],
    missing: new Set(),
    unavailable: true,
  });
});

class TheirFailure extends Error {
  override readonly name = 'SourceFailure';
  readonly reason = 'QUOTA';
}

test.each<[string, () => unknown, string]>([
  ['an error', () => Promise.reject(new Error(canary)), 'FAILED'],
  [
    'an error at once',
    () => {
      throw new Error(canary);
    },
    'FAILED',
  ],
  ['a text', () => Promise.reject(canary), 'FAILED'],
  ['nothing', () => Promise.reject(undefined), 'FAILED'],
  ['a reason that there is not', () => Promise.reject({ reason: canary }), 'FAILED'],
  ['a failure of another SDK', () => Promise.reject(new TheirFailure(canary)), 'QUOTA'],
  [
    'a failure as another SDK’s readers tell it',
    () => Promise.reject({ code: 'SOURCE_UNAVAILABLE', cause: new TheirFailure(canary) }),
    'QUOTA',
  ],
])('who throws %s is named with a reason', async (_, answer, reason) => {
  const { sources } = await read(answer);
  expect(sources.map((source) => [source.status, source.reason])).toEqual([['UNAVAILABLE', reason]]);
});

test('what it throws never leaves with its words, nor with the error itself', async () => {
  const [reader] = guarded(
    outside(() => Promise.reject(Object.assign(new Error(canary), { code: canary }))),
    catalog,
    'county-7',
  ).readers;
  const error: unknown = await reader?.read(request, context()).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    message: 'county-7 did not answer (FAILED)',
    cause: { name: 'SourceFailure', reason: 'FAILED', message: 'FAILED: Error' },
  });
  expect(JSON.stringify([String(error), (error as Error).stack, (error as Error).cause])).not.toContain(canary);
});

test('a question that is too broad for it is refused in the hub’s words', async () => {
  const answer = () => Promise.reject(Object.assign(new Error(canary), { code: 'BOUND_EXCEEDED' }));
  await expect(read(answer)).rejects.toMatchObject({
    code: 'BOUND_EXCEEDED',
    message: 'county-7 would have to read too many rows of AccessoryPenalty: narrow the filter',
  });
});

test('fields that the record type lacks are not held, and closing never fails', async () => {
  const adapter = guarded(
    outside(() => answerOf(pageOf([])), { close: () => Promise.reject(new Error(canary)) }),
    catalog,
    'county-7',
  );
  expect([...(adapter.readers[0]?.fields ?? [])]).toEqual(['caseNumber', 'kind', 'amount', 'payBy', 'instalments']);
  await expect(adapter.close()).resolves.toBeUndefined();
});

test.each<[string, object, string]>([
  ['no readers', { readers: undefined }, 'county-7 opened without readers: it must be made with defineAdapter'],
  [
    'a reader that is none',
    { readers: [{ entity: 'AccessoryPenalty' }] },
    'county-7 opened without readers: it must be made with defineAdapter',
  ],
  ['no time-out', { timeoutMs: undefined }, 'county-7 opened without timeoutMs: it must be made with defineAdapter'],
  [
    'an unknown entity',
    { readers: [{ ...outside(() => null).readers[0], entity: 'AccessoryPenalti' }] },
    'county-7 holds AccessoryPenalti, which is no record type; did you mean AccessoryPenalty?',
  ],
])('an adapter with %s is refused', (_, more, message) => {
  const opening = () => guarded({ ...outside(() => null), ...more } as OpenAdapter, catalog, 'county-7');
  expect(opening).toThrow(expect.objectContaining({ code: 'ADAPTER_INVALID', message }));
});
