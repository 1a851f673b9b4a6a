import { expect, test } from '@jest/globals';
import type { EffectiveJudgment } from '../../../../gateway/oversight/handover/effective-judgments.js';
import { handoverEvents, rulingEvents } from '../../../../gateway/oversight/handover/handover-events.js';

const at = '2026-03-02T01:00:00.000Z';

function judgment(extra: Partial<EffectiveJudgment> = {}): EffectiveJudgment {
  return {
    documentId: 'D1',
    caseNumber: '(2026)鲁1422刑初1号',
    effectiveDate: '2026-03-02',
    agencyCode: '371422-FY',
    jurisdictionDivisionCode: '371422',
    sealed: false,
    sentences: { nodes: [probation('371422101')] },
    deliveries: { nodes: [] },
    ...extra,
  };
}

const probation = (residenceDivisionCode: string | null) => ({
  principalPenalty: 'CRIMINAL_DETENTION',
  probationDeclared: true,
  person: residenceDivisionCode === null ? null : { residenceDivisionCode },
});

const agencyOf = (division: string) => (division.startsWith('371422') ? '371422-SFJ' : null);
const handed = (of: EffectiveJudgment, when = at) => handoverEvents(of, when, agencyOf);

const addressees = (of: EffectiveJudgment) =>
  handed(of).map(({ type, agencyCode, divisionCode, data }) => [
    type.split('.').at(-1),
    agencyCode,
    divisionCode,
    data.residence ?? data.executingAgency,
  ]);

test('a judgment with probation is told to the division where the convict lives, and names nobody', () => {
  expect(handed(judgment())).toEqual([
    {
      id: expect.stringMatching(/^effective-[\w-]{43}$/),
      type: 'cn.plumbline.judgment.effective',
      subject: '(2026)鲁1422刑初1号',
      at,
      data: {
        judgment: 'D1',
        effectiveDate: '2026-03-02',
        court: '371422-FY',
        residence: '371422101',
        executingAgency: '371422-SFJ',
        sealed: false,
      },
      agencyCode: null,
      divisionCode: '371422101',
      line: 'EXECUTION',
    },
  ]);
});

test('convicts of several places are told to each place, once', () => {
  const sentences = { nodes: [probation('371422101'), probation('370102001'), probation('371422101')] };
  expect(addressees(judgment({ sentences }))).toEqual([
    ['effective', null, '371422101', '371422101'],
    ['effective', null, '370102001', '370102001'],
  ]);
});

test('where a residence is not known the court’s own division is told, and the place as soon as it is', () => {
  const unknown = judgment({ sentences: { nodes: [probation(null)] } });
  expect(addressees(unknown)).toEqual([['effective', null, '371422', 'UNKNOWN']]);
  const ids = [unknown, judgment()].flatMap((each) => handed(each)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test('an agency that it was delivered to is told, once for each place of its own where a convict lives', () => {
  const delivered = { executingAgency: '371422-SFJ', executingAgencyDivisionCode: '371422' };
  const nowhere = { executingAgency: '370102-SFJ', executingAgencyDivisionCode: null };
  const deliveries = { nodes: [delivered, delivered, nowhere, { ...nowhere, executingAgency: null }] };
  expect(addressees(judgment({ deliveries })).slice(1)).toEqual([
    ['delivered', '371422-SFJ', '371422101', '371422-SFJ'],
    ['delivered', '370102-SFJ', '371422101', '370102-SFJ'],
  ]);
  const sentences = { nodes: [probation('371422101'), probation('371422102'), probation('370102001')] };
  expect(addressees(judgment({ sentences, deliveries })).slice(3, 5)).toEqual([
    ['delivered', '371422-SFJ', '371422101', '371422-SFJ'],
    ['delivered', '371422-SFJ', '371422102', '371422-SFJ'],
  ]);
  const elsewhere = judgment({ sentences: { nodes: [probation('370102001')] }, deliveries: { nodes: [delivered] } });
  expect(addressees(elsewhere).at(-1)).toEqual(['delivered', '371422-SFJ', '371422', '371422-SFJ']);
});

test.each([
  ['PUBLIC_SURVEILLANCE', null, 1],
  ['FIXED_TERM', true, 1],
  ['FIXED_TERM', false, 0],
  ['LIFE', null, 0],
])('%s with probation %s makes %i addressees', (principalPenalty, probationDeclared, count) => {
  const person = { residenceDivisionCode: '371422101' };
  const nodes = [{ principalPenalty, probationDeclared, person }];
  expect(handed(judgment({ sentences: { nodes } })).length).toBe(count);
});

test('what could not be read makes no event of what is not known', () => {
  expect(handed(judgment({ sentences: null }))).toEqual([]);
  expect(addressees(judgment({ deliveries: null }))).toEqual([['effective', null, '371422101', '371422101']]);
});

test('the same judgment has the same ids, another has others', () => {
  const ids = (of: EffectiveJudgment) => handed(of).map(({ id }) => id);
  expect(ids(judgment())).toEqual(handed(judgment(), '2026-03-03T01:00:00.000Z').map(({ id }) => id));
  expect(ids(judgment())).not.toEqual(ids(judgment({ documentId: 'D2' })));
});

test.each([
  ['PAROLE', 'parole'],
  ['OUTSIDE_PRISON', 'outside-prison'],
] as const)('a ruling of %s is told to the place of residence, and else to the court’s own division', (kind, type) => {
  const ruling = {
    ...{ kind, id: 'R1', caseNumber: '(2026)鲁14刑更1号', effectiveDate: '2026-03-02', agencyCode: '371400-FY' },
    ...{ jurisdictionDivisionCode: '371400', sealed: false, person: { residenceDivisionCode: '371422101' } },
  };
  expect(rulingEvents(ruling, at, agencyOf)).toMatchObject([
    {
      type: `cn.plumbline.judgment.${type}`,
      subject: '(2026)鲁14刑更1号',
      divisionCode: '371422101',
      data: { judgment: 'R1', effectiveDate: '2026-03-02', court: '371400-FY', residence: '371422101', sealed: false },
    },
  ]);
  expect(rulingEvents({ ...ruling, person: null }, at, agencyOf)).toMatchObject([
    { divisionCode: '371400', data: { residence: 'UNKNOWN' } },
  ]);
});
