import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Answer } from '../../../gateway/answer.js';
import { matterRecord, person } from '../books.js';
import { openSmallHub, prosecutor, type SmallHub } from '../small-hub.js';

let small: SmallHub;
beforeAll(async () => {
  small = await openSmallHub();
  await small.beside.access.openMatter(matterRecord({ handlers: [prosecutor.id], persons: [person], files: ['S1'] }));
});
afterAll(() => small.close());

const acting = { ...prosecutor, matter: 'M1' };
const access = ({ extensions }: Answer) => extensions.access;
const denied = ({ errors }: Answer) =>
  errors.filter(({ extensions: { code } }) => code === 'FIELD_DENIED').map(({ path }) => path?.join('.'));
const basis = '人民检察院组织法 第二十一条';

test('what holds on some rows says so, and what holds on the others, and never on which', async () => {
  const answer = await small.ask(
    '{ correctionSubjects(first: 1) { nodes { subjectNo name residenceAddress } } }',
    acting,
  );
  expect(access(answer)).toEqual([
    {
      path: 'correctionSubjects.nodes.name',
      field: 'CorrectionSubject.name',
      effect: 'ALLOWED',
      grant: 'small.subject.clear',
      basis,
      rows: 'SOME',
      otherwise: ['MASKED'],
    },
    {
      path: 'correctionSubjects.nodes.residenceAddress',
      field: 'CorrectionSubject.residenceAddress',
      effect: 'ALLOWED',
      grant: 'small.subject.address',
      basis,
      rows: 'SOME',
      otherwise: ['DENIED'],
    },
  ]);
  expect(denied(answer)).toEqual([]);
});

test('what is denied says why, what would open it, and is one error a path, however it is selected', async () => {
  const answer = await small.ask(
    `query {
      correctionSubjects(first: 1) { nodes { ...Reach  number: subjectNo  call: phone } }
      again: correctionSubjects(first: 1) { edges { node { ... on CorrectionSubject { residenceAddress } } } }
    }
    fragment Reach on CorrectionSubject { phone }`,
    prosecutor,
  );
  expect(denied(answer)).toEqual([
    'correctionSubjects.nodes.phone',
    'correctionSubjects.nodes.call',
    'again.edges.node.residenceAddress',
  ]);
  expect(access(answer)).toMatchObject([
    {
      path: 'correctionSubjects.nodes.phone',
      field: 'CorrectionSubject.phone',
      effect: 'DENIED',
      grant: null,
      basis: null,
      reason: 'APPROVAL',
      changes: [{ kind: 'APPROVAL', fields: ['CorrectionSubject.phone'] }],
    },
    { path: 'correctionSubjects.nodes.call', field: 'CorrectionSubject.phone', effect: 'DENIED' },
    {
      path: 'again.edges.node.residenceAddress',
      field: 'CorrectionSubject.residenceAddress',
      effect: 'DENIED',
      reason: 'MATTER',
      changes: [{ kind: 'MATTER' }],
    },
  ]);
});

test('what is masked on every row names its mask; what is simply allowed is not listed', async () => {
  const answer = await small.ask('{ correctionSubjects(first: 1) { nodes { subjectNo name } } }', prosecutor);
  expect(access(answer)).toEqual([
    {
      path: 'correctionSubjects.nodes.name',
      field: 'CorrectionSubject.name',
      effect: 'MASKED',
      grant: 'small.subject.masked',
      basis,
      mask: 'NAME',
    },
  ]);
});

test('counts are filtered and grouped by what may be counted by, and by nothing else', async () => {
  const counts = (argument: string) =>
    small.ask(`{ correctionSubjectCounts(${argument}) { total } }`, prosecutor).then(
      () => 'asked',
      (error: { readonly code: string }) => error.code,
    );
  expect(await counts('by: [CORRECTION_TYPE]')).toBe('asked');
  expect(await counts('filter: { correctionType: { eq: PROBATION } }')).toBe('asked');
  expect(await counts('by: [CORRECTION_TYPE, CORRECTION_START_DATE_YEAR]')).toBe('FILTER_DENIED');
  expect(await counts('filter: { or: [{ citizenId: { eq: "371422199001011234" } }] }')).toBe('FILTER_DENIED');
});

test('a list is filtered and ordered by what is seen in clear on every row, and by nothing else', async () => {
  const list = (argument: string) =>
    small.ask(`{ correctionSubjects(first: 1, ${argument}) { nodes { subjectNo } } }`, acting).then(
      () => 'asked',
      (error: { readonly code: string }) => error.code,
    );
  expect(await list('orderBy: [{ field: CORRECTION_START_DATE, direction: ASC }]')).toBe('asked');
  expect(await list('filter: { citizenId: { eq: "371422199001011234" } }')).toBe('FILTER_DENIED');
  expect(await list('orderBy: [{ field: CORRECTION_END_DATE, direction: ASC }]')).toBe('FILTER_DENIED');
});

test('what a list is compared by is looked at as GraphQL reads it: lists of one, defaults, nothing where there has to be something', async () => {
  const query = `query ($f: CorrectionSubjectFilter = { or: { citizenId: { eq: "371422199001011234" } } }, $o: CorrectionSubjectOrderField = CORRECTION_START_DATE) {
    correctionSubjects(first: 1, filter: $f, orderBy: [{ field: $o }]) { nodes { subjectNo } } }`;
  const list = (variables: Readonly<Record<string, unknown>>) =>
    small.ask(query, acting, variables).then(
      ({ errors }) => errors.map(({ extensions: { code } }) => code),
      (error: { readonly code?: string }) => error.code,
    );
  const open = { correctionType: { eq: 'PROBATION' } };
  expect(await list({ f: { and: open } })).toEqual(await list({ f: { and: [open] } }));
  expect(await list({ f: { and: { citizenId: { eq: '371422199001011234' } } } })).toBe('FILTER_DENIED');
  expect(await list({})).toBe('FILTER_DENIED');
  expect(await list({ f: null, o: 'CORRECTION_END_DATE' })).toBe('FILTER_DENIED');
  expect(await list({ f: null, o: null })).toBe('BAD_USER_INPUT');
  expect(await list({ f: { nothing: 1 } })).toBe('BAD_USER_INPUT');
});

test('of a document of several operations, the one that is asked is looked at alone', async () => {
  const query = `query Open { correctionSubjects(first: 1) { nodes { subjectNo } } }
    query Hidden($o: CorrectionSubjectOrderField!) { ...Ordered }
    fragment Ordered on Query {
      correctionSubjects(orderBy: [{ field: $o }], filter: { citizenId: { eq: "371422199001011234" } }) { nodes { subjectNo } }
    }`;
  const { data } = await small.ask(query, acting, {}, 'Open');
  expect(Object.keys(data ?? {})).toEqual(['correctionSubjects']);
  await expect(small.ask(query, acting, { o: 'CORRECTION_START_DATE' }, 'Hidden')).rejects.toMatchObject({
    code: 'FILTER_DENIED',
  });
});
