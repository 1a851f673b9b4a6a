import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { at, partSources } from './answers.js';
import { crossDomain } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';
import { expectedAnswer } from './sample-answer.js';

/** What a role gets of the cross-domain question (domain 5.3), told as the difference from the person's life. */
interface Expectation {
  readonly as: string;
  readonly purpose: string;
  /** Why, by row of the matrix. */
  readonly matrix: string;
  /** Paths below `person` that are denied. */
  readonly denied: readonly string[];
  /** Paths below `person` that come masked, with what they show. */
  readonly masked: Readonly<Record<string, string>>;
  /** Lists whose rows are not this principal's: no row is named, and none is counted. */
  readonly rowless: readonly string[];
  /** The systems that are read. */
  readonly sources: readonly string[];
}

const correctionsOnly = ['policeCases', 'enforcementCases', 'administrativePenalties'];
const follow = ['checkIns', 'educationAttendances', 'biometricScans'].map((list) => `correctionSubjects.nodes.${list}`);
const maskedId = { citizenId: '371422********0052' } as const;
const courtsDocuments = ['judgments.nodes.courtCase'];
const registerAndCorrections = ['correction-devices', 'corrections-sql', 'judgments-sql', 'police-soap'];

const expectations: readonly Expectation[] = [
  {
    as: 'police-officer',
    purpose: 'CASE_HANDLING',
    matrix: 'own cases F, of correction yes or no, enforcement by approval, penalties after referral',
    denied: [
      'judgments.nodes.courtCase.filedDate',
      'enforcementCases',
      'administrativePenalties',
      'correctionSubjects',
    ],
    masked: { citizenId: '371422198805120052' },
    rowless: ['judgments'],
    sources: ['judgments-sql', 'police-soap'],
  },
  {
    as: 'judicial-office-clerk',
    purpose: 'CORRECTION_MANAGEMENT',
    matrix: 'own subjects F, an extract of the judgment, nothing of police, enforcement and penalties',
    denied: [...courtsDocuments, ...correctionsOnly],
    masked: { citizenId: '371422198805120052' },
    rowless: ['judgments'],
    sources: registerAndCorrections,
  },
  {
    as: 'corrections-officer',
    purpose: 'CORRECTION_MANAGEMENT',
    matrix: 'subjects of the area F, judgments delivered to it, nothing of police, enforcement and penalties',
    denied: [...courtsDocuments, 'judgments.nodes.sentences', ...correctionsOnly],
    masked: { citizenId: '371422198805120052' },
    rowless: ['judgments'],
    sources: registerAndCorrections,
  },
  {
    as: 'resident-procurator',
    purpose: 'SUPERVISION',
    matrix: 'corrections of the area F, numbers M, the executed part of judgments, nothing of police and enforcement',
    denied: [...courtsDocuments, ...correctionsOnly],
    masked: maskedId,
    rowless: ['judgments'],
    sources: registerAndCorrections,
  },
  {
    as: 'judge',
    purpose: 'CASE_HANDLING',
    matrix: 'own cases F, own enforcement F, of correction the result, police after transfer to it',
    denied: ['correctionSubjects.nodes.probationMonths', ...follow],
    masked: { citizenId: '371422198805120052' },
    rowless: ['policeCases'],
    sources: ['administrative-files', 'corrections-sql', 'enforcement-rest', 'judgments-sql', 'police-soap'],
  },
  {
    as: 'administrative-officer',
    purpose: 'CASE_HANDLING',
    matrix: 'person M, own penalties F, own applications, nothing of correction and police',
    denied: ['judgments.nodes.courtCase', 'judgments.nodes.sentences', 'policeCases', 'correctionSubjects'],
    masked: { ...maskedId, name: '于某', birthDate: '1988' },
    rowless: ['judgments', 'enforcementCases'],
    sources: ['administrative-files', 'enforcement-rest', 'judgments-sql', 'police-soap'],
  },
  {
    as: 'deputy-chief-procurator',
    purpose: 'SUPERVISION',
    matrix: 'everything F, numbers M',
    denied: [],
    masked: maskedId,
    rowless: [],
    sources: ['administrative-files', ...registerAndCorrections, 'enforcement-rest'].sort(),
  },
  {
    as: 'subject',
    purpose: 'SELF_ACCESS',
    matrix: 'own',
    denied: ['judgments.nodes.courtCase', 'policeCases', 'correctionSubjects.nodes.biometricScans.nodes.deviceId'],
    masked: { citizenId: '371422198805120052' },
    rowless: [],
    sources: ['administrative-files', ...registerAndCorrections, 'enforcement-rest'].sort(),
  },
];

