import { afterEach, expect, jest, test } from '@jest/globals';
import { createRegistry } from '../../../gateway/registry/registry.js';
import type { EntityReader, OpenAdapter, ReadRequest, RecordRow } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import { SourceFailure } from '../../../sdk/source-failure.js';

afterEach(() => {
  jest.useRealTimers();
});

const clock = () => new Date('2026-11-01T00:00:00Z');
const row = (adapter: string, id: string, values: RecordRow['values']): RecordRow => ({
  adapter,
  id,
  values,
  flags: {},
  asOf: null,
});

interface Shape {
  readonly contributes?: 'rows' | 'fields';
  readonly fields?: readonly string[];
  readonly rows?: readonly RecordRow[];
  readonly asOf?: string;
  readonly fail?: () => Promise<never>;
  readonly timeoutMs?: number;
  /** Whether it says when records were written. */
  readonly changes?: boolean;
}

function adapterOf(id: string, shape: Shape): OpenAdapter & { readonly requests: ReadRequest[] } {
  const {
    contributes = 'rows',
    fields = ['name', 'date'],
    rows = [],
    asOf = null,
    fail,
    timeoutMs = 1_000,
    changes = true,
  } = shape;
  const requests: ReadRequest[] = [];
  const reader: EntityReader = {
    adapter: id,
    agency: `${id}-agency`,
    entity: 'Thing',
    contributes,
    fields: new Set(fields),
    lookups: new Set(['key']),
    capabilities: { filters: {}, orders: [], lookups: [], counts: false, groups: false, changes },
    read: async (request) => {
      requests.push(request);
      if (fail) return fail();
      const page = {
        rows: rows.slice(0, request.first),
        hasNext: rows.length > request.first,
        total: request.count ? rows.length : null,
      };
      return { groups: new Map([[request.by?.values[0] ?? '', page]]), asOf };
    },
  };
  return {
    id,
    agency: `${id}-agency`,
    timeoutMs,
    concurrency: 4,
    freshnessMs: 86_400_000,
    readers: [reader],
    close: async () => {},
    requests,
  };
}

const request: ReadRequest = {
  entity: 'Thing',
  fields: ['name', 'date'],
  where: { op: 'true' },
  order: [{ field: 'date', direction: 'ASC' }],
  first: 3,
  count: true,
};
const context = () => ({ requestId: 'r', signal: new AbortController().signal });

test('rows of two adapters come in one order, nulls last, and their counts add up', async () => {
  const a = adapterOf('a', { rows: [row('a', '1', { date: '2026-01-01' }), row('a', '2', { date: null })] });
  const b = adapterOf('b', { rows: [row('b', '1', { date: '2025-01-01' }), row('b', '3', { date: '2026-01-01' })] });
  const { groups, unavailable } = await createRegistry([a, b], clock).read(request, context());
  const page = groups.get('');
  expect(page?.rows.map(({ adapter, id }) => `${adapter}${id}`)).toEqual(['b1', 'a1', 'b3']);
  expect({ hasNext: page?.hasNext, total: page?.total, unavailable }).toEqual({
    hasNext: true,
    total: 4,
    unavailable: false,
  });
});

test('an adapter that fails is named with its reason, and the other one answers', async () => {
  const fail = () =>
    Promise.reject(new PlumblineError('SOURCE_UNAVAILABLE', 'a', { cause: new SourceFailure('MALFORMED', 'x') }));
  const registry = createRegistry(
    [adapterOf('a', { fail }), adapterOf('b', { rows: [row('b', '1', { date: null })] })],
    clock,
  );
  const { groups, sources, unavailable } = await registry.read(request, context());
  expect(groups.get('')?.rows.length).toBe(1);
  expect(unavailable).toBe(false);
  expect(sources).toEqual([
    { adapter: 'a', agency: 'a-agency', status: 'UNAVAILABLE', asOf: null, reason: 'MALFORMED' },
    { adapter: 'b', agency: 'b-agency', status: 'OK', asOf: null, reason: null },
  ]);
});

test('an adapter that hangs costs its time-out and no more', async () => {
  const fail = () => new Promise<never>(() => {});
  const registry = createRegistry([adapterOf('a', { fail, timeoutMs: 20 })], clock);
  const { sources, unavailable } = await registry.read(request, context());
  expect(unavailable).toBe(true);
  expect(sources.map(({ reason }) => reason)).toEqual(['TIMEOUT']);
});

