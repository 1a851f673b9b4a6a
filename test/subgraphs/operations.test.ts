import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, execute, type GraphQLSchema, isObjectType, parse } from 'graphql';
import '../fixed-seed.js';
import type { RequestContext } from '../../schema/context.js';
import { type OperationPlan, planOperation } from '../../subgraphs/kit/operation-plan.js';
import { runOperation } from '../../subgraphs/kit/operation-run.js';

/** `Late` fields are promised by resolvers; the others lie in their source. */
const schema = withLateFields(
  buildSchema(`
    type Query { item: Item strict: Item! items: [Item] strictItems: [Item!]! either: [Either] itemLate: Item itemsLate: [Item!] }
    type Item { text: String sure: String! count: Int mood: Mood self: Item selfLate: Item sureLate: Item! kids: [Item!] either: Either }
    type Note { note: String! text: Int }
    union Either = Item | Note
    enum Mood { GOOD BAD }
  `),
);

function withLateFields(built: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(built.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.name.endsWith('Late')) continue;
      const property = field.name.replace('Late', '');
      field.resolve = async (source) => Reflect.get(source ?? root.held, property === 'sure' ? 'self' : property);
    }
  }
  for (const field of Object.values(built.getQueryType()?.getFields() ?? {}))
    field.resolve ??= () => Reflect.get(root.held, field.name);
  return built;
}

const root: { held: object } = { held: {} };

const fault = fc.constantFrom(null, undefined, new Error('a fault'));
const most = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fault });
const nothing = fc.constant(null);
const itemOf = (depth: number): fc.Arbitrary<object> =>
  fc.record({
    __typename: fc.constant('Item'),
    text: most(fc.constantFrom('a', 'b', 7)),
    sure: most(fc.constant('c')),
    count: most(fc.constantFrom(1, 'x')),
    mood: most(fc.constantFrom('GOOD', 'ODD')),
    self: depth === 0 ? nothing : most(itemOf(depth - 1)),
    kids: depth === 0 ? nothing : most(fc.array(most(itemOf(depth - 1)), { maxLength: 2 })),
    either: depth === 0 ? nothing : most(eitherOf(depth - 1)),
  });
const eitherOf = (depth: number): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ __typename: fc.constantFrom('Note', 'Nothing'), note: most(fc.constant('n')), text: most(fc.nat(9)) }),
    itemOf(depth),
  );
const [item, either] = [itemOf(2), eitherOf(1)];
const held = fc.record({
  item: most(item),
  strict: most(item),
  items: most(fc.array(most(item), { maxLength: 3 })),
  strictItems: most(fc.array(item, { maxLength: 3 })),
  either: fc.array(most(either), { maxLength: 3 }),
});

const query = `query ($deep: Boolean!) {
  item { ...Plain }
  strict { again: text kids { sure } }
  items { ...Plain kids { count ...Deep @include(if: $deep) } }
  strictItems { sure selfLate { text sureLate { count } } }
  either { __typename ... on Item { text ...Deep } ... on Note { note number: text } }
  itemLate { ...Deep }
  itemsLate: itemsLate { text @skip(if: $deep) mood }
}
fragment Plain on Item { text sure count mood }
fragment Deep on Item { self { text sure } either { ... on Note { note } } }`;

const context = {} as RequestContext;
const planned = (document: string): OperationPlan => {
  const plan = planOperation(schema, parse(document), undefined);
  if (plan === null) throw new Error('no operation');
  return plan;
};
const plan = planned(query);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

test('an operation comes to what graphql-js makes of it, faults and nulls included', async () => {
  await fc.assert(
    fc.asyncProperty(held, fc.boolean(), async (given, deep) => {
      root.held = given;
      const expected = await execute({ schema, document: parse(query), variableValues: { deep } });
      const { data, faults } = await runOperation(plan, context, { deep });
      expect(plain(data)).toEqual(plain(expected.data));
      const paths = faults.map(({ path }) => path.join('.'));
      // graphql-js stops at the first fault that takes a parent away; where both tell of one, they tell of the same place.
      expect(
        (expected.errors ?? []).map(({ path = [] }) => path.join('.')).filter((path) => !paths.includes(path)),
      ).toEqual([]);
      expect(new Set(paths).size).toBe(paths.length);
    }),
    { numRuns: 300 },
  );
});

test('a document of several operations has to be told which', () => {
  const document = parse('query a { item { text } } query b { item { text } }');
  expect(planOperation(schema, document, undefined)).toBeNull();
  expect(planOperation(schema, document, 'b')?.definition.name?.value).toBe('b');
});

test('an object that many rows lead to is written once, and its fault told once', async () => {
  const shared = { __typename: 'Item', sure: 'c', text: new Error('a fault'), kids: [] };
  root.held = {
    strictItems: [
      { sure: 'a', self: shared },
      { sure: 'b', self: shared },
    ],
  };
  const asked = planned('{ strictItems { sure selfLate { text sure } } }');
  const { data, faults } = await runOperation(asked, context, {});
  expect(data).toEqual({
    strictItems: [
      { sure: 'a', selfLate: { text: null, sure: 'c' } },
      { sure: 'b', selfLate: { text: null, sure: 'c' } },
    ],
  });
  const [first, second] = (data?.strictItems ?? []) as readonly { readonly selfLate: object }[];
  expect(first?.selfLate).toBe(second?.selfLate);
  expect(faults.map(({ path }) => path)).toEqual([['strictItems', 0, 'selfLate', 'text']]);
});
