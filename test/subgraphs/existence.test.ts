import { expect, test } from '@jest/globals';
import type { Condition } from '../../schema/condition.js';
import { arrayReader } from './array-reader.js';
import { allowWhere, handMadeAccess } from './hand-made-access.js';
import { ask } from './open-library.js';
import { seals } from './open-request.js';

const [borrower, stranger] = ['371422199003071230', '371422199003071249'];
const loan = (adapter: string, id: string, values: Record<string, string>) => ({
  adapter,
  id,
  values: { isbn: id, citizenId: borrower, sexCode: '2', ...values },
});
const loans = [
  loan('b', '1', { hallNo: 'B', shelf: '架b' }),
  loan('a', '2', { hallNo: 'C', shelf: '架c' }),
  loan('a', '1', { hallNo: 'A', shelf: '架a' }),
];
const inHall = (value: string): Condition => ({ op: 'eq', field: 'hallNo', value });

const asked = (citizenId: string) => `{ lent(citizenId: "${citizenId}") { exists hallNo sex { label } } }`;

test('a record that exists is answered yes, with what is copied from the first', async () => {
  const reader = arrayReader({ Book: loans });
  const { answer, subjects } = await ask(asked(borrower), handMadeAccess({}), reader);
  expect(answer).toEqual({ data: { lent: { exists: true, hallNo: 'A', sex: { label: '女性' } } } });
  expect(subjects).toEqual([seals.digestSubject(borrower)]);
  expect(reader.requests.map(({ entity, fields, first }) => [entity, fields, first])).toEqual([
    ['Book', ['hallNo', 'sexCode'], 1],
  ]);
});

test('only whether it exists is asked of the source where only that is asked for', async () => {
  const reader = arrayReader({ Book: loans });
  await ask(`{ lent(citizenId: "${borrower}") { exists } }`, handMadeAccess({}), reader);
  expect(reader.requests.map(({ fields }) => fields)).toEqual([[]]);
});

test('nobody, a hidden record and a person without an id answer byte for byte alike', async () => {
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { lent { exists hallNo } } } }';
  const answerOf = async (handle: Parameters<typeof seals.sealPerson>[0], rows: Condition) => {
    const variables = { r: [{ __typename: 'Person', id: seals.sealPerson(handle) }] };
    const access = handMadeAccess({ rows: { Lent: rows } });
    return JSON.stringify((await ask(query, access, arrayReader({ Book: loans }), { variables })).answer);
  };
  const everything: Condition = { op: 'true' };
  const visible = await answerOf({ kind: 'citizen', citizenId: borrower }, everything);
  const hidden = await answerOf({ kind: 'citizen', citizenId: borrower }, inHall('Z'));
  const unknown = await answerOf({ kind: 'citizen', citizenId: stranger }, everything);
  const withoutId = await answerOf({ kind: 'record', entity: 'Book', adapter: 'a', id: '9' }, everything);
  expect(JSON.parse(visible)).toEqual({ data: { _entities: [{ lent: { exists: true, hallNo: 'A' } }] } });
  expect(JSON.parse(unknown)).toEqual({ data: { _entities: [{ lent: { exists: false, hallNo: null } }] } });
  expect([hidden, withoutId]).toEqual([unknown, unknown]);
});

test('the rows of the answer’s own grants decide which record is the first', async () => {
  const access = handMadeAccess({ rows: { Book: inHall('A'), Lent: inHall('B') } });
  const { answer } = await ask(asked(borrower), access, arrayReader({ Book: loans }));
  expect(answer).toEqual({ data: { lent: { exists: true, hallNo: 'B', sex: { label: '女性' } } } });
});

test('a copied field that is open on some rows is copied of those alone', async () => {
  const access = handMadeAccess({ fields: { 'Lent.shelf': [allowWhere(inHall('C'))] } });
  const reader = arrayReader({ Book: loans });
  const { answer } = await ask(`{ lent(citizenId: "${borrower}") { exists shelf } }`, access, reader);
  expect(answer).toEqual({ data: { lent: { exists: true, shelf: null } } });
  expect(reader.requests.map(({ fields, where }) => [fields, where])).toEqual([
    [[], { op: 'true' }],
    [['shelf'], inHall('C')],
  ]);
});

test('a denied field is an error whether or not there is a record, and the door is shut to whom no grant opens it', async () => {
  const access = handMadeAccess({ fields: { 'Lent.hallNo': 'DENY' } });
  const answers = await Promise.all(
    [borrower, stranger].map((id) =>
      ask(`{ lent(citizenId: "${id}") { exists hallNo } }`, access, arrayReader({ Book: loans })),
    ),
  );
  const errors = [
    {
      message: 'Lent.hallNo is denied for this principal and purpose',
      path: ['lent', 'hallNo'],
      extensions: { code: 'FIELD_DENIED' },
    },
  ];
  expect(answers.map(({ answer }) => answer)).toEqual([
    { data: { lent: { exists: true, hallNo: null } }, errors },
    { data: { lent: { exists: false, hallNo: null } }, errors },
  ]);
  const shut = await ask(asked(borrower), handMadeAccess({ shut: ['Lent'] }), arrayReader({ Book: loans }));
  expect(shut.answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'FIELD_DENIED' }]);
});

test('no is never said while a source that may know is silent; yes is', async () => {
  const silent = (adapter: string) => adapter === 'b';
  const query = (id: string) => `{ lent(citizenId: "${id}") { exists } }`;
  const no = await ask(query(stranger), handMadeAccess({}), arrayReader({ Book: loans }, silent));
  expect(no.answer.data).toEqual({ lent: { exists: null } });
  expect(no.answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'SOURCE_UNAVAILABLE' }]);
  const yes = await ask(query(borrower), handMadeAccess({}), arrayReader({ Book: loans }, silent));
  expect(yes.answer).toEqual({ data: { lent: { exists: true } } });
});

test('a number that nobody can have is refused', async () => {
  const { answer } = await ask(asked('371422199003071231'), handMadeAccess({}), arrayReader({ Book: loans }));
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
});