test('after five failures in a row the breaker opens, and the source is left alone', async () => {
  const fail = () =>
    Promise.reject(new PlumblineError('SOURCE_UNAVAILABLE', 'a', { cause: new SourceFailure('REFUSED', 'x') }));
  const a = adapterOf('a', { fail });
  const registry = createRegistry([a], clock);
  const reasons: (string | null | undefined)[] = [];
  for (let n = 0; n < 7; n += 1) reasons.push((await registry.read(request, context())).sources[0]?.reason);
  expect(reasons).toEqual(['REFUSED', 'REFUSED', 'REFUSED', 'REFUSED', 'REFUSED', 'CIRCUIT_OPEN', 'CIRCUIT_OPEN']);
  // Three of the calls were tried again: so many a quiet source may be.
  expect(a.requests.length).toBe(5 + 3);
});

test('callers who give up do not open the breaker for the others', async () => {
  let hang = true;
  const fail = () => (hang ? new Promise<never>(() => {}) : Promise.reject(new Error('never reached')));
  const a = adapterOf('a', { fail, timeoutMs: 60_000 });
  const registry = createRegistry([a], clock);
  for (let n = 0; n < 7; n += 1) {
    const caller = new AbortController();
    const asked = registry.read(request, { requestId: 'r', signal: caller.signal });
    caller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  }
  hang = false;
  expect((await registry.read(request, context())).sources.map(({ reason }) => reason)).toEqual(['FAILED']);
});

test('a question that is too broad is the caller’s: it passes, and does not open the breaker', async () => {
  const fail = () => Promise.reject(new PlumblineError('BOUND_EXCEEDED', 'too many rows'));
  const a = adapterOf('a', { fail });
  const registry = createRegistry([a], clock);
  for (let n = 0; n < 7; n += 1)
    await expect(registry.read(request, context())).rejects.toMatchObject({ code: 'BOUND_EXCEEDED' });
  expect(a.requests.length).toBe(7);
});

test('an entity that no system holds is unavailable, not empty', async () => {
  const { groups, unavailable } = await createRegistry([], clock).read(request, context());
  expect({ groups: groups.size, unavailable }).toEqual({ groups: 0, unavailable: true });
});

test('data older than its adapter promises is STALE', async () => {
  const old = adapterOf('a', { asOf: '2026-10-30T00:00:00Z' });
  const fresh = adapterOf('b', { asOf: '2026-10-31T12:00:00Z' });
  const { sources } = await createRegistry([old, fresh], clock).read(request, context());
  expect(sources.map(({ status }) => status)).toEqual(['STALE', 'OK']);
});

test('authorities for fields are each asked for their own, and joined', async () => {
  const names = adapterOf('names', {
    contributes: 'fields',
    fields: ['name'],
    rows: [row('names', '1', { name: '于' })],
  });
  const phones = adapterOf('phones', {
    contributes: 'fields',
    fields: ['phone'],
    rows: [row('phones', '9', { phone: '138' })],
  });
  const other = adapterOf('other', { contributes: 'fields', fields: ['photo'] });
  const asked = { ...request, fields: ['name', 'phone'], by: { field: 'key', values: ['k'] }, count: false };
  const { groups, missing } = await createRegistry([names, phones, other], clock).read(asked, context());
  expect(groups.get('k')?.rows).toEqual([row('names', '1', { name: '于', phone: '138' })]);
  expect([...missing]).toEqual([]);
  expect([names, phones, other].map(({ requests }) => requests.map(({ fields }) => fields))).toEqual([
    [['name']],
    [['phone']],
    [],
  ]);
});

test('an authority that fails makes its fields missing, not null', async () => {
  const fail = () =>
    Promise.reject(new PlumblineError('SOURCE_UNAVAILABLE', 'a', { cause: new SourceFailure('REFUSED', 'x') }));
  const names = adapterOf('names', { contributes: 'fields', fields: ['name'], fail });
  const phones = adapterOf('phones', {
    contributes: 'fields',
    fields: ['phone'],
    rows: [row('phones', '9', { phone: '138' })],
  });
  const asked = { ...request, fields: ['name', 'phone'], by: { field: 'key', values: ['k'] }, count: false };
  const { groups, missing, unavailable } = await createRegistry([names, phones], clock).read(asked, context());
  expect(groups.get('k')?.rows.map(({ values }) => values)).toEqual([{ phone: '138' }]);
  expect({ missing: [...missing], unavailable }).toEqual({ missing: ['name'], unavailable: false });
});

test('changes are asked of systems that say when records were written', async () => {
  const since = '2026-10-31T00:00:00+08:00';
  const [saying, mute, part] = [
    adapterOf('saying', {}),
    adapterOf('mute', { changes: false }),
    adapterOf('part', { contributes: 'fields' }),
  ];
  const ask = (...adapters: OpenAdapter[]) => createRegistry(adapters, clock).read({ ...request, since }, context());
  expect((await ask(saying)).sources).toMatchObject([{ adapter: 'saying', status: 'OK' }]);
  expect(saying.requests).toMatchObject([{ since }]);
  for (const other of [mute, part])
    await expect(ask(saying, other)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `${other.id} cannot say which Thing records changed: ask without changedSince`,
    });
});
