import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRegistry } from '../../../gateway/registry/registry.js';
import type { Keyset, Order, ReadRequest, RecordRow } from '../../../schema/adapter.js';
import type { Condition } from '../../../schema/condition.js';
import type { Reader } from '../../../schema/reader.js';
import { inTotalOrder } from '../../../schema/total-order.js';
import '../../fixed-seed.js';
import { clock, context, failure, intercepted, openSystem, request, type ThingRow } from './systems.js';

const key = fc.string({ unit: fc.constantFrom('a', 'B', '9', '-', '宁', '𬭎'), minLength: 1, maxLength: 4 });
const rowOf = fc.record({
  k: key,
  n: fc.option(fc.constantFrom('甲', '乙', '𬭎', 'z', 'Z')),
  a: fc.option(fc.integer({ min: -3, max: 3 })),
  d: fc.constant(null),
}) as fc.Arbitrary<ThingRow>;
const rowsOf = (most: number) => fc.uniqueArray(rowOf, { maxLength: most, selector: ({ k }) => k });
const direction = fc.constantFrom('ASC' as const, 'DESC' as const);
const order: fc.Arbitrary<readonly Order[]> = fc.uniqueArray(
  fc.record({ field: fc.constantFrom('name', 'number'), direction }),
  { selector: ({ field }) => field },
);
const where = fc.constantFrom<Condition>(
  { op: 'true' },
  { op: 'eq', field: 'name', value: '甲' },
  { op: 'ge', field: 'number', value: 0 },
  { op: 'not', of: { op: 'isNull', field: 'name', value: true } },
);
const abilities = fc.record({ orders: fc.boolean(), groups: fc.boolean(), counts: fc.boolean() });
const systems = fc.array(fc.record({ rows: rowsOf(12), more: rowsOf(4), abilities }), { minLength: 1, maxLength: 20 });

const placeOf = ({ adapter, id }: RecordRow) => `${adapter}/${id}`;

interface Walk {
  readonly rows: readonly RecordRow[];
  readonly totals: readonly (number | null)[];
  /** By page: systems that did not answer. */
  readonly silent: readonly (readonly string[])[];
}

async function walk(reader: Reader, asked: ReadRequest, between: (page: number) => void = () => {}): Promise<Walk> {
  const rows: RecordRow[] = [];
  const totals: (number | null)[] = [];
  const silent: (readonly string[])[] = [];
  let after: Keyset | undefined;
  for (let number = 0; ; number += 1) {
    const { groups, sources } = await reader.read({ ...asked, ...(after ? { after } : {}) }, context(`page-${number}`));
    silent.push(sources.flatMap(({ adapter, status }) => (status === 'UNAVAILABLE' ? [adapter] : [])));
    const page = groups.get('');
    rows.push(...(page?.rows ?? []));
    totals.push(page?.total ?? null);
    const last = page?.rows.at(-1);
    if (!page?.hasNext || last === undefined) return { rows, totals, silent };
    after = { adapter: last.adapter, id: last.id, values: asked.order.map(({ field }) => scalarOf(last, field)) };
    between(number);
  }
}

const scalarOf = ({ values }: RecordRow, field: string) => {
  const value = values[field] ?? null;
  return typeof value === 'object' ? null : value;
};

test('walking the pages of many systems gives each row once, in one order, and every page the same total', async () => {
  await fc.assert(
    fc.asyncProperty(systems, order, where, fc.integer({ min: 1, max: 9 }), async (held, by, condition, first) => {
      const opened = await Promise.all(held.map((each, at) => openSystem(`s${at}`, each.rows, [], each.abilities)));
      const reader = createRegistry(opened, clock, { atOnce: 7, perRequest: 5 });
      const asked = { ...request, order: by, where: condition };
      // One page of everything, of each system by itself: nothing of it is merged.
      const alone = await Promise.all(
        opened.map((each) => createRegistry([each], clock).read({ ...asked, first: 999 }, context())),
      );
      const expected = alone.flatMap(({ groups }) => groups.get('')?.rows ?? []).sort(inTotalOrder(by));
      const { rows, totals } = await walk(reader, { ...asked, first });
      expect(rows.map(placeOf)).toEqual(expected.map(placeOf));
      expect(new Set(totals)).toEqual(new Set([expected.length]));
    }),
    { numRuns: 100 },
  );
});

