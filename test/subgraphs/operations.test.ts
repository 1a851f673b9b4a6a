import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getVariableValues,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import '../fixed-seed.js';
import type { RequestContext } from '../../schema/context.js';
import { type OperationPlan, planOperation } from '../../subgraphs/kit/operations/plan.js';
import { runOperation } from '../../subgraphs/kit/operations/run.js';
import { randomQuery } from '../gateway/execution/random-query.js';

/** `Late` fields are promised by resolvers, `said` says what it was given; the others lie in their source. */
const schema = withResolvers(
  buildSchema(`
    type Query {
      item: Item strict: Item! items: [Item] strictItems: [Item!]! either: [Either] named: [Named!] grid: [[Int!]!]
      itemLate: Item itemsLate: [Item!] said(id: ID = "d", first: Int! = 1, number: String, filter: Filter): String
    }
    interface Named { name: String! twin: Named }
    type Item implements Named {
      name: String! twin: Named text: String sure: String! count: Int size: Float isOpen: Boolean key: ID mood: Mood price: Money
      self: Item selfLate: Item sureLate: Item! kids: [Item!] grid: [[Int!]!] either: Either said(first: Int!, id: ID): String!
    }
    type Note implements Named { name: String! twin: Named note: String! text: Int }
    union Either = Item | Note
    enum Mood { GOOD BAD }
    enum Kind { OPEN CLOSED }
    input Filter { from: Int = 7 kinds: [Kind!] }
    scalar Money
  `),
);

function withResolvers(built: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(built.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === 'said') field.resolve = (_source, args) => JSON.stringify(args);
      if (!field.name.endsWith('Late')) continue;
      const property = field.name.replace('Late', '');
      field.resolve = async (source) => Reflect.get(source ?? root.held, property === 'sure' ? 'self' : property);
    }
  }
  for (const field of Object.values(built.getQueryType()?.getFields() ?? {}))
    field.resolve ??= () => inTurn(Reflect.get(root.held, field.name));
  return built;
}

const root: { held: object } = { held: {} };

const fault = fc.constantFrom(null, undefined, new Error('a fault'));
const most = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fault });
const nothing = fc.constant(null);
const late = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    value,
    value.map((given) => ({ given })),
  );

/** Lists may hold what is not there yet. */
function inTurn(value: unknown): unknown {
  const promised = async ({ given }: { readonly given: unknown }) => {
    if (given instanceof Error) throw given;
    return given;
  };
  if (!Array.isArray(value)) return value;
  return value.map((each) => (typeof each === 'object' && each !== null && 'given' in each ? promised(each) : each));
}

const grid = fc.array(most(fc.array(most(fc.nat(9)), { maxLength: 2 })), { maxLength: 2 });
/** @param shared what may stand in many places */
const itemOf = (depth: number, shared: object | null): fc.Arbitrary<object> => {
  const again = <T extends object>(value: fc.Arbitrary<T>) =>
    shared === null ? value : fc.oneof(value, fc.constant(shared));
  return fc.record({
    __typename: fc.constant('Item'),
    name: most(fc.constant('n')),
    twin: depth === 0 ? nothing : most(again(eitherOf(depth - 1, shared))),
    text: most(fc.constantFrom('a', 'b', 7)),
    sure: most(fc.constant('c')),
    count: most(fc.constantFrom(1, 'x')),
    size: most(fc.constantFrom(1, 0.5, 'x')),
    isOpen: most(fc.constantFrom(true, 'x')),
    key: most(fc.constantFrom('k', 7, 0.5)),
    mood: most(fc.constantFrom('GOOD', 'ODD')),
    price: most(fc.constantFrom(100, 'free')),
    self: depth === 0 ? nothing : most(again(itemOf(depth - 1, shared))),
    kids: depth === 0 ? nothing : most(fc.array(most(again(itemOf(depth - 1, shared))), { maxLength: 2 })),
    grid: most(fc.oneof(grid, fc.constant('no list'))),
    either: depth === 0 ? nothing : most(again(eitherOf(depth - 1, shared))),
  });
};
const eitherOf = (depth: number, shared: object | null): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({
      __typename: fc.constantFrom('Note', 'Nothing', 'Query'),
      name: most(fc.constant('n')),
      twin: nothing,
      note: most(fc.constant('n')),
      text: most(fc.nat(9)),
    }),
    itemOf(depth, shared),
  );
const heldWith = (shared: object | null) =>
  fc.record({
    item: most(itemOf(2, shared)),
    strict: most(itemOf(2, shared)),
    items: most(fc.array(late(most(itemOf(2, shared))), { maxLength: 3 })),
    strictItems: most(fc.array(late(itemOf(2, shared)), { maxLength: 3 })),
    either: fc.array(late(most(eitherOf(1, shared))), { maxLength: 3 }),
    named: fc.array(most(eitherOf(1, shared)), { maxLength: 3 }),
    grid: most(grid),
  });
