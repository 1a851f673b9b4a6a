import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { judicialOfficeOf } from '../../demo/lives/agencies.js';
import { homeDivision, townshipsOf } from '../../demo/lives/divisions.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { at, nodesAt } from './answers.js';
import { askAround } from './around.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { principalNamed } from './principals.js';

// Rows that hang on a subject of correction exist on the way from that subject alone (policy rule `through`).

interface Subject {
  readonly subjectNo: string;
  readonly checkIns: { readonly nodes: readonly { readonly id: string; readonly subjectNo: string }[] };
  readonly educationAttendances: { readonly nodes: readonly { readonly sessionId: string }[] };
}

const hubs = new Map<string, OpenedHub>();
const [ownOffice, otherOffice] = townshipsOf(homeDivision).map(({ code }) => judicialOfficeOf(code).code);
const asClerk = { as: 'judicial-office-clerk', purpose: 'CORRECTION_MANAGEMENT' } as const;
const asSubject = { as: 'subject', purpose: 'SELF_ACCESS' } as const;
const asProsecutor = { as: 'prosecutor', purpose: 'SUPERVISION' } as const;

const subjectsOf = `query SubjectsOf($office: String!) {
  correctionSubjects(first: 100, filter: { judicialOfficeCode: { eq: $office }, status: { eq: IN_CORRECTION } }) {
    nodes {
      subjectNo
      checkIns(first: 100) { nodes { id subjectNo } }
      educationAttendances(first: 1) { nodes { sessionId } }
    }
  }
}`;

beforeAll(async () => {
  for (const form of forms) hubs.set(form, await openDemoHub(form, { scale: 'county' }));
}, 180_000);
afterAll(async () => {
  for (const hub of hubs.values()) await hub.close();
});

function hubOf(form: string): OpenedHub {
  const hub = hubs.get(form);
  if (hub === undefined) throw new Error(`no hub of ${form}`);
  return hub;
}

/** The subjects of an office as the prosecutor of the county has them. */
async function known(hub: OpenedHub, office: string | undefined): Promise<readonly Subject[]> {
  const { body } = await hub.ask(subjectsOf, { ...asProsecutor, variables: { office } });
  expect(body.errors).toBeUndefined();
  const subjects = nodesAt<Subject>(body.data, 'correctionSubjects');
  expect(subjects.filter(({ checkIns }) => checkIns.nodes.length > 0).length).toBeGreaterThan(0);
  return subjects;
}

/** A subject of the other office who attended a session there. */
async function stranger(hub: OpenedHub) {
  const subjects = await known(hub, otherOffice);
  const subject = subjects.find(({ educationAttendances }) => educationAttendances.nodes.length > 0);
  const sessionId = subject?.educationAttendances.nodes[0]?.sessionId;
  if (subject === undefined || sessionId === undefined) throw new Error('nobody of the other office attended');
  return { subjectNo: subject.subjectNo, sessionId };
}

const denial = (path: string, field: string, through: string) => ({
  path,
  field,
  effect: 'DENIED',
  grant: null,
  basis: null,
  reason: 'RELATION',
  remedy: `ask through ${through}`,
  changes: [{ kind: 'RELATION', through: [through] }],
});

