import { expect, test } from '@jest/globals';
import { guarded } from '../../../gateway/registry/guard.js';
import { createRegistry } from '../../../gateway/registry/registry.js';
import type { ReadRequest } from '../../../schema/adapter.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import type { Push, PushReceiver } from '../../../schema/push.js';
import { outside } from './outside.js';
import { clock, context } from './systems.js';

const catalog = readCatalog();
const canary = '371422198001011234';

const request: ReadRequest = {
  entity: 'AccessoryPenalty',
  fields: ['kind', 'amount'],
  where: { op: 'true' },
  order: [],
  first: 2,
  count: false,
};
const row = (values: object = { kind: 'FINE', amount: 1 }, more: object = {}) => ({
  id: '1',
  values,
  flags: {},
  ...more,
});
const answerOf = (rows: readonly unknown[], group = '') => ({
  groups: new Map([[group, { rows, hasNext: false, total: null }]]),
  asOf: null,
});
const throwing = (name: string, error: unknown = new Error(canary)) =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw error;
    },
  });

const told = async (answer: (request: ReadRequest) => unknown, asked: Partial<ReadRequest> = {}) => {
  const reader = createRegistry([guarded(outside(answer), catalog, 'county-7')], clock);
  const { groups, sources } = await reader.read({ ...request, ...asked }, context());
  const [{ status, reason } = { status: null, reason: null }] = sources;
  return { groups: [...groups.keys()], status, reason };
};
const refusedAs = (reason: string) => ({ groups: [], status: 'UNAVAILABLE', reason });

test.each<[string, () => unknown, string, Partial<ReadRequest>?]>([
  ['groups that throw when looked at', () => throwing('groups'), 'FAILED'],
  ['a row that throws when looked at', () => answerOf([throwing('id')]), 'FAILED'],
  [
    'a value that throws a failure when looked at',
    () => answerOf([row(throwing('amount', Object.assign(new Error(canary), { code: 'SOURCE_UNAVAILABLE' })))]),
    'FAILED',
  ],
  ['an error that throws when looked at', () => Promise.reject(throwing('code')), 'FAILED'],
  [
    'a promise-like that rejects with a text',
    // biome-ignore lint/suspicious/noThenProperty: what is tested
    () => ({ then: (_: unknown, no: (why: string) => void) => no(canary) }),
    'FAILED',
  ],
  ['a list in place of a word of a list', () => answerOf([row({ kind: ['FINE'] })]), 'MALFORMED'],
  ['an object that writes itself as a word', () => answerOf([row({ kind: { toString: () => 'FINE' } })]), 'MALFORMED'],
  ['a flag that writes itself as one', () => answerOf([row({}, { flags: { amount: [['TRUNCATED']] } })]), 'MALFORMED'],
  ['a prototype for a value', () => answerOf([row(JSON.parse('{"__proto__":{"amount":1}}'))]), 'MALFORMED'],
  [
    'groups without end',
    () => ({
      groups: {
        *[Symbol.iterator]() {
          for (;;) yield ['', { rows: [], hasNext: false }];
        },
      },
    }),
    'MALFORMED',
  ],
  [
    'a row outside of the condition',
    () => answerOf([row()]),
    'MALFORMED',
    { where: { op: 'ne', field: 'kind', value: 'FINE' } },
  ],
  [
    'a row of another group',
    () => answerOf([row({ caseNumber: canary })], '(2024)鲁1422刑初1号'),
    'MALFORMED',
    { fields: ['caseNumber'], by: { field: 'caseNumber', values: ['(2024)鲁1422刑初1号'] } },
  ],
])('%s is refused, and nothing of it is used', async (_, answer, reason, asked = {}) => {
  expect(await told(answer, asked)).toEqual(refusedAs(reason));
});

test('rows of which nothing outside of the condition was read are taken', async () => {
  const where = { op: 'eq', field: 'caseNumber', value: '(2024)鲁1422刑初1号' } as const;
  expect(await told(() => answerOf([row()]), { where })).toEqual({ groups: [''], status: 'OK', reason: null });
});

test('a group of a number has the rows that hold the number', async () => {
  const asked: Partial<ReadRequest> = { fields: ['amount'], by: { field: 'amount', values: ['1'] } };
  expect(await told(() => answerOf([row({ amount: 1 })], '1'), asked)).toEqual({
    groups: ['1'],
    status: 'OK',
    reason: null,
  });
  expect(await told(() => answerOf([row({ amount: 2 })], '1'), asked)).toEqual(refusedAs('MALFORMED'));
});

