import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { mask } from '../../policies/masks/mask.js';
import { readCatalog, readSubgraphSources } from '../../schema/catalog/read.js';
import { packageRoot } from '../../schema/package-root.js';
import type { Principal } from '../../schema/principal.js';
import { createSeals } from '../../subgraphs/kit/seals.js';
import { openSubgraph } from '../../subgraphs/subgraphs.js';
import { sets } from '../policies/the-sets.js';
import { type ArrayReader, arrayReader, type Kept } from '../subgraphs/array-reader.js';

// Questions 12 and 13 of domain 2.11 under the real policies, over records of our own: the subgraph is the SDL file.

const sources = readSubgraphSources();
const catalog = readCatalog(sources);
const [registers] = sources.filter(({ name }) => name === 'registers');
if (registers === undefined) throw new Error('there is no registers.graphql');
const subgraph = openSubgraph(catalog, registers);
const compiler = createAccessCompiler(sets, catalog);

const village = { own: '371422104201', other: '371422104202' } as const;
const myself = '371422199003071230';
const villager: Principal = {
  id: 'villager',
  kind: 'subject',
  agency: 'PUBLIC',
  organisation: '',
  division: village.own,
  roles: ['public'],
  purpose: 'PUBLIC_SERVICE',
  subject: myself,
};

function queryOf(name: string): string {
  return readFileSync(join(packageRoot, 'test', 'acceptance', 'queries', `${name}.graphql`), 'utf8');
}

async function ask(name: string, reader: ArrayReader, variables: Record<string, unknown>) {
  return subgraph.execute(
    { query: queryOf(name), variables },
    {
      requestId: 'r',
      principal: villager,
      access: compiler.compile(villager, '2026-11-02'),
      mask,
      reader,
      seals: createSeals(new Uint8Array(32)),
      report: { source: () => undefined, subject: () => undefined, detail: () => undefined },
      signal: new AbortController().signal,
    },
  );
}

const kept = (id: string, values: Kept['values']): Kept => ({
  adapter: 'registers',
  id,
  values: { sealed: false, ...values },
});

const convicted = '91150402MA3TETT06P';
const blameless = '91350100M000100Y43';
const conviction = (id: string, values: Kept['values']) =>
  kept(id, { id, effectiveDate: '2025-06-01', creditCode: null, citizenId: null, ...values });

async function letter(creditCode: string, citizenId: string, ...convictions: readonly Kept[]) {
  const variables = { creditCode, citizenId };
  const reader = arrayReader({ BriberyConviction: convictions });
  return (await ask('12-bribery-answer-letter', reader, variables)).data;
}

test('12: the letter says yes of an organisation that was convicted, and no of one that was not', async () => {
  const ofUnit = conviction('1', { kind: 'ORGANIZATION', creditCode: convicted });
  expect(await letter(convicted, myself, ofUnit)).toEqual({
    organization: { exists: true },
    myself: { exists: false },
  });
  expect(await letter(blameless, myself, ofUnit)).toEqual({
    organization: { exists: false },
    myself: { exists: false },
  });
});

test('12: a conviction of more than three years ago, a sealed one, and one of a person in the organisation are not told', async () => {
  const nothing = { organization: { exists: false }, myself: { exists: false } };
  for (const values of [
    { kind: 'ORGANIZATION', effectiveDate: '2023-06-01' },
    { kind: 'ORGANIZATION', sealed: true },
    { kind: 'PERSON' },
  ])
    expect(await letter(convicted, myself, conviction('1', { creditCode: convicted, ...values }))).toEqual(nothing);
});

test('12: of a person the letter tells that person, and nobody else', async () => {
  const [mine, others] = [myself, '371422199003071249'].map((citizenId) =>
    conviction('1', { kind: 'PERSON', citizenId }),
  );
  if (mine === undefined || others === undefined) throw new Error('two convictions');
  expect(await letter(blameless, myself, mine)).toEqual({ organization: { exists: false }, myself: { exists: true } });
  expect(await letter(blameless, '371422199003071249', others)).toEqual({
    organization: { exists: false },
    myself: { exists: false },
  });
});

const payment = (paymentNo: string, villageCode: string, values: Kept['values'] = {}) =>
  kept(paymentNo, {
    paymentNo,
    projectNo: 'P1',
    name: '张建国',
    citizenId: '371422195001011234',
    account: '6228480012345678',
    subsidyKindCode: 'FARMLAND_FERTILITY',
    year: 2026,
    villageCode,
    villageName: '前刘村',
    jurisdictionDivisionCode: villageCode,
    amount: 62_500,
    areaMu: 5,
    paidAt: '2026-06-20',
    published: true,
    ...values,
  });
const project = kept('P1', {
  projectNo: 'P1',
  name: '2026年耕地地力保护补贴',
  policy: '财农〔2026〕1号',
  published: true,
});

async function subsidies(code: string, ...payments: readonly Kept[]) {
  const reader = arrayReader({ SubsidyPayment: payments, SubsidyProject: [project] });
  const { data, errors } = await ask('13-subsidies-of-my-village', reader, { village: code, year: 2026 });
  return { data, errors, reader };
}

test('13: a villager sees who of the village received what, under masked names, and neither numbers nor accounts are read', async () => {
  const unpublished = payment('2', village.own, { published: false });
  const { data, errors, reader } = await subsidies(village.own, payment('1', village.own), unpublished);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    subsidyPayments: {
      totalCount: 1,
      nodes: [
        {
          paymentNo: '1',
          name: '张某',
          amount: 62_500,
          areaMu: 5,
          paidAt: '2026-06-20',
          villageName: '前刘村',
          subsidyKind: { label: '耕地地力保护补贴' },
          project: { name: '2026年耕地地力保护补贴', policy: '财农〔2026〕1号', published: true },
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    },
  });
  const read = new Set(reader.requests.flatMap(({ fields }) => fields));
  expect(['account', 'accountHolderName', 'handler'].filter((field) => read.has(field))).toEqual([]);
});

test('13: of another village the notice is seen, and no name', async () => {
  const { data } = await subsidies(village.other, payment('1', village.other));
  expect(data).toMatchObject({ subsidyPayments: { totalCount: 1, nodes: [{ name: null, amount: 62_500 }] } });
});
