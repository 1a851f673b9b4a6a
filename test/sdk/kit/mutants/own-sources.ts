import { type RawRecord, sql } from '../../../../sdk/index.js';
import { compareRaw } from '../../../../sdk/raw-match.js';
import type { Mutant } from './mutant.js';
import { answering, asking, base, byColumns, columns, leaves, ordering } from './own-source-mutant.js';
import { permitsWith, withSource } from './permit.js';

/** What a source of one’s own gets wrong about rows, filters and orders. */
export const rowMutants: readonly Mutant[] = [
  {
    name: 'select-all-columns',
    fault: 'reads every column, and answers those that were asked for',
    base,
    by: 'least-read.columns',
    names: /^Permit\.\w+: is read together with ZJHM, which nobody asked for/,
    definition: asking((query) => ({ ...query, columns })),
  },
  {
    name: 'select-star',
    fault: 'tells of one statement with *',
    base,
    by: 'least-read.columns',
    names: /^Permit\.\w+: is read with every column of the table \(\*\)/,
    definition: permitsWith({
      source: (url) => {
        const own = sql({ url });
        return {
          ...own,
          open: (setting) => own.open({ ...setting, onStatement: () => setting.onStatement?.('select * from XZXK') }),
        };
      },
    }),
  },
  {
    name: 'denied-column-beside',
    fault: 'reads the citizen id beside whatever is asked for, for its own index',
    base,
    by: 'least-read.columns',
    names: /^Permit\.remark: is read together with ZJHM, which nobody asked for/,
    definition: asking((query) => ({ ...query, columns: [...new Set([...query.columns, 'ZJHM'])] })),
  },
  {
    name: 'more-columns-answered',
    fault: 'answers rows with all that the driver gave',
    base,
    by: 'least-read.rows',
    names: /^Permit: the source answers BZ, which was not asked for/,
    definition: asking((query) => ({ ...query, columns: [...new Set([...query.columns, 'BZ'])] })),
  },
  {
    name: 'statements-not-told',
    fault: 'does not tell which statements leave',
    base,
    by: 'least-read.columns',
    names: /is read without telling `onStatement`/,
    definition: permitsWith({
      source: (url) => {
        const own = sql({ url });
        return { ...own, open: ({ onStatement: _, ...setting }) => own.open(setting) };
      },
    }),
  },
  {
    name: 'last-row-dropped',
    fault: 'takes the last row for the sign that there are more',
    base,
    by: 'rows.complete',
    names: /^Permit: 1 of the \d+ records that the table holds are not answered/,
    definition: answering((read) => read.slice(0, -1)),
  },
  {
    name: 'last-page-dropped',
    fault: 'drops a page that is shorter than the limit',
    base,
    by: 'rows.complete',
    names: /records that the table holds are not answered/,
    definition: answering((read, { limit }) =>
      read.length < limit ? read.slice(0, Math.floor(read.length / 5) * 5) : read,
    ),
  },
  {
    name: 'dirty-rows-dropped',
    fault: 'leaves out rows whose date does not parse',
    base,
    by: 'rows.complete',
    names: /^Permit: \d+ of the \d+ records that the table holds are not answered/,
    definition: answering((read) => read.filter(({ FZRQ }) => FZRQ == null || /^\d{4}-/.test(String(FZRQ)))),
  },
  {
    name: 'rows-repeated-by-a-join',
    fault: 'joins a second table and answers a row for each of its matches',
    base,
    by: 'reading.kinds',
    names: /^Permit: two records have the same key in XKBH/,
    definition: answering((read) => read.flatMap((row, at) => (at === 0 ? [row, row] : [row]))),
  },
  {
    name: 'limit-ignored',
    fault: 'answers all rows whatever the limit',
    base,
    by: 'source.orders',
    names: /^Permit.*: the source claims to order, and by \w+ ASC it gives another order/,
    definition: asking((query) => ({ ...query, limit: 20_000 })),
  },
  {
    name: 'limit-one-too-few',
    fault: 'answers one row less than the limit: hasNext is never true',
    base,
    by: 'paging.whole',
    names: /^Permit.*: page 1 by .* says that there are no more, and there are/,
    definition: asking((query) => ({ ...query, limit: Math.max(1, query.limit - 1) })),
  },
  {
    name: 'order-ignored',
    fault: 'answers rows as they come',
    base,
    by: 'source.orders',
    names: /^Permit\.times: the source claims to order, and by CS DESC it gives another order/,
    definition: ordering(() => 0),
  },
  {
    name: 'direction-ignored',
    fault: 'orders upwards always',
    base,
    by: 'source.orders',
    names: /^Permit\.times: the source claims to order, and by CS DESC it gives another order/,
    definition: asking((query) => ({ ...query, order: query.order.map((one) => ({ ...one, direction: 'ASC' })) })),
  },
  {
    name: 'order-without-the-key',
    fault: 'leaves the key out of the order: rows that are level come in any order',
    base,
    by: 'source.orders',
    names: /^Permit\.jurisdictionDivisionCode: the source claims to order, and by XZQH \w+ it gives another order/,
    definition: ordering((a, b, order) => byColumns(order.slice(0, 1))(a, b) || compareRaw(b.XKBH, a.XKBH, 'text')),
  },
  {
    name: 'nulls-first',
    fault: 'leaves nulls where the database puts them: first',
    base,
    by: 'source.orders',
    names: /^Permit\.jurisdictionDivisionCode: the source claims to order/,
    definition: ordering((a, b, order) => {
      const [first] = order;
      const isNull = (row: RawRecord) => Number(row[first?.column ?? ''] != null);
      return isNull(a) - isNull(b) || byColumns(order)(a, b);
    }),
  },
  {
    name: 'ordered-by-a-collation',
    fault: 'orders texts without heed of upper and lower case',
    base,
    by: 'source.orders',
    names: /^Permit.*: the source claims to order, and by XKBH ASC it gives another order/,
    definition: ordering((a, b, order) =>
      byColumns(order, (x, y, type) => compareRaw(String(x).toLowerCase(), String(y).toLowerCase(), type))(a, b),
    ),
  },
  {
    name: 'numbers-ordered-as-texts',
    fault: 'orders numbers as texts: 10 before 9',
    base,
    by: 'source.orders',
    names: /^Permit\.times: the source claims to order, and by CS ASC it gives another order/,
    definition: asking((query) => ({ ...query, order: query.order.map((one) => ({ ...one, type: 'text' })) })),
  },
  {
    name: 'keyset-off-by-one',
    fault: 'begins a page with the last row of the page before: ≥ for >',
    base,
    by: 'source.filters',
    names: /the source takes `gt` on \w+ and answers other rows/,
    definition: asking((query) => ({
      ...query,
      where: leaves(query.where, (leaf) => (leaf.op === 'gt' ? { ...leaf, op: 'ge' } : leaf)),
    })),
  },
  {
    name: 'count-wrong',
    fault: 'counts one too many',
    base,
    by: 'source.filters',
    names: /^Permit: the source counts under `\w+` other rows than it answers/,
    definition: withSource((source) => ({
      count: async (query, context) =>
        new Map([...((await source.count?.(query, context)) ?? [])].map(([key, count]) => [key, count + 1])),
    })),
  },
  {
    name: 'count-of-all',
    fault: 'counts the table, whatever the condition',
    base,
    by: 'source.filters',
    names: /^Permit: the source counts under `\w+` other rows than it answers/,
    definition: withSource((source) => ({
      count: async (query, context) =>
        (await source.count?.({ ...query, where: { op: 'true' } }, context)) ?? new Map(),
    })),
  },
  {
    name: 'count-over-excluded-rows',
    fault: 'counts rows that may not be shared',
    base,
    by: 'rows.excluded',
    names: /^Permit: records that MJ marks as excluded are counted/,
    definition: withSource((source) => ({
      count: async ({ where, ...query }, context) =>
        (await source.count?.(
          {
            ...query,
            where: leaves(where, (leaf) => ('column' in leaf && leaf.column === 'MJ' ? { op: 'true' } : leaf)),
          },
          context,
        )) ?? new Map(),
    })),
  },
];