const held = fc.oneof(
  heldWith(null).map((given) => ({ given, isShared: false })),
  itemOf(1, null).chain((shared) => heldWith(shared).map((given) => ({ given, isShared: true }))),
);

const context = {} as RequestContext;
const planned = (document: string): OperationPlan => {
  const plan = planOperation(schema, parse(document), undefined);
  if (plan === null) throw new Error('no operation');
  return plan;
};

/** graphql-js leaves promises alone of lists that an item in them took away: nobody is to stumble over these. */
async function executeAlone(asked: ExecutionArgs): Promise<ExecutionResult> {
  const listening = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', () => {});
  try {
    return await execute(asked);
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    process.removeAllListeners('unhandledRejection');
    for (const each of listening) process.on('unhandledRejection', each);
  }
}

type Path = readonly (string | number)[];
const placeOf = (path: Path) => path.join('.');
const selectionOf = (path: Path) => placeOf(path.filter((element) => typeof element === 'string'));

function standsIn(data: unknown, path: Path): boolean {
  let value = data;
  for (const element of path) {
    if (value === null) return false;
    value = Reflect.get(value as object, element);
  }
  return value !== null;
}

/** As many as a suite bears; `PLUMBLINE_RUNS=20000` and more for the whole proof. */
const runs = Number(process.env.PLUMBLINE_RUNS ?? '100');

test('any operation over any answers comes to what graphql-js makes of it, order, faults and nulls included', async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(held, fc.nat(), async ({ given, isShared }, seed) => {
      root.held = given;
      const { query, variables } = randomQuery(schema, seed);
      const document = parse(query);
      const invalid = validate(schema, document).filter(({ message }) => !/never used/.test(message));
      if (invalid.length > 0) return;
      asked += 1;
      const plan = planned(query);
      for (const s of [variables.s, variables.s !== true]) {
        const variableValues = { ...variables, s };
        const expected = await executeAlone({ schema, document, variableValues });
        const { coerced = {} } = getVariableValues(schema, plan.definition.variableDefinitions ?? [], variableValues);
        const { data, faults } = await runOperation(plan, context, coerced);
        expect(JSON.stringify(data)).toBe(JSON.stringify(expected.data));
        const [told, known] = [faults.map(({ path }) => path), (expected.errors ?? []).map(({ path = [] }) => path)];
        // graphql-js stops at the first fault that takes a parent away, and tells of shared objects in each of their places.
        const where = isShared ? selectionOf : placeOf;
        expect(known.map(where).filter((path) => !told.map(where).includes(path))).toEqual([]);
        expect(told.filter((path) => standsIn(data, path))).toEqual([]);
        expect(new Set(told.map(placeOf)).size).toBe(told.length);
      }
    }),
    { numRuns: runs },
  );
  expect(asked).toBeGreaterThan(runs / 2);
});

test('a document of several operations has to be told which', () => {
  const document = parse('query a { item { text } } query b { item { text } }');
  expect(planOperation(schema, document, undefined)).toBeNull();
  expect(planOperation(schema, document, 'b')?.definition.name?.value).toBe('b');
});

test('what fails in two places for one reason is told in both', async () => {
  const failed = new Error('a fault');
  root.held = { items: [{ self: failed }, { self: failed }] };
  const { data, faults } = await runOperation(planned('{ items { selfLate { sure } } }'), context, {});
  expect(data).toEqual({ items: [{ selfLate: null }, { selfLate: null }] });
  expect(faults.map(({ path }) => placeOf(path))).toEqual(['items.0.selfLate', 'items.1.selfLate']);
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

test('what acts is done in the order of the document, each when the one before is over', async () => {
  const log: string[] = [];
  const acting = buildSchema(
    'type Query { done: [String!] } type Mutation { act(what: String!): Query wait(what: String!): Query }',
  );
  for (const field of Object.values(acting.getMutationType()?.getFields() ?? {}))
    field.resolve = async (_source, { what }) => {
      log.push(`begin ${what}`);
      if (field.name === 'wait') await new Promise((resolve) => setImmediate(resolve));
      log.push(`end ${what}`);
      if (what === 'b') throw new Error('a fault');
      return { done: log };
    };
  const document = parse(
    'mutation { a: wait(what: "a") { __typename } b: wait(what: "b") { done } c: act(what: "c") { __typename } }',
  );
  const plan = planOperation(acting, document, undefined);
  const { data, faults } = plan === null ? { data: null, faults: [] } : await runOperation(plan, context, {});
  expect(log).toEqual(['a', 'b', 'c'].flatMap((what) => [`begin ${what}`, `end ${what}`]));
  expect(data).toEqual({ a: { __typename: 'Query' }, b: null, c: { __typename: 'Query' } });
  expect(faults.map(({ path }) => path)).toEqual([['b']]);
});
