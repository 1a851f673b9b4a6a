import { expect, test } from '@jest/globals';
import type { ReadRequest } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import { arrayReader } from './array-reader.js';
import { allowWhere, handMadeAccess, maskWhere } from './hand-made-access.js';
import { ask } from './open-library.js';
import { seals } from './open-request.js';

const asRead = ({ fields, where }: ReadRequest) => ({ fields, where });

const citizenId = '371422199003071230';
const token = seals.sealPerson({ kind: 'citizen', citizenId });
const register = { adapter: 'register', id: 'p', values: { citizenId, name: '张三', phone: '13800000000' } };
const named: Condition = { op: 'in', field: 'citizenId', values: [citizenId] };
const reveal = (where: Condition) =>
  handMadeAccess({
    fields: {
      'Person.phone': [allowWhere(where), maskWhere({ op: 'true' })],
      'Person.citizenId': [allowWhere(where), maskWhere({ op: 'true' })],
    },
  });
const personQuery = 'query ($id: ID) { person(id: $id) { name phone citizenId } }';

test('an approval reveals a person’s number and phone, and nobody else’s', async () => {
  const reader = arrayReader({ Person: [register] });
  const options = { variables: { id: token }, of: 'identity' } as const;
  const revealed = await ask(personQuery, reveal(named), reader, options);
  expect(revealed.answer).toEqual({ data: { person: { name: '张三', phone: '13800000000', citizenId } } });
  const before = reader.requests.length;
  const other = await ask(personQuery, reveal({ ...named, values: ['371422199003071249'] }), reader, options);
  expect(other.answer).toEqual({ data: { person: { name: '张三', phone: 'NAME(11)', citizenId: 'NAME(18)' } } });
  // The handle alone tells that the condition does not hold: no read is spent on it.
  expect(reader.requests.length - before).toBe(1);
});

test('a person’s field that is open on some rows is not read of others, on references too', async () => {
  const reader = arrayReader({ Person: [register] });
  const access = handMadeAccess({
    fields: { 'Person.phone': [allowWhere({ op: 'eq', field: 'name', value: '李四' })] },
  });
  const { answer } = await ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name phone } } }',
    access,
    reader,
    { variables: { r: [{ __typename: 'Person', id: token }] }, of: 'identity' },
  );
  expect(answer).toEqual({ data: { _entities: [{ name: '张三', phone: null }] } });
  expect(reader.requests.map(asRead)).toEqual([
    { fields: ['name'], where: { op: 'true' } },
    { fields: ['phone'], where: { op: 'eq', field: 'name', value: '李四' } },
  ]);
});
