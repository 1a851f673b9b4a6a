import type { Catalog, FieldEntry, TypeEntry } from '../../schema/catalog/catalog.js';
import { ownSubgraphs } from '../../schema/own-subgraphs.js';
import { rootsOf } from './matrix-questions.js';
import type { Population } from './population.js';

// Questions that name nobody, and whose the records are that they were answered with: by ADR 8, word by word.

const row = '__typename source { adapter recordId }';

/** What the hub's own books hold is no agency's record: test/hub/findings-seen holds whom its entries name. */
const isOfBooks = ({ types }: Catalog, name: string): boolean => ownSubgraphs.has(types.get(name)?.owner ?? '');

/** Root fields over agencies' records. */
export function agencyRootsOf(catalog: Catalog, kind: FieldEntry['shape']['kind']): ReturnType<typeof rootsOf> {
  return rootsOf(catalog, kind).filter(({ target }) => !isOfBooks(catalog, target));
}

/** A page of every root list. */
export function listsOf(catalog: Catalog): readonly string[] {
  return agencyRootsOf(catalog, 'list').map(({ name }) => `{ ${name}(first: 5) { nodes { ${row} } totalCount } }`);
}

/** Some records by every root field for one. */
export async function onesOf(catalog: Catalog, population: Population): Promise<readonly string[]> {
  const documents: string[] = [];
  for (const { name, target, shape } of agencyRootsOf(catalog, 'one')) {
    if (shape.kind !== 'one' || catalog.types.get(target)?.owner === 'identity') continue;
    for (const { values } of await population.some(target))
      documents.push(`{ ${name}(${shape.by}: ${JSON.stringify(values[shape.by])}) { ${row} } }`);
  }
  return documents;
}

/** Whatever records of the root lists lead to, a few relations at once. */
export function relationsOf(catalog: Catalog): readonly string[] {
  return agencyRootsOf(catalog, 'list').flatMap(({ name, target }) =>
    relationTexts(catalog, target).map((texts) => `{ ${name}(first: 4) { nodes { ${row} ${texts} } } }`),
  );
}

/** Whatever hangs on a person. */
export function personRelations(catalog: Catalog, citizenId: string): readonly string[] {
  return relationTexts(catalog, 'Person').map((texts) => `{ person(citizenId: "${citizenId}") { id ${texts} } }`);
}

const relationsAtOnce = 6;

function relationTexts(catalog: Catalog, type: string): readonly string[] {
  const texts = [...(catalog.types.get(type)?.fields.values() ?? [])].flatMap(({ name, target, shape }) => {
    if (target === null || shape.kind === 'existence' || isOfBooks(catalog, target)) return [];
    if (shape.kind === 'list') return [`${name}(first: 2) { nodes { ${row} } }`];
    return [`${name} { ${target === 'Person' ? 'id' : row} }`];
  });
  return Array.from({ length: Math.ceil(texts.length / relationsAtOnce) }, (_, at) =>
    texts.slice(at * relationsAtOnce, (at + 1) * relationsAtOnce).join(' '),
  );
}

type Shown = Readonly<Record<string, unknown>>;

/** What an answer showed: whose records, and of which types. */
export interface Whose {
  readonly persons: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

/**
 * Whose the records of an answer are.
 * @param citizenId the person that was asked for by number, if any
 */
export async function whoseIn(
  catalog: Catalog,
  population: Population,
  data: Shown,
  citizenId?: string,
): Promise<Whose> {
  const persons = new Set<string>();
  const types = new Set<string>();

  /** @param isKnown whether whose it is was said by what it was reached from */
  async function walk(type: TypeEntry, node: Shown, isKnown: boolean): Promise<void> {
    const { adapter, recordId } = (node.source ?? {}) as { readonly adapter?: string; readonly recordId?: string };
    // A reference to what nobody holds, or to what may not be seen: no record was answered.
    if (adapter === undefined || recordId === undefined) return;
    types.add(type.name);
    const values = type.owner === 'identity' ? {} : await population.valuesOf(type.name, adapter, recordId);
    const isPersons = type.fields.has('citizenId');
    if (isPersons && typeof values.citizenId === 'string') persons.add(values.citizenId);
    if (!isPersons && type.file !== null && !isKnown)
      for (const each of await population.personsOf(type.file, values[type.file.by])) persons.add(each);
    for (const { field, rows } of relationsIn(type, node)) {
      if (field.target === 'Person') {
        const named = values[(field.shape as { readonly from: string }).from];
        if (typeof named === 'string' && rows.length > 0) persons.add(named);
        continue;
      }
      // What another subgraph adds or holds is reached there by a number alone.
      const isOwn = field.shape.kind !== 'link' && ownFields(type).has(field.name);
      for (const each of rows) await walk(typeOf(field), each, isOwn && (isKnown || type.file !== null));
    }
  }

  const typeOf = ({ target, type }: FieldEntry): TypeEntry => {
    const found = catalog.types.get(target ?? type);
    if (found === undefined) throw new Error(`no type ${target}`);
    return found;
  };
  const ownFields = ({ name, owner }: TypeEntry) =>
    catalog.subgraphs.get(owner ?? '')?.types.get(name)?.fields ?? new Map<string, FieldEntry>();

  for (const [name, answer] of Object.entries(data)) {
    const root = [...catalog.subgraphs.values()].flatMap(({ roots }) => roots.get(name) ?? [])[0];
    if (root === undefined) throw new Error(`no root field ${name}`);
    for (const node of rowsIn(answer)) {
      if (root.type !== 'Person') await walk(typeOf(root), node, false);
      else {
        if (citizenId !== undefined) persons.add(citizenId);
        for (const { field, rows } of relationsIn(typeOf(root), node))
          for (const each of rows) await walk(typeOf(field), each, true);
      }
    }
  }
  return { persons, types };
}

function relationsIn(type: TypeEntry, node: Shown) {
  return Object.entries(node).flatMap(([name, answer]) => {
    const field = type.fields.get(name);
    return field === undefined || field.target === null ? [] : [{ field, rows: rowsIn(answer) }];
  });
}

function rowsIn(answer: unknown): readonly Shown[] {
  if (answer === null || answer === undefined) return [];
  const { nodes } = answer as { readonly nodes?: readonly Shown[] | null };
  return nodes === undefined ? [answer as Shown] : (nodes ?? []);
}
