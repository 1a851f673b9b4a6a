// long: every step from every state, and who is refused it, in one house that is opened once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entryStates, servedStates, transitions } from '../../../oversight/workflow/transitions.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { MatterChange } from '../../../schema/oversight/book.js';
import { type MatterState, matterStates, type SupervisionMatterRecord } from '../../../schema/oversight/matter.js';
import { step } from '../../store/oversight-facts.js';
import { inputOf, type OpenedHouse, openHouse, type Person, people } from './house.js';

/** Mutations of any matter, with the transitions that each may make. */
const mutations: Readonly<Record<string, readonly (keyof typeof transitions)[]>> = {
  ...Object.fromEntries(
    Object.entries(transitions)
      .filter(([name, { duty, to }]) => duty !== 'HUB' && to !== null && !name.startsWith('objection'))
      .map(([name]) => [name, [name as keyof typeof transitions]]),
  ),
  decideObjection: ['objectionUpheld'],
};

/** Who is assigned a matter later goes on from where it stands. */
const isBeforeOpinion = (state: MatterState) =>
  [...entryStates, 'PENDING_REVIEW', 'UNDER_REVIEW'].some((each) => each === state);

/** Who may take a step, as domain 4.2 says: written down apart from the desk's own table of duties. */
const actors: Readonly<Record<string, readonly Person[]>> = {
  assignMatter: ['chief', 'secondChief'],
  acceptMatter: ['officer'],
  requestMaterial: ['officer'],
  answerMaterialRequest: ['agency'],
  closeWithoutIssue: ['officer'],
  correctOrally: ['officer'],
  confirmOralCorrection: ['officer'],
  submitOpinion: ['officer'],
  approveOpinion: ['chief', 'secondChief'],
  returnOpinion: ['chief', 'secondChief'],
  rejectOpinion: ['chief', 'secondChief'],
  issueDocument: ['officer'],
  serveDocument: ['officer', 'clerk'],
  replyCorrected: ['agency'],
  objectToDocument: ['agency'],
  decideObjection: ['chief', 'secondChief'],
  urgeAgency: ['officer'],
  escalateMatter: ['chief', 'secondChief'],
  verifyCorrection: ['officer'],
  reopenMatter: ['chief', 'secondChief'],
  transferMatter: ['chief', 'secondChief'],
};

let house: OpenedHouse;
beforeAll(async () => {
  house = await openHouse();
  house.atSource = 'GONE';
});
afterAll(() => house.close());

/** A matter that stands in a state, with what matters there have: an opinion, a document. */
async function matterIn(state: MatterState): Promise<string> {
  const { matters } = house.store.oversight;
  const finding = await house.found({ severity: 'LOW' });
  const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [finding] });
  await house.act('acceptMatter', 'officer', { matterNumber: number });
  if (needsDocument.has(state)) {
    await house.act('submitOpinion', 'officer', inputOf('submitOpinion', number));
    await house.act('approveOpinion', 'chief', { matterNumber: number });
    await house.act('issueDocument', 'officer', { matterNumber: number });
  } else if (state === 'OPINION_SUBMITTED' || state === 'APPROVED') {
    await house.act('submitOpinion', 'officer', inputOf('submitOpinion', number));
  }
  const matter = await matters.matter(number);
  if (matter === null) throw new Error('the matter is gone');
  if (matter.state !== state) await put(matter, { state });
  return number;
}

/** Puts a matter where a test wants it, by no step. */
async function put(matter: SupervisionMatterRecord, set: MatterChange['set']): Promise<void> {
  const { position: _, ...own } = step({ from: matter.state, to: set.state ?? matter.state });
  await house.store.oversight.matters.apply({
    number: matter.number,
    version: matter.version,
    set,
    step: own,
    events: [],
  });
}

const needsDocument = new Set<MatterState>(['DOCUMENT_ISSUED', ...servedStates]);

async function outcome(mutation: string, by: Person, number: string): Promise<string> {
  try {
    return (await house.act(mutation, by, inputOf(mutation, number))).state;
  } catch (error) {
    if (error instanceof PlumblineError) return error.code;
    throw error;
  }
}

describe.each(Object.entries(mutations))('%s', (mutation, names) => {
  const froms: readonly MatterState[] = names.flatMap((name) => transitions[name].from);
  const [able = 'officer'] = actors[mutation] ?? [];

  test('leads on from its own states alone', async () => {
    const seen: Record<string, string> = {};
    for (const state of matterStates) seen[state] = await outcome(mutation, able, await matterIn(state));
    const first = transitions[names[0] ?? 'assign'];
    const toOf = (state: MatterState) =>
      mutation === 'assignMatter' && !isBeforeOpinion(state) ? state : (first.to ?? state);
    const expected = matterStates.map((state) => [state, froms.includes(state) ? toOf(state) : 'OVERSIGHT_STATE']);
    expect(seen).toEqual(Object.fromEntries(expected));
  });

  test('is taken by nobody but whom it belongs to, wherever the matter stands', async () => {
    const state = froms[0] ?? 'UNDER_REVIEW';
    const refused = (Object.keys(people) as Person[]).filter((person) => !actors[mutation]?.includes(person));
    const number = await matterIn(state);
    const seen = await Promise.all(refused.map(async (person) => [person, await outcome(mutation, person, number)]));
    expect(seen).toEqual(refused.map((person) => [person, 'OVERSIGHT_DUTY']));
    // What was refused left nothing behind.
    expect((await house.store.oversight.matters.matter(number))?.state).toBe(state);
  });
});

