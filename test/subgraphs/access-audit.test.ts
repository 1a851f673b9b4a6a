import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { callers, type Desk, digestOf, openDesk, openMatter, persons, theCase } from './access-desk.js';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

type AnyCaller = (typeof callers)['deputy'];
const principal = { id: 'wang', agency: 'JCY-371422', division: '371422', roles: ['prosecutor'] };
const colleague = { ...principal, id: 'zhao' };
const stranger = { id: 'feng', agency: '371422010000', division: '371422', roles: ['police-officer'] };

async function logThree(): Promise<void> {
  const subjects = [digestOf(persons.yu)];
  await desk.log({ requestId: 'a', principal, subjects, release: 'NEVER', detail: { 'request r1': 'PENDING' } });
  await desk.log({ requestId: 'b', principal: colleague, action: 'REFUSAL', outcome: 'FIELD_DENIED', fields: {} });
  await desk.log({ requestId: 'c', principal: stranger, matter: theCase.number });
}

async function listed(caller: AnyCaller, variables: object = {}): Promise<readonly string[]> {
  const query = `query ($filter: AuditEntryFilter, $first: Int, $after: String) {
    auditEntries(filter: $filter, first: $first, after: $after) { nodes { requestId } } }`;
  const { data, errors } = await desk.ask(caller, query, { ...variables });
  expect(errors).toEqual([]);
  return (data as { auditEntries: { nodes: { requestId: string }[] } }).auditEntries.nodes.map(
    (each) => each.requestId,
  );
}

test('everybody reads own acts, the deputy chief the unit’s, the auditor all, newest first', async () => {
  await logThree();
  expect(await listed(callers.prosecutor)).toEqual(['a']);
  expect(await listed(callers.officer)).toEqual(['c']);
  expect(await listed(callers.deputy)).toEqual(['b', 'a']);
  expect(await listed(callers.deputyElsewhere)).toEqual([]);
  expect(await listed(callers.auditor)).toEqual(['c', 'b', 'a']);
});

test('the auditor reads an entry whole: digests of persons, and no value of any record', async () => {
  await logThree();
  const query = `{ auditEntries(filter: { subjects: "${digestOf(persons.yu)}" }) { nodes { chain sequence at requestId
    action account agencyCode divisionCode roles purpose matter operation subjects fields { effect coordinates }
    sources { adapter status } policyVersion outcome approvals release detail { key value } isOwn } } }`;
  expect((await desk.ask(callers.auditor, query)).data).toEqual({
    auditEntries: {
      nodes: [
        {
          chain: 'hub',
          sequence: 1,
          at: '2026-11-02T09:00:01+08:00',
          requestId: 'a',
          action: 'QUERY',
          account: 'wang',
          agencyCode: 'JCY-371422',
          divisionCode: '371422',
          roles: ['prosecutor'],
          purpose: 'SUPERVISION',
          matter: null,
          operation: 'op',
          subjects: [digestOf(persons.yu)],
          fields: [
            { effect: 'ALLOW', coordinates: ['Query.person', 'Person.name'] },
            { effect: 'MASK', coordinates: ['Person.phone'] },
          ],
          sources: [{ adapter: 'police', status: 'OK' }],
          policyVersion: 'v1',
          outcome: 'OK',
          approvals: [],
          release: 'NEVER',
          detail: [{ key: 'request r1', value: 'PENDING' }],
          isOwn: false,
        },
      ],
    },
  });
});

test('whom an entry is about, and whether it touched what is sealed, is the auditor’s alone', async () => {
  await logThree();
  for (const caller of [callers.prosecutor, callers.deputy]) {
    const { data, errors } = await desk.ask(caller, '{ auditEntries(first: 1) { nodes { subjects release } } }');
    expect(data).toEqual({ auditEntries: { nodes: [{ subjects: null, release: null }] } });
    expect(errors).toEqual([
      'FIELD_DENIED: AuditEntry.subjects is denied for this principal and purpose',
      'FIELD_DENIED: AuditEntry.release is denied for this principal and purpose',
    ]);
    const filter = `{ auditEntries(filter: { subjects: "${digestOf(persons.yu)}" }) { nodes { at } } }`;
    expect((await desk.ask(caller, filter)).errors).toEqual([
      'FILTER_DENIED: AuditEntry.subjects may not be filtered or ordered by: you do not see it in clear on every row',
    ]);
  }
});

test('a filter narrows what the caller may read, and widens nothing', async () => {
  await logThree();
  const auditor = (filter: object) => listed(callers.auditor, { filter });
  expect(await auditor({ action: ['REFUSAL'] })).toEqual(['b']);
  expect(await auditor({ agencyCode: 'JCY-371422' })).toEqual(['b', 'a']);
  expect(await auditor({ matter: theCase.number })).toEqual(['c']);
  expect(await auditor({ account: 'wang' })).toEqual(['a']);
  expect(await auditor({ at: { ge: '2026-11-02T09:00:02+08:00', lt: '2026-11-02T09:00:03+08:00' } })).toEqual(['b']);
  expect(await auditor({ chain: 'other' })).toEqual([]);
  expect(await listed(callers.deputy, { filter: { account: 'wang' } })).toEqual(['a']);
  expect(await listed(callers.deputy, { filter: { agencyCode: '371422010000' } })).toEqual([]);
  expect(await listed(callers.prosecutor, { filter: { account: 'zhao' } })).toEqual([]);
  const { errors } = await desk.ask(callers.auditor, '{ auditEntries(filter: { at: { ge: "x" } }) { nodes { at } } }');
  expect(errors).toEqual(['BAD_USER_INPUT: filter.at.ge is not an ISO 8601 instant']);
});