test('rows that were there before the walk are seen once, whatever is added between its pages', async () => {
  await fc.assert(
    fc.asyncProperty(systems, order, fc.integer({ min: 1, max: 9 }), async (held, by, first) => {
      const tables = held.map(({ rows }) => [...rows]);
      const opened = await Promise.all(tables.map((rows, at) => openSystem(`s${at}`, rows, [], held[at]?.abilities)));
      const before = tables.flatMap((rows, at) => rows.map(({ k }) => `s${at}/${k}`));
      const { rows } = await walk(createRegistry(opened, clock), { ...request, order: by, first }, (page) => {
        for (const [at, { more }] of held.entries()) {
          const fresh = more[page];
          const table = tables[at];
          if (fresh !== undefined && !table?.some(({ k }) => k === fresh.k)) table?.push(fresh);
        }
      });
      const seen = rows.map(placeOf);
      expect(new Set(seen).size).toBe(seen.length);
      expect(new Set(seen)).toEqual(new Set([...seen, ...before]));
      expect(rows).toEqual([...rows].sort(inTotalOrder(by)));
    }),
    { numRuns: 100 },
  );
});

test('a system that fails on some pages is named by them, loses its own rows alone, and none comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      systems,
      order,
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.boolean(), { minLength: 1 }),
      async (held, by, first, fails) => {
        const opened = await Promise.all(held.map((each, at) => openSystem(`s${at}`, each.rows, [], each.abilities)));
        let calls = 0;
        const [failing, ...sound] = opened;
        if (failing === undefined) return;
        const sometimes = intercepted(failing, async () => {
          calls += 1;
          if (fails[(calls - 1) % fails.length]) throw failure('MALFORMED');
        });
        const { rows, silent } = await walk(createRegistry([sometimes, ...sound], clock), {
          ...request,
          order: by,
          first,
        });
        const seen = rows.map(placeOf);
        expect(new Set(seen).size).toBe(seen.length);
        expect(rows).toEqual([...rows].sort(inTotalOrder(by)));
        const lost = new Set(silent.flat());
        expect([...lost].filter((adapter) => adapter !== 's0')).toEqual([]);
        const expected = held.flatMap((each, at) => each.rows.map(({ k }) => `s${at}/${k}`));
        // Where every page had all systems, or the failing one held nothing, the walk is whole.
        const kept = lost.size === 0 ? expected : expected.filter((place) => !place.startsWith('s0/'));
        if (silent.every((names) => names.length < held.length))
          expect(kept.filter((place) => !seen.includes(place))).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

test('a merged page holds its own rows, and not those of every system', async () => {
  const first = 50;
  let held = 0;
  let most = 0;
  const counted = await Promise.all(
    Array.from({ length: 200 }, async (_, at) => {
      const rows = Array.from({ length: first }, (__, k) => ({ k: `${k}`.padStart(3, '0'), n: null, a: k, d: null }));
      const system = await openSystem(`county-${`${at}`.padStart(3, '0')}`, rows);
      return intercepted(system, async () => {
        held += 1;
        most = Math.max(most, held);
        await Promise.resolve();
        held -= 1;
      });
    }),
  );
  const { groups, sources } = await createRegistry(counted, clock, { atOnce: 20, perRequest: 10 }).read(
    { ...request, first, order: [{ field: 'number', direction: 'ASC' }] },
    context(),
  );
  const page = groups.get('');
  expect({ rows: page?.rows.length, total: page?.total, hasNext: page?.hasNext, sources: sources.length }).toEqual({
    rows: first,
    total: 200 * first,
    hasNext: true,
    sources: 200,
  });
  expect(new Set(page?.rows.map(({ values }) => values.number))).toEqual(new Set([0]));
  // Pages that have come and are not merged yet: no more than the calls that a request may have under way.
  expect(most).toBeLessThanOrEqual(10);
});
