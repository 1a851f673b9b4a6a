import { expect, test } from '@jest/globals';
import { parse, Source } from 'graphql';
import { readCatalog } from '../../schema/catalog/read.js';
import type { Condition } from '../../schema/condition.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Reader } from '../../schema/reader.js';
import { createSubgraph } from '../../subgraphs/kit/subgraph.js';
import { type ArrayReader, arrayReader } from './array-reader.js';
import { allowWhere, type HandMade, handMadeAccess } from './hand-made-access.js';
import { openRequest, seals } from './open-request.js';

const court = {
  name: 'court',
  document: parse(
    new Source(
      `type Query {
         parties: [Party!] @list(of: "Party")
         trials: [Trial!] @list(of: "Trial")
         days: [Day!] @list(of: "Day")
       }
       type Party @record(key: "id", file: "caseNumber") @data(class: INTERNAL) {
         id: ID
         caseNumber: CaseNumber
         citizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID)
         role: String @filter(ops: [EQ])
         agentName: String
         agentCitizenId: CitizenId
         sealed: Boolean
         trial: Trial @one(of: "Trial", by: "caseNumber", from: "caseNumber")
       }
       type Trial @record(key: "caseNumber") @key(fields: "caseNumber") @data(class: INTERNAL) {
         caseNumber: CaseNumber
         status: String
         parties: [Party!] @list(of: "Party", by: "caseNumber", from: "caseNumber")
         minutes: [Minute!] @list(of: "Minute", by: "caseNumber", from: "caseNumber")
       }
       type Minute @record(key: "id") @data(class: INTERNAL) { id: ID caseNumber: CaseNumber text: String }
       type Day @record(key: "id") @data(class: INTERNAL) { id: ID text: String }
       type Person @key(fields: "id") {
         id: ID!
         trials: [Trial!] @list(of: "Trial", by: "caseNumber", from: "citizenId", through: { of: "Party", by: "citizenId", from: "caseNumber" })
       }`,
      'court.graphql',
    ),
  ),
};
const identity = {
  name: 'identity',
  document: parse(`type Query { person(id: ID): Person }
    type Person @record(key: "citizenId") @key(fields: "id") @data(class: INTERNAL) { id: ID! citizenId: CitizenId }`),
};
const catalog = readCatalog([court, identity]);
const subgraph = createSubgraph(catalog, { source: court });

const [wang, li, zhao, agent] = ['王', '李', '赵', '代'] as const;
const party = (id: string, caseNumber: string, citizenId: string | null, sealed = false) => ({
  adapter: 'a',
  id,
  values: { id, caseNumber, citizenId, sealed, role: id, agentName: '某', agentCitizenId: id === '1' ? agent : null },
});
const trial = (caseNumber: string) => ({ adapter: 'a', id: caseNumber, values: { caseNumber, status: '在审' } });
const minute = (id: string, caseNumber: string) => ({ adapter: 'a', id, values: { id, caseNumber, text: '…' } });

const open = () =>
  arrayReader({
    Party: [party('1', 'A', wang), party('2', 'A', li), party('3', 'B', zhao, true), party('4', 'B', null)],
    Trial: [trial('A'), trial('B')],
    Minute: [minute('m', 'A'), minute('n', 'B')],
    Day: [{ adapter: 'a', id: 'd', values: { id: 'd', text: '…' } }],
  });

async function ask(query: string, made: HandMade = {}, reader: Reader = open(), variables = {}) {
  const { context, subjects } = openRequest(handMadeAccess(made), reader);
  const answer = await subgraph.execute({ query, variables }, context);
  return { answer, subjects: [...new Set(subjects)].sort() };
}

const digests = (...citizenIds: readonly string[]) => citizenIds.map(seals.digestSubject).sort();
const notSealed: Condition = { op: 'eq', field: 'sealed', value: false };

test('rows name their persons though the number is denied, and it is read for nothing else', async () => {
  const { answer, subjects } = await ask('{ parties { nodes { role citizenId } } }', {
    fields: { 'Party.citizenId': 'DENY' },
    rows: { Party: notSealed },
  });
  expect(answer.data).toEqual({
    parties: {
      nodes: [
        { role: '1', citizenId: null },
        { role: '2', citizenId: null },
        { role: '4', citizenId: null },
      ],
    },
  });
  expect(subjects).toEqual(digests(wang, li));
});

