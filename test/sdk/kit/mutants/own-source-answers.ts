// long: one table of services and sources that are wrong in one way each.
import { complete, sql } from '../../../../sdk/index.js';
import type { Mutant } from './mutant.js';
import { answering, asking, base, filtering, isLookup, leaves, remembering } from './own-source-mutant.js';
import { permitsWith, withSource } from './permit.js';

let turn = 0;

/** What a source of one’s own gets wrong about counts, keys, memory and time. */
export const answerMutants: readonly Mutant[] = [
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
    name: 'odd-spellings-withheld',
    fault: 'tells no distinct values but those without a space: keys that were written oddly are not found',
    base,
    by: 'lookup.odd',
    names: /^Permit\.\w+: a key with a space inside is not found by its clean value/,
    definition: withSource((source) => ({
      distinct: async (query, context) =>
        ((await source.distinct?.(query, context)) ?? []).filter((value) => !/\s/.test(String(value))),
    })),
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
