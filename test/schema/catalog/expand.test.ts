import { expect, test } from '@jest/globals';
import { parse, Source } from 'graphql';
import { expandSubgraph } from '../../../schema/catalog/expand.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import { composeSupergraph } from '../../../schema/compose.js';

const sdl = (name: string, text: string) => ({ name, document: parse(new Source(text, `${name}.graphql`)) });

const identity = sdl(
  'identity',
  `type Query { person(citizenId: CitizenId, id: ID): Person }
   "A natural person. 自然人"
   type Person @record(key: "citizenId") @key(fields: "id") @data(class: INTERNAL) {
     "Token. 标识" id: ID!
     "Id. 公民身份号码" citizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID)
     "Sex. 性别" sexCode: String @code(system: "GB/T 2261.1")
   }`,
);
const corrections = sdl(
  'corrections',
  `type Query { correctionSubjects: [CorrectionSubject!] @list(of: "CorrectionSubject") }
   type Person @key(fields: "id") { id: ID! correctionSubjects: [CorrectionSubject!] @list(of: "CorrectionSubject", by: "citizenId", from: "citizenId") }
   type CorrectionSubject @record(key: "subjectNo") @key(fields: "subjectNo") @data(class: INTERNAL) {
     subjectNo: ID
     citizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID) @filter(ops: [EQ, IN])
     person: Person @link(from: "citizenId")
     startDate: Date @filter(ops: [RANGE]) @order
     checkIns: [CheckIn!] @list(of: "CheckIn", by: "subjectNo", from: "subjectNo")
   }
   type CheckIn @record(key: "id") @data(class: INTERNAL) { id: ID subjectNo: ID at: DateTime @filter(ops: [RANGE]) @order }`,
);

test('a list field becomes a connection with the filters and orders that its type declares', () => {
  const sources = [identity, corrections];
  const text = expandSubgraph(readCatalog(sources), corrections);
  expect(text).toContain(
    'correctionSubjects(filter: CorrectionSubjectFilter, orderBy: [CorrectionSubjectOrder!], changedSince: DateTime, changedIn: [CorrectionSubjectRelation!], first: Int = 20, after: String): CorrectionSubjectConnection',
  );
  expect(text).toContain('enum CorrectionSubjectOrderField {\n  START_DATE\n}');
  expect(text).toContain('input DateRangeFilter {\n  gt: Date\n  ge: Date\n  lt: Date\n  le: Date\n}');
  expect(text).toContain('source: Source');
  expect(text).not.toContain('@data');
});

test('derived subgraphs compose into a supergraph', () => {
  const sources = [identity, corrections];
  expect(composeSupergraph(readCatalog(sources), sources)).toContain('type CorrectionSubject');
});

test.each([
  [
    'a field without a data class',
    'type A @record(key: "id") { id: ID }',
    'a.graphql:1: A.id has no data class: add @data(class: …)',
  ],
  [
    'a field under policy that cannot be null',
    'type A @record(key: "id") @data(class: PUBLIC) { id: ID! }',
    'a.graphql:1: A.id must be nullable: fields under policy can be denied or unreadable',
  ],
  [
    'a relation by a field that the target lacks',
    'type A @record(key: "id") @data(class: PUBLIC) { id: ID as: [A!] @list(of: "A", by: "parent", from: "id") }',
    'a.graphql:1: A.as: A has no field parent',
  ],
  [
    'a relation to a type that is not there',
    'type A @record(key: "id") @data(class: PUBLIC) { id: ID bs: [B!] @data(class: PUBLIC) @list(of: "B", by: "id", from: "id") }',
    'a.graphql:1: A.bs: type B is not declared in a.graphql',
  ],
  [
    'a link to a record of the same subgraph',
    'type A @record(key: "id") @key(fields: "id") @data(class: PUBLIC) { id: ID a: A @link(from: "id") }',
    'a.graphql:1: A.a: A is a record of a: say @one, which reads it',
  ],
])('%s is refused with file and line', (_, text, message) => {
  expect(() => readCatalog([sdl('a', text)])).toThrow(message);
});

