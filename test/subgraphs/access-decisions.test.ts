import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  approveAccess,
  callers,
  type Desk,
  digestOf,
  openDesk,
  openMatter,
  persons,
  requestAccess,
  theCase,
  theRequest,
  underTheCase,
} from './access-desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.ask(callers.caseManager, openMatter, { input: theCase });
  await desk.ask(underTheCase, requestAccess, { input: theRequest });
});
afterEach(() => desk.close());

type AnyCaller = (typeof callers)['deputy'];
const id = 'request-1';
const approve = (caller: AnyCaller, variables: object = {}) => desk.ask(caller, approveAccess, { id, ...variables });
const reject = (caller: AnyCaller, reason = '理由不足') =>
  desk.ask(
    caller,
    'mutation ($reason: String!) { rejectAccess(id: "request-1", reason: $reason) { state decisionReason until } }',
    { reason },
  );
const revoke = (caller: AnyCaller) =>
  desk.ask(caller, 'mutation { revokeAccess(id: "request-1") { state revokedBy revokedAt isInForce } }');
const approvals = async () => (await desk.principalOf(underTheCase)).warrant?.approvals ?? [];

/** Files and gives the id of a break-glass request. */
async function breakGlass(): Promise<string> {
  const query = 'mutation ($input: AccessRequestInput!) { breakGlass(input: $input) { id } }';
  const { data } = await desk.ask(underTheCase, query, { input: theRequest });
  return (data as { breakGlass: { id: string } }).breakGlass.id;
}

test('a colleague who may approve approves, for a week unless said otherwise', async () => {
  expect(await approve(callers.deputy, { reason: '同意' })).toEqual({
    data: {
      approveAccess: {
        id,
        state: 'APPROVED',
        until: '2026-11-09T09:00:00+08:00',
        isInForce: true,
        decidedBy: 'sun',
        decisionReason: '同意',
      },
    },
    errors: [],
    details: { 'request request-1': 'APPROVED', 'request request-1 until': '2026-11-09T09:00:00+08:00' },
    subjects: [],
  });
  expect(await approvals()).toEqual([
    {
      id,
      fields: ['Person.phone'],
      persons: [persons.yu.citizenId],
      files: [],
      until: '2026-11-09T01:00:00.000Z',
      isBreakGlass: false,
    },
  ]);
});

test('an approval ends by itself', async () => {
  await approve(callers.deputy, { until: '2026-11-02T11:00:00+08:00' });
  desk.pass(1.99);
  expect(await approvals()).toHaveLength(1);
  desk.pass(0.01);
  expect(await approvals()).toEqual([]);
  const { data } = await desk.ask(callers.prosecutor, '{ accessRequests { nodes { state isInForce } } }');
  expect(data).toEqual({ accessRequests: { nodes: [{ state: 'APPROVED', isInForce: false }] } });
  expect((await revoke(callers.deputy)).errors).toEqual(['ACCESS_STATE: the approval has ended by itself']);
});

test('an approval lasts thirty days at most, and ends in the future', async () => {
  const refused = async (until: string) => (await approve(callers.deputy, { until })).errors;
  expect(await refused('2026-12-02T09:00:01+08:00')).toEqual(['BAD_USER_INPUT: until lies within 30 days from now']);
  expect(await refused('2026-11-02T09:00:00+08:00')).toEqual(['BAD_USER_INPUT: until lies within 30 days from now']);
  expect(await refused('tomorrow')).toEqual(['BAD_USER_INPUT: until is not an ISO 8601 instant']);
  expect(await refused('2026-12-02T09:00:00+08:00')).toEqual([]);
});

test('break-glass is approved like others, for a day at most', async () => {
  const variables = { id: await breakGlass() };
  expect(await approvals()).toEqual([]);
  expect((await approve(callers.deputy, { ...variables, until: '2026-11-03T09:00:01+08:00' })).errors).toEqual([
    'BAD_USER_INPUT: until lies within 24 hours from now',
  ]);
  const { data, details } = await approve(callers.deputy, variables);
  expect(data).toMatchObject({ approveAccess: { until: '2026-11-03T09:00:00+08:00' } });
  expect(details).toMatchObject({ 'request request-2 breakGlass': true });
  expect(await approvals()).toMatchObject([{ id: 'request-2', isBreakGlass: true }]);
});

