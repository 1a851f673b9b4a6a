import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'graphql';

import { executeOperation } from '../../../gateway/execution/executor.js';
import { createOperationCache, type OperationCache } from '../../../gateway/execution/operations.js';
import { createPlanner } from '../../../gateway/execution/planner.js';
import { createInProcessTransport } from '../../../gateway/transport/in-process.js';
import type { Transport } from '../../../gateway/transport/transport.js';
import type { RequestContext } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { SubgraphRequest, SubgraphResponse } from '../../../schema/subgraph.js';
import { archive } from './archive.js';
import { bareContext, createFederation, type Federation } from './federation.js';

let federation: Federation;
let operations: OperationCache;
let whole: Transport;
beforeAll(async () => {
  federation = await createFederation(archive);
  operations = createOperationCache(createPlanner(federation.supergraphSdl), 100);
  whole = createInProcessTransport(federation.subgraphs);
});
afterAll(() => federation.stop());

type Answer = (request: SubgraphRequest, honest: () => Promise<SubgraphResponse>) => Promise<unknown>;

/** The four subgraphs, one of which answers as told. */
function withFaulty(name: string, answer: Answer): Transport {
  return {
    execute: (subgraph, request, context) => {
      const honest = () => whole.execute(subgraph, request, context);
      return subgraph === name ? (answer(request, honest) as Promise<SubgraphResponse>) : honest();
    },
  };
}

async function ask(
  query: string,
  transport: Transport = whole,
  context: RequestContext = bareContext(),
  prune?: (query: string) => string,
) {
  const document = parse(query);
  const pruned = prune === undefined ? {} : { prune: () => parse(prune(query)) };
  const operation = operations.compile({ hash: query, document, accessShape: prune?.toString() ?? '', ...pruned });
  const { data, errors } = await executeOperation({ operation, variables: {}, context, transport });
  return { data, errors: errors.map(({ message, path, extensions }) => ({ message, path, ...extensions })) };
}

const question = '{ people(first: 2) { id name rating greeting cases(first: 1) { number weight } } }';
const withoutRatings = {
  people: [
    { id: 'p0', name: 'name-0', rating: null, greeting: null, cases: [{ number: 'c0', weight: null }] },
    { id: 'p1', name: 'name-1', rating: null, greeting: null, cases: [{ number: 'c1', weight: null }] },
  ],
};
const lost = (code: string, message: string) =>
  ['people.cases.weight', 'people.greeting', 'people.rating'].map((path) => ({ code, message, path: path.split('.') }));
const byPath = <T extends { readonly path: readonly unknown[] | undefined }>(errors: readonly T[]): T[] =>
  [...errors].sort((a, b) => String(a.path).localeCompare(String(b.path)));

const unanswered = 'ratings could not answer';
const refused = new PlumblineError('SOURCE_UNAVAILABLE', 'ratings is away');
test.each<[string, Answer, string, string]>([
  ['throws', () => Promise.reject(new Error('SELECT secret')), 'INTERNAL', unanswered],
  [
    'throws where it should reject',
    () => {
      throw new TypeError('secret');
    },
    'INTERNAL',
    unanswered,
  ],
  ['cannot be reached', () => Promise.reject(refused), 'SOURCE_UNAVAILABLE', 'ratings is away'],
  ['answers null', async () => null, 'INTERNAL', unanswered],
  ['answers a string', async () => '<html>', 'INTERNAL', unanswered],
  ['answers nothing', async () => ({}), 'INTERNAL', unanswered],
  ['answers data that is a list', async () => ({ data: [] }), 'INTERNAL', unanswered],
  ['answers no list of entities', async () => ({ data: { _entities: 'x' } }), 'INTERNAL', unanswered],
  ['answers too few entities', async () => ({ data: { _entities: [] } }), 'INTERNAL', unanswered],
  [
    'answers entities of another type',
    async ({ variables }) => ({
      data: {
        _entities: (variables.representations as unknown[]).map(() => ({ __typename: 'Court', rating: 1, weight: 2 })),
      },
    }),
    'INTERNAL',
    unanswered,
  ],
  [
    'fails whole with an error of its own',
    async () => ({ data: null, errors: [{ message: 'secret', extensions: { code: 'ECONNREFUSED' } }] }),
    'INTERNAL',
    unanswered,
  ],
  [
    'refuses with a code of the table',
    async () => ({ data: null, errors: [{ message: 'too many rows', extensions: { code: 'BOUND_EXCEEDED' } }] }),
    'BOUND_EXCEEDED',
    'too many rows',
  ],
])('a subgraph that %s costs its own fields and no others', async (_name, answer, code, message) => {
  const { data, errors } = await ask(question, withFaulty('ratings', answer));
  expect({ data, errors: byPath(errors) }).toEqual({ data: withoutRatings, errors: lost(code, message) });
});