const counted = sdl(
  'library',
  `type Query {
     lent(citizenId: CitizenId!): Lent @one(of: "Lent", by: "citizenId")
     bookCounts: Counts @counts(of: "Book")
     boxCounts: Counts @counts(of: "Box")
   }
   type Mutation { lend(input: LoanInput!): Rule }
   input LoanInput { isbn: String! }
   type Rule @data(class: PUBLIC) { text: String }
   enum Binding { HARD SOFT }
   type Book @record(key: "isbn") @data(class: INTERNAL) {
     isbn: String @filter(ops: [EQ])
     citizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID)
     deskCode: String @filter(ops: [EQ])
     divisionCode: String @code(system: "GB/T 2260")
     binding: Binding
     returned: Boolean
     sealed: Boolean
     bought: Date
     lentAt: DateTime
     topics: [Binding!]
   }
   type Box @record(key: "id") @data(class: INTERNAL) { id: ID }
   type Lent @existence(of: "Book") @data(class: INTERNAL) { exists: Boolean deskCode: String }`,
);

test('a counted type can be grouped by what has few values, and filtered as its lists are', () => {
  const text = expandSubgraph(readCatalog([counted]), counted);
  expect(text).toContain(
    'bookCounts(filter: BookFilter, by: [BookCountField!], bands: [BookCountBand!], sums: [BookCountMeasure!], spans: [BookCountSpan!], distinct: Boolean = false): Counts',
  );
  expect(text).toContain('boxCounts(distinct: Boolean = false): Counts');
  expect(text).toContain(
    'enum BookCountField {\n  DESK_CODE\n  DIVISION_CODE\n  BINDING\n  RETURNED\n  BOUGHT_YEAR\n  BOUGHT_MONTH\n  LENT_AT_YEAR\n  LENT_AT_MONTH\n}',
  );
});

test('counts, existence answers and mutations with their inputs compose', () => {
  const catalog = readCatalog([counted]);
  const supergraph = composeSupergraph(catalog, [counted]);
  expect(supergraph).toContain('input LoanInput');
  expect(supergraph).toContain('lend(input: LoanInput!): Rule');
  expect(supergraph).not.toContain('@existence');
  expect(catalog.types.get('Lent')).toMatchObject({ record: false, about: 'Book' });
  expect(catalog.subgraphs.get('library')?.roots.get('lent')).toMatchObject({
    shape: { kind: 'existence', of: 'Book', by: 'citizenId', from: null },
    target: 'Lent',
    joined: false,
  });
});

test.each([
  [
    'an existence answer with a field that its record lacks',
    'type A @record(key: "id") @data(class: PUBLIC) { id: ID } type E @existence(of: "A") @data(class: PUBLIC) { exists: Boolean id: String }',
    'a.graphql:1: E.id: A has no field id of the same type to copy',
  ],
  [
    'an existence answer by a field that its record lacks',
    'type Query { e(no: ID!): E @one(of: "E", by: "no") } type A @record(key: "id") @data(class: PUBLIC) { id: ID } type E @existence(of: "A") @data(class: PUBLIC) { exists: Boolean }',
    'a.graphql:1: Query.e: A has no field no',
  ],
  [
    'an existence answer that does not say whether',
    'type A @record(key: "id") @data(class: PUBLIC) { id: ID } type E @existence(of: "A") @data(class: PUBLIC) { id: ID }',
    'a.graphql:1: E needs a field exists: Boolean',
  ],
  [
    'an existence answer about what is no record',
    'type E @existence(of: "A") @data(class: PUBLIC) { exists: Boolean }',
    'a.graphql:1: E is about A, which is no record',
  ],
  [
    'counts of what is no record',
    'type Query { aCounts: Counts @counts(of: "A") } type A @data(class: PUBLIC) { id: ID }',
    'a.graphql:1: Query.aCounts: A is not a record of a',
  ],
  [
    'counts that hang on a record',
    'type A @record(key: "id") @data(class: PUBLIC) { id: ID others: Counts @counts(of: "A") }',
    'a.graphql:1: A.others: @counts goes on a root field of type Counts',
  ],
  [
    'a mutation whose answer has no data class',
    'type Mutation { act: Done } type Done { at: String @data(class: PUBLIC) }',
    'a.graphql:1: Mutation.act has no data class: add @data(class: …)',
  ],
])('%s is refused with file and line', (_, text, message) => {
  expect(() => readCatalog([sdl('a', text)])).toThrow(message);
});
