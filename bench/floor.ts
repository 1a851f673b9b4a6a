import type { EntityReader, OpenAdapter, ReadRequest, RecordRow } from '../schema/adapter.js';
import { lookupCode } from '../schema/codes/lookup.js';
import type { Condition } from '../schema/condition.js';
import type { Seals } from '../schema/context.js';

/** A read as one hand writes it: by one field's values, of the fields that the question shows. */
type Wanted = Pick<ReadRequest, 'entity' | 'fields' | 'first'> & Partial<ReadRequest>;
type Rows = (wanted: Wanted) => Promise<(key: string) => readonly RecordRow[]>;

export interface CrossDomainVariables {
  readonly citizenId: string;
  readonly from: string;
  readonly to: string;
  readonly since: string;
  readonly until: string;
}

/**
 * The cross-domain question written out by hand: the adapters' readers called for exactly what it asks, as early as their
 * keys are known, and the answer built field by field. No schema, plan, policy or audit: less than this nobody can do over
 * the same adapters.
 */
export function createFloor(adapters: readonly OpenAdapter[], seals: Seals) {
  const rows = rowsFrom(adapters);

  return async function answer(asked: CrossDomainVariables): Promise<Readonly<Record<string, unknown>>> {
    const { citizenId } = asked;
    const [[person], judgments, policeCases, enforcementCases, correctionSubjects, penalties] = await Promise.all([
      rows(of(citizenId, 'Person', ['name', 'sexCode', 'birthDate'], 1)).then((at) => at(citizenId)),
      judgmentsOf(citizenId),
      policeCasesOf(citizenId),
      rows(of(citizenId, 'EnforcementCase', enforcementFields, 10)).then((at) => at(citizenId)),
      subjectsOf(asked),
      rows(of(citizenId, 'AdministrativePenalty', penaltyFields, 10)).then((at) => at(citizenId)),
    ]);
    if (person === undefined) return { person: null };
    return {
      person: {
        id: seals.sealPerson({ kind: 'citizen', citizenId }),
        name: person.values.name ?? null,
        citizenId,
        sex: sexOf(person.values.sexCode),
        birthDate: person.values.birthDate ?? null,
        source: sourceOf(person),
        judgments: { nodes: judgments, totalCount: judgments.length },
        policeCases: { nodes: policeCases },
        enforcementCases: { nodes: enforcementCases.map((row) => shown(row, enforcementFields)) },
        correctionSubjects: { nodes: correctionSubjects },
        administrativePenalties: { nodes: penalties.map((row) => shown(row, penaltyFields)) },
      },
    };
  };

  async function judgmentsOf(citizenId: string) {
    const parties = await rows(of(citizenId, 'Party', ['caseNumber'], 500));
    const numbers = [...new Set(parties(citizenId).map(({ values }) => String(values.caseNumber)))];
    const [judgments, cases] = await Promise.all([
      rows(ofAll(numbers, 'caseNumber', 'Judgment', judgmentFields, 10)),
      rows(ofAll(numbers, 'caseNumber', 'CourtCase', ['causeName', 'filedDate'], 1)),
    ]);
    const found = numbers.flatMap((number) => judgments(number)).sort(byId);
    const ids = found.map(({ values }) => String(values.documentId));
    const sentences = await rows(ofAll(ids, 'judgmentId', 'Sentence', sentenceFields, 20));
    return found.map((row) => {
      const [courtCase] = cases(String(row.values.caseNumber));
      return {
        ...picked(row, judgmentFields),
        courtCase: courtCase === undefined ? null : picked(courtCase, ['causeName', 'filedDate']),
        sentences: { nodes: sentences(String(row.values.documentId)).map((each) => picked(each, sentenceFields)) },
        source: sourceOf(row),
      };
    });
  }

  async function policeCasesOf(citizenId: string) {
    const suspects = await rows(of(citizenId, 'Suspect', ['caseNumber'], 500));
    const numbers = [...new Set(suspects(citizenId).map(({ values }) => String(values.caseNumber)))];
    const [cases, measures] = await Promise.all([
      rows(ofAll(numbers, 'caseNumber', 'PoliceCase', policeFields, 10)),
      rows(ofAll(numbers, 'caseNumber', 'CoerciveMeasure', measureFields, 20)),
    ]);
    return numbers.flatMap((number) =>
      cases(number).map((row) => ({
        ...picked(row, policeFields),
        coerciveMeasures: { nodes: measures(number).map((each) => picked(each, measureFields)) },
        source: sourceOf(row),
      })),
    );
  }

  async function subjectsOf({ citizenId, from, to, since, until }: CrossDomainVariables) {
    const subjects = (await rows(of(citizenId, 'CorrectionSubject', subjectFields, 5)))(citizenId);
    const keys = subjects.map(({ values }) => String(values.subjectNo));
    const within = (field: string, least: string, most: string, first: number) => ({
      where: between(field, least, most),
      order: [{ field, direction: 'ASC' as const }],
      first,
    });
    const [checkIns, attendances, scans] = await Promise.all([
      rows({ ...ofAll(keys, 'subjectNo', 'CheckIn', checkInFields, 50), ...within('dueFrom', from, to, 50) }),
      rows({
        ...ofAll(keys, 'subjectNo', 'EducationAttendance', attendanceFields, 50),
        ...within('date', from, to, 50),
      }),
      rows({ ...ofAll(keys, 'subjectNo', 'BiometricScan', scanFields, 100), ...within('at', since, until, 100) }),
    ]);
    const attended = keys.flatMap((key) => attendances(key).flatMap(({ values }) => values.sessionId ?? []));
    const sessions = await rows(
      ofAll([...new Set(attended.map(String))], 'sessionId', 'EducationSession', sessionFields, 1),
    );
    return subjects.map((row) => {
      const key = String(row.values.subjectNo);
      return {
        ...picked(row, subjectFields),
        checkIns: { nodes: checkIns(key).map((each) => shown(each, checkInFields)) },
        educationAttendances: {
          nodes: attendances(key).map((each) => {
            const [session] = sessions(String(each.values.sessionId));
            return {
              ...picked(each, ['date', 'claimedHours']),
              session: session === undefined ? null : picked(session, sessionFields),
              source: sourceOf(each),
            };
          }),
        },
        biometricScans: { nodes: scans(key).map((each) => shown(each, scanFields)) },
        source: sourceOf(row),
      };
    });
  }
}

