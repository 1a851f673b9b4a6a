import type { Keyset, Order, RecordRow } from '../../schema/adapter.js';
import { type Bench, type CheckResult, readList } from './bench.js';

const pageSize = 17;

/** Walking the list in pages gives the rows of one long page, each once, and the total stays the same. */
export async function pagesWithoutLoss<Place>(bench: Bench<Place>): Promise<CheckResult> {
  const failures: string[] = [];
  const orders: (readonly Order[])[] = [
    [],
    ...Object.entries(bench.binding.fields)
      .filter(([, codec]) => codec.order !== null)
      .map(([field]): Order[] => [{ field, direction: 'DESC' }]),
  ];
  for (const order of orders) {
    const name = order[0]?.field ?? 'key';
    const whole = await readList(bench, bench.source, { fields: [], order, count: true });
    const walked = await walk(bench, order);
    const expected = whole.rows.map(({ id }) => id);
    if (new Set(expected).size !== expected.length) failures.push(`by ${name}: two records have the same key`);
    if (walked.ids.join('\n') !== expected.join('\n')) failures.push(`by ${name}: pages do not add up to the list`);
    if (walked.totals.some((total) => total !== whole.total)) failures.push(`by ${name}: the total changes`);
    if (!whole.hasNext && whole.total !== expected.length) failures.push(`by ${name}: the total is not the rows`);
  }
  return { entity: bench.binding.entity, check: 'pages without loss', failures };
}

async function walk<Place>(bench: Bench<Place>, order: readonly Order[]) {
  const ids: string[] = [];
  const totals: (number | null)[] = [];
  let after: Keyset | undefined;
  while (ids.length < bench.sample) {
    const first = Math.min(pageSize, bench.sample - ids.length);
    const page = await readList(bench, bench.source, {
      fields: [],
      order,
      first,
      count: true,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...page.rows.map(({ id }) => id));
    totals.push(page.total);
    const last = page.rows.at(-1);
    if (last === undefined || !page.hasNext) break;
    after = placeOf(last, order);
  }
  return { ids, totals };
}

function placeOf({ adapter, id, values }: RecordRow, order: readonly Order[]): Keyset {
  return {
    adapter,
    id,
    values: order.map(({ field }) => {
      const value = values[field] ?? null;
      return typeof value === 'object' ? null : value;
    }),
  };
}
