import { parse, Source } from 'graphql';
import type { Access } from '../../schema/access.js';
import { readCatalog } from '../../schema/catalog/read.js';
import type { Reader } from '../../schema/reader.js';
import type { SubgraphResponse } from '../../schema/subgraph.js';
import { createSubgraph } from '../../subgraphs/kit/subgraph.js';
import { openSubgraph } from '../../subgraphs/subgraphs.js';
import { openRequest } from './open-request.js';

const sdl = (name: string, text: string) => ({ name, document: parse(new Source(text, `${name}.graphql`)) });

/** Books in halls, lent to persons: every shape of field that the kit derives. */
export const library = sdl(
  'library',
  `type Query {
     book(isbn: String!): Book @one(of: "Book", by: "isbn")
     books: [Book!] @list(of: "Book")
     halls: [Hall!] @list(of: "Hall")
     lent(citizenId: CitizenId!): Lent @one(of: "Lent", by: "citizenId")
     bookCounts: Counts @counts(of: "Book")
     rules: [Rule!]
   }
   type Mutation { lend(isbn: String!): Rule ban(isbn: String!): Rule }
   type Rule @data(class: PUBLIC) { text: String secret: String @data(class: SENSITIVE) }
   enum Binding { HARD SOFT }
   type Book @record(key: "isbn") @key(fields: "isbn") @data(class: INTERNAL) {
     isbn: String @filter(ops: [EQ, IN]) @order
     title: String @filter(ops: [EQ])
     author: String @data(class: SENSITIVE, mask: NAME) @filter(ops: [EQ]) @order
     shelf: String
     sexCode: String @code(system: "GB/T 2261.1") @filter(ops: [EQ])
     binding: Binding @filter(ops: [EQ, IN])
     bought: Date @filter(ops: [RANGE])
     returned: Date
     pages: Int
     shelfNo: String @group
     deskCode: String @filter(ops: [EQ])
     hallNo: String @filter(ops: [EQ])
     hall: Hall @one(of: "Hall", by: "hallNo", from: "hallNo")
     citizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID)
     person: Person @link(from: "citizenId")
   }
   type Hall @record(key: "hallNo") @data(class: PUBLIC) {
     hallNo: String
     topic: String
     books: [Book!] @list(of: "Book", by: "hallNo", from: "hallNo")
     first: Book @one(of: "Book", by: "hallNo", from: "hallNo")
     ofTopic: [Book!] @list(of: "Book", by: "isbn", from: "topic", through: { of: "Topic", by: "topic", from: "isbn" })
   }
   type Topic @record(key: "id") @data(class: PUBLIC) { id: ID topic: String isbn: String }
   type Lent @existence(of: "Book") @data(class: INTERNAL) {
     exists: Boolean
     hallNo: String
     shelf: String
     sexCode: String @code(system: "GB/T 2261.1")
   }
   type Person @key(fields: "id") {
     id: ID!
     lent: Lent @one(of: "Lent", by: "citizenId", from: "citizenId")
   }`,
);

const identity = sdl(
  'identity',
  `type Query { person(citizenId: CitizenId, id: ID): Person }
   type Person @record(key: "citizenId") @key(fields: "id") @data(class: INTERNAL) {
     id: ID!
     citizenId: CitizenId @data(class: SENSITIVE, mask: CITIZEN_ID)
     name: String @data(class: INTERNAL, mask: NAME)
     phone: String @data(class: SENSITIVE, mask: PHONE)
   }`,
);

export const catalog = readCatalog([identity, library]);

export interface Asked {
  readonly answer: SubgraphResponse;
  readonly subjects: readonly string[];
}

/** Asks the library's subgraph, or (`of: 'identity'`) the one of persons, under an access over a reader. */
export async function ask(
  query: string,
  access: Access,
  reader: Reader,
  {
    variables = {},
    of = 'library',
  }: { readonly variables?: Record<string, unknown>; readonly of?: 'library' | 'identity' } = {},
): Promise<Asked> {
  const { context, subjects } = openRequest(access, reader, (kind, value) => `${kind}(${String(value).length})`);
  const subgraph = of === 'identity' ? openSubgraph(catalog, identity) : librarySubgraph;
  return { answer: await subgraph.execute({ query, variables }, context), subjects };
}

const librarySubgraph = createSubgraph(catalog, {
  source: library,
  roots: { rules: () => [{ text: '安静', secret: '后门' }] },
  mutations: { lend: (_parent, args) => ({ text: `lent ${String(args.isbn)}` }), ban: () => ({ text: 'banned' }) },
});
