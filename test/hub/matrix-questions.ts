// long: a builder of questions for each path.
import type { Access } from '../../schema/access.js';
import type { Catalog, FieldEntry, TypeEntry } from '../../schema/catalog/catalog.js';
import { countFieldsOf } from '../../schema/catalog/counting.js';
import { bound } from './readable.js';

// Every way to every field: the questions of the whole matrix, as one principal would put them.

export const paths = ['list', 'one', 'relation', 'counts', 'entities'] as const;
export type Path = (typeof paths)[number];

export interface MatrixQuestion {
  readonly path: Path;
  /** What it asks all fields of, for messages. */
  readonly about: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Subgraph that is asked around the gateway; null at the gateway. */
  readonly subgraph: string | null;
}

/** Values that records of the matrix are asked for by, by the name of the field: natural numbers and citizen ids. */
export type KeyValues = ReadonlyMap<string, readonly string[]>;

/** Fields of a question at most: the hub takes documents of 4,000 tokens. */
const mostFields = 500;

/** Whole lists of every type with all fields, and once more narrowed to given records where the principal may filter. */
export function listQuestions(catalog: Catalog, access: Access, keys: KeyValues): readonly MatrixQuestion[] {
  const lists = rootsOf(catalog, 'list').map(({ name, target }) => {
    const fields = `totalCount nodes { ${leavesOf(catalog.types, target)} }`;
    const filter = filterOf(catalog, access, target, keys);
    const narrowed = filter === null ? '' : ` t${name}: ${name}(first: 50, filter: ${filter}) { ${fields} }`;
    return { type: target, text: `${name}(first: 3) { ${fields} }${narrowed}` };
  });
  return apart(lists).map((texts) => question('list', texts));
}

/** A record of every type that has a root field for one, by every given value. */
export function oneQuestions(catalog: Catalog, keys: KeyValues): readonly MatrixQuestion[] {
  return [...rootsOf(catalog, 'one'), ...rootsOf(catalog, 'existence')].flatMap(({ name, target, shape }) => {
    if (shape.kind !== 'one' && shape.kind !== 'existence') return [];
    const texts = (keys.get(shape.by) ?? []).map(
      (value, at) => `k${at}: ${name}(${shape.by}: ${JSON.stringify(value)}) { ${leavesOf(catalog.types, target)} }`,
    );
    return texts.length === 0 ? [] : [question('one', [{ type: target, text: texts.join(' ') }])];
  });
}

/** Persons with all of their own fields. */
export function personQuestion(catalog: Catalog, citizenIds: readonly string[]): MatrixQuestion {
  const texts = citizenIds.map(
    (id, at) => `p${at}: person(citizenId: "${id}") { ${leavesOf(catalog.types, 'Person')} }`,
  );
  return question('one', [{ type: 'Person', text: texts.join(' ') }]);
}

/** All fields of everything that hangs on a person. */
export function personRelationQuestions(catalog: Catalog, citizenId: string): readonly MatrixQuestion[] {
  return relationsOf(catalog.types, 'Person').map((texts) =>
    question('relation', [{ type: 'Person', text: `person(citizenId: "${citizenId}") { ${texts.join(' ')} }` }]),
  );
}

/** How much hangs on a person, and whether the person is under correction: the shape of a life without a word of it. */
export function personOutline(catalog: Catalog, citizenId: string): MatrixQuestion {
  const relations = [...(catalog.types.get('Person')?.fields.values() ?? [])].flatMap(({ name, shape }) => {
    if (shape.kind === 'list') return [`${name}(first: 1) { totalCount nodes { __typename } }`];
    return shape.kind === 'existence' ? [`${name} { exists }`] : [];
  });
  return question('relation', [
    { type: 'outline', text: `person(citizenId: "${citizenId}") { ${relations.join(' ')} }` },
  ]);
}

/** All fields of whatever a record leads to, for every type, on the shortest way that is open to the principal. */
export function relationQuestions(catalog: Catalog, access: Access): readonly MatrixQuestion[] {
  const open = waysTo(catalog, (type, field) => access.decide(type, field).effect !== 'DENY', access);
  const all = waysTo(catalog, () => true, null);
  return [...catalog.types.keys()].flatMap((type) => {
    const way = open.get(type) ?? all.get(type);
    if (way === undefined || type === 'Person') return [];
    return relationsOf(catalog.types, type).map((texts) =>
      question('relation', [{ type, text: way(texts.join(' ')) }]),
    );
  });
}

/** Every count, as a whole and in groups. */
export function countQuestions(catalog: Catalog, access: Access): readonly MatrixQuestion[] {
  return rootsOf(catalog, 'counts').map(({ name, shape }) => {
    const type = shape.kind === 'counts' ? shape.of : '';
    const counting = access.counts(type);
    const groupable = countFieldsOf(catalog, type).filter(
      ({ field }) => counting.effect === 'ALLOW' && counting.fields.has(field.name),
    );
    const answer = '{ total smallestCell groups { keys { field value label } count } rest }';
    const by = groupable.slice(0, 2).map(({ constant }) => constant);
    const grouped = by.length > 0 ? `grouped: ${name}(by: [${by.join(', ')}]) ${answer}` : '';
    return question('counts', [{ type, text: `${name} ${answer} ${grouped}` }]);
  });
}