test('what was answered is not changed afterwards', async () => {
  const theirs = row({ kind: 'FINE', amount: 1 }, { flags: { amount: ['AMOUNT_VARIANT'] } });
  const reader = createRegistry(
    [
      guarded(
        outside(() => answerOf([theirs])),
        catalog,
        'county-7',
      ),
    ],
    clock,
  );
  const { groups } = await reader.read(request, context());
  Object.assign(theirs.values, { amount: canary });
  theirs.flags = Object.assign(theirs.flags, { amount: [canary] });
  expect(groups.get('')?.rows).toEqual([
    {
      adapter: 'county-7',
      id: '1',
      values: { kind: 'FINE', amount: 1 },
      flags: { amount: ['AMOUNT_VARIANT'] },
      asOf: null,
    },
  ]);
});

test.each<[string, object, string]>([
  ['divisions that are words', { divisions: ['宁津'] }, 'divisions that are none: digits, as GB/T 2260 has them'],
  [
    'maintenance at no time',
    { maintenance: [{ from: '8', to: '9' }] },
    'maintenance windows that are none: from and to, HH:MM',
  ],
  ['a receiver that is none', { receiver: {} }, 'a receiver that is none: make it with the source push'],
])('an adapter with %s is refused', (_, more, what) => {
  expect(() =>
    guarded(
      outside(() => null, more),
      catalog,
      'county-7',
    ),
  ).toThrow(expect.objectContaining({ code: 'ADAPTER_INVALID', message: `county-7 opened with ${what}` }));
});

const receipt = {
  key: 'k',
  status: 'LANDED',
  receivedAt: '2026-11-01T00:00:00Z',
  digest: `sha256:${'0'.repeat(64)}`,
  landed: 1,
  superseded: 0,
  duplicates: 0,
  outdated: 0,
  excluded: 0,
  quarantined: 0,
  attachments: 0,
  reasons: [],
};
const push: Push = { method: 'POST', path: '/push/county-7', headers: {}, body: (async function* () {})() };
const pushed = (receive: () => unknown) => {
  const receiver = { receive: async () => receive() } as unknown as PushReceiver;
  const held = guarded(
    outside(() => null, { receiver }),
    catalog,
    'county-7',
  ).receiver;
  return held?.receive(push, new AbortController().signal);
};
const failing =
  (code: unknown, message: string, more: object = {}) =>
  () => {
    throw Object.assign(new Error(message), { code, ...more });
  };

test('a receipt of a receiver from outside passes, without what is none of it', async () => {
  expect(await pushed(() => ({ ...receipt, record: canary }))).toEqual(receipt);
});

test.each<[string, () => unknown, object]>([
  [
    'no receipt',
    () => ({ ...receipt, reasons: [{ position: 1, reason: canary }] }),
    { code: 'INTERNAL', message: 'county-7 answered a push with what is no receipt' },
  ],
  ['an error of its own', failing('ER_DUP', canary), { code: 'INTERNAL', message: 'county-7 failed at a push' }],
  [
    'an unknown sender in its own words',
    failing('UNAUTHENTICATED', canary),
    { code: 'UNAUTHENTICATED', message: 'The sender of the push is not known' },
  ],
  [
    'a refusal with a value',
    failing('PUSH_INVALID', `The push was refused: ${canary}`),
    { code: 'PUSH_INVALID', message: 'The push was refused' },
  ],
  [
    'a refusal in the words of the SDK',
    failing('PUSH_INVALID', 'The push was refused: VALUE_NOT_SCALAR in record 3 (sfzhm)'),
    { code: 'PUSH_INVALID', message: 'The push was refused: VALUE_NOT_SCALAR in record 3 (sfzhm)' },
  ],
  [
    'too many pushes',
    failing('TOO_MANY_REQUESTS', canary, { retryAfterS: 3 }),
    { code: 'TOO_MANY_REQUESTS', message: 'The system pushes more than is taken from it', retryAfterS: 3 },
  ],
])('a receiver from outside that answers %s is told by its code alone', async (_, receive, expected) => {
  await expect(pushed(receive)).rejects.toMatchObject(expected);
});
