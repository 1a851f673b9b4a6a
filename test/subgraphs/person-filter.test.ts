import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, Source } from 'graphql';
import { readCatalog } from '../../schema/catalog/read.js';
import type { PersonHandle } from '../../schema/context.js';
import { createSubgraph } from '../../subgraphs/kit/subgraph.js';
import '../fixed-seed.js';
import { at, nodesAt } from '../hub/answers.js';
import { arrayReader, type Kept } from './array-reader.js';
import { allowed, allowWhere, type HandMade, handMadeAccess } from './hand-made-access.js';
import { openRequest, seals } from './open-request.js';

const court = {
  name: 'court',
  document: parse(
    new Source(
      `type Query { parties: [Party!] @list(of: "Party") partyCounts: Counts @counts(of: "Party") }
       type Party @record(key: "id") @data(class: INTERNAL) {
         id: ID @filter(ops: [EQ])
         caseNumber: String
         citizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID)
         person: Person @link(from: "citizenId")
         agentCitizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID)
         agent: Person @data(class: SENSITIVE) @link(from: "agentCitizenId")
         opponents: [Party!] @list(of: "Party", by: "caseNumber", from: "caseNumber")
       }
       type Person @key(fields: "id") { id: ID! parties: [Party!] @list(of: "Party", by: "citizenId", from: "citizenId") }`,
      'court.graphql',
    ),
  ),
};
const identity = {
  name: 'identity',
  document: parse(`type Query { person(id: ID): Person }
    type Person @record(key: "citizenId") @key(fields: "id") @data(class: INTERNAL) { id: ID! citizenId: CitizenId @data(class: SENSITIVE) }`),
};
const catalog = readCatalog([court, identity]);
const subgraph = createSubgraph(catalog, { source: court });

const [wang, li, nobody] = ['371422198001011230', '371422198502022341', '371422199003033452'] as const;
const party = (id: string, citizenId: string | null, agentCitizenId: string | null = null): Kept => ({
  adapter: 'a',
  id,
  values: { id, caseNumber: 'A', citizenId, agentCitizenId },
});
const parties = [party('1', wang, li), party('2', li), party('3', wang, nobody), party('4', null)];

const tokenOf = (citizenId: string) => seals.sealPerson({ kind: 'citizen', citizenId });

async function ask(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  made: HandMade = {},
  rows = parties,
) {
  const reader = arrayReader({ Party: rows });
  const { context, subjects } = openRequest(handMadeAccess(made), reader);
  const { data, errors } = await subgraph.execute({ query, variables }, context);
  const codes = errors?.map(({ extensions }) => extensions?.code);
  return { data, codes, errors, subjects: [...new Set(subjects)].sort(), requests: reader.requests };
}

const digests = (...citizenIds: readonly string[]) => citizenIds.map(seals.digestSubject).sort();
const found = (...ids: readonly string[]) => ({
  parties: { nodes: ids.map((id) => ({ id })), totalCount: ids.length },
});
const filtered = (filter: object, made?: HandMade) =>
  ask('query ($f: PartyFilter) { parties(filter: $f) { nodes { id } totalCount } }', { f: filter }, made);

test.each<readonly [string, object, readonly string[]]>([
  ['one person', { person: { eq: tokenOf(wang) } }, ['1', '3']],
  ['several', { person: { in: [tokenOf(wang), tokenOf(li)] } }, ['1', '2', '3']],
  ['another link', { agent: { in: [tokenOf(li)] } }, ['1']],
  ['two links', { person: { eq: tokenOf(wang) }, agent: { eq: tokenOf(nobody) } }, ['3']],
  ['either', { or: [{ agent: { eq: tokenOf(nobody) } }, { person: { eq: tokenOf(li) } }] }, ['2', '3']],
  ['a person whom no record names', { person: { eq: tokenOf(nobody) } }, []],
  ['nobody', { person: { in: [] } }, []],
  ['nothing said', { person: { eq: null, in: null } }, ['1', '2', '3', '4']],
])('a list is filtered by %s', async (_what, filter, ids) => {
  expect((await filtered(filter)).data).toEqual(found(...ids));
});

test('the rows are those that hang on the person, whoever stands in the records', async () => {
  const people = [wang, li, nobody, null];
  const records = fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(records, fc.subarray([wang, li, nobody]), async (held, asked) => {
      const rows = held.map(([own, agent], at) => party(String(at), own, agent));
      const tokens = asked.map(tokenOf);
      const byFilter = await ask(
        'query ($t: [ID!]) { parties(filter: { person: { in: $t } }) { nodes { id } } }',
        { t: tokens },
        {},
        rows,
      );
      const byPerson = await ask(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { parties { nodes { id } } } } }',
        { of: tokens.map((id) => ({ __typename: 'Person', id })) },
        {},
        rows,
      );
      const nodes = (from: unknown) => nodesAt<{ readonly id: string }>(from, 'parties').map(({ id }) => id);
      expect(nodes(byFilter.data)).toEqual((at(byPerson.data, '_entities') as unknown[]).flatMap(nodes).sort());
      expect(byFilter.subjects).toEqual(digests(...asked));
    }),
  );
});

