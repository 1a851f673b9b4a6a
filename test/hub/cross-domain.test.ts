import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataFlags } from '../../schema/flags.js';
import { at, partSources } from './answers.js';
import { crossDomain, type Reply } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { expectedAnswer } from './sample-answer.js';

const hubs = new Map<string, OpenedHub>();
const replies = new Map<string, Reply>();

beforeAll(async () => {
  for (const form of forms) {
    const hub = await openDemoHub(form);
    hubs.set(form, hub);
    const { query, variables } = crossDomain;
    replies.set(form, await hub.ask(query, { as: 'prosecutor', purpose: 'SUPERVISION', variables }));
  }
}, 180_000);
afterAll(async () => {
  for (const hub of hubs.values()) await hub.close();
});

function replyOf(form: string): Reply {
  const reply = replies.get(form);
  if (reply === undefined) throw new Error(`nobody asked the hub of ${form}`);
  return reply;
}

describe.each(forms)('%s', (form) => {
  test('a prosecutor for SUPERVISION gets in one query what the person’s life says, from five agencies', () => {
    const { status, body } = replyOf(form);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    const { facts } = partSources(body.data);
    const { id, ...person } = at(facts, 'person') as Record<string, unknown>;
    expect(id).toMatch(/^[\w-]{40,}$/);
    expect(person).toEqual(expectedAnswer());
  });

  test('each record says which system it comes from, as of when, and what was found in it', () => {
    const { sources } = partSources(replyOf(form).body.data);
    const adapters = Object.fromEntries(sources.map(({ path, adapter }) => [path, adapter]));
    expect(adapters).toEqual({
      person: 'police-soap',
      'person.judgments.nodes': 'judgments-sql',
      'person.policeCases.nodes': 'police-soap',
      'person.enforcementCases.nodes': 'enforcement-rest',
      'person.correctionSubjects.nodes': 'corrections-sql',
      'person.correctionSubjects.nodes.checkIns.nodes': 'corrections-sql',
      'person.correctionSubjects.nodes.educationAttendances.nodes': 'corrections-sql',
      'person.correctionSubjects.nodes.biometricScans.nodes': 'correction-devices',
      'person.administrativePenalties.nodes': 'administrative-files',
    });
    for (const { asOf, flags } of sources) {
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
      for (const { flag } of flags) expect(Object.keys(dataFlags)).toContain(flag);
    }
  });

  test('the answer says what was masked and why', () => {
    expect(replyOf(form).body.extensions?.access).toEqual([
      {
        path: 'person.citizenId',
        field: 'Person.citizenId',
        effect: 'MASKED',
        grant: 'identity.prosecutor.contact',
        basis: '个人信息保护法 第二十八条',
        mask: 'CITIZEN_ID',
      },
    ]);
  });

  test('the answer names every system that was read, and for which fields', () => {
    const sources = replyOf(form).body.extensions?.sources ?? [];
    expect(sources.map(({ adapter, status, reason, fields }) => ({ adapter, status, reason, fields }))).toEqual([
      { adapter: 'administrative-files', status: 'OK', reason: null, fields: ['Person.administrativePenalties'] },
      { adapter: 'correction-devices', status: 'OK', reason: null, fields: ['CorrectionSubject.biometricScans'] },
      {
        adapter: 'corrections-sql',
        status: 'OK',
        reason: null,
        fields: [
          'CorrectionSubject.checkIns',
          'CorrectionSubject.educationAttendances',
          'EducationAttendance.session',
          'Person.correctionSubjects',
        ],
      },
      { adapter: 'enforcement-rest', status: 'OK', reason: null, fields: ['Person.enforcementCases'] },
      {
        adapter: 'judgments-sql',
        status: 'OK',
        reason: null,
        fields: ['Judgment.courtCase', 'Judgment.sentences', 'Person.judgments'],
      },
      {
        adapter: 'police-soap',
        status: 'OK',
        reason: null,
        fields: ['Person.policeCases', 'PoliceCase.coerciveMeasures', 'Query.person'],
      },
    ]);
  });
});

test('both forms answer the same', () => {
  const [one, many] = forms.map((form) => {
    const { data, errors, extensions } = replyOf(form).body;
    const seals = hubs.get(form)?.seals;
    const token = at(data, 'person.id') as string;
    const sources = extensions?.sources.map(({ asOf: _asOf, ...source }) => source);
    // Each country has its own secret: tokens differ, and stand for the same person.
    const person = { ...(at(data, 'person') as object), id: seals?.openPerson(token) };
    return { person, errors, access: extensions?.access, sources };
  });
  expect(many).toEqual(one);
});