const nobody = [
  ['political-legal-committee', 'STATISTICS', 'NO_GRANT', 'FIELD_DENIED'],
  ['corrections-committee', 'STATISTICS', 'NO_GRANT', 'FIELD_DENIED'],
  ['public', 'PUBLIC_SERVICE', 'NO_GRANT', 'FIELD_DENIED'],
  ['sysadmin', undefined, 'NO_PURPOSE', 'PURPOSE_REQUIRED'],
  ['auditor', 'AUDIT', 'NO_GRANT', 'FIELD_DENIED'],
  ['prosecutor', undefined, 'NO_PURPOSE', 'PURPOSE_REQUIRED'],
] as const;

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form);
  }, 180_000);
  afterAll(() => hub?.close());

  test.each(expectations)('$as for $purpose gets what domain 5.3 says: $matrix', async (expected) => {
    const { as, purpose, denied, masked } = expected;
    const { status, body } = await hub.ask(crossDomain.query, { as, purpose, variables: crossDomain.variables });
    expect(status).toBe(200);
    const { id: _id, ...person } = at(partSources(body.data).facts, 'person') as Record<string, unknown>;
    expect(person).toEqual(answerOf(expected));

    const access = body.extensions?.access ?? [];
    const pathsOf = (effect: string) =>
      access.filter((entry) => entry.effect === effect).map(({ path }) => path.replace('person.', ''));
    expect(pathsOf('DENIED').sort()).toEqual([...denied].sort());
    expect(pathsOf('MASKED').sort()).toEqual(
      Object.keys(masked)
        .filter((field) => masked[field] !== clear[field])
        .sort(),
    );
    for (const entry of access) {
      if (entry.effect === 'MASKED') expect(entry.basis).toMatch(/法 第.+条$/);
      else expect(entry).toMatchObject({ reason: expect.any(String), remedy: expect.any(String) });
    }
    // One error a denied path, never one a row.
    expect(body.errors?.map(({ path }) => path?.slice(1).join('.')).sort() ?? []).toEqual([...denied].sort());
    for (const { extensions } of body.errors ?? []) expect(extensions.code).toBe('FIELD_DENIED');
    expect(body.extensions?.sources.map(({ adapter, status: state }) => [adapter, state])).toEqual(
      expected.sources.map((adapter) => [adapter, 'OK']),
    );
  });

  test.each(nobody)('%s for %s gets nobody, is told why, and no system is asked', async (as, purpose, reason, code) => {
    hub.statements.length = 0;
    const { status, body } = await hub.ask(crossDomain.query, {
      as,
      ...(purpose ? { purpose } : {}),
      variables: crossDomain.variables,
    });
    expect({ status, data: body.data }).toEqual({ status: 200, data: { person: null } });
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['person'], code]]);
    expect(body.extensions?.access).toMatchObject([{ path: 'person', effect: 'DENIED', reason }]);
    expect(body.extensions?.sources).toEqual([]);
    expect(hub.statements).toEqual([]);
  });

  test('a subject gets nobody but himself', async () => {
    const variables = { ...crossDomain.variables, citizenId: '371422199912319037' };
    const { body } = await hub.ask(crossDomain.query, { as: 'subject', purpose: 'SELF_ACCESS', variables });
    expect(body.data).toEqual({ person: null });
  });

  test('the sealed fine of the sample person exists for nobody but himself and the police', async () => {
    const query =
      'query Q($id: CitizenId!) { person(citizenId: $id) { publicOrderCases { totalCount nodes { caseNo } } } }';
    const variables = { id: crossDomain.variables.citizenId };
    const asked = async (as: string, purpose: string) => {
      const { body } = await hub.ask(query, { as, purpose, variables });
      return at(body.data, 'person.publicOrderCases.totalCount') ?? null;
    };
    expect(await asked('subject', 'SELF_ACCESS')).toBe(1);
    expect(await asked('prosecutor', 'SUPERVISION')).toBeNull();
    expect(await asked('corrections-officer', 'CORRECTION_MANAGEMENT')).toBeNull();
    expect(await asked('judge', 'CASE_HANDLING')).toBeNull();
  });
});

const clear: Readonly<Record<string, string>> = {
  citizenId: '371422198805120052',
  name: '于建国',
  birthDate: '1988-05-12',
};

/** The person's life with what is denied put to null, what is masked masked, and rows that do not exist left out. */
function answerOf({ denied, masked, rowless }: Expectation): unknown {
  const person = structuredClone(expectedAnswer()) as unknown as Record<string, unknown>;
  for (const list of rowless) person[list] = list === 'judgments' ? { nodes: [], totalCount: 0 } : { nodes: [] };
  for (const path of denied) setNull(person, path.split('.'));
  return { ...person, ...masked };
}

function setNull(value: unknown, [field = '', ...rest]: readonly string[]): void {
  if (Array.isArray(value)) {
    for (const each of value) setNull(each, [field, ...rest]);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const record = value as Record<string, unknown>;
  if (rest.length === 0) record[field] = null;
  else setNull(record[field], rest);
}