test('only the rows of the page name anybody; counted rows do not, and nothing is read of them', async () => {
  expect((await ask('{ parties(first: 1) { edges { node { role } } totalCount } }')).subjects).toEqual(digests(wang));
  const reader = open();
  expect((await ask('{ parties { totalCount pageInfo { endCursor } } }', {}, reader)).subjects).toEqual([]);
  expect(reader.requests.map(({ fields }) => fields)).toEqual([[]]);
});

test('somebody besides is named where the number or the name is shown, on the rows where it is', async () => {
  const first: Condition = { op: 'eq', field: 'role', value: '1' };
  const asked = '{ parties(first: 2) { nodes { agentName } } }';
  expect((await ask(asked)).subjects).toEqual(digests(wang, li, agent));
  expect((await ask(asked, { fields: { 'Party.agentName': [allowWhere(first)] } })).subjects).toEqual(
    digests(wang, li, agent),
  );
  const others = [allowWhere({ op: 'not', of: first })];
  expect((await ask(asked, { fields: { 'Party.agentName': others } })).subjects).toEqual(digests(wang, li));
  expect((await ask(asked, { fields: { 'Party.agentName': 'DENY' } })).subjects).toEqual(digests(wang, li));
});

const fileReads = ({ requests }: ArrayReader) => requests.filter(({ fields }) => fields.join() === 'citizenId');

test('records of files name the persons of the files, by one call when the answer is complete', async () => {
  const reader = open();
  const { subjects } = await ask('{ trials { nodes { status minutes { nodes { text } } } } }', {}, reader);
  expect(subjects).toEqual(digests(wang, li, zhao));
  expect(fileReads(reader).map(({ by }) => by)).toEqual([{ field: 'caseNumber', values: ['A', 'B'] }]);
});

test('of a file’s persons, sealed ones are named to whom they exist; others whoever asks', async () => {
  const asked = '{ trials { nodes { status } } }';
  expect((await ask(asked, { rows: { Party: notSealed } })).subjects).toEqual(digests(wang, li));
  expect((await ask(asked, { rows: { Party: { op: 'false' } } })).subjects).toEqual(digests(wang, li));
  expect((await ask(asked, { rows: { Party: { op: 'eq', field: 'sealed', value: true } } })).subjects).toEqual(
    digests(wang, li, zhao),
  );
});

test('a file that is reached from a person is that person’s; from an entity’s number, it is everybody’s', async () => {
  const of = (representation: object) => ({ of: [representation] });
  const token = seals.sealPerson({ kind: 'citizen', citizenId: wang });
  const person =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { trials { nodes { minutes { nodes { text } } } } } } }';
  const reader = open();
  const known = await ask(person, {}, reader, of({ __typename: 'Person', id: token }));
  expect([known.subjects, fileReads(reader)]).toEqual([digests(wang), []]);
  const entity = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Trial { status } } }';
  const { subjects } = await ask(entity, {}, open(), of({ __typename: 'Trial', caseNumber: 'A' }));
  expect(subjects).toEqual(digests(wang, li));
});

test('nobody is named, and nothing else changes, where no system holds the number or the file is not read', async () => {
  const asked = '{ trials { nodes { status } } days { nodes { text } } }';
  const whole = open();
  const { answer } = await ask(asked);
  const holdsNone: Reader = { ...whole, holds: (entity, field) => field !== 'citizenId' && whole.holds(entity, field) };
  expect(await ask(asked, {}, holdsNone)).toEqual({ answer, subjects: [] });
  const silent = arrayReader(
    { Party: [party('1', 'A', wang)], Trial: [trial('A'), trial('B')], Day: [] },
    (_, request) => request.entity === 'Party',
  );
  expect((await ask('{ trials { nodes { status } } }', {}, silent)).subjects).toEqual([]);
  const bounded: Reader = {
    holds: whole.holds,
    read: (request, context) =>
      request.entity === 'Party'
        ? Promise.reject(new PlumblineError('BOUND_EXCEEDED', 'too many'))
        : whole.read(request, context),
  };
  expect(await ask(asked, {}, bounded)).toEqual({ answer, subjects: [] });
});

test('a file is told by records that name persons: SDL that says otherwise is refused', () => {
  const text = 'type A @record(key: "id", file: "id") @data(class: PUBLIC) { id: ID }';
  const sources = [{ name: 'a', document: parse(new Source(text, 'a.graphql')) }];
  expect(() => readCatalog(sources)).toThrow('a.graphql:1: A has no field citizenId to tell whose a file is');
});
