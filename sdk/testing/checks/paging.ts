import type { Keyset, Order } from '../../../schema/adapter.js';
import type { EntityBinding } from '../../entity.js';
import type { RawRecord } from '../../raw.js';
import { tableName } from '../../table-name.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { mostRows } from '../open-subject.js';
import { differenceOf, expectedPage, placeOf } from '../oracle.js';
import { ask } from './asking.js';

const ordersOf = (binding: EntityBinding): readonly (readonly Order[])[] => [
  [],
  // Lists are not ordered by.
  ...Object.entries(binding.fields).flatMap(([field, { kind }]): Order[][] =>
    kind === 'list' ? [] : [[{ field, direction: 'ASC' }], [{ field, direction: 'DESC' }]],
  ),
];

const nameOf = (order: readonly Order[]): string =>
  order.map(({ field, direction }) => `${field} ${direction}`).join(', ') || 'the key';

export const orderTotal: EntityCheck = {
  id: 'order.total',
  of: 'entity',
  title: 'orders records the same way everywhere',
  law: 'Nulls come last in both directions, texts are in order of their code points, and records that are level are in order of their keys.',
  needs: ['a list', 'two records'],
  run: async (bench, binding, findings) => {
    for (const order of ordersOf(binding)) {
      await ask(bench, binding, findings, {
        field: order[0]?.field ?? null,
        what: `by ${nameOf(order)}`,
        request: { order, fields: [] },
      });
    }
  },
};

export const pagesWhole: EntityCheck = {
  id: 'paging.whole',
  of: 'entity',
  title: 'loses and repeats no record between pages',
  law: 'Walking a list page by page gives the records of the whole list in its order, each once; every page gives the same total, and says truly whether there are more.',
  needs: ['a list', 'two records'],
  run: async (bench, binding, findings) => {
    const rows = await bench.rows(binding);
    // Of real systems, and of many entities, every third order has to do.
    const isMany = rows.length > 200 || bench.isThinned;
    const orders = ordersOf(binding).filter((_, at) => !isMany || at % 3 === 0);
    for (const order of orders) {
      for (const first of sizesOf(rows.length, bench.isThinned && order.length > 0)) {
        if (rows.length / first > 60) continue;
        let after: Keyset | undefined;
        for (let at = 0; at * first < Math.max(1, rows.length); at += 1) {
          const request = { order, fields: [], first, count: true, ...(after === undefined ? {} : { after }) };
          const page = await bench.main.page(binding.entity, request);
          const difference = differenceOf(page, expectedPage(rows, request));
          if (difference !== null) {
            findings.fail(
              order[0]?.field ?? null,
              `page ${at + 1} by ${nameOf(order)}, ${first} records a page, ${difference}`,
            );
            break;
          }
          const last = page.rows.at(-1);
          if (last === undefined || !page.hasNext) break;
          after = placeOf(last, order);
        }
      }
    }
  },
};

/** Pages of one, of a quarter and of all; one by one is the longest walk. */
function sizesOf(rows: number, isThinned: boolean): readonly number[] {
  const sizes = [Math.max(2, Math.ceil(rows / 4)), Math.max(1, rows)];
  return isThinned ? sizes : [1, ...sizes];
}

export const pagesUnderInserts: EntityCheck = {
  id: 'paging.inserts',
  of: 'entity',
  title: 'keeps its place while the agency goes on writing',
  law: 'Records that were there before a walk and did not change are seen exactly once, whatever is written between two pages.',
  needs: ['a list', 'two records', 'a system that is written to'],
  run: async (bench, binding, findings) => {
    const before = new Set((await bench.rows(binding)).map(({ id }) => id));
    const raw = bench.raw(binding);
    for (const order of [
      [],
      ...ordersOf(binding)
        .slice(1)
        .filter((_, at) => at % 2 === 0)
        .slice(0, bench.isThinned ? 0 : 2),
    ]) {
      const opened = await bench.stand();
      const seen = await walkWhileWriting(opened, binding, order, raw);
      const [lost, twice] = [
        [...before].filter((id) => !seen.has(id)).length,
        [...seen.values()].filter((times) => times > 1).length,
      ];
      if (lost > 0)
        findings.fail(
          order[0]?.field ?? null,
          `by ${nameOf(order)}, ${lost} records are lost when others are written between pages`,
        );
      if (twice > 0)
        findings.fail(
          order[0]?.field ?? null,
          `by ${nameOf(order)}, ${twice} records are answered twice when others are written between pages`,
        );
      await opened.close();
    }
  },
};

async function walkWhileWriting(
  opened: Awaited<ReturnType<Bench['stand']>>,
  binding: EntityBinding,
  order: readonly Order[],
  raw: readonly RawRecord[],
): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  let after: Keyset | undefined;
  for (let page = 0; page < mostRows; page += 1) {
    const { rows, hasNext } = await opened.page(binding.entity, {
      order,
      fields: [],
      first: 2,
      ...(after === undefined ? {} : { after }),
    });
    for (const { id } of rows) seen.set(id, (seen.get(id) ?? 0) + 1);
    const last = rows.at(-1);
    if (last === undefined || !hasNext) break;
    after = placeOf(last, order);
    const [template] = raw;
    // One before everything and one after, as far as the key decides.
    if (page < 20 && template !== undefined) {
      await opened.system.insert(tableName(binding.table), [
        { ...template, [binding.key]: `!${String(page).padStart(4, '0')}` },
        { ...template, [binding.key]: `～${String(page).padStart(4, '0')}` },
      ]);
    }
  }
  return seen;
}