test('the person, and the public, do not read the log of officers', async () => {
  for (const caller of [callers.yu, { ...callers.yu, roles: ['public'], purpose: 'PUBLIC_SERVICE' } as const])
    expect((await desk.ask(caller, '{ auditEntries { nodes { at } } }')).errors).toEqual([
      'FIELD_DENIED: Query.auditEntries is denied for this principal and purpose',
    ]);
});

test('the auditor reads no matter and opens none', async () => {
  await desk.ask(callers.caseManager, openMatter, { input: theCase });
  const { errors } = await desk.ask(callers.auditor, '{ matter(number: "宁检执监〔2026〕3号") { title } }');
  expect(errors).toEqual(['FIELD_DENIED: Query.matter is denied for this principal and purpose']);
});

const viewings = `query ($first: Int, $after: String) { whoViewedMe(first: $first, after: $after) {
  nodes { at agencyCode roles { code label labelEn } purpose fields isOwn } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  readonly whoViewedMe: {
    readonly nodes: readonly { readonly at: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const viewed = async (variables: object = {}) =>
  ((await desk.ask(callers.yu, viewings, { ...variables })).data as Page).whoViewedMe;
const times = async () => (await viewed()).nodes.map(({ at }) => at.slice(11, 19));

test('a person learns which agency looked, in which role, for what and at which fields, and no officer’s name', async () => {
  const subjects = [digestOf(persons.yu)];
  await desk.log({
    subjects,
    fields: { ALLOW: ['Query.person', 'Person.name'], MASK: ['Person.phone'], DENY: ['Person.photoRef'] },
  });
  expect(await desk.ask(callers.yu, viewings)).toEqual({
    data: {
      whoViewedMe: {
        nodes: [
          {
            at: '2026-11-02T09:00:01+08:00',
            agencyCode: 'JCY-371422',
            roles: [{ code: 'prosecutor', label: '承办检察官', labelEn: 'Prosecutor in charge' }],
            purpose: 'SUPERVISION',
            fields: ['Person.name', 'Person.phone'],
            isOwn: false,
          },
        ],
        pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
      },
    },
    errors: [],
    details: {},
    subjects: [],
  });
});

test('what showed nothing of the person is no viewing', async () => {
  const subjects = [digestOf(persons.yu)];
  await desk.log({ subjects: [digestOf(persons.chen)] });
  await desk.log({ subjects, action: 'REFUSAL', outcome: 'FIELD_DENIED' });
  await desk.log({ subjects, outcome: 'AUDIT_UNAVAILABLE' });
  await desk.log({ subjects, action: 'READ' });
  await desk.log({ subjects, action: 'MUTATION', fields: { ALLOW: ['Mutation.requestAccess', 'AccessRequest.id'] } });
  await desk.log({ subjects, fields: { DENY: ['Person.name'] } });
  expect(await times()).toEqual([]);
});

test('an entry is told when its release says so: now, when the matter is closed, on its day, or never', async () => {
  await desk.ask(callers.caseManager, openMatter, { input: theCase });
  const subjects = [digestOf(persons.yu)];
  await desk.log({ subjects, release: 'NOW' });
  await desk.log({ subjects, release: 'NEVER' });
  await desk.log({ subjects, release: 'MATTER_CLOSED', matter: theCase.number });
  await desk.log({ subjects, release: 'MATTER_CLOSED', matter: null });
  await desk.log({ subjects, release: 'MATTER_CLOSED', matter: 'unknown' });
  await desk.log({ subjects, release: 'DATE:2026-11-03' });
  expect(await times()).toEqual(['09:00:01']);
  await desk.ask(callers.deputy, 'mutation { closeMatter(number: "宁检执监〔2026〕3号") { number } }');
  expect(await times()).toEqual(['09:00:03', '09:00:01']);
  desk.pass(14);
  expect(await times()).toEqual(['09:00:03', '09:00:01']);
  desk.pass(1);
  expect(await times()).toEqual(['09:00:06', '09:00:03', '09:00:01']);
});

test('what is held back leaves no trace in pages', async () => {
  const subjects = [digestOf(persons.yu)];
  await desk.log({ subjects });
  for (let each = 0; each < 250; each += 1) await desk.log({ subjects, release: 'NEVER' });
  await desk.log({ subjects });
  await desk.log({ subjects, release: 'NEVER' });
  const first = await viewed({ first: 1 });
  expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([1, true]);
  const second = await viewed({ first: 1, after: first.pageInfo.endCursor });
  expect([second.nodes, second.pageInfo.hasNextPage]).toEqual([
    [expect.objectContaining({ at: '2026-11-02T09:00:01+08:00' })],
    false,
  ]);
});

test('an account that belongs to no person, or is staff, has no viewings', async () => {
  const { subject: _nobody, ...nobody } = callers.yu;
  expect((await desk.ask(nobody, viewings)).errors).toEqual([
    'FIELD_DENIED: whoViewedMe answers accounts that belong to a person; yours does not',
  ]);
  expect((await desk.ask(callers.prosecutor, viewings)).errors).toEqual([
    'FIELD_DENIED: Query.whoViewedMe is denied for this principal and purpose',
  ]);
});
