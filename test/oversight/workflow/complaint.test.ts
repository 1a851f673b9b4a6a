import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Principal } from '../../../schema/principal.js';
import { inputOf, type OpenedHouse, openHouse } from './house.js';

let house: OpenedHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const whoever = (id: string): Principal => ({
  ...{ id, kind: 'subject', agency: 'PUBLIC', organisation: '', division: '371422', roles: ['subject'] },
  purpose: 'SELF_ACCESS',
});
const missing = { kind: 'RECORD_MISSING', text: '一月十日的社区服务没有记录' };
const complain = (input: object, id = 'subject') => house.desk.complain({ ...missing, ...input }, whoever(id));

test('a complaint becomes a matter about the correction that goes on, in an officer’s charge, and its title tells of no complaint', async () => {
  const matter = await complain({});
  expect(matter).toMatchObject({
    ...{ origin: 'COMPLAINT', state: 'PENDING_REVIEW', line: 'EXECUTION', agencyCode: '371422-SFJ', sealed: false },
    ...{ title: '社区矫正记录完整性', persons: ['token-subject'], files: ['S-2'], complainant: 'token-subject' },
    complaint: missing,
    assignee: expect.any(String),
  });
  expect(await house.store.oversight.matters.steps(matter.number)).toMatchObject([
    { transition: 'T1a', to: 'COMPLAINT_RECEIVED', account: 'subject', words: missing.text, confidential: true },
    { transition: 'T2', to: 'PENDING_REVIEW', account: 'system', confidential: true },
  ]);
});

test('the same words are one complaint on one day, and another one the day after', async () => {
  const text = '手环每天误报越界';
  house.setTime('2026-03-10T02:00:00.000Z');
  const { number } = await complain({ text });
  expect((await complain({ text: ` ${text} ` })).number).toBe(number);
  const others = [await complain({ text, kind: 'TREATMENT' })];
  house.setTime('2026-03-11T02:00:00.000Z');
  others.push(await complain({ text }));
  // No number is lost on what came again.
  const next = Number(/(\d+)号/.exec(number)?.[1]) + 1;
  expect(others.map((each) => each.number)).toEqual([next, next + 1].map((n) => number.replace(/\d+号/, `${n}号`)));
});

test('a complaint about a sealed correction is the juvenile line’s, and waits where that has nobody', async () => {
  const matter = await complain({}, 'minor');
  expect(matter).toMatchObject({ line: 'JUVENILE', sealed: true, state: 'COMPLAINT_RECEIVED', assignee: null });
  const assigned = { matterNumber: matter.number, assignee: 'colleague' };
  await expect(house.act('assignMatter', 'officer', assigned)).rejects.toMatchObject({ code: 'OVERSIGHT_DUTY' });
  expect(await house.act('assignMatter', 'chief', assigned)).toMatchObject({
    ...{ state: 'PENDING_REVIEW', assignee: 'colleague' },
  });
  expect((await house.store.access.standing('colleague', matter.number)).matter?.persons).toEqual(['token-minor']);
});

test('the correction that is named is the one that it is about', async () => {
  expect((await complain({ subjectNo: 'S-1' })).files).toEqual(['S-1']);
});

test.each([
  ['somebody under no correction', {}, 'nobody', 'OVERSIGHT_GUARD'],
  ['somebody about another’s correction', { subjectNo: 'S-3' }, 'subject', 'OVERSIGHT_GUARD'],
  ['somebody of a division without a procuratorate', {}, 'elsewhere', 'OVERSIGHT_GUARD'],
  ['somebody who says nothing', { text: '  ' }, 'subject', 'BAD_USER_INPUT'],
])('%s is refused', async (_who, input, id, code) => {
  await expect(complain(input, id)).rejects.toMatchObject({ code });
});

test('no matter of a complaint ends before its complainant is told, once, by the officer in charge', async () => {
  const { number, assignee } = await complain({ text: '二月集中教育没有登记' });
  const [officer, other] =
    assignee === 'officer' ? (['officer', 'colleague'] as const) : (['colleague', 'officer'] as const);
  await house.act('acceptMatter', officer, { matterNumber: number });
  const close = () => house.act('closeWithoutIssue', officer, inputOf('closeWithoutIssue', number));
  await expect(close()).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
  const answer = { matterNumber: number, answer: '已核实并督促补录二月集中教育记录' };
  await expect(house.act('answerComplainant', other, answer)).rejects.toMatchObject({ code: 'OVERSIGHT_DUTY' });
  const told = await house.act('answerComplainant', officer, answer);
  expect(told).toMatchObject({ complaintAnswer: answer.answer, complainantToldAt: expect.any(String) });
  await expect(house.act('answerComplainant', officer, answer)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
  expect((await close()).state).toBe('CLOSED_NO_ISSUE');
  // Opened again it comes to another result, which is told, too.
  await house.act('reopenMatter', 'chief', inputOf('reopenMatter', number));
  await house.act('acceptMatter', officer, { matterNumber: number });
  await expect(close()).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
  await house.act('answerComplainant', officer, { ...answer, answer: '复查后维持原结论' });
  expect((await close()).complaintAnswer).toBe('复查后维持原结论');
});

test('where no rule can be asked again, who verifies says what was looked at', async () => {
  const { number, assignee } = await complain({ text: '三月社区服务没有登记' });
  const officer = assignee === 'officer' ? 'officer' : 'colleague';
  const act = (mutation: string, by: Parameters<OpenedHouse['act']>[1]) =>
    house.act(mutation, by, inputOf(mutation, number));
  await act('acceptMatter', officer);
  const { replyBy: _, ...opinion } = inputOf('submitOpinion', number);
  await house.act('submitOpinion', officer, opinion);
  await act('approveOpinion', 'chief');
  await act('issueDocument', officer);
  await act('serveDocument', officer);
  await act('replyCorrected', 'agency');
  await house.act('answerComplainant', officer, { matterNumber: number, answer: '已督促补录' });
  await expect(act('verifyCorrection', officer)).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
  const note = '已查看三月社区服务登记,记录已补录';
  const closed = await house.act('verifyCorrection', officer, { matterNumber: number, note });
  expect(closed.state).toBe('VERIFIED_CLOSED');
});

test('a number that was given to a matter by hand is passed over', async () => {
  const { number } = await complain({ text: '四月集中教育没有登记' });
  const [, year = '', sequence = ''] = /〔(\d+)〕(\d+)号/.exec(number) ?? [];
  const taken = `宁检执监〔${year}〕${Number(sequence) + 1}号`;
  const warrant = await house.store.access.matter(number);
  if (warrant === null) throw new Error('the matter has no warrant');
  await house.store.access.openMatter({ ...warrant, number: taken });
  const next = await complain({ text: '五月集中教育没有登记' });
  expect(next.number).toBe(`宁检执监〔${year}〕${Number(sequence) + 2}号`);
});
