import { expect, test } from '@jest/globals';
import { buildSchema, GraphQLError } from 'graphql';
import type { Answer, Question } from '../../gateway/answer.js';
import { createAskInside } from '../../gateway/ask-inside.js';
import type { Principal } from '../../schema/principal.js';

const apiSchema = buildSchema('type Query { plans: Int }');
const signal = new AbortController().signal;

function inside(answer: Partial<Answer> = {}) {
  const questions: Question[] = [];
  const ask = createAskInside({
    apiSchema,
    answer: async (question) => {
      questions.push(question);
      return { data: { plans: 1 }, errors: [], extensions: {}, ...answer };
    },
  });
  const asAccount = (id: string, document = '{ plans }') =>
    ask({ requestId: `of-${id}`, principal: { id } as Principal, document, variables: {}, signal });
  return { questions, asAccount };
}

test('a text is parsed once, whoever asks it, and each question is of the account that asks', async () => {
  const { questions, asAccount } = inside();
  expect(await Promise.all([asAccount('officer'), asAccount('villager')])).toEqual([
    { data: { plans: 1 }, errors: [], sources: [], access: [] },
    { data: { plans: 1 }, errors: [], sources: [], access: [] },
  ]);
  expect(questions.map(({ principal, requestId }) => [principal.id, requestId])).toEqual([
    ['officer', 'of-officer'],
    ['villager', 'of-villager'],
  ]);
  expect(questions[0]?.document).toBe(questions[1]?.document);
});

test('what the schema does not hold is asked of nobody', async () => {
  const { questions, asAccount } = inside();
  await expect(asAccount('officer', '{ secrets }')).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  expect(questions).toEqual([]);
});

test('errors say code, message and place; one without a code is INTERNAL', async () => {
  const errors = [
    new GraphQLError('the field is denied', { path: ['plans'], extensions: { code: 'FIELD_DENIED' } }),
    new GraphQLError('something else'),
  ];
  expect((await inside({ errors }).asAccount('officer')).errors).toEqual([
    { code: 'FIELD_DENIED', message: 'the field is denied', path: ['plans'] },
    { code: 'INTERNAL', message: 'something else', path: [] },
  ]);
});
