import { expect, test } from '@jest/globals';
import { askPage } from '../../../oversight/engine/walk/page.js';
import type { CompiledRule } from '../../../oversight/rules/rule-book.js';
import type { OversightAnswer } from '../../../schema/oversight/desk.js';

const clock = () => new Date('2026-11-02T09:00:00+08:00');
const rule = {
  facts: { id: 'CV-02' },
  list: 'courtCases',
  document: '{ courtCases { nodes { id } } }',
  pageSize: 500,
  page: ({ data }: OversightAnswer) => (data === null ? null : { rows: [], next: null }),
} as unknown as CompiledRule;

const answered: OversightAnswer = { data: {}, errors: [], sources: [], access: [] };
const without = (reason: string, field: string): OversightAnswer => ({
  ...answered,
  data: null,
  errors: [{ code: 'SOURCE_UNAVAILABLE', path: ['courtCases'] }],
  sources: [{ adapter: 'judgments-sql', status: 'UNAVAILABLE', asOf: null, reason, fields: [field] }],
});

async function asked(...answers: readonly OversightAnswer[]) {
  const left = [...answers];
  const client = { ask: async () => left.shift() ?? answered };
  const { signal } = new AbortController();
  const { page } = await askPage({ client, clock }, { rule, variables: {}, after: null, signal });
  return { hasPage: page !== null, times: answers.length - left.length };
}

test('a page whose list came too late is asked for once more', async () => {
  const late = without('TIMEOUT', 'Query.courtCases');
  expect(await asked(late, answered)).toEqual({ hasPage: true, times: 2 });
  expect(await asked(late, late, answered)).toEqual({ hasPage: false, times: 2 });
});

test('a list that is down, and a relation that came late, are not asked for again', async () => {
  expect(await asked(without('REFUSED', 'Query.courtCases'), answered)).toEqual({ hasPage: false, times: 1 });
  expect(await asked(without('TIMEOUT', 'Case.parties'), answered)).toEqual({ hasPage: false, times: 1 });
});