test('entities that a subgraph does not know are null in their fields, without an error', async () => {
  const transport = withFaulty('ratings', async ({ variables }) => ({
    data: { _entities: (variables.representations as unknown[]).map(() => null) },
  }));
  expect(await ask(question, transport)).toEqual({ data: withoutRatings, errors: [] });
});

test('errors of many rows are told once, by selection path and without list indices', async () => {
  const transport = withFaulty('ratings', async (request, honest) => {
    const { data } = await honest();
    const rows = (request.variables.representations as unknown[]).length;
    const errors = Array.from({ length: rows }, (_, row) => ({
      message: 'denied',
      path: ['_entities', row, 'rating'],
      extensions: { code: 'FIELD_DENIED', reason: 'NO_GRANT', rows: 12 },
    }));
    return { data, errors };
  });
  const { errors } = await ask('{ people(first: 5) { rating } }', transport);
  expect(errors).toEqual([{ message: 'denied', path: ['people', 'rating'], code: 'FIELD_DENIED', reason: 'NO_GRANT' }]);
});

test('a value that breaks the schema is null, or makes its parent null where none may be', async () => {
  const transport = withFaulty('people', async () => ({
    data: {
      people: [
        { __typename: 'Person', id: 'p0', name: { first: 1 }, score: 1 },
        { __typename: 'Person', id: 'p1', name: 'n', score: 'x' },
      ],
    },
  }));
  const { data, errors } = await ask('{ anything { __typename } people { id name score } }', transport);
  expect({ data, codes: errors.map((error) => ('code' in error ? error.code : '')) }).toEqual({
    data: null,
    codes: ['INTERNAL', 'INTERNAL'],
  });
});

test('a request whose time is over is answered at once, whether the subgraph heeds the signal or not', async () => {
  const controller = new AbortController();
  const transport = withFaulty('ratings', () => {
    controller.abort();
    return new Promise(() => {});
  });
  await expect(ask(question, transport, bareContext(controller.signal))).rejects.toMatchObject({
    code: 'DEADLINE_EXCEEDED',
  });
});

test('equal entities are asked for once, whatever the number of rows', async () => {
  federation.calls.length = 0;
  await ask('{ cases(first: 30) { party { id rating } } }');
  const representations = federation.calls
    .filter(({ subgraph }) => subgraph === 'ratings')
    .map(({ request }) => (request.variables.representations as unknown[]).length);
  expect(representations).toEqual([12]);
});

test('the number of subgraph calls depends on the plan and not on the number of rows', async () => {
  const callsFor = async (rows: number) => {
    federation.calls.length = 0;
    await ask(`{ people(first: ${rows}) { rating cases(first: 5) { number weight court { code stars } } } }`);
    return federation.calls.map(({ subgraph }) => subgraph).sort();
  };
  // The first person's only court is null, so that there is nothing to ask about it.
  const [two, twelve] = [await callsFor(2), await callsFor(12)];
  expect(twelve).toEqual(two);
});

test('a pruned field is null in its place, even where the plan needs it as a key', async () => {
  const answer = await ask('{ people(first: 1) { name key: id id rating } }', whole, bareContext(), (query) =>
    query.replace('key: id id', ''),
  );
  // `id` is not nullable here, so that a row without it cannot stand; a nullable field is simply null. That it was denied is told
  // by whoever cut it out: nothing is broken.
  expect(answer).toEqual({ data: null, errors: [] });
  expect(
    await ask('{ people(first: 1) { rating a: name bestFriend { name } } }', whole, bareContext(), (query) =>
      query.replace('a: name bestFriend { name }', 'bestFriend { __typename }'),
    ),
  ).toEqual({ data: { people: [{ rating: 1, a: null, bestFriend: { name: null } }] }, errors: [] });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a response name %s is a name like any other',
  async (name) => {
    const { data } = await ask(`{ ${name}: me { ${name}: address { ${name}: city } rating } }`);
    expect(JSON.stringify(data)).toBe(`{"${name}":{"${name}":{"${name}":"city of p2"},"rating":3}}`);
    expect(({} as Record<string, unknown>).city).toBeUndefined();
  },
);

test('errors stand in the order of the question, whichever answer came first', async () => {
  const late = withFaulty('ratings', async (_request, honest) => {
    const answer = await honest();
    const errors = ['greeting', 'rating'].map((field) => ({
      message: `no ${field}`,
      path: ['_entities', 0, field],
      extensions: { code: 'SOURCE_UNAVAILABLE' },
    }));
    return { ...answer, errors };
  });
  const paths = async (query: string) => (await ask(query, late)).errors.map(({ path }) => path?.join('.'));
  expect(await paths('{ people(first: 2) { rating greeting } }')).toEqual(['people.rating', 'people.greeting']);
  expect(await paths('{ people(first: 2) { greeting rating } }')).toEqual(['people.greeting', 'people.rating']);
});
