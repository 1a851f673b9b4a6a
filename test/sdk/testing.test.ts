import { expect, test } from '@jest/globals';
import { bind } from '../../sdk/entity.js';
import { date, memory, text } from '../../sdk/index.js';
import type { OpenSource, RawQuery, RawRows, Source } from '../../sdk/source.js';
import { checkBinding } from '../../sdk/testing/index.js';

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
const setting = {
  adapter: 'a',
  agency: 'g',
  clock: () => new Date('2026-11-01T00:00:00Z'),
  timeoutMs: 1_000,
  concurrency: 1,
};

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
  const results = await checkBinding(binding, source, setting);
  return results.filter(({ failures }) => failures.length > 0).map(({ check }) => check);
}

test('an honest binding passes every check', async () => {
  expect(await failuresOf(honest, memory({ tables }))).toEqual([]);
});

test('a column that is called clean and is not is found', async () => {
  const lying = { ...honest, fields: { ...honest.fields, on: date('rq', { clean: true }) } };
  expect(await failuresOf(lying, memory({ tables }))).toContain('pushes down honestly');
});

test.each([
  {
    fault: 'reads a column that nobody asked for',
    check: 'reads only what is asked for',
    source: mutant((query) => ({ ...query, columns: [...query.columns, 'sm'] })),
  },
  {
    fault: 'ignores the condition that it took',
    check: 'pushes down honestly',
    source: mutant((query) => ({ ...query, where: { op: 'true' } })),
  },
  {
    fault: 'ignores the order',
    check: 'pages without loss',
    source: mutant((query) => ({
      ...query,
      order: query.order.map((one) => ({ ...one, direction: 'DESC' as const })),
    })),
  },
  {
    fault: 'answers one row less',
    check: 'pages without loss',
    source: mutant((query) => ({ ...query, limit: query.limit - 1 })),
  },
])('a source that $fault is found', async ({ source, check }) => {
  expect(await failuresOf(honest, source)).toContain(check);
});