/** Representations of every entity, put to each of the subgraphs that knows it, around the gateway. */
export function entityQuestions(
  catalog: Catalog,
  subgraphs: readonly string[],
  keys: KeyValues,
  persons: readonly string[],
): readonly MatrixQuestion[] {
  return subgraphs.flatMap((subgraph) => {
    const types = catalog.subgraphs.get(subgraph)?.types ?? new Map<string, TypeEntry>();
    return [...types.keys()].flatMap((name) => {
      const key = catalog.types.get(name)?.entityKey;
      if (!key) return [];
      const values = key === 'id' ? persons : (keys.get(key) ?? []);
      const of = values.map((value) => ({ __typename: name, [key]: value }));
      const portions = [leavesOf(types, name), ...relationsOf(types, name).map((texts) => texts.join(' '))];
      return portions.filter(Boolean).map((text) => ({
        path: 'entities' as const,
        about: `${subgraph} ${name}`,
        document: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${name} { ${text} } } }`,
        variables: { of },
        subgraph,
      }));
    });
  });
}

/** One value field of a type, alone. */
export function fieldQuestion(root: string, field: string): MatrixQuestion {
  return question('list', [{ type: `${root}.${field}`, text: `${root}(first: 3) { nodes { ${field} } }` }]);
}

interface Part {
  readonly type: string;
  readonly text: string;
}

function question(path: Path, parts: readonly Part[]): MatrixQuestion {
  const document = `{ ${parts.map(({ text }) => text).join('\n')} }`;
  return { path, about: parts.map(({ type }) => type).join(' '), document, variables: {}, subgraph: null };
}

interface Root extends FieldEntry {
  readonly target: string;
}

export function rootsOf(catalog: Catalog, kind: FieldEntry['shape']['kind']): readonly Root[] {
  return [...catalog.subgraphs.values()].flatMap(({ roots }) =>
    [...roots.values()].flatMap((root) =>
      root.shape.kind === kind ? [{ ...root, target: root.target ?? root.type }] : [],
    ),
  );
}

/** Types as the gateway or one subgraph knows them. */
type Types = Catalog['types'];

/** What a type's records hold themselves: values, codes and where they come from, without what they lead to. */
export function leavesOf(types: Types, type: string): string {
  return [...(types.get(type)?.fields.values() ?? [])].flatMap((field) => leaf(types, field) ?? []).join(' ');
}

function leaf(types: Types, { name, type, shape }: FieldEntry): string | null {
  switch (shape.kind) {
    case 'value':
      return types.has(type) ? `${name} { ${leavesOf(types, type)} }` : name;
    case 'code':
      return `${name} { code label }`;
    case 'source':
      return `${name} { adapter recordId asOf flags { field flag } }`;
    case 'token':
      return name;
    default:
      return null;
  }
}

/** What records of a type lead to, each with all of its own fields, in portions. */
function relationsOf(types: Types, type: string): readonly (readonly string[])[] {
  const portions: string[][] = [];
  let fields = mostFields;
  for (const { name, target, shape } of types.get(type)?.fields.values() ?? []) {
    if (target === null) continue;
    const leaves = leavesOf(types, target) || '__typename';
    const text = shape.kind === 'list' ? `${name}(first: 2) { nodes { ${leaves} } }` : `${name} { ${leaves} }`;
    const size = text.split(' ').length;
    if (fields + size > mostFields) {
      portions.push([]);
      fields = 0;
    }
    portions.at(-1)?.push(text);
    fields += size;
  }
  return portions;
}

/** Wraps a selection on a type into the shortest question that leads there. */
type Way = (selection: string) => string;

function waysTo(
  catalog: Catalog,
  isOpen: (type: string, field: string) => boolean,
  access: Access | null,
): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  const waiting: string[] = [];
  const found = (type: string, way: Way) => {
    if (ways.has(type)) return;
    ways.set(type, way);
    waiting.push(type);
  };
  for (const { name, target } of rootsOf(catalog, 'list'))
    if (access === null || access.enter(target).effect !== 'DENY')
      found(target, (selection) => `${name}(first: 2) { nodes { ${selection} } }`);
  for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) {
    const before = ways.get(type);
    for (const { name, target, shape } of catalog.types.get(type)?.fields.values() ?? []) {
      if (target === null || before === undefined || !isOpen(type, name)) continue;
      const step: Way = (selection) =>
        shape.kind === 'list' ? `${name}(first: 2) { nodes { ${selection} } }` : `${name} { ${selection} }`;
      found(target, (selection) => before(step(selection)));
    }
  }
  return ways;
}

/** A condition that picks the given records, by the first field that the principal may filter by; null for none. */
function filterOf(catalog: Catalog, access: Access, type: string, keys: KeyValues): string | null {
  for (const [field, values] of keys) {
    const entry = catalog.types.get(type)?.fields.get(field);
    if (!entry?.filterOps.includes('in')) continue;
    const decision = access.decide(type, field);
    if (decision.effect === 'ALLOW' && decision.rows === 'ALL')
      return `{ ${field}: { in: [${values.map((value) => JSON.stringify(value)).join(', ')}] } }`;
  }
  return null;
}

/** Several lists a question, as long as no two of them are held in one table: what each may read is told apart by its table. */
function apart(lists: readonly Part[]): readonly (readonly Part[])[] {
  const questions: { readonly parts: Part[]; readonly places: Set<string>; fields: number }[] = [];
  for (const part of lists) {
    const places = bound.filter(({ entity }) => entity === part.type).map(({ place }) => place);
    const size = part.text.split(' ').length;
    const free = questions.find(
      (each) =>
        each.parts.length < 4 && each.fields + size <= mostFields && places.every((place) => !each.places.has(place)),
    );
    if (free === undefined) {
      questions.push({ parts: [part], places: new Set(places), fields: size });
      continue;
    }
    free.parts.push(part);
    free.fields += size;
    for (const place of places) free.places.add(place);
  }
  return questions.map(({ parts }) => parts);
}