const judgmentFields = ['documentId', 'caseNumber', 'kind', 'pronouncedDate', 'effectiveDate'];
const sentenceFields = [
  'principalPenalty',
  'termYears',
  'termMonths',
  'probationDeclared',
  'probationMonths',
  'probationStartDate',
  'probationEndDate',
];
const policeFields = ['caseNumber', 'causeName', 'filingDecision', 'filedDate'];
const measureFields = ['kind', 'executedAt', 'endedAt', 'endKind'];
const enforcementFields = ['caseNumber', 'kind', 'claimAmount', 'filedDate', 'closingMode'];
const penaltyFields = ['decisionNumber', 'violationName', 'decidedDate', 'fineAmount', 'performedAt'];
const subjectFields = [
  'subjectNo',
  'correctionType',
  'status',
  'correctionStartDate',
  'correctionEndDate',
  'probationMonths',
];
const checkInFields = ['period', 'dueFrom', 'dueTo', 'at', 'mode'];
const attendanceFields = ['date', 'claimedHours', 'sessionId'];
const sessionFields = ['date', 'place', 'plannedHours'];
const scanFields = ['at', 'direction', 'deviceId', 'sessionId'];

const of = (key: string, entity: string, fields: readonly string[], first: number): Wanted =>
  ofAll([key], 'citizenId', entity, fields, first);

const ofAll = (
  values: readonly string[],
  field: string,
  entity: string,
  fields: readonly string[],
  first: number,
): Wanted => ({ entity, fields, first, by: { field, values } });

const between = (field: string, least: string, most: string): Condition => ({
  op: 'and',
  of: [
    { op: 'ge', field, value: least },
    { op: 'le', field, value: most },
  ],
});

function rowsFrom(adapters: readonly OpenAdapter[]): Rows {
  const readers = adapters.flatMap((adapter) => adapter.readers);
  const chosen = new Map<string, EntityReader | undefined>();
  let asked = 0;
  return async (wanted) => {
    if (!chosen.has(wanted.entity)) chosen.set(wanted.entity, holderOf(readers, wanted));
    const reader = chosen.get(wanted.entity);
    if (reader === undefined) throw new Error(`some adapter holds ${wanted.entity}`);
    asked += 1;
    const request: ReadRequest = { where: { op: 'true' }, order: [], count: false, ...wanted };
    const context = { requestId: `floor-${asked}`, signal: new AbortController().signal };
    const { groups } = await reader.read(request, context);
    return (key) => groups.get(key)?.rows ?? [];
  };
}

/** Several agencies hold some fields of a person: the one that has most of what is wanted. */
function holderOf(readers: readonly EntityReader[], { entity, fields }: Wanted): EntityReader | undefined {
  const held = (reader: EntityReader) => fields.filter((field) => reader.fields.has(field)).length;
  return readers.filter((reader) => reader.entity === entity).sort((a, b) => held(b) - held(a))[0];
}

const byId = (a: RecordRow, b: RecordRow): number => (a.id < b.id ? -1 : 1);

function picked({ values }: RecordRow, fields: readonly string[]): Record<string, unknown> {
  const node: Record<string, unknown> = {};
  for (const field of fields) node[field] = values[field] ?? null;
  return node;
}

function shown(row: RecordRow, fields: readonly string[]): Record<string, unknown> {
  const node = picked(row, fields);
  node.source = sourceOf(row);
  return node;
}

function sourceOf({ adapter, asOf, flags }: RecordRow) {
  const found = Object.entries(flags).flatMap(([field, each]) => each.map((flag) => ({ field, flag })));
  return { adapter, asOf, flags: found };
}

function sexOf(code: unknown) {
  if (code === null || code === undefined) return null;
  const item = lookupCode('GB/T 2261.1', String(code));
  return item ? { code: item.code, label: item.label } : { code, label: null };
}