test('nobody decides an own request', async () => {
  const errors = ['ACCESS_SEPARATION: nobody decides an own request: ask another approver'];
  const applicant = { ...callers.deputy, id: 'wang' };
  expect((await approve(applicant)).errors).toEqual(errors);
  expect((await reject(applicant)).errors).toEqual(errors);
});

test('nobody decides for another agency', async () => {
  const errors = ['ACCESS_SEPARATION: a request is decided in the agency of who asked: this one is of another'];
  for (const caller of [callers.deputyElsewhere, callers.legalOfficer]) {
    expect((await approve(caller)).errors).toEqual(errors);
    expect((await reject(caller)).errors).toEqual(errors);
  }
});

test('who has no right to approve does not', async () => {
  for (const caller of [callers.colleague, callers.caseManager, callers.auditor]) {
    expect((await approve(caller)).errors).toEqual([
      'FIELD_DENIED: Mutation.approveAccess is denied for this principal and purpose',
    ]);
    expect((await reject(caller)).errors).toEqual([
      'FIELD_DENIED: Mutation.rejectAccess is denied for this principal and purpose',
    ]);
  }
});

test('of two approvers one decides', async () => {
  const told = await Promise.all([approve(callers.deputy), approve(callers.secondDeputy), reject(callers.deputy)]);
  expect(told.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  for (const { errors } of told) for (const error of errors) expect(error).toMatch(/^ACCESS_STATE: /);
});

test('what was decided is not decided again', async () => {
  expect((await reject(callers.deputy)).data).toEqual({
    rejectAccess: { state: 'REJECTED', decisionReason: '理由不足', until: null },
  });
  expect((await approve(callers.secondDeputy)).errors).toEqual([expect.stringMatching(/^ACCESS_STATE: /)]);
  expect((await revoke(callers.secondDeputy)).errors).toEqual([expect.stringMatching(/^ACCESS_STATE: /)]);
  expect(await approvals()).toEqual([]);
});

test('a rejection says why', async () => {
  expect((await reject(callers.deputy, ' ')).errors).toEqual(['BAD_USER_INPUT: reason takes 2 to 500 characters']);
});

test('a request that there is not is not decided', async () => {
  const errors = ['BAD_USER_INPUT: there is no request of this id: take it from accessRequests'];
  expect((await approve(callers.deputy, { id: 'x' })).errors).toEqual(errors);
});

test('under a closed matter nothing is approved, and what was approved has ended', async () => {
  const second = await breakGlass();
  await approve(callers.deputy);
  await desk.ask(callers.deputy, 'mutation { closeMatter(number: "宁检执监〔2026〕3号") { number } }');
  expect((await approve(callers.deputy, { id: second })).errors).toEqual([
    'ACCESS_STATE: the matter is closed: an approval under it would open nothing',
  ]);
  const query = '{ accessRequests { nodes { id state isInForce } } }';
  expect((await desk.ask(callers.prosecutor, query)).data).toEqual({
    accessRequests: {
      nodes: [
        { id: second, state: 'PENDING', isInForce: false },
        { id, state: 'APPROVED', isInForce: false },
      ],
    },
  });
});

test.each([
  ['another approver of the agency', callers.secondDeputy],
  ['who asked for it', callers.prosecutor],
] as const)('an approval is ended before its time by %s', async (_who, caller) => {
  await approve(callers.deputy);
  desk.pass(1);
  expect(await revoke(caller)).toEqual({
    data: {
      revokeAccess: {
        state: 'REVOKED',
        revokedBy: caller.id,
        revokedAt: '2026-11-02T10:00:00+08:00',
        isInForce: false,
      },
    },
    errors: [],
    details: { 'request request-1': 'REVOKED' },
    subjects: [],
  });
  expect(await approvals()).toEqual([]);
});

test('others do not end it', async () => {
  await approve(callers.deputy);
  for (const caller of [callers.colleague, callers.deputyElsewhere, callers.legalOfficer])
    expect((await revoke(caller)).errors).toEqual([
      'ACCESS_SEPARATION: an approval is ended by who asked for it, or by who may approve in the same agency',
    ]);
  expect(await approvals()).toHaveLength(1);
});

test('an approver learns whom a request names, and has then met them', async () => {
  const { data, subjects } = await desk.ask(callers.deputy, '{ accessRequests { nodes { persons { id } } } }');
  expect(data).toEqual({ accessRequests: { nodes: [{ persons: [{ id: persons.yu.token }] }] } });
  expect(subjects).toEqual([digestOf(persons.yu)]);
});