describe.each(forms)('%s', (form) => {
  test('the clerk has the check-ins of the office’s subjects through them, as the prosecutor has them', async () => {
    const hub = hubOf(form);
    const { body } = await hub.ask(subjectsOf, { ...asClerk, variables: { office: ownOffice } });
    expect(body.errors).toBeUndefined();
    expect(nodesAt(body.data, 'correctionSubjects')).toEqual(await known(hub, ownOffice));
  });

  test('the clerk of one office has no subject of another, and nothing that hangs on one', async () => {
    const hub = hubOf(form);
    const { subjectNo } = await stranger(hub);
    const query = `query ($office: String!, $subjectNo: String!) {
      correctionSubjects(filter: { judicialOfficeCode: { eq: $office } }) { totalCount nodes { checkIns { nodes { id } } } }
      correctionSubject(subjectNo: $subjectNo) { checkIns { nodes { id } } }
    }`;
    const { body } = await hub.ask(query, { ...asClerk, variables: { office: otherOffice, subjectNo } });
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({ correctionSubjects: { totalCount: 0, nodes: [] }, correctionSubject: null });
  });

  test('a list of parts is denied to the clerk by name of the relation, not answered as empty', async () => {
    const query = '{ checkIns { nodes { id } } educationAttendances { nodes { id } } }';
    const { body } = await hubOf(form).ask(query, asClerk);
    expect(body.data).toEqual({ checkIns: null, educationAttendances: null });
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['checkIns'], 'FIELD_DENIED'],
      [['educationAttendances'], 'FIELD_DENIED'],
    ]);
    expect(body.extensions?.access).toEqual([
      denial('checkIns', 'Query.checkIns', 'CorrectionSubject.checkIns'),
      denial('educationAttendances', 'Query.educationAttendances', 'CorrectionSubject.educationAttendances'),
    ]);
  });

  test('a session leads the clerk to nobody: not one of another office, and from an own one by no relation', async () => {
    const hub = hubOf(form);
    const { sessionId } = await stranger(hub);
    const query = `query ($sessionId: ID!) {
      educationSession(sessionId: $sessionId) { sessionId attendances { nodes { id } } }
      educationSessions(first: 100) { nodes { judicialOfficeCode attendances { nodes { id } } } }
    }`;
    const { body } = await hub.ask(query, { ...asClerk, variables: { sessionId } });
    expect(at(body.data, 'educationSession')).toBeNull();
    const sessions = nodesAt(body.data, 'educationSessions');
    expect(new Set(sessions.map((session) => JSON.stringify(session)))).toEqual(
      new Set([JSON.stringify({ judicialOfficeCode: ownOffice, attendances: null })]),
    );
    expect(body.extensions?.access).toEqual(
      ['educationSession.attendances', 'educationSessions.nodes.attendances'].map((path) =>
        denial(path, 'EducationSession.attendances', 'CorrectionSubject.educationAttendances'),
      ),
    );
  });

  test('the subject has the own check-ins and attendances, with the sessions and no roster', async () => {
    const query = `{ correctionSubjects { nodes { subjectNo citizenId
      checkIns(first: 100) { nodes { subjectNo } }
      educationAttendances { nodes { subjectNo session { sessionId roster } } }
    } } }`;
    const { body } = await hubOf(form).ask(query, asSubject);
    const subjects = nodesAt(body.data, 'correctionSubjects');
    expect(subjects.map(({ citizenId }) => citizenId)).toEqual([samplePerson.citizenId]);
    const [subject] = subjects;
    const checkIns = nodesAt(subject, 'checkIns');
    const attendances = nodesAt(subject, 'educationAttendances');
    expect([checkIns.length > 0, attendances.length > 0]).toEqual([true, true]);
    expect(new Set([...checkIns, ...attendances].map((part) => part.subjectNo))).toEqual(new Set([subject?.subjectNo]));
    for (const { session } of attendances) expect(session).toEqual({ sessionId: expect.any(String), roster: null });
    expect(body.extensions?.access.map(({ field }) => field)).toEqual(['EducationSession.roster']);
  });

  test('the subject reaches nobody else: not by list, by number, or by the session', async () => {
    const hub = hubOf(form);
    const { subjectNo, sessionId } = await stranger(hub);
    const query = `query ($subjectNo: String!, $sessionId: ID!) {
      checkIns { nodes { id } }
      correctionSubject(subjectNo: $subjectNo) { subjectNo }
      educationSession(sessionId: $sessionId) { sessionId }
      correctionSubjects { nodes { educationAttendances { nodes { session { attendances { nodes { id } } } } } } }
    }`;
    const { body } = await hub.ask(query, { ...asSubject, variables: { subjectNo, sessionId } });
    expect({ ...body.data, correctionSubjects: null }).toEqual({
      checkIns: null,
      correctionSubject: null,
      educationSession: null,
      correctionSubjects: null,
    });
    const [own] = nodesAt(body.data, 'correctionSubjects');
    for (const { session } of nodesAt<{ session: unknown }>(own, 'educationAttendances'))
      expect(session).toEqual({ attendances: null });
  });
});

test('who asks the subgraph itself by `_entities` reaches the own office’s subjects, and nothing of another’s', async () => {
  const hub = hubOf('many processes');
  const [own] = await known(hub, ownOffice);
  const { subjectNo, sessionId } = await stranger(hub);
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on CorrectionSubject { checkIns(first: 100) { nodes { id subjectNo } } }
  } }`;
  const of = [
    { __typename: 'CorrectionSubject', subjectNo: own?.subjectNo },
    { __typename: 'CorrectionSubject', subjectNo },
    { __typename: 'CheckIn', subjectNo },
    { __typename: 'EducationSession', sessionId },
  ];
  const clerk = principalNamed(asClerk.as, asClerk.purpose);
  const { body } = await askAround(hub, 'corrections', { query, variables: { of } }, clerk);
  expect(body.data).toEqual({ _entities: [{ checkIns: own?.checkIns }, null, null, null] });
});
