import { request as httpRequest } from 'node:http';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { errorTable } from '../../../schema/errors.js';
import { type OpenServer, openServer } from './hub.js';

const citizenId = '371422199001011234';
let hub: OpenServer;
beforeAll(async () => {
  hub = await openServer();
});
afterAll(() => hub.server.close());

/** The one error of an answer, with what must hold of every refusal. */
async function refusal(body: unknown, headers?: Record<string, string>) {
  const reply = await hub.post(body, headers);
  const text = JSON.stringify(reply.body);
  expect(text).not.toMatch(/\/work|node_modules|\.ts:|\.js:|at \w+ \(|Did you mean/);
  expect(text).not.toContain(citizenId);
  expect(reply.requestId).toMatch(/^[0-9a-f-]{36}$/);
  const [error] = reply.body.errors;
  return { status: reply.status, code: error.extensions.code, message: error.message, remedy: error.extensions.remedy };
}
const refused = (code: keyof typeof errorTable, message: string) => ({
  status: errorTable[code].status,
  code,
  message,
  remedy: errorTable[code].remedy,
});

test('a request without a token is refused before its body is read', async () => {
  expect(await refusal({ query: '{ me { id } }' }, { authorization: '' })).toEqual(
    refused('UNAUTHENTICATED', 'no bearer token'),
  );
});

test('a body of 5 MB is refused', async () => {
  const reply = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer good', 'content-length': 5_000_000 };
    const request = httpRequest(new URL('/graphql', hub.url), { method: 'POST', headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.write('{"query":"');
  });
  expect({ status: reply.status, code: JSON.parse(reply.text).errors[0].extensions.code }).toEqual({
    status: 413,
    code: 'BODY_TOO_LARGE',
  });
});

test('a query of depth 50 is refused', async () => {
  const query = `{ me ${'{ bestFriend '.repeat(50)}{ id }${' }'.repeat(50)} }`;
  expect(await refusal({ query })).toEqual(refused('QUERY_TOO_DEEP', 'The query has more than 20 levels'));
});

test('a query with 1,000 aliases is refused', async () => {
  const query = `{ me { ${Array.from({ length: 1000 }, (_, index) => `a${index}: id`).join(' ')} } }`;
  expect(await refusal({ query })).toEqual(refused('QUERY_TOO_MANY_ALIASES', 'The query has more than 50 aliases'));
});

test('aliases hidden in fragments count wherever the fragments are spread, in time linear in the document', async () => {
  const fragments = Array.from(
    { length: 60 },
    (_, index) => `fragment F${index} on Person { x${index}: id ...F${index + 1} ... { ...F${index + 1} } }`,
  ).join(' ');
  const answer = await refusal({ query: `{ me { ...F0 } } ${fragments} fragment F60 on Person { id }` });
  expect({ status: answer.status, code: answer.code }).toEqual({ status: 400, code: 'QUERY_TOO_MANY_ALIASES' });
});

test('a document of too many tokens is refused', async () => {
  expect(await refusal({ query: `{ ${'me { id } '.repeat(2000)} }` })).toEqual(
    refused('QUERY_TOO_MANY_TOKENS', 'The document has too many tokens'),
  );
});

test('a syntax error is told without the values of the document', async () => {
  expect(await refusal({ query: `{ person(id "${citizenId}") { id } }` })).toEqual(
    refused('GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected ":", found String.'),
  );
});

test('an unknown field is told without suggestions', async () => {
  expect(await refusal({ query: '{ me { nam } }' })).toEqual(
    refused('GRAPHQL_VALIDATION_FAILED', 'Cannot query field "nam" on type "Person".'),
  );
});

test.each([
  [{ query: `{ people(first: "${citizenId}") { id } }` }, 'Int cannot represent non-integer value.'],
  [{ query: `{ filed(kind: "${citizenId}") { number } }` }, 'Enum "Kind" cannot represent non-enum value.'],
  [{ query: `{ filed(kind: X${citizenId}) { number } }` }, 'A value does not exist in "Kind" enum.'],
])('a value of another type is told without the value (%#)', async (body, message) => {
  expect(await refusal(body)).toEqual(refused('GRAPHQL_VALIDATION_FAILED', message));
});

test('a variable of another type is told by its name alone', async () => {
  const query = 'query Q($n: Int) { people(first: $n) { id } }';
  expect(await refusal({ query, variables: { n: citizenId } })).toEqual(
    refused('BAD_USER_INPUT', 'Not of the type declared: $n'),
  );
});

test('a condition that is null is refused', async () => {
  const query = 'query Q($n: Boolean = true) { me { id @include(if: $n) } }';
  expect(await refusal({ query, variables: { n: null } })).toEqual(
    refused('BAD_USER_INPUT', 'Not of the type declared: $n'),
  );
  expect((await hub.post({ query })).status).toBe(200);
});

test('pages that multiply to too many rows are refused, whether by literal or by variable', async () => {
  const query = 'query Q($n: Int = 500) { people(first: $n) { knows(first: 500) { cases(first: 1) { number } } } }';
  const message = 'The query has more than 50000 rows to reach';
  expect(await refusal({ query })).toEqual(refused('QUERY_TOO_COSTLY', message));
  expect((await hub.post({ query, variables: { n: 2 } })).status).toBe(200);
});

test('an operation name that the document does not have is refused', async () => {
  expect(await refusal({ query: 'query A { me { id } }', operationName: 'B' })).toEqual(
    refused('BAD_REQUEST', 'Name one operation of the document in "operationName"'),
  );
});

test('introspection is refused unless it is configured', async () => {
  const { status, code } = await refusal({ query: '{ __schema { queryType { name } } }' });
  expect({ status, code }).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
});

test.each([
  ['not JSON', '{"query": ', {}, 400, 'BAD_REQUEST'],
  ['no query', '{}', {}, 400, 'BAD_REQUEST'],
  ['a list of requests', '[{"query":"{ me { id } }"}]', {}, 400, 'BAD_REQUEST'],
  ['a form', 'query={me{id}}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['plain text', '{ me { id } }', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
])('a body that is %s is refused', async (_name, body, headers, status, code) => {
  const answer = await refusal(body, headers);
  expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
});

test.each([
  ['GET', '/graphql?query={me{id}}', 405, 'METHOD_NOT_ALLOWED'],
  ['PUT', '/graphql', 405, 'METHOD_NOT_ALLOWED'],
  ['GET', '/nothing', 404, 'NOT_FOUND'],
  ['GET', '/', 404, 'NOT_FOUND'],
])('%s %s is refused in JSON', async (method, path, status, code) => {
  const answer = await fetch(new URL(path, hub.url), { method });
  const body = (await answer.json()) as { errors: { extensions: { code: string } }[] };
  expect({ status: answer.status, code: body.errors[0]?.extensions.code }).toEqual({ status, code });
});

test('what breaks inside leaves as INTERNAL with the request id and nothing else, and is logged without its text', async () => {
  const reply = await hub.post({ query: '{ me { id } }' }, { authorization: 'Bearer bug' });
  expect(reply).toEqual({
    status: 500,
    requestId: reply.requestId,
    body: {
      errors: [
        {
          message: 'The hub could not answer; its operator finds the reason under the request id',
          extensions: { code: 'INTERNAL', remedy: errorTable.INTERNAL.remedy, requestId: reply.requestId },
        },
      ],
    },
  });
  const log = hub.logged.join('\n');
  expect(log).toContain(reply.requestId);
  expect(log).not.toContain(citizenId);
});

test('nothing of all these requests was logged', () => {
  const log = hub.logged.join('\n');
  for (const secret of [citizenId, 'bestFriend', 'Bearer', 'good']) expect(log).not.toContain(secret);
});

test('a good request is answered with its request id', async () => {
  const reply = await hub.post({ query: '{ me { id greeting } }' });
  expect(reply).toEqual({
    status: 200,
    requestId: reply.requestId,
    body: {
      data: { me: { id: 'p2', greeting: 'hello name-2 3' } },
      extensions: { requestId: reply.requestId },
    },
  });
});
