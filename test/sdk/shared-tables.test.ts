import { expect, test } from '@jest/globals';
import { bind } from '../../sdk/entity.js';
import { defineAdapter, memory, sqlite, text, z } from '../../sdk/index.js';

const shape = { table: 't', key: 'id', fields: { id: text('id') } };
const secret = { excluded: [{ column: 'mj', is: ['机密'] }] };
const closed = bind('X', { ...shape, ...secret });
const defined = sqlite.sqliteTable('t', { id: sqlite.text('id') });

const defining = (...entities: readonly object[]) =>
  defineAdapter({
    id: 'county-sql',
    agency: '司法局',
    options: z.object({}).strict(),
    source: () => memory({ tables: {} }),
    entities: entities as never,
  });

test.each([
  ['exclude both', [closed, bind('Y', { ...shape, excluded: [{ column: 'zm', contains: ['间谍'] }] })]],
  ['exclude neither', [bind('X', shape), bind('Y', shape)]],
  ['are of two tables', [closed, bind('Y', { ...shape, table: 'u' })]],
  [
    'ask one service for other things',
    [place(closed, { path: '/q', type: '1' }), place(bind('Y', shape), { path: '/q' })],
  ],
])('bindings that %s are defined', (_what, entities) => {
  expect(defining(...entities).entities).toHaveLength(2);
});

test.each([
  ['one table', [closed, bind('Y', shape)], 't'],
  ['one table that is named and defined', [closed, place(bind('Y', shape), defined)], 't'],
  ['one place of a service', [place(bind('Y', shape), { path: '/q' }), place(closed, { path: '/q' })], 'q'],
])('of %s, a binding that lets in what the other excludes is refused', (_what, entities, name) => {
  const message = `county-sql: Y: excluded is not given, although X excludes records of the same table ${name}: give both what may not be shared`;
  expect(() => defining(...entities)).toThrow(expect.objectContaining({ code: 'ADAPTER_INVALID', message }));
});

function place(binding: object, table: unknown) {
  return { ...binding, table };
}
