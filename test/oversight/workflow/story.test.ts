import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inputOf, type OpenedHouse, openHouse, type Person } from './house.js';

let house: OpenedHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** An opinion as whoever decides on it reads it. */
const submitted =
  '认定事实:经查,三月五日登记学习八小时,签到至签退仅四小时。\n监督意见:请依法纠正,并核查该所教育学习记录。\n回复期限:2026-03-20';

const step = (mutation: string, by: Person, number: string) => house.act(mutation, by, inputOf(mutation, number));

test('a finding is reviewed, decided on by another person, served, corrected at the source, verified and closed', async () => {
  const { matters, findings } = house.store.oversight;
  const finding = await house.found();
  const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [finding] });
  expect(number).toBe('宁检执监〔2026〕1号');
  await step('acceptMatter', 'officer', number);
  await step('submitOpinion', 'officer', number);
  await step('approveOpinion', 'chief', number);
  await step('issueDocument', 'officer', number);
  await step('serveDocument', 'clerk', number);
  await step('replyCorrected', 'agency', number);
  house.atSource = 'STANDS';
  await expect(step('verifyCorrection', 'officer', number)).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
  house.atSource = 'INDETERMINATE';
  await expect(step('verifyCorrection', 'officer', number)).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
  house.atSource = 'GONE';
  const closed = await step('verifyCorrection', 'officer', number);

  expect(closed).toMatchObject({ state: 'VERIFIED_CLOSED', dueDate: null, version: 9 });
  expect((await findings.finding(finding))?.status).toBe('CONFIRMED');
  const told = (await matters.steps(number)).map(({ transition, account, to, words }) => ({
    transition,
    account,
    to,
    words,
  }));
  expect(told).toEqual([
    { transition: 'T1a', account: 'officer', to: 'ALERTED', words: null },
    { transition: 'T2', account: 'system', to: 'PENDING_REVIEW', words: null },
    { transition: 'T3', account: 'officer', to: 'UNDER_REVIEW', words: null },
    { transition: 'T7', account: 'officer', to: 'OPINION_SUBMITTED', words: submitted },
    { transition: 'T8', account: 'chief', to: 'APPROVED', words: '同意监督' },
    { transition: 'T10', account: 'officer', to: 'DOCUMENT_ISSUED', words: null },
    { transition: 'T11', account: 'clerk', to: 'SERVED', words: '张科长' },
    { transition: 'T12', account: 'bureau', to: 'REPLIED_CORRECTED', words: '已更正学时为四小时' },
    { transition: 'T17', account: 'officer', to: 'VERIFIED_CLOSED', words: '扫描间隔 240 → 480' },
  ]);
  expect(await matters.documents(number)).toMatchObject([
    {
      number: '宁检纠违〔2026〕1号',
      kind: 'CORRECTION_NOTICE',
      replyBy: '2026-03-20',
      receivedBy: '张科长',
      copies: ['371400-JCY'],
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
});

test('the officer in charge may read under the matter’s number from its opening to its end', async () => {
  const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
  const open = async (account: string) => (await house.store.access.standing(account, number)).matter !== null;
  expect([await open('officer'), await open('colleague')]).toEqual([true, false]);
  await step('assignMatter', 'chief', number);
  expect([await open('officer'), await open('colleague')]).toEqual([false, true]);
  await house.act('acceptMatter', 'colleague', { matterNumber: number });
  await house.act('closeWithoutIssue', 'colleague', inputOf('closeWithoutIssue', number));
  expect([await open('officer'), await open('colleague')]).toEqual([false, false]);
  await step('reopenMatter', 'chief', number);
  expect([await open('officer'), await open('colleague')]).toEqual([false, true]);
});

test('dissent stays: what was returned and what was not approved are both on record with the opinion', async () => {
  const { matters } = house.store.oversight;
  const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
  await step('acceptMatter', 'officer', number);
  await step('submitOpinion', 'officer', number);
  await step('returnOpinion', 'chief', number);
  const other = { ...inputOf('submitOpinion', number), facts: '经查,三月五日登记学习八小时,签到至签出仅四小时。' };
  await house.act('submitOpinion', 'officer', other);
  const rejected = await step('rejectOpinion', 'secondChief', number);
  expect(rejected.state).toBe('CLOSED_NO_ACTION');
  const words = (await matters.steps(number))
    .slice(3)
    .map(({ transition, account, words: said }) => [transition, account, said]);
  expect(words).toEqual([
    ['T7', 'officer', submitted],
    ['T9', 'chief', '请补充扫描设备运行情况'],
    ['T7', 'officer', submitted.replace('签退', '签出')],
    ['T9', 'second-chief', '设备故障,证据不足'],
  ]);
});

test('numbers of documents are of their procuratorate, kind and year', async () => {
  const issue = async (kind: string) => {
    const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
    await step('acceptMatter', 'officer', number);
    const { replyBy: _, ...opinion } = inputOf('submitOpinion', number);
    await house.act('submitOpinion', 'officer', { ...opinion, document: kind });
    await house.act('approveOpinion', 'chief', { matterNumber: number, reason: '同意' });
    await step('issueDocument', 'officer', number);
    return (await house.store.oversight.matters.documents(number)).map((document) => document.number);
  };
  expect(await issue('RECOMMENDATION')).toEqual(['宁检检建〔2026〕1号']);
  expect(await issue('CORRECTION_NOTICE')).toEqual(['宁检纠违〔2026〕2号']);
  expect(await issue('RECOMMENDATION')).toEqual(['宁检检建〔2026〕2号']);
});
