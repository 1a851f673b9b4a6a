import { expect, test } from '@jest/globals';
import { defineAdapter } from '../../sdk/define.js';
import { bind } from '../../sdk/entity.js';
import { date, memory, text, z } from '../../sdk/index.js';
import type { OpenSource, RawQuery, RawRows, Source } from '../../sdk/source.js';
import { certify } from '../../sdk/testing/index.js';

const rows = Array.from({ length: 60 }, (_, at) => ({
  bh: `K${String(at).padStart(3, '0')}`,
  rq: at % 7 === 0 ? '2024/4/1' : `2024-04-${String((at % 28) + 1).padStart(2, '0')}`,
  sm: `说明${at % 5}`,
}));
const tables = { jl: rows };
const honest = bind('Note', {
  table: 'jl',
  key: 'bh',
  fields: { id: text('bh', { clean: true }), on: date('rq'), note: text('sm') },
  lookups: ['id'],
});
const clock = () => new Date('2026-11-01T00:00:00Z');

/** The memory source with its answers to `rows` changed. */
function mutant(
  change: (query: RawQuery<string>, source: OpenSource<string>) => RawQuery<string> | RawRows,
): Source<string> {
  return {
    kind: 'mutant',
    open: async (given) => {
      const source = await memory({ tables }).open(given);
      return {
        ...source,
        rows: async (query, context) => {
          const changed = change(query, source);
          return 'rows' in changed ? changed : source.rows(changed, context);
        },
      };
    },
  };
}

async function failuresOf(binding: typeof honest, source: Source<string>) {
  const definition = defineAdapter({
    id: 'notes',
    agency: 'g',
    options: z.object({}),
    source: () => source,
    entities: [binding],
  });
  const golden = { tables: new Map([['jl', rows]]), expected: new Map() };
  const { checks } = await certify({ definition, options: {}, golden, system: true, clock });
  return checks.filter(({ status }) => status === 'FAILED').map(({ id }) => id);
}

test('an honest binding on a source of another kind passes every check', async () => {
  expect(await failuresOf(honest, memory({ tables }))).toEqual([]);
});

test('a column that is called clean and is not is found', async () => {
  const lying = { ...honest, fields: { ...honest.fields, on: date('rq', { clean: true }) } };
  expect(await failuresOf(lying, memory({ tables }))).toContain('codec.seek');
});

test.each([
  {
    fault: 'reads a column that nobody asked for',
    check: 'least-read.columns',
    source: mutant((query) => ({ ...query, columns: [...query.columns, 'sm'] })),
  },
  {
    fault: 'ignores the condition that it took',
    check: 'source.filters',
    source: mutant((query) => ({ ...query, where: { op: 'true' } })),
  },
  {
    fault: 'ignores the order',
    check: 'source.orders',
    source: mutant((query) => ({
      ...query,
      order: query.order.map((one) => ({ ...one, direction: 'DESC' as const })),
    })),
  },
  {
    fault: 'answers one row less',
    check: 'paging.whole',
    source: mutant((query) => ({ ...query, limit: query.limit - 1 })),
  },
])('a source that $fault is found', async ({ source, check }) => {
  expect(await failuresOf(honest, source)).toContain(check);
});
