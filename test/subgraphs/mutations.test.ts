import { expect, test } from '@jest/globals';
import { arrayReader } from './array-reader.js';
import { handMadeAccess } from './hand-made-access.js';
import { ask, catalog } from './open-library.js';

const nothing = () => arrayReader({});
const lend = 'mutation { lend(isbn: "1") { text } }';

test('mutations are in the catalog as fields of a type that policies can name', () => {
  expect([...catalog.mutations.keys()]).toEqual(['lend', 'ban']);
  const { record, owner, about, fields } = catalog.types.get('Mutation') ?? {};
  expect({ record, owner, about, fields }).toEqual({
    record: false,
    owner: null,
    about: null,
    fields: catalog.mutations,
  });
  expect(catalog.mutations.get('lend')?.class).toBe('PUBLIC');
});

test('a mutation’s door opens by a decision on it, and is shut by default', async () => {
  const opened = await ask(lend, handMadeAccess({ fields: { 'Mutation.lend': 'ALLOW' } }), nothing());
  expect(opened.answer).toEqual({ data: { lend: { text: 'lent 1' } } });
  const shut = await ask(lend, handMadeAccess({}), nothing());
  expect(shut.answer).toEqual({
    data: { lend: null },
    errors: [
      {
        message: 'Mutation.lend is denied for this principal and purpose',
        path: ['lend'],
        extensions: { code: 'FIELD_DENIED' },
      },
    ],
  });
});

test('one mutation open does not open another', async () => {
  const access = handMadeAccess({ fields: { 'Mutation.lend': 'ALLOW' } });
  const { answer } = await ask('mutation { lend(isbn: "1") { text } ban(isbn: "1") { text } }', access, nothing());
  expect(answer.data).toEqual({ lend: { text: 'lent 1' }, ban: null });
});

test('what a subgraph answers out of its own books is decided field by field', async () => {
  const query = '{ rules { text secret } }';
  const open = await ask(query, handMadeAccess({}), nothing());
  expect(open.answer).toEqual({ data: { rules: [{ text: '安静', secret: '后门' }] } });
  const denied = await ask(query, handMadeAccess({ fields: { 'Rule.secret': 'DENY' } }), nothing());
  expect(denied.answer.data).toEqual({ rules: [{ text: '安静', secret: null }] });
  expect(denied.answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['rules', 0, 'secret'], { code: 'FIELD_DENIED' }],
  ]);
});