test('whoever wrote an opinion does not decide on it, leader or not', async () => {
  const finding = await house.found();
  const { number } = await house.act('takeUpFindings', 'chief', { findingIds: [finding] });
  const matter = await house.store.oversight.matters.matter(number);
  if (matter === null) throw new Error('the matter is gone');
  await put(matter, { assignee: 'chief', state: 'UNDER_REVIEW' });
  await house.act('submitOpinion', 'chief', inputOf('submitOpinion', number));
  expect(await outcome('approveOpinion', 'chief', number)).toBe('OVERSIGHT_DUTY');
  expect(await outcome('approveOpinion', 'secondChief', number)).toBe('APPROVED');
});

describe('whoever has to keep out (回避; 刑事诉讼法 29)', () => {
  const about = async (person: string, by: Person) => {
    const { number } = await house.act('takeUpFindings', by, { findingIds: [await house.found({ person })] });
    return number;
  };

  test('is put in charge of nothing, as is nobody who is no officer of the house', async () => {
    const number = await about('token-recused', 'officer');
    const assign = (assignee: string) => house.act('assignMatter', 'chief', { matterNumber: number, assignee });
    await expect(assign('colleague')).rejects.toMatchObject({ code: 'OVERSIGHT_DUTY' });
    await expect(assign('offcier')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(assign('second-chief')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const other = await about('token-1', 'officer');
    await house.act('assignMatter', 'chief', { matterNumber: other, assignee: 'colleague' });
    const { outbox } = house.store.oversight;
    const [told] = await outbox.after((await outbox.last()) - 1, 1);
    expect(told?.event.data).toMatchObject({ assignee: 'colleague', transition: 'T2' });
  });

  test('takes no step of a matter that has come to concern somebody of theirs, and another goes on from there', async () => {
    const number = await about('token-1', 'officer');
    await house.act('acceptMatter', 'officer', { matterNumber: number });
    await house.act('submitOpinion', 'officer', inputOf('submitOpinion', number));
    await house.act('approveOpinion', 'chief', { matterNumber: number });
    const matter = await house.store.oversight.matters.matter(number);
    if (matter === null) throw new Error('the matter is gone');
    await put(matter, { persons: ['token-1', 'token-of-officer'] });
    expect(await outcome('issueDocument', 'officer', number)).toBe('OVERSIGHT_DUTY');
    expect(await house.act('assignMatter', 'chief', inputOf('assignMatter', number))).toMatchObject({
      ...{ state: 'APPROVED', assignee: 'colleague', stateSince: matter.stateSince },
    });
    expect(await outcome('issueDocument', 'officer', number)).toBe('OVERSIGHT_DUTY');
    expect(await outcome('issueDocument', 'colleague', number)).toBe('DOCUMENT_ISSUED');
  });

  test('decides on nothing, and dismisses nothing', async () => {
    const number = await about('token-of-chief', 'officer');
    await house.act('acceptMatter', 'officer', { matterNumber: number });
    await house.act('submitOpinion', 'officer', inputOf('submitOpinion', number));
    expect(await outcome('approveOpinion', 'secondChief', number)).toBe('OVERSIGHT_DUTY');
    expect(await outcome('approveOpinion', 'chief', number)).toBe('APPROVED');

    const findingId = await house.found({ person: 'token-of-officer' });
    const dismiss = (by: Person) =>
      house.desk.dismiss({ findingId, judgement: 'DATA_ERROR', reason: '设备时钟有误' }, people[by]);
    await expect(dismiss('officer')).rejects.toMatchObject({ code: 'OVERSIGHT_DUTY' });
    expect((await dismiss('colleague')).status).toBe('DATA_ERROR');
  });
});

test('a decision on what was read is none on what stands there by now', async () => {
  const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
  await house.act('acceptMatter', 'officer', { matterNumber: number });
  const { version } = await house.act('submitOpinion', 'officer', inputOf('submitOpinion', number));
  await house.act('returnOpinion', 'chief', { ...inputOf('returnOpinion', number), version });
  await house.act('submitOpinion', 'officer', { ...inputOf('submitOpinion', number), document: 'FILING_REMINDER' });
  const approve = (seen: number) => house.act('approveOpinion', 'secondChief', { matterNumber: number, version: seen });
  await expect(approve(version)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
  const approvals = await Promise.allSettled([approve(version + 2), approve(version + 2)]);
  expect(approvals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('reasons that hold end a matter by another’s decision, though the source says what it said; those that do not lead to a further document', async () => {
  const replied = async () => {
    const number = await matterIn('SERVED');
    await house.act('replyCorrected', 'agency', inputOf('replyCorrected', number));
    return number;
  };
  const revoked = (number: string) => ({ matterNumber: number, decision: 'REVOKED', reason: '理由成立,不再监督' });
  house.atSource = 'STANDS';
  const holds = await replied();
  expect(await outcome('verifyCorrection', 'officer', holds)).toBe('OVERSIGHT_GUARD');
  expect(await outcome('decideObjection', 'chief', holds)).toBe('OVERSIGHT_STATE');
  await expect(house.act('decideObjection', 'officer', revoked(holds))).rejects.toMatchObject({
    code: 'OVERSIGHT_DUTY',
  });
  expect((await house.act('decideObjection', 'chief', revoked(holds))).state).toBe('REVOKED');
  const findings = await house.store.oversight.findings.findingsOf(holds);
  expect(findings.map(({ status }) => status)).toEqual(['FALSE_POSITIVE']);

  const fails = await replied();
  const { replyBy: _, ...opinion } = inputOf('submitOpinion', fails);
  const submit = () => house.act('submitOpinion', 'officer', { ...opinion, document: 'FILING_NOTICE' });
  await submit();
  // Returned it is where it was, and not to be closed by the officer alone.
  expect(await outcome('returnOpinion', 'chief', fails)).toBe('REPLIED_CORRECTED');
  expect(await outcome('closeWithoutIssue', 'officer', fails)).toBe('OVERSIGHT_STATE');
  await submit();
  await house.act('approveOpinion', 'chief', { matterNumber: fails });
  for (const mutation of ['issueDocument', 'serveDocument'])
    await house.act(mutation, 'officer', inputOf(mutation, fails));
  const documents = await house.store.oversight.matters.documents(fails);
  expect(documents.map(({ kind, repliedAt }) => [kind, repliedAt !== null])).toEqual([
    ['CORRECTION_NOTICE', true],
    ['FILING_NOTICE', false],
  ]);
  house.atSource = 'GONE';
});

test('an agency objects once, and where the law knows it to the upper procuratorate once more', async () => {
  const objected = async (document: string) => {
    const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
    await house.act('acceptMatter', 'officer', { matterNumber: number });
    const { replyBy: _, ...opinion } = inputOf('submitOpinion', number);
    await house.act('submitOpinion', 'officer', { ...opinion, document });
    await house.act('approveOpinion', 'chief', { matterNumber: number });
    for (const mutation of ['issueDocument', 'serveDocument'])
      await house.act(mutation, 'officer', inputOf(mutation, number));
    const seen: string[] = [];
    for (let time = 1; time <= 3; time += 1) {
      seen.push(await outcome('objectToDocument', 'agency', number));
      if (seen.at(-1) === 'OBJECTED') await house.act('decideObjection', 'chief', inputOf('decideObjection', number));
    }
    return seen;
  };
  expect(await objected('CORRECTION_NOTICE')).toEqual(['OBJECTED', 'OVERSIGHT_GUARD', 'OVERSIGHT_GUARD']);
  expect(await objected('WITHDRAWAL_NOTICE')).toEqual(['OBJECTED', 'OBJECTED', 'OVERSIGHT_GUARD']);
});

test.each([
  ['a grave finding is not corrected orally', 'correctOrally', 'UNDER_REVIEW', {}, 'HIGH'],
  ['a review without procedure does not end', 'closeWithoutIssue', 'UNDER_REVIEW', { checklist: ['SUBSTANCE'] }, 'LOW'],
])('%s', async (_what, mutation, _state, input, severity) => {
  const finding = await house.found({ severity: severity as 'HIGH' });
  const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [finding] });
  await house.act('acceptMatter', 'officer', { matterNumber: number });
  const asked = house.act(mutation, 'officer', { ...inputOf(mutation, number), ...input });
  await expect(asked).rejects.toMatchObject({ code: 'OVERSIGHT_GUARD' });
});

test.each([
  ['no basis', { basis: [] }],
  ['a basis without an article', { basis: ['社区矫正法'] }],
  ['a day that has passed', { replyBy: '2026-03-01' }],
  ['no facts', { facts: ' ' }],
  ['a haste that the law does not know', { urgent: true }],
])('an opinion with %s is not submitted', async (_what, input) => {
  const { number } = await house.act('takeUpFindings', 'officer', { findingIds: [await house.found()] });
  await house.act('acceptMatter', 'officer', { matterNumber: number });
  const asked = house.act('submitOpinion', 'officer', { ...inputOf('submitOpinion', number), ...input });
  await expect(asked).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});
