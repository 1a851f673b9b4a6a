import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
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
});
afterEach(() => desk.close());

const whole = `mutation ($input: AccessRequestInput!) { requestAccess(input: $input) { id applicant agencyCode roles purpose
  matter fields persons { id } files reason isBreakGlass requestedAt state decidedBy decidedAt decisionReason until revokedBy
  revokedAt isInForce isOwn } }`;

test('a handler asks for approval of a field of a person of its case', async () => {
  expect(await desk.ask(underTheCase, whole, { input: theRequest })).toEqual({
    data: {
      requestAccess: {
        id: 'request-1',
        applicant: 'wang',
        agencyCode: 'JCY-371422',
        roles: ['prosecutor'],
        purpose: 'SUPERVISION',
        matter: theCase.number,
        fields: ['Person.phone'],
        persons: [{ id: persons.yu.token }],
        files: [],
        reason: theRequest.reason,
        isBreakGlass: false,
        requestedAt: '2026-11-02T09:00:00+08:00',
        state: 'PENDING',
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        until: null,
        revokedBy: null,
        revokedAt: null,
        isInForce: false,
        isOwn: true,
      },
    },
    errors: [],
    details: { 'request request-1': 'PENDING' },
    subjects: [digestOf(persons.yu)],
  });
});

test('break-glass is a request like others, marked, and in force for nobody before it is approved', async () => {
  const query = `mutation ($input: AccessRequestInput!) { breakGlass(input: $input) { isBreakGlass state isInForce } }`;
  const { data, details } = await desk.ask(underTheCase, query, { input: theRequest });
  expect(data).toEqual({ breakGlass: { isBreakGlass: true, state: 'PENDING', isInForce: false } });
  expect(details).toEqual({ 'request request-1': 'PENDING', 'request request-1 breakGlass': true });
  expect((await desk.principalOf(underTheCase)).warrant?.approvals).toEqual([]);
});

const refused = async (input: object, caller = underTheCase) => {
  const { data, errors, details } = await desk.ask(caller, requestAccess, { input: { ...theRequest, ...input } });
  expect([data, details]).toEqual([{ requestAccess: null }, {}]);
  return errors;
};

test('nobody asks without a matter that it handles', async () => {
  const errors = [
    'MATTER_NOT_OPEN: approval is asked for under an open matter that you handle: declare it in x-plumbline-matter',
  ];
  expect(await refused({}, callers.prosecutor)).toEqual(errors);
  expect(await refused({}, { ...underTheCase, id: 'chu' })).toEqual(errors);
});

test('a matter that was closed since the request came in is closed', async () => {
  const { warrant } = await desk.principalOf(underTheCase);
  await desk.ask(callers.deputy, 'mutation { closeMatter(number: "宁检执监〔2026〕3号") { number } }');
  const remembering = { ...underTheCase, ...(warrant ? { warrant } : {}) };
  expect(await refused({}, remembering)).toEqual([expect.stringMatching(/^MATTER_NOT_OPEN: /)]);
});

test('a handler of another business line asks for what the matter and an approval would open to it', async () => {
  const crossing = { ...underTheCase, lines: ['CIVIL'] } as const;
  expect((await desk.principalOf(crossing)).warrant).toBeUndefined();
  const { data } = await desk.ask(crossing, requestAccess, { input: theRequest });
  expect(data).toEqual({ requestAccess: { id: 'request-1', state: 'PENDING' } });
  const errors = [expect.stringMatching(/^BAD_USER_INPUT: Agency\.name: an approval for these .* would open nothing/)];
  expect(await refused({ fields: ['Agency.name'] }, crossing)).toEqual(errors);
  const decided = '{ myAccess(types: ["Person"]) { fields { name isRequestable } } }';
  const told = await desk.ask(crossing, decided);
  const [{ fields }] = (told.data as { myAccess: [{ fields: { name: string; isRequestable: boolean }[] }] }).myAccess;
  expect(fields.find(({ name }) => name === 'phone')?.isRequestable).toBe(true);
});

test('a role without an approval cell asks for none', async () => {
  expect(await refused({}, callers.caseManager)).toEqual([
    'FIELD_DENIED: Mutation.requestAccess is denied for this principal and purpose',
  ]);
});

test('an approval names persons or files of the case', async () => {
  expect(await refused({ persons: [] })).toEqual([
    'BAD_USER_INPUT: name the persons or files that the approval is for',
  ]);
  expect(await refused({ persons: [persons.chen.token] })).toEqual([
    'BAD_USER_INPUT: persons[0] is not named by the matter: leave it out, or have the matter amended (amendMatter)',
  ]);
  expect(await refused({ files: ['宁矫〔2026〕99号'] })).toEqual([
    'BAD_USER_INPUT: files[0] is not named by the matter: leave it out, or have the matter amended (amendMatter)',
  ]);
});

test('a token that the hub did not make is refused and not repeated', async () => {
  const errors = await refused({ persons: [persons.yu.citizenId] });
  expect(errors).toEqual(['BAD_USER_INPUT: persons[0] is not a token of this hub: send Person.id as it was answered']);
});

test('under a campaign an approval names any person', async () => {
  const input = { number: '专1', title: '专项监督', divisionCode: '371422', handlers: ['wang'] };
  await desk.ask(callers.deputy, 'mutation ($input: CampaignInput!) { openCampaign(input: $input) { number } }', {
    input,
  });
  const { data } = await desk.ask({ ...callers.prosecutor, matter: '专1' }, requestAccess, {
    input: { ...theRequest, persons: [persons.chen.token] },
  });
  expect(data).toEqual({ requestAccess: { id: 'request-1', state: 'PENDING' } });
});

