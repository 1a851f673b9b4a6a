// long: one table of sources of an integrator's own, each wrong in one way.
import {
  complete,
  type OpenSource,
  type RawCondition,
  type RawOrder,
  type RawQuery,
  type RawRecord,
  type SqlTable,
  sql,
} from '../../../../sdk/index.js';
import { compareRaw, rawMatches } from '../../../../sdk/raw-match.js';
import type { Mutant } from './mutant.js';
import { permitsWith, rows, sqlBase, withSource } from './permit.js';

type Query = RawQuery<SqlTable>;
type Leaf = Exclude<RawCondition, { readonly op: 'and' | 'or' }>;
type Rows = OpenSource<SqlTable>['rows'];

const base = sqlBase;
const columns = Object.keys(rows[0] ?? {});

/** The source asks another question than it was asked. */
const asking = (change: (query: Query) => Query) =>
  withSource((source) => ({ rows: (query, context) => source.rows(change(query), context) }));

/** The source makes another answer of what it read. */
const answering = (change: (rows: readonly RawRecord[], query: Query) => readonly RawRecord[]) =>
  withSource((source) => ({
    rows: async (query, context) => {
      const answer = await source.rows(query, context);
      return { ...answer, rows: change(answer.rows, query) };
    },
  }));

/** The condition with its leaves changed. */
function leaves(condition: RawCondition, change: (leaf: RawCondition) => RawCondition): RawCondition {
  return condition.op === 'and' || condition.op === 'or'
    ? { ...condition, of: condition.of.map((part) => leaves(part, change)) }
    : change(condition);
}

/** The source reads everything, and filters in its own way. */
const filtering = (passes: (leaf: Leaf, row: RawRecord) => boolean | null) => {
  const holds = (condition: RawCondition, row: RawRecord): boolean => {
    if (condition.op === 'and') return condition.of.every((part) => holds(part, row));
    if (condition.op === 'or') return condition.of.some((part) => holds(part, row));
    return passes(condition as Leaf, row) ?? rawMatches(condition, row);
  };
  return withSource((source) => ({
    groups: false,
    rows: async ({ where, limit, columns: asked, ...query }, context) => {
      const answer = await source.rows({ ...query, where: { op: 'true' }, columns, limit: 20_000 }, context);
      const kept = answer.rows.filter((row) => holds(where, row)).slice(0, limit);
      return {
        ...answer,
        rows: kept.map((row) => Object.fromEntries(asked.map((column) => [column, row[column] ?? null]))),
      };
    },
  }));
};

/** The source orders in its own way. */
const ordering = (compare: (a: RawRecord, b: RawRecord, order: readonly RawOrder[]) => number) =>
  withSource((source) => ({
    groups: false,
    rows: async ({ order, limit, ...query }, context) => {
      const asked = [...new Set([...query.columns, ...order.map(({ column }) => column)])];
      const answer = await source.rows({ ...query, columns: asked, order: [], limit: 20_000 }, context);
      const sorted = order.length === 0 ? answer.rows : [...answer.rows].sort((a, b) => compare(a, b, order));
      return { ...answer, rows: sorted.slice(0, limit) };
    },
  }));

type Compare = (a: unknown, b: unknown, type: 'text' | 'number') => number;

function byColumns(order: readonly RawOrder[], compare: Compare = compareRaw) {
  return (a: RawRecord, b: RawRecord): number => {
    for (const { column, direction, type } of order) {
      const [left, right] = [a[column] ?? null, b[column] ?? null];
      if (left === null && right === null) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const difference = compare(left, right, type);
      if (difference !== 0) return direction === 'ASC' ? difference : -difference;
    }
    return 0;
  };
}

/** Remembers answers under what `nameOf` makes of a question. */
function remembering(nameOf: (query: Query) => string) {
  return withSource((source) => {
    const known = new Map<string, ReturnType<Rows>>();
    return {
      rows: (query, context) => {
        const name = nameOf(query);
        const answer = known.get(name) ?? source.rows(query, context);
        known.set(name, answer);
        return answer;
      },
    };
  });
}

const isLookup = (where: RawCondition): boolean =>
  where.op === 'in' ? where.key === true : 'of' in where && where.of.some(isLookup);

let turn = 0;

