import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dueDay, objectionDay, replyDay } from '../../../oversight/workflow/deadlines.js';
import { documentKinds } from '../../../schema/oversight/rule.js';
import { inputOf, type OpenedHouse, openHouse } from './house.js';

const plain = { replyBy: null, urgent: false };

test('each kind of document has its own time to reply (domain 4.3)', () => {
  const days = Object.fromEntries(documentKinds.map((kind) => [kind, replyDay(kind, '2026-03-02', plain)]));
  expect(days).toEqual({
    ORAL_CORRECTION: '2026-03-09',
    CORRECTION_NOTICE: '2026-03-17',
    NON_FILING_REASONS_REQUEST: '2026-03-09',
    FILING_REASONS_REQUEST: '2026-03-09',
    FILING_NOTICE: '2026-03-17',
    WITHDRAWAL_NOTICE: '2026-03-09',
    FILING_REMINDER: '2026-03-17',
    // Two months end on 2 May, within the holidays of Labour Day.
    RECOMMENDATION: '2026-05-06',
    PUBLIC_INTEREST_RECOMMENDATION: '2026-05-06',
    OPINION: '2026-05-06',
    RETRIAL_RECOMMENDATION: '2026-06-02',
    PROTEST_REQUEST: '2026-04-01',
    RECALL_OPINION: '2026-04-01',
    COMMUTATION_OPINION: '2026-04-02',
    OUTSIDE_PRISON_OPINION: '2026-04-02',
  });
});

test.each([
  ['a notice says by when itself', 'CORRECTION_NOTICE', { replyBy: '2026-03-12', urgent: false }, '2026-03-12'],
  [
    'a day that has passed when it is served is none',
    'CORRECTION_NOTICE',
    { replyBy: '2026-03-02', urgent: false },
    '2026-03-17',
  ],
  ['an urgent recommendation has fifteen days', 'RECOMMENDATION', { replyBy: null, urgent: true }, '2026-03-17'],
  ['haste changes nothing where the law knows none', 'FILING_NOTICE', { replyBy: null, urgent: true }, '2026-03-17'],
] as const)('%s', (_what, kind, how, day) => {
  expect(replyDay(kind, '2026-03-02', how)).toBe(day);
});

test.each([
  ['CORRECTION_NOTICE', ['2026-03-09', null, null]],
  ['WITHDRAWAL_NOTICE', ['2026-03-09', '2026-03-17', null]],
  ['FILING_NOTICE', [null, null, null]],
] as const)(
  'seven days to decide an objection to a %s, fifteen where there is a further one (规则 554, 565)',
  (kind, days) => {
    expect([1, 2, 3].map((time) => objectionDay(kind, time, '2026-03-02'))).toEqual(days);
  },
);

test('three working days to accept run over the Spring Festival', () => {
  expect(dueDay('PENDING_REVIEW', '2026-02-13')).toBe('2026-02-25');
});