test.each([
  ['what is no field', 'Person.shoeSize', 'fields[0] is no field of the schema: write Type.field, or Type'],
  ['what is no coordinate', 'Person.phone.length', 'fields[0] is no field of the schema: write Type.field, or Type'],
  [
    'what is open already',
    'Agency.name',
    'Agency.name: an approval for these persons and files would open nothing of it; you see it already as far as an approval would open it',
  ],
])('%s is not asked for', async (_what, field, message) => {
  expect(await refused({ fields: [field] })).toEqual([`BAD_USER_INPUT: ${message}`]);
});

test('what a code resolves to is approved with the code', async () => {
  const query = requestAccess.replace('{ id state }', '{ fields }');
  const input = { ...theRequest, fields: ['Person.political', 'Person.politicalCode'] };
  const { data } = await desk.ask(underTheCase, query, { input });
  expect(data).toEqual({ requestAccess: { fields: ['Person.politicalCode'] } });
});

test('what no approval opens is refused with what would', async () => {
  expect(await refused({ fields: ['Mutation.approveAccess'] })).toEqual([
    expect.stringMatching(
      /^BAD_USER_INPUT: Mutation\.approveAccess: an approval for these persons and files would open nothing of it; only deputy-chief-procurator .*may see this$/,
    ),
  ]);
});

test('the reason has 10 to 500 characters', async () => {
  const errors = ['BAD_USER_INPUT: reason takes 10 to 500 characters'];
  expect(await refused({ reason: '  核实情况  ' })).toEqual(errors);
  expect(await refused({ reason: '一'.repeat(501) })).toEqual(errors);
});

test('at most fifty fields are asked for at once, and at least one', async () => {
  const errors = ['BAD_USER_INPUT: fields takes 1 to 50 of Type.field or Type'];
  expect(await refused({ fields: [] })).toEqual(errors);
  expect(await refused({ fields: Array.from({ length: 51 }, (_, index) => `Person.f${index}`) })).toEqual(errors);
});

const list = `query ($isBreakGlass: Boolean, $states: [RequestState!], $first: Int, $after: String) {
  accessRequests(isBreakGlass: $isBreakGlass, states: $states, first: $first, after: $after) {
    nodes { id applicant isOwn persons { id } } pageInfo { hasNextPage endCursor } } }`;

async function listed(caller: (typeof callers)['deputy'], variables: object = {}): Promise<readonly string[]> {
  const query = 'query ($isBreakGlass: Boolean) { accessRequests(isBreakGlass: $isBreakGlass) { nodes { id } } }';
  const { data, errors } = await desk.ask(caller, query, { ...variables });
  expect(errors).toEqual([]);
  return (data as { accessRequests: { nodes: { id: string }[] } }).accessRequests.nodes.map(({ id }) => id);
}

async function fileThree(): Promise<void> {
  await desk.ask(underTheCase, requestAccess, { input: theRequest });
  desk.pass(1);
  await desk.ask({ ...underTheCase, id: 'zhao' }, requestAccess, { input: theRequest });
  desk.pass(1);
  await desk.ask(underTheCase, requestAccess.replace('requestAccess(', 'requestAccess: breakGlass('), {
    input: theRequest,
  });
}

test('applicants list their own requests, approvers those of the agency, newest first', async () => {
  await fileThree();
  expect(await listed(callers.prosecutor)).toEqual(['request-3', 'request-1']);
  expect(await listed(callers.colleague)).toEqual(['request-2']);
  expect(await listed(callers.deputy)).toEqual(['request-3', 'request-2', 'request-1']);
  expect(await listed(callers.deputyElsewhere)).toEqual([]);
  expect(await listed(callers.legalOfficer)).toEqual([]);
});

test('the auditor is told of break-glass by itself: persons by digest, and nothing else of anybody', async () => {
  await fileThree();
  expect(await listed(callers.auditor)).toEqual(['request-3']);
  expect(await listed(callers.auditor, { isBreakGlass: false })).toEqual([]);
  const query = '{ accessRequests { nodes { subjects reason applicant persons { id } files } } }';
  const { data, errors } = await desk.ask(callers.auditor, query);
  expect(data).toEqual({
    accessRequests: {
      nodes: [
        { subjects: [digestOf(persons.yu)], reason: theRequest.reason, applicant: 'wang', persons: null, files: null },
      ],
    },
  });
  expect(errors).toEqual([
    'FIELD_DENIED: AccessRequest.persons is denied for this principal and purpose',
    'FIELD_DENIED: AccessRequest.files is denied for this principal and purpose',
  ]);
});

test('pages follow one another without gap or repetition, and a cursor of another list is none', async () => {
  await fileThree();
  const seen: string[] = [];
  let after: string | null = null;
  for (let turns = 0; turns < 4; turns += 1) {
    const { data } = await desk.ask(callers.deputy, list, { first: 1, after });
    const { nodes, pageInfo } = (
      data as { accessRequests: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
    ).accessRequests;
    seen.push(...nodes.map(({ id }) => id));
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) break;
  }
  expect(seen).toEqual(['request-3', 'request-2', 'request-1']);
  const query = 'query ($after: String) { auditEntries(after: $after) { nodes { at } } }';
  expect((await desk.ask(callers.deputy, query, { after })).errors).toEqual([
    'CURSOR_INVALID: the cursor belongs to another list',
  ]);
  expect((await desk.ask(callers.deputy, list, { after: 'x' })).errors).toEqual([
    'CURSOR_INVALID: the cursor was not made by this hub',
  ]);
  expect((await desk.ask(callers.deputy, list, { first: 0 })).errors).toEqual([
    'BAD_USER_INPUT: first must be between 1 and 500',
  ]);
});
