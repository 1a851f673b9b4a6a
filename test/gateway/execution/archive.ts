import type { SubgraphSource } from './federation.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@inaccessible", "@override"])`;

interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly score: number;
  readonly knows: readonly number[];
}

const persons: readonly Person[] = Array.from({ length: 12 }, (_, index) => ({
  id: `p${index}`,
  name: index % 5 === 4 ? null : `name-${index}`,
  score: index * 1.5,
  knows: [index + 1, index * 7 + 3, index * 5].map((other) => other % 12),
}));
const personOf = (id: string): Person | undefined => persons.find((person) => person.id === id);
const cases = Array.from({ length: 30 }, (_, index) => ({
  __typename: index % 3 === 0 ? 'CriminalCase' : 'CivilCase',
  number: `c${index}`,
  court: index % 4 === 0 ? null : { code: `court-${index % 3}`, level: index % 3 },
  party: index % 12,
  year: 2000 + index,
  terms: index % 6 === 0 ? null : [[index, null], [index + 1]],
  kind: index % 2 === 0 ? 'OPEN' : 'CLOSED',
}));
const caseOf = (number: string) => cases.find((one) => one.number === number);

/** Four subgraphs that share entities, value types, interfaces and unions in the ways that federation allows. */
export const archive: readonly SubgraphSource[] = [
  {
    name: 'people',
    sdl: `${link}
      type Query { person(id: ID!): Person people(first: Int = 3): [Person!]! anything: [Anything] me: Person! @shareable }
      type Person @key(fields: "id") { id: ID! name: String knows(first: Int = 2): [Person!] score: Float! @shareable
        address: Address @shareable bestFriend: Person grid: [[Person]] self: Anything }
      type Address @shareable { city: String zip: Zip }
      type Zip @shareable { text: String }
      union Anything = Person | Clerk
      type Clerk @key(fields: "badge { series serial }") { badge: Badge! room: Int }
      type Badge @shareable { series: String! serial: Int! }
      type Mutation { rename(id: ID!, name: String!): Person touch: Int }`,
    resolvers: {
      Query: {
        person: (_: unknown, { id }: { id: string }) => personOf(id) ?? null,
        people: (_: unknown, { first }: { first: number }) => persons.slice(0, first),
        me: () => persons[2],
        anything: () => [
          persons[1],
          null,
          { __typename: 'Clerk', badge: { series: 'A', serial: 1 }, room: 4 },
          persons[4],
        ],
      },
      Mutation: {
        rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...personOf(id), name }),
        touch: () => 1,
      },
      Anything: { __resolveType: (value: { __typename?: string }) => value.__typename ?? 'Person' },
      Person: {
        __resolveReference: ({ id }: { id: string }) => personOf(id) ?? null,
        knows: (person: Person, { first }: { first: number }) => person.knows.slice(0, first).map((at) => persons[at]),
        address: (person: Person) => (person.id === 'p3' ? null : { city: `city of ${person.id}`, zip: { text: 'z' } }),
        bestFriend: (person: Person) => persons[person.knows[1] ?? 0],
        grid: (person: Person) => [[persons[person.knows[0] ?? 0], null], null, [persons[person.knows[2] ?? 0]]],
        self: (person: Person) => person,
      },
      Clerk: { __resolveReference: (clerk: { badge: { serial: number } }) => ({ ...clerk, room: clerk.badge.serial }) },
    },
  },
  {
    name: 'courts',
    sdl: `${link}
      type Query { cases(first: Int = 4): [Case!]! case(number: ID!): Case found: [Hit] filed(kind: Kind, filter: Filter): [CivilCase!]! }
      enum Kind { OPEN CLOSED SECRET @inaccessible }
      input Filter { from: Int = 2005 kinds: [Kind!] }
      scalar Blob
      interface Case @key(fields: "number") { number: ID! court: Court party: Person! year: Int! }
      type CriminalCase implements Case @key(fields: "number") { number: ID! court: Court party: Person! year: Int! severity: Int }
      type CivilCase implements Case @key(fields: "number") { number: ID! court: Court party: Person! year: Int! terms: [[Int]!] kind: Kind blob: Blob }
      type Court @key(fields: "code") { code: ID! level: Int }
      union Hit = CriminalCase | CivilCase | Court
      type Person @key(fields: "id") { id: ID! cases(first: Int = 2): [Case!]! firstCase: Case mostRecent: CivilCase! }`,
    resolvers: {
      Query: {
        cases: (_: unknown, { first }: { first: number }) => cases.slice(0, first),
        case: (_: unknown, { number }: { number: string }) => caseOf(number) ?? null,
        found: () => [cases[0], cases[1], null, { __typename: 'Court', code: 'court-1', level: 1 }],
        filed: (_: unknown, { kind, filter }: { kind?: string; filter?: { from: number; kinds?: string[] } }) =>
          cases.filter(
            (one) =>
              one.__typename === 'CivilCase' &&
              (kind === undefined || one.kind === kind) &&
              one.year >= (filter?.from ?? 0) &&
              (filter?.kinds?.includes(one.kind) ?? true),
          ),
      },
      Case: {
        __resolveType: (one: { __typename: string }) => one.__typename,
        __resolveReference: ({ number }: { number: string }) => caseOf(number),
      },
      Hit: { __resolveType: (one: { __typename: string }) => one.__typename },
      CriminalCase: {
        __resolveReference: ({ number }: { number: string }) => caseOf(number),
        party: (one: { party: number }) => ({ id: `p${one.party}` }),
        severity: (one: { year: number }) => (one.year % 2 === 0 ? null : 3),
      },
      CivilCase: {
        __resolveReference: ({ number }: { number: string }) => caseOf(number),
        party: (one: { party: number }) => ({ id: `p${one.party}` }),
        blob: (one: { number: string }) => ({ number: one.number, nested: [1, { a: null }] }),
      },
      Court: { __resolveReference: ({ code }: { code: string }) => ({ code, level: Number(code.at(-1)) }) },
      Person: {
        cases: ({ id }: Person, { first }: { first: number }) =>
          cases.filter((one) => `p${one.party}` === id).slice(0, first),
        firstCase: ({ id }: Person) => cases.find((one) => `p${one.party}` === id),
        // A court that breaks its own schema for one person: non-null rules decide what is left.
        mostRecent: ({ id }: Person) =>
          id === 'p7'
            ? null
            : cases.filter((one) => one.__typename === 'CivilCase' && one.party % 4 === Number(id.slice(1)) % 4).at(-1),
      },
    },
  },
  {
    name: 'ratings',
    sdl: `${link}
      type Query { top(first: Int = 2): [Person!]! me: Person! @shareable }
      type Person @key(fields: "id") { id: ID! name: String @external score: Float! @external rating: Int
        greeting: String @requires(fields: "name score") address: Address @shareable
        file: File fans: [Person] }
      type Address @shareable { city: String zip: Zip }
      type Zip @shareable { text: String }
      type File { pages: Int owner: Person @provides(fields: "score") }
      type Court @key(fields: "code") { code: ID! stars: Int! twin: Court }
      type Case @key(fields: "number") @interfaceObject { number: ID! weight: Int notes: [String!] }
      type Clerk @key(fields: "badge { series serial }") { badge: Badge! mark: Int }
      type Badge @shareable { series: String! serial: Int! }`,
    resolvers: {
      Query: {
        top: (_: unknown, { first }: { first: number }) => persons.slice(-first).map(({ id }) => ({ id })),
        me: () => ({ id: 'p2' }),
      },
      Person: {
        rating: ({ id }: Person) => (id === 'p5' ? null : Number(id.slice(1)) + 1),
        greeting: ({ name, score }: Person) => `hello ${name} ${score}`,
        address: ({ id }: Person) => (id === 'p3' ? null : { city: `city of ${id}`, zip: { text: 'z' } }),
        file: ({ id }: Person) => (id === 'p6' ? null : { pages: 3, owner: personOf(id) }),
        fans: ({ id }: Person) => [{ id: `p${(Number(id.slice(1)) + 1) % 12}` }, null, { id: 'p0' }],
      },
      File: { owner: (file: { owner: Person }) => ({ id: file.owner.id, score: file.owner.score }) },
      Court: {
        __resolveReference: (court: { code: string }) => court,
        stars: ({ code }: { code: string }) => Number(code.at(-1)) + 1,
        twin: ({ code }: { code: string }) => (code === 'court-0' ? null : { code: 'court-0' }),
      },
      Case: {
        __resolveReference: (one: { number: string }) => one,
        weight: ({ number }: { number: string }) => Number(number.slice(1)) * 10,
        notes: ({ number }: { number: string }) => (number === 'c4' ? null : [number]),
      },
      Clerk: {
        __resolveReference: (clerk: unknown) => clerk,
        mark: (clerk: { badge: { series: string } }) => clerk.badge.series.length,
      },
    },
  },
];