describe('days that pass', () => {
  let house: OpenedHouse;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const stateOf = async (number: string) => {
    const matter = await house.store.oversight.matters.matter(number);
    return [matter?.state, matter?.dueDate];
  };

  const toldOf = async (number: string) =>
    (await house.store.oversight.outbox.after(0, 1_000)).flatMap(({ event: { type, subject, data } }) =>
      subject === number ? [[type, data.transition, data.state]] : [],
    );

  test('what was corrected orally and not followed in seven days has to be put in writing', async () => {
    house.setTime('2026-03-02T02:00:00.000Z');
    const { number } = await house.act('takeUpFindings', 'officer', {
      findingIds: [await house.found({ severity: 'LOW' })],
    });
    await house.act('acceptMatter', 'officer', { matterNumber: number });
    await house.act('correctOrally', 'officer', inputOf('correctOrally', number));
    expect(await stateOf(number)).toEqual(['ORAL_CORRECTION', '2026-03-09']);

    house.setTime('2026-03-09T15:00:00.000Z');
    expect(await house.sweep()).toEqual({ lapsed: 0, reminded: 0 });
    // Midnight of Beijing.
    house.setTime('2026-03-09T16:00:00.000Z');
    expect(await house.sweep()).toEqual({ lapsed: 1, reminded: 0 });
    expect(await stateOf(number)).toEqual(['UNDER_REVIEW', null]);
    expect((await house.store.oversight.matters.steps(number)).at(-1)).toMatchObject({
      transition: 'T6',
      account: 'system',
      words: '2026-03-09 期限已过',
    });
    expect((await toldOf(number)).at(-1)).toEqual(['cn.plumbline.matter.under-review', 'T6', 'UNDER_REVIEW']);
    // 规则 624: in writing now, and not said once more.
    const again = { ...inputOf('correctOrally', number), toldAt: '2026-03-09T16:00:00.000Z' };
    await expect(house.act('correctOrally', 'officer', again)).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
    await house.act('submitOpinion', 'officer', inputOf('submitOpinion', number));
    await house.act('rejectOpinion', 'chief', inputOf('rejectOpinion', number));
  });

  test('an agency that brings nothing holds no review up', async () => {
    house.setTime('2026-04-30T02:00:00.000Z');
    const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
    await house.act('acceptMatter', 'officer', { matterNumber: number });
    await house.act('requestMaterial', 'officer', inputOf('requestMaterial', number));
    // Five working days over Labour Day, whose Saturday in lieu is worked.
    expect(await stateOf(number)).toEqual(['NEED_MORE', '2026-05-11']);
    house.setTime('2026-05-11T15:59:00.000Z');
    expect(await house.sweep()).toMatchObject({ lapsed: 0 });
    house.setTime('2026-05-11T16:00:00.000Z');
    expect(await house.sweep()).toMatchObject({ lapsed: 1 });
    expect(await stateOf(number)).toEqual(['UNDER_REVIEW', null]);
    expect((await house.store.oversight.matters.steps(number)).at(-1)).toMatchObject({
      ...{ transition: 'T4', from: 'NEED_MORE', account: 'system', words: '2026-05-11 期限已过', confidential: true },
    });
    await house.act('closeWithoutIssue', 'officer', inputOf('closeWithoutIssue', number));
  });

  test('a document without reply is overdue, is urged, and goes to the upper procuratorate', async () => {
    house.setTime('2026-03-02T02:00:00.000Z');
    const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
    await house.act('acceptMatter', 'officer', { matterNumber: number });
    await house.act('submitOpinion', 'officer', inputOf('submitOpinion', number));
    await house.act('approveOpinion', 'chief', { matterNumber: number });
    await house.act('issueDocument', 'officer', { matterNumber: number });
    await house.act('serveDocument', 'officer', inputOf('serveDocument', number));
    expect(await stateOf(number)).toEqual(['SERVED', '2026-03-20']);

    house.setTime('2026-03-21T02:00:00.000Z');
    expect(await house.sweep()).toEqual({ lapsed: 1, reminded: 0 });
    expect(await stateOf(number)).toEqual(['OVERDUE', null]);
    expect((await toldOf(number)).at(-1)).toEqual(['cn.plumbline.matter.overdue', 'T15', 'OVERDUE']);
    await house.act('urgeAgency', 'officer', { matterNumber: number });
    expect(await stateOf(number)).toEqual(['URGED', '2026-04-07']);
    house.setTime('2026-04-08T02:00:00.000Z');
    expect([await house.sweep(), await house.sweep()]).toMatchObject([{ reminded: 1 }, { reminded: 0 }]);
    // The day stays that it had: it is by that day that the leader finds it (waiting.ts).
    expect(await stateOf(number)).toEqual(['URGED', '2026-04-07']);
    expect((await house.act('escalateMatter', 'chief', { matterNumber: number })).state).toBe('ESCALATED');
    // Late is better than never.
    expect((await house.act('replyCorrected', 'agency', inputOf('replyCorrected', number))).state).toBe(
      'REPLIED_CORRECTED',
    );
  });

  test('who does not accept in time is reminded, then the leader is told, once a period, and the omission is on record', async () => {
    house.setTime('2026-06-01T02:00:00.000Z');
    const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
    expect(await stateOf(number)).toEqual(['PENDING_REVIEW', '2026-06-04']);
    house.setTime('2026-06-05T02:00:00.000Z');
    expect([await house.sweep(), await house.sweep()]).toEqual([
      { lapsed: 0, reminded: 1 },
      { lapsed: 0, reminded: 0 },
    ]);
    expect(await stateOf(number)).toEqual(['PENDING_REVIEW', '2026-06-04']);
    expect((await toldOf(number)).at(-1)).toEqual(['cn.plumbline.matter.reminder', '催办', 'PENDING_REVIEW']);

    // Reminded in vain: the leader is told, as often as the time passes again.
    for (const [quiet, at] of [
      ['2026-06-10', '2026-06-11'],
      ['2026-06-16', '2026-06-17'],
    ] as const) {
      house.setTime(`${quiet}T02:00:00.000Z`);
      expect(await house.sweep()).toEqual({ lapsed: 0, reminded: 0 });
      house.setTime(`${at}T02:00:00.000Z`);
      expect(await house.sweep()).toEqual({ lapsed: 0, reminded: 1 });
      expect(await stateOf(number)).toEqual(['PENDING_REVIEW', '2026-06-04']);
      expect((await toldOf(number)).at(-1)).toEqual(['cn.plumbline.matter.escalation', '督办', 'PENDING_REVIEW']);
    }
  });

  test('sweeps at once move a matter once', async () => {
    house.setTime('2026-07-01T02:00:00.000Z');
    const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
    house.setTime('2026-07-08T02:00:00.000Z');
    const swept = await Promise.all([house.sweep(), house.sweep(), house.sweep()]);
    expect(swept.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(2);
    const steps = await house.store.oversight.matters.steps(number);
    expect(steps.map(({ transition }) => transition)).toEqual(['T1a', 'T2', '催办']);
  });
});