test('lists of an entity are filtered as lists of the root are', async () => {
  const query = `query ($of: [_Any!]!, $t: ID) { _entities(representations: $of) { ... on Person {
    parties(filter: { agent: { eq: $t } }) { nodes { id opponents(filter: { person: { eq: $t } }) { nodes { id } } } }
  } } }`;
  const of = [{ __typename: 'Person', id: tokenOf(wang) }];
  expect((await ask(query, { of, t: tokenOf(li) })).data).toEqual({
    _entities: [{ parties: { nodes: [{ id: '1', opponents: { nodes: [{ id: '2' }] } }] } }],
  });
  const denied = await ask(query, { of, t: tokenOf(li) }, { fields: { 'Party.agent': 'DENY' } });
  expect([denied.codes, denied.requests]).toEqual([['FILTER_DENIED'], []]);
});

test('people are compared where the link is seen on every row, the citizen id seen or not; nothing is read otherwise', async () => {
  const filter = { and: [{ not: { person: { eq: tokenOf(li) } } }, { id: { eq: '1' } }] };
  expect((await filtered(filter, { fields: { 'Party.citizenId': 'DENY' } })).data).toEqual(found('1'));
  const refused = [
    'DENY',
    { ...allowed, effect: 'MASK', mask: 'DROP' },
    [allowWhere({ op: 'eq', field: 'id', value: '1' })],
  ] as const;
  for (const opening of refused) {
    const { data, codes, requests, subjects } = await filtered(filter, { fields: { 'Party.person': opening } });
    expect({ data, codes, requests, subjects }).toEqual({
      ...{ data: { parties: null }, codes: ['FILTER_DENIED'], requests: [], subjects: [] },
    });
  }
});

test('records are not counted by the person whom they are about, whatever they may be counted by', async () => {
  const query = 'query ($f: PartyFilter) { partyCounts(filter: $f) { total } }';
  const counting = (...fields: readonly string[]) => ({
    counts: { Party: { fields: new Set(fields), smallest: 0, rows: { op: 'true' } } },
  });
  const counts = (f: object, ...fields: readonly string[]) => ask(query, { f }, counting(...fields) as HandMade);
  expect((await counts({ id: { eq: '1' } }, 'id')).data).toEqual({ partyCounts: { total: 1 } });
  for (const fields of [['id'], ['id', 'person', 'citizenId']]) {
    const { data, codes, requests } = await counts({ or: [{ person: { in: [tokenOf(wang)] } }] }, ...fields);
    expect({ data, codes, requests }).toEqual({ data: { partyCounts: null }, codes: ['FILTER_DENIED'], requests: [] });
  }
});

test('a token that this hub did not make is refused, and nothing of it is told', async () => {
  const made = tokenOf(wang);
  const altered = `${made.startsWith('A') ? 'B' : 'A'}${made.slice(1)}`;
  for (const token of ['', 'AAAA', wang, altered]) {
    const { data, codes, errors, requests } = await filtered({ person: { in: [made, token] } });
    expect({ data, codes, requests }).toEqual({ data: { parties: null }, codes: ['BAD_USER_INPUT'], requests: [] });
    expect(errors?.[0]?.message).toBe('a person token of the filter was not made by this hub');
  }
});

test('the token of a record that names nobody finds no record by it', async () => {
  const { data } = await ask('{ parties { nodes { id person { id } } } }');
  const token = nodesAt<{ readonly person: { readonly id: string } }>(data, 'parties')[3]?.person.id ?? '';
  expect(seals.openPerson(token)).toEqual({
    kind: 'record',
    entity: 'Party',
    adapter: 'a',
    id: '4',
  } satisfies PersonHandle);
  expect((await filtered({ person: { in: [token, tokenOf(li)] } })).data).toEqual(found('2'));
});

test('whom the caller may not meet names no record, and is not noted', async () => {
  const made: HandMade = { rows: { Person: { op: 'eq', field: 'citizenId', value: wang } } };
  const { data, subjects } = await filtered({ person: { in: [tokenOf(wang), tokenOf(li)] } }, made);
  expect([data, subjects]).toEqual([found('1', '3'), digests(wang)]);
});

test('who is asked for is noted whether or not there is a record, as by the person’s own field', async () => {
  const { data, subjects } = await filtered({ person: { in: [tokenOf(nobody), tokenOf(li)] }, id: { eq: '0' } });
  expect([data, subjects]).toEqual([found(), digests(nobody, li)]);
});

test('a filter names as many people as a source is asked for at once', async () => {
  const tokens = (count: number) => ({ person: { in: Array.from({ length: count }, () => tokenOf(wang)) } });
  expect((await filtered(tokens(500))).data).toEqual(found('1', '3'));
  const { codes, requests } = await filtered(tokens(501));
  expect([codes, requests]).toEqual([['BAD_USER_INPUT'], []]);
});

test('cursors and errors say nothing of the citizen id', async () => {
  const query = `query ($t: [ID!], $after: String) {
    parties(filter: { person: { in: $t } }, first: 1, after: $after) { nodes { id } pageInfo { endCursor } }
  }`;
  const t = [tokenOf(wang)];
  const { data } = await ask(query, { t });
  const endCursor = String(at(data, 'parties.pageInfo.endCursor'));
  expect(seals.openCursor(endCursor)).not.toContain(wang);
  expect((await ask(query, { t, after: endCursor })).data).toMatchObject({ parties: { nodes: [{ id: '3' }] } });
});

test('a link to a person goes by a citizen id: SDL that says otherwise is refused', () => {
  const text = `type Person @key(fields: "id") @data(class: INTERNAL) { id: ID! }
    type A @record(key: "id") @data(class: PUBLIC) { id: ID person: Person @link(from: "id") }`;
  const sources = [{ name: 'a', document: parse(new Source(text, 'a.graphql')) }];
  expect(() => readCatalog(sources)).toThrow('a.graphql:2: A.person: a person is referred to by a citizen id');
});
