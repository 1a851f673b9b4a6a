// long: one table of bad requests, a row each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CryptoKey, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { issuerName } from '../../demo/issuer.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import { type ErrorCode, errorTable } from '../../schema/errors.js';
import { packageRoot } from '../../schema/package-root.js';
import type { RawRequest } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

interface BadRequest {
  readonly name: string;
  readonly code: ErrorCode;
  readonly request: (hub: OpenedHub) => RawRequest | Promise<RawRequest>;
}

/** A citizen id that each request carries where it can: it must come back in no answer and no log. */
const canary = samplePerson.citizenId;
const harmless = `{ person(citizenId: "${canary}") { id name } }`;

const underMatter = (number: string) => ({ 'x-plumbline-matter': encodeURIComponent(number) });

const asked = (token: string, body: unknown, headers: Readonly<Record<string, string>> = {}): RawRequest => ({
  headers: {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'x-plumbline-purpose': 'SUPERVISION',
    ...underMatter(matterNumbers.campaign),
    ...headers,
  },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A request of a prosecutor that is well-formed up to its document. */
const withDocument =
  (query: string, variables: Readonly<Record<string, unknown>> = {}) =>
  async (hub: OpenedHub): Promise<RawRequest> =>
    asked(await hub.tokenOf('prosecutor'), { query, variables });

const withToken =
  (sign: (hub: OpenedHub) => Promise<string>) =>
  async (hub: OpenedHub): Promise<RawRequest> =>
    asked(await sign(hub), { query: harmless });

const claims = { kind: 'user', agency: 'A', organisation: '', division: '371422', roles: ['prosecutor'] };

async function signed(
  hub: OpenedHub,
  change: (token: SignJWT) => SignJWT,
  key?: CryptoKey,
  roles: readonly string[] = claims.roles,
): Promise<string> {
  const jwk = JSON.parse(readFileSync(hub.demo.files.issuerKey, 'utf8')) as JWK & { readonly kid: string };
  const seconds = Math.floor(hub.clock().getTime() / 1000);
  const token = new SignJWT({ ...claims, roles })
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
    .setSubject('demo-prosecutor')
    .setIssuer(issuerName)
    .setAudience('plumbline')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 600);
  return change(token).sign(key ?? (await importJWK(jwk, 'EdDSA')));
}

const nested = (depth: number): string =>
  depth === 0 ? '{ id }' : `{ correctionSubjects { nodes { person ${nested(depth - 1)} } } }`;
const names = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const badRequests: readonly BadRequest[] = [
  {
    name: 'no token',
    code: 'UNAUTHENTICATED',
    request: () => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: harmless }) }),
  },
  {
    name: 'another scheme than Bearer',
    code: 'UNAUTHENTICATED',
    request: () => ({
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`x:${canary}`)}` },
      body: JSON.stringify({ query: harmless }),
    }),
  },
  {
    name: 'an expired token',
    code: 'TOKEN_EXPIRED',
    request: withToken((hub) => hub.tokenOf('prosecutor', { lifetimeS: -60 })),
  },
  {
    name: 'a token for another audience',
    code: 'TOKEN_INVALID',
    request: withToken((hub) => hub.tokenOf('prosecutor', { audience: 'another-hub' })),
  },
  {
    name: 'a token of another issuer',
    code: 'TOKEN_INVALID',
    request: withToken((hub) => signed(hub, (token) => token.setIssuer('https://elsewhere.example'))),
  },
  {
    name: 'a token that another key signed',
    code: 'TOKEN_INVALID',
    request: withToken(async (hub) => signed(hub, (token) => token, (await generateKeyPair('EdDSA')).privateKey)),
  },
  {
    name: 'an unsigned token',
    code: 'TOKEN_INVALID',
    request: withToken(async (hub) =>
      new UnsecuredJWT(claims)
        .setSubject('demo-prosecutor')
        .setIssuer(issuerName)
        .setAudience('plumbline')
        .setExpirationTime(Math.floor(hub.clock().getTime() / 1000) + 600)
        .encode(),
    ),
  },
  {
    name: 'a token that is none',
    code: 'TOKEN_INVALID',
    request: withToken(async () => `${canary}.${canary}`),
  },
  {
    name: 'a token without the claims that the hub needs',
    code: 'TOKEN_INVALID',
    request: withToken((hub) => signed(hub, (token) => token.setSubject(''))),
  },
  {
    name: 'a purpose that does not exist',
    code: 'PURPOSE_UNKNOWN',
    request: async (hub) =>
      asked(await hub.tokenOf('prosecutor'), { query: harmless }, { 'x-plumbline-purpose': `CURIOSITY ${canary}` }),
  },
  {
    name: 'a purpose that the role may not act for',
    code: 'PURPOSE_NOT_GRANTED',
    request: async (hub) => asked(await hub.tokenOf('police-officer'), { query: harmless }),
  },
  {
    name: 'a matter that is no number of one',
    code: 'BAD_REQUEST',
    request: async (hub) =>
      asked(await hub.tokenOf('prosecutor'), { query: harmless }, { 'x-plumbline-matter': `<${canary}>` }),
  },
  {
    name: 'a matter that nobody opened',
    code: 'MATTER_NOT_OPEN',
    request: async (hub) =>
      asked(await hub.tokenOf('prosecutor'), { query: harmless }, underMatter('宁检执监〔2026〕999号')),
  },
  {
    name: 'a matter that others handle',
    code: 'MATTER_NOT_OPEN',
    request: async (hub) =>
      asked(await hub.tokenOf('prosecutor'), { query: harmless }, underMatter(matterNumbers.juvenile)),
  },
  {
    name: 'a matter of the own agency that one does not handle',
    code: 'MATTER_NOT_OPEN',
    request: async (hub) =>
      asked(await hub.tokenOf('deputy-chief-procurator'), { query: harmless }, underMatter(matterNumbers.execution)),
  },
  {
    name: 'a role that is held alone with another',
    code: 'ROLES_CONFLICT',
    request: withToken((hub) => signed(hub, (token) => token, undefined, ['prosecutor', 'sysadmin'])),
  },
  {
    name: 'a body of 5 MB',
    code: 'BODY_TOO_LARGE',
    request: withDocument(`${harmless} # ${canary.repeat(290_000)}`),
  },
  {
    name: 'depth 50',
    code: 'QUERY_TOO_DEEP',
    request: withDocument(`{ person(citizenId: "${canary}") ${nested(17)} }`),
  },
  {
    name: '1,000 aliases',
    code: 'QUERY_TOO_MANY_ALIASES',
    request: withDocument(
      `{ person(citizenId: "${canary}") { ${names(1_000)
        .map((n) => `a${n}: id`)
        .join(' ')} } }`,
    ),
  },
  {
    name: 'more than 4,000 tokens',
    code: 'QUERY_TOO_MANY_TOKENS',
    request: withDocument(`{ person(citizenId: "${canary}") { ${'id '.repeat(4_500)} } }`),
  },
  {
    name: 'pages within pages within pages',
    code: 'QUERY_TOO_COSTLY',
    request: withDocument(
      '{ judgments(first: 200) { nodes { sentences(first: 200) { nodes { person { judgments(first: 200) { nodes { caseNumber } } } } } } } }',
    ),
  },
  {
    name: 'a syntax error',
    code: 'GRAPHQL_PARSE_FAILED',
    request: withDocument(`{ person(citizenId: "${canary}" { id }`),
  },
  {
    name: 'an unfinished string',
    code: 'GRAPHQL_PARSE_FAILED',
    request: withDocument(`{ person(citizenId: "${canary}) { id } }`),
  },
  {
    name: 'an unknown field',
    code: 'GRAPHQL_VALIDATION_FAILED',
    request: withDocument(`{ person(citizenId: "${canary}") { shoeSize } }`),
  },
  {
    name: 'a literal of the wrong type',
    code: 'GRAPHQL_VALIDATION_FAILED',
    request: withDocument(`{ judgments(first: "${canary}") { totalCount } }`),
  },
  {
    name: 'a variable of the wrong type',
    code: 'BAD_USER_INPUT',
    request: withDocument('query Q($first: Int) { judgments(first: $first) { totalCount } }', { first: canary }),
  },
  {
    name: 'variables that are no object',
    code: 'BAD_REQUEST',
    request: async (hub) => asked(await hub.tokenOf('prosecutor'), { query: harmless, variables: [canary] }),
  },
  {
    name: 'two operations and no name',
    code: 'BAD_REQUEST',
    request: withDocument('query A { judgments { totalCount } } query B { judgments { totalCount } }'),
  },
  { name: 'no query', code: 'BAD_REQUEST', request: async (hub) => asked(await hub.tokenOf('prosecutor'), {}) },
  {
    name: 'a body that is no JSON',
    code: 'BAD_REQUEST',
    request: async (hub) => asked(await hub.tokenOf('prosecutor'), `{"query": "${canary}`),
  },
  {
    name: 'a batch of requests',
    code: 'BAD_REQUEST',
    request: async (hub) => asked(await hub.tokenOf('prosecutor'), [{ query: harmless }, { query: harmless }]),
  },
  {
    name: 'another content type',
    code: 'UNSUPPORTED_MEDIA_TYPE',
    request: async (hub) =>
      asked(await hub.tokenOf('prosecutor'), { query: harmless }, { 'content-type': 'text/plain' }),
  },
  {
    name: 'GET',
    code: 'METHOD_NOT_ALLOWED',
    request: async (hub) => ({
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent(harmless)}`,
      headers: { authorization: `Bearer ${await hub.tokenOf('prosecutor')}` },
    }),
  },
  {
    name: 'an unknown path',
    code: 'NOT_FOUND',
    request: async (hub) => ({ ...asked(await hub.tokenOf('prosecutor'), { query: harmless }), path: `/${canary}` }),
  },
  {
    name: 'a mutation, where there is none',
    code: 'GRAPHQL_VALIDATION_FAILED',
    request: withDocument(`mutation { forget(citizenId: "${canary}") }`),
  },
  {
    name: 'a subscription, where there is none',
    code: 'GRAPHQL_VALIDATION_FAILED',
    request: withDocument(`subscription { follow(citizenId: "${canary}") }`),
  },
];

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form);
    hub.log.length = 0;
  }, 180_000);
  afterAll(() => hub?.close());

  test.each(badRequests)('$name is answered $code with its status, and nothing of the inside', async (bad) => {
    hub.log.length = 0;
    hub.statements.length = 0;
    const request = await bad.request(hub);
    const reply = await hub.send(request);
    const [error, ...others] = reply.body.errors ?? [];
    expect({ code: error?.extensions.code, status: reply.status, others: others.length }).toEqual({
      code: bad.code,
      status: errorTable[bad.code].status,
      others: 0,
    });
    expect(error?.extensions.remedy).toBe(errorTable[bad.code].remedy);
    expect(reply.body.data).toBeUndefined();
    expect(reply.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(hub.statements).toEqual([]);
    const token = request.headers?.authorization?.split(' ')[1];
    for (const text of [reply.text, ...reply.headers.values(), ...hub.log]) expectNothingOfTheInside(text, token);
  });

  test('a citizen id that is none costs its own field, and is not repeated', async () => {
    hub.log.length = 0;
    const query = 'query Q($id: CitizenId!) { person(citizenId: $id) { id } judgments(first: 0) { totalCount } }';
    const request = await withDocument(query, { id: `${canary}${canary}` })(hub);
    const { status, body, text } = await hub.send(request);
    expect({ status, codes: body.errors?.map(({ path, extensions: { code } }) => ({ path, code })) }).toEqual({
      status: 200,
      codes: [{ path: ['person'], code: 'BAD_USER_INPUT' }],
    });
    expect(body.data).toEqual({ person: null, judgments: { totalCount: expect.any(Number) } });
    for (const each of [text, ...hub.log]) expectNothingOfTheInside(each, undefined);
  });

  test('a body that the hub refuses for its size is not read to its end', async () => {
    const reply = await hub.send(await withDocument(' '.repeat(300_000))(hub));
    expect(reply.status).toBe(413);
  });
});

/** No value of the caller's, no secret, no stack, no statement, no file. */
function expectNothingOfTheInside(text: string, token: string | undefined): void {
  expect(text).not.toContain(canary);
  if (token !== undefined) expect(text).not.toContain(token);
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.[jt]s:\d|file:\/\//);
  expect(text).not.toMatch(/\bselect\b.+\bfrom\b/i);
  expect(text).not.toContain(packageRoot);
  // Suggestions would name what the caller may not know.
  expect(text).not.toContain('Did you mean');
}

test('the page of errors says of every code what the table says', () => {
  const page = readFileSync(join(packageRoot, 'docs', 'reference', 'errors.md'), 'utf8');
  const rows = page
    .match(/^\| `[A-Z_]+` \|.*$/gm)
    ?.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
  const told = rows?.map(([code, status, remedy]) => [code, status, remedy?.replace(/^Leaves as `INTERNAL`.*?: /, '')]);
  const table = Object.entries(errorTable).map(([code, { status, remedy }]) => [`\`${code}\``, String(status), remedy]);
  expect(told).toEqual(table);
});
