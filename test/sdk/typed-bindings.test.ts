import { expect, test } from '@jest/globals';
import { entity, integer, text } from '../../sdk/index.js';

// The compiler is the test: `npm run check` fails when one of the expected errors is no error.
test('a binding maps canonical fields with codecs of their type', () => {
  const binding = entity('CheckIn', { table: 't', key: 'id', fields: { subjectNo: text('dxbh') } });
  expect(Object.keys(binding.fields)).toEqual(['subjectNo']);
});

test('a field that the schema lacks does not compile', () => {
  // @ts-expect-error CheckIn has no field `weather`.
  entity('CheckIn', { table: 't', key: 'id', fields: { weather: text('tq') } });
});

test('a codec of another type than the field does not compile', () => {
  // @ts-expect-error CheckIn.period is text.
  entity('CheckIn', { table: 't', key: 'id', fields: { period: integer('zq') } });
});

test('a record type that the schema lacks does not compile', () => {
  // @ts-expect-error There is no record type Weather.
  entity('Weather', { table: 't', key: 'id', fields: {} });
});