/** What a source of one's own does wrong when it is asked. */
export const ownSourceMutants: readonly Mutant[] = [
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
  {
    name: 'deleted-rows-by-key',
    fault: 'finds deleted records when it is asked for their key',
    base,
    by: 'rows.deleted',
    names: /^Permit\.\w+: records that SFYX marks as deleted are found by their key/,
    definition: asking((query) =>
      isLookup(query.where)
        ? {
            ...query,
            where: leaves(query.where, (leaf) => ('column' in leaf && leaf.column === 'SFYX' ? { op: 'true' } : leaf)),
          }
        : query,
    ),
  },
  {
    name: 'filter-ignored',
    fault: 'takes every condition and applies none',
    base,
    by: 'source.filters',
    names: /the source takes `in` on \w+ and answers other rows/,
    definition: asking((query) => ({ ...query, where: { op: 'true' } })),
  },
  {
    name: 'or-for-and',
    fault: 'joins conditions with or where and is meant',
    base,
    by: 'filter.together',
    names: /^Permit: \(\w+ .* answers other records/,
    definition: asking((query) => ({
      ...query,
      where: query.where.op === 'and' ? { ...query.where, op: 'or' } : query.where,
    })),
  },
  {
    name: 'prefix-in-either-case',
    fault: 'compares prefixes without heed of upper and lower case, as LIKE does',
    base,
    by: 'source.filters',
    names: /the source takes `prefix` on \w+ and answers other rows/,
    definition: filtering((leaf, row) =>
      leaf.op === 'prefix' && row[leaf.column] != null
        ? String(row[leaf.column]).toLowerCase().startsWith(leaf.value.toLowerCase())
        : null,
    ),
  },
  {
    name: 'wildcards-not-escaped',
    fault: 'lets % and _ of a text be wildcards of LIKE',
    base,
    by: 'source.filters',
    names: /the source takes `contains` on \w+ and answers other rows/,
    definition: filtering((leaf, row) =>
      leaf.op === 'contains' && row[leaf.column] != null && /[%_]/.test(leaf.value)
        ? new RegExp(
            leaf.value
              .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
              .replaceAll('%', '.*')
              .replaceAll('_', '.'),
          ).test(String(row[leaf.column]))
        : null,
    ),
  },
  {
    name: 'equality-of-a-collation',
    fault: 'compares keys without heed of upper and lower case',
    base,
    by: 'source.filters',
    names: /the source takes `in` on \w+ and answers other rows/,
    definition: filtering((leaf, row) =>
      leaf.op === 'in' && row[leaf.column] != null
        ? leaf.values.some((value) => String(value).toLowerCase() === String(row[leaf.column]).toLowerCase())
        : null,
    ),
  },
  {
    name: 'null-is-not-equal',
    fault: 'answers rows without a value to “not equal”',
    base,
    by: 'source.filters',
    names: /the source takes `notIn` on \w+ and answers other rows/,
    definition: filtering((leaf, row) => (leaf.op === 'notIn' && row[leaf.column] == null ? true : null)),
  },
  {
    name: 'empty-is-null',
    fault: 'takes an empty text for null in a condition',
    base,
    by: 'source.filters',
    names: /the source takes `isNull` on \w+ and answers other rows/,
    definition: filtering((leaf, row) => (leaf.op === 'isNull' && row[leaf.column] === '' ? leaf.value : null)),
  },
  {
    name: 'in-list-cut',
    fault: 'asks for the first hundred values of a list and drops the others',
    base,
    by: 'lookup.many',
    names: /^Permit\.\w+: a key is lost among \d+/,
    definition: asking((query) => ({
      ...query,
      where: leaves(query.where, (leaf) => (leaf.op === 'in' ? { ...leaf, values: leaf.values.slice(0, 100) } : leaf)),
    })),
  },
  {
    name: 'two-persons-mixed',
    fault: 'puts the answers of a batch together by their place, and two persons’ rows are mixed',
    base,
    by: 'lookup.groups',
    names: /^Permit\.citizenId: a lookup of \d+ keys, \d+ records each, answers other records/,
    definition: answering((read, { where, columns: asked }) => {
      if (!isLookup(where) || !asked.includes('ZJHM')) return read;
      const ids = read.map(({ ZJHM }) => ZJHM);
      return read.map((row, at) => ({ ...row, ZJHM: ids[(at + 1) % ids.length] }));
    }),
  },
  {
    name: 'cache-without-the-condition',
    fault: 'remembers answers by table and columns, and forgets the condition',
    base,
    by: 'filter.exact',
    names: /^Permit\.\w+: .* answers other records/,
    definition: remembering(({ columns: asked }) => asked.join()),
  },
  {
    name: 'cache-across-persons',
    fault: 'remembers the answer to one person’s lookup and gives it to the next',
    base,
    by: 'lookup.alone',
    names: /^Permit\.\w+: a lookup of one key after another answers other records/,
    definition: remembering(({ where, ...query }) =>
      isLookup(where) ? JSON.stringify({ ...query, lookup: true }) : JSON.stringify([query, where]),
    ),
  },
  {
    name: 'cache-for-ever',
    fault: 'answers from memory what it answered before, also when the system is down',
    base,
    by: 'fault.sql.gone',
    names: /^Permit: when the system has no database at its address, a read is answered with records that nobody sent/,
    definition: remembering((query) => JSON.stringify(query)),
  },
  {
    name: 'another-answer-each-time',
    fault: 'answers the same question with a row less every other time',
    base,
    by: 'reading.deterministic',
    names: /^Permit: (two reads|reads at the same time).* give different answers/,
    definition: answering((read) => {
      turn += 1;
      return turn % 2 === 0 ? read : read.slice(1);
    }),
  },
  {
    name: 'wall-clock',
    fault: 'says by its own clock how fresh an answer is, and not by the hub’s',
    base,
    by: 'reading.clock',
    names: /^Permit: an answer is said to be of another time than the hub’s clock/,
    definition: withSource((source) => ({
      rows: async (query, context) => ({ ...(await source.rows(query, context)), asOf: new Date().toISOString() }),
    })),
  },
  {
    name: 'freshness-that-is-none',
    fault: 'tells the freshness of an answer as the database writes times',
    base,
    by: 'reading.clock',
    names: /^Permit: the freshness of an answer is no instant/,
    definition: withSource((source) => ({
      rows: async (query, context) => ({ ...(await source.rows(query, context)), asOf: '01/11/2026 gestern' }),
    })),
  },
  {
    name: 'index-not-used',
    fault: 'does not claim that it finds keys: every lookup reads the table',
    base,
    by: 'source.underclaims',
    names: /^Permit\.\w+: the source does not claim `in` on \w+, and applies it rightly/,
    definition: withSource((source) => ({
      takes: (table, condition) => condition.op !== 'in' && source.takes(table, condition),
    })),
  },
  {
    name: 'order-not-used',
    fault: 'does not claim that it orders: every page reads the list',
    base,
    by: 'source.underclaims',
    names: /^Permit: the source does not claim that it orders/,
    definition: withSource(() => ({ takesOrder: () => false })),
  },
  {
    name: 'limit-in-all-for-limit-of-each',
    fault: 'limits rows in all where they are to be limited for each key',
    base,
    by: 'source.orders',
    names: /^Permit\.\w+: the source claims to limit rows for each value/,
    definition: asking(({ each, ...query }) => ({ ...query, limit: each?.limit ?? query.limit })),
  },
  {
    name: 'spellings-put-together',
    fault: 'tells the distinct values of a key in lower case',
    base,
    by: 'source.distinct',
    names: /^Permit\.\w+: the distinct values of \w+ are not those of its rows/,
    definition: withSource((source) => ({
      distinct: async (query, context) => [
        ...new Set(((await source.distinct?.(query, context)) ?? []).map((value) => String(value).toLowerCase())),
      ],
    })),
  },
  {
    name: 'unbounded',
    fault: 'lifts the bound of rows that the hub holds',
    base,
    by: 'bounds.endless',
    names: /^Permit\.\w+: an order that the source does not have is answered/,
    definition: {
      ...permitsWith({}),
      open: async (given: { readonly url: string }, setting: Parameters<ReturnType<typeof permitsWith>['open']>[1]) => {
        const definition = permitsWith({});
        const opened = await definition.open(given, setting);
        const { timeoutMs, concurrency, agency, id } = opened;
        const own = {
          ...setting,
          adapter: id,
          agency,
          timeoutMs,
          concurrency,
          divisions: [],
          bound: 1_000_000,
        };
        const source = await sql(given).open(own);
        return {
          ...opened,
          readers: definition.entities.map((binding) => complete(binding, source, own)),
          close: async () => {
            await Promise.all([opened.close(), source.close()]);
          },
        };
      },
    },
  },
];
