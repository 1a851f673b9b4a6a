import type { SchemaFacts } from '../../schema/facts.js';
import { factsOf, type SmallField } from './small-schema.js';

type SmallFields = Readonly<Record<string, SmallField>>;

// A schema with one of everything: relations both ways, code siblings, sealed fields and rows, values in records, an answer
// about existence, doors of mutations; records that name persons, files, divisions, dates, and records that do not.
const records: Readonly<Record<string, SmallFields>> = {
  Alpha: {
    a: ['PUBLIC'],
    b: ['INTERNAL', 'NAME'],
    c: ['SENSITIVE', 'PHONE'],
    d: ['SEALED', 'DROP'],
    eCode: ['INTERNAL'],
    e: ['INTERNAL'],
    source: ['INTERNAL'],
    sealed: ['INTERNAL'],
    agencyCode: ['INTERNAL'],
    decidedByCode: ['INTERNAL'],
    judicialOfficeCode: ['INTERNAL'],
    line: ['INTERNAL'],
    jurisdictionDivisionCode: ['INTERNAL'],
    executionDivisionCode: ['INTERNAL'],
    citizenId: ['SENSITIVE', 'CITIZEN_ID'],
    victimCitizenId: ['SENSITIVE', 'CITIZEN_ID'],
    claimantId: ['SENSITIVE', 'CITIZEN_ID'],
    caseNumber: ['INTERNAL', 'CASE_NUMBER'],
    published: ['PUBLIC'],
    kind: ['INTERNAL'],
    number: ['PUBLIC'],
    amount: ['INTERNAL'],
    startedOn: ['INTERNAL'],
    endsOn: ['INTERNAL'],
    beta: ['INTERNAL', null, 'Beta'],
    betas: ['INTERNAL', null, 'Beta'],
    twin: ['INTERNAL', null, 'Alpha'],
    gamma: ['INTERNAL'],
  },
  Beta: {
    x: ['INTERNAL'],
    y: ['SENSITIVE', 'ADDRESS'],
    agencyCode: ['INTERNAL'],
    subjectNo: ['INTERNAL'],
    kind: ['INTERNAL'],
    source: ['INTERNAL'],
    alpha: ['INTERNAL', null, 'Alpha'],
    person: ['INTERNAL', null, 'Person', 'refers'],
  },
  Person: {
    id: ['INTERNAL'],
    name: ['INTERNAL', 'NAME'],
    citizenId: ['SENSITIVE', 'CITIZEN_ID'],
    legalRepresentativeCitizenId: ['SENSITIVE', 'CITIZEN_ID'],
    residenceDivisionCode: ['INTERNAL'],
    residenceDivision: ['INTERNAL'],
    alphas: ['INTERNAL', null, 'Alpha', 'refers'],
    trace: ['INTERNAL', null, 'Trace', 'refers'],
  },
  Delta: {
    u: ['PUBLIC'],
    w: ['SENSITIVE', 'PLATE'],
    jurisdictionDivisionCode: ['INTERNAL'],
    number: ['PUBLIC'],
    startedOn: ['INTERNAL'],
  },
};

const others: Readonly<Record<string, SmallFields>> = {
  Query: {
    alphas: ['INTERNAL', null, 'Alpha', 'refers'],
    person: ['INTERNAL', null, 'Person', 'refers'],
    trace: ['INTERNAL', null, 'Trace', 'refers'],
  },
  Gamma: { v: ['INTERNAL', 'NAME'], w: ['SENSITIVE'], beta: ['INTERNAL', null, 'Beta', 'refers'] },
  Trace: { exists: ['INTERNAL'], kind: ['INTERNAL'], note: ['SENSITIVE', 'NAME'] },
  Mutation: { open: ['INTERNAL'], approve: ['INTERNAL'] },
};

const about: Readonly<Record<string, string>> = { Trace: 'Alpha' };

const mapped = (fields: Readonly<Record<string, SmallFields>>, record: boolean) =>
  Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, { record, fields: each }]));

export const smallFacts: SchemaFacts = {
  types: new Map(
    [...factsOf({ ...mapped(others, false), ...mapped(records, true) }).types].map(([name, type]) => [
      name,
      { ...type, about: about[name] ?? null },
    ]),
  ),
};

/** The fields that conditions on a type's rows look at: of an answer about existence, those of the record it is about. */
export function rowFieldsOf(type: string): readonly string[] {
  const facts = smallFacts.types.get(type);
  return [...(smallFacts.types.get(facts?.about ?? type)?.fields.keys() ?? [])];
}

/** Null for entry points, and the joined relations that lead to a type. */
export function waysTo(target: string): readonly (string | null)[] {
  const relations = [...smallFacts.types.values()].flatMap((type) =>
    [...type.fields].flatMap(([name, field]) =>
      field.target === target && field.joined ? [`${type.name}.${name}`] : [],
    ),
  );
  return [null, ...relations];
}
