import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { readCatalog } from '../../schema/catalog/read.js';
import { createSubgraph } from '../../subgraphs/kit/subgraph.js';
import { arrayReader } from './array-reader.js';
import { handMadeAccess } from './hand-made-access.js';
import { openRequest } from './open-request.js';

const court = {
  name: 'court',
  document: parse(`
    type Query {
      trial(caseNumber: CaseNumber!): Trial @one(of: "Trial", by: "caseNumber")
      trials: [Trial!] @list(of: "Trial")
      tried(caseNumber: CaseNumber!): Tried @one(of: "Tried", by: "caseNumber")
      trialCounts: Counts @counts(of: "Trial")
    }
    type Trial @record(key: "caseNumber") @key(fields: "caseNumber") @data(class: INTERNAL) {
      caseNumber: CaseNumber @filter(ops: [EQ, IN, PREFIX])
      citizenId: CitizenId @filter(ops: [EQ])
      status: String @filter(ops: [EQ])
      heardAt: DateTime @filter(ops: [EQ, RANGE])
    }
    type Tried @existence(of: "Trial") @data(class: INTERNAL) { exists: Boolean }`),
};
const catalog = readCatalog([court]);
const subgraph = createSubgraph(catalog, { source: court });

const number = '(2024)鲁1422刑初123号';
const trial = {
  adapter: 'a',
  id: '1',
  values: {
    caseNumber: number,
    citizenId: '37142219800101123X',
    status: '（２０２４）',
    heardAt: '2026-10-20T16:30:00+08:00',
  },
};

async function ask(query: string): Promise<unknown> {
  const { context } = openRequest(handMadeAccess({}), arrayReader({ Trial: [trial] }));
  const { data } = await subgraph.execute({ query, variables: {} }, context);
  return data;
}

const spellings = [
  number,
  '（2024）鲁1422刑初123号',
  '（２０２４）鲁１４２２刑初１２３号',
  '〔2024〕鲁1422刑初字第123号',
];

test.each(spellings)('a case is found by its number as a clerk writes it: %s', async (written) => {
  expect(
    await ask(`{
      trial(caseNumber: "${written}") { caseNumber }
      tried(caseNumber: "${written}") { exists }
      trials(filter: { caseNumber: { eq: "${written}" } }) { totalCount }
      others: trials(filter: { or: [{ not: { caseNumber: { in: ["${written}"] } } }] }) { totalCount }
    }`),
  ).toEqual({
    trial: { caseNumber: number },
    tried: { exists: true },
    trials: { totalCount: 1 },
    others: { totalCount: 0 },
  });
});

test.each([
  [
    'the beginning of a case number, with its brackets and digits in full width',
    'caseNumber: { prefix: "（２０２４）鲁" }',
    1,
  ],
  ['another beginning', 'caseNumber: { prefix: "（２０２３）鲁" }', 0],
  ['a citizen id with a small x', 'citizenId: { eq: "37142219800101123x" }', 1],
  ['what is no case number', 'caseNumber: { eq: "（２０２４）" }', 0],
  ['plain text as it stands', 'status: { eq: "（２０２４）" }', 1],
  [
    'an instant as it is written elsewhere',
    'heardAt: { ge: "2026-10-20T08:00:00Z", lt: "2026-10-20T09:00:00.000Z" }',
    1,
  ],
  ['an instant that is over', 'heardAt: { ge: "2026-10-20T16:00:00Z" }', 0],
  ['the same instant', 'heardAt: { eq: "2026-10-20T08:30:00Z" }', 1],
  ['a day as its beginning', 'heardAt: { ge: "2026-10-20", lt: "2026-10-21" }', 1],
])('%s is compared with what records hold', async (_what, filter, totalCount) => {
  expect(await ask(`{ trials(filter: { ${filter} }) { totalCount } }`)).toEqual({ trials: { totalCount } });
});
