import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { at, nodesAt } from './answers.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';

// The oversight engine's account in the hub: what rules ask for, and what stays out of their reach.

let hub: OpenedHub;
beforeAll(async () => {
  hub = await openDemoHub('one process', { scale: 'county' });
}, 180_000);
afterAll(() => hub.close());

const engine = { as: 'oversight-engine', purpose: 'SUPERVISION' } as const;
const leader = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' } as const;
const ask = async (query: string, as: typeof engine | typeof leader = engine) => (await hub.ask(query, as)).body;

test('the engine follows a sentence to correction, police and the border by the person’s token, unnamed', async () => {
  const of = JSON.stringify(samplePerson.courtCaseNumber);
  const { data, errors } = await ask(`{ sentences(filter: { caseNumber: { eq: ${of} } }) { nodes {
    person {
      id
      correctionSubjects { nodes { subjectNo person { id } } }
      suspectOf { nodes { person { id } policeCase { caseNumber } } }
      publicOrderPenalties { nodes { person { id } } }
      exitEntryRecords { totalCount }
      underCorrection { exists }
    }
  } } }`);
  expect(errors).toBeUndefined();
  const [sentence] = nodesAt(data, 'sentences');
  const person = sentence?.person as Record<string, unknown> & { readonly id: string };
  const tokens = ['correctionSubjects', 'suspectOf', 'publicOrderPenalties'].flatMap((list) =>
    nodesAt(person, list).map((node) => (node.person as { id: string }).id),
  );
  expect(tokens.length).toBeGreaterThan(2);
  expect(new Set(tokens)).toEqual(new Set([person.id]));
  expect(nodesAt(person, 'correctionSubjects')[0]?.subjectNo).toBe(samplePerson.correctionSubjectNo);
  expect(person.underCorrection).toEqual({ exists: true });
});

test('names, numbers, addresses and accounts are denied, and the answer names nobody', async () => {
  const query = `{
    correctionSubjects(first: 20) { nodes { name citizenId phone residenceAddress person { id name birthDate } } }
    sentences(first: 20) { nodes { name citizenId probationMonths } }
    subsidyPayments(first: 20) { nodes { name account accountHolderName accountHolder { id } } }
  }`;
  const [own, known] = [await ask(query), await ask(query, leader)];
  expect([...new Set(own.errors?.map(({ extensions }) => extensions.code))]).toEqual(['FIELD_DENIED']);
  const denied = (own.errors ?? []).map(({ path }) => path?.filter((part) => typeof part === 'string').at(-1)).sort();
  expect([...new Set(denied)]).toEqual([
    ...['account', 'accountHolderName', 'citizenId', 'name', 'phone', 'residenceAddress'],
  ]);
  const names = ['correctionSubjects', 'sentences'].flatMap((list) =>
    nodesAt(known.data, list).map(({ name }) => String(name)),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => JSON.stringify(own).includes(name))).toEqual([]);
});

test('files that are closed are scanned with the others, by pages', async () => {
  const ended = 'correctionSubjects(filter: { status: { eq: RELEASED }, correctionEndDate: { lt: "2026-09-01" } })';
  const { data, errors } = await ask(`{ ${ended} { totalCount nodes { status release { date } } } }`);
  expect(errors).toBeUndefined();
  expect(totalOf(data)).toBeGreaterThan(0);
  expect(totalOf((await ask(`{ ${ended} { totalCount } }`, leader)).data)).toBe(0);
});

test('a change of a sentence, ruled on one level up, is reached from the sentence alone', async () => {
  const above = { ...leader, division: '3714' };
  const rulings = await hub.ask('{ paroleRulings(first: 1) { nodes { originalCaseNumber releaseDate } } }', above);
  const [ruling] = nodesAt(rulings.body.data, 'paroleRulings');
  const of = JSON.stringify(ruling?.originalCaseNumber);
  const { data, errors } = await ask(`{
    paroleRulings { totalCount }
    sentences(filter: { caseNumber: { eq: ${of} } }) { nodes { paroleRulings { nodes { releaseDate } } } }
  }`);
  expect(errors).toBeUndefined();
  expect(data?.paroleRulings).toEqual({ totalCount: 0 });
  expect(nodesAt(nodesAt(data, 'sentences')[0], 'paroleRulings')).toEqual([{ releaseDate: ruling?.releaseDate }]);
});

test('the engine takes no step and asks for no statistics', async () => {
  const steps = await ask(
    'mutation { dismissFinding(input: { findingId: "x", judgement: DATA_ERROR, reason: "because" }) { findingId } }',
  );
  expect(steps.data?.dismissFinding ?? null).toBeNull();
  expect(steps.errors?.map(({ extensions }) => extensions.code)).toEqual(['FIELD_DENIED']);
  const counts = await hub.ask('{ agencies(first: 1) { nodes { name } } }', { ...engine, purpose: 'STATISTICS' });
  expect(counts.status).toBe(403);
});

const totalOf = (data: unknown) => at(data, 'correctionSubjects.totalCount');
