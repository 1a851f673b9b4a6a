import { type FieldNode, Kind } from 'graphql';
import type { Catalog, FieldEntry, TypeEntry } from '../../../schema/catalog/catalog.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import { rootEntry } from './narrow.js';
import { selected, walkedField } from './narrowed.js';

/** The type that people are: a handle, by which records of many systems hang together and which none of them lists. */
export const person = 'Person';

/** A relation of a record type: rows of `target` whose `by` equals the parent's `from`. */
export interface Relation {
  readonly parent: string;
  readonly name: string;
  readonly target: string;
  readonly from: string;
  readonly by: string;
  /** `MANY`: a connection; `ONE`: a record, or null; `ANSWER`: whether there is one, seen or not; `HOP`: half of a relation, which no field is. */
  readonly kind: 'MANY' | 'ONE' | 'ANSWER' | 'HOP';
  /** What sources are named for that are read for it. */
  readonly coordinate: string;
  /** Whether policies may show other rows of it than the target's own list does. */
  readonly isJoined: boolean;
}

/** A relation that a rule's question follows, with the way to it from the walked list's rows. */
export interface Followed {
  /** From the first relation of a row to the one that leads to the records. */
  readonly way: readonly Relation[];
  /** Values that are asked of what is known by a handle: which systems are read depends on them. Of other records none are named. */
  readonly fields: readonly string[];
}

/** The ways by which a rule's question comes to records other than its rows: where one of them changes, what is decided may change. */
export function followedBy(rule: CompiledRule, catalog: Catalog): readonly Followed[] {
  const root = rootEntry(rule.list, catalog)?.target ?? '';
  const nodes = selected(walkedField(rule.document), 'nodes');
  const followed = nodes === null ? [] : followedIn(nodes, root, [], catalog);
  return followed.flatMap((each) => withoutNightly(each, rule));
}

/** What of a way is followed by changes: all but what the rule leaves to walks of its whole list. */
function withoutNightly({ way, fields }: Followed, { file }: CompiledRule): readonly Followed[] {
  const { nightly } = file.scan;
  // A relation through other records is one field.
  const path = way.flatMap(({ name }, at) => (way[at - 1]?.kind === 'HOP' ? [] : [name])).join('.');
  const left = fields.filter((field) => !nightly.includes(`${path}.${field}`));
  const isNightly = nightly.includes(path) || (fields.length > 0 && left.length === 0);
  return isNightly ? [] : [{ way, fields: left }];
}

function followedIn(node: FieldNode, type: string, above: readonly Relation[], catalog: Catalog): readonly Followed[] {
  const fields = catalog.types.get(type)?.fields;
  return fieldsOf(node).flatMap((each) => {
    const entry = fields?.get(each.name.value);
    const halves = entry === undefined ? [] : relationIn(type, entry, catalog);
    const last = halves.at(-1);
    const rows = entry?.shape.kind === 'list' ? selected(each, 'nodes') : each;
    if (last === undefined || rows === null) return [];
    const way = [...above, ...halves];
    const below = followedIn(rows, last.target, way, catalog);
    const isHandle = entry?.shape.kind === 'link';
    const own = isHandle ? valuesIn(rows, last.target, catalog) : [];
    // Of a handle's key and relations nothing changes.
    if (isHandle && own.length === 0) return below;
    const first = halves.length > 1 ? [{ way: [...above, ...halves.slice(0, 1)], fields: [] }] : [];
    return [...first, { way, fields: own }, ...below];
  });
}

/** Values of a record that are asked for, but the key that its handles have. */
function valuesIn(node: FieldNode, type: string, catalog: Catalog): readonly string[] {
  const { fields, entityKey } = catalog.types.get(type) ?? {};
  return fieldsOf(node).flatMap(({ name }) => {
    const shape = fields?.get(name.value)?.shape;
    if (name.value === entityKey) return [];
    return shape?.kind === 'value' ? [name.value] : shape?.kind === 'code' ? [shape.from] : [];
  });
}

/** Relations of a type. */
export function relationsOf({ name, fields }: TypeEntry, catalog: Catalog): readonly Relation[] {
  return [...fields.values()].flatMap((entry) => {
    const halves = relationIn(name, entry, catalog);
    return halves.length === 1 ? halves : [];
  });
}

/** The relation that a field is, in its halves where it goes through other records; none where it is no relation. */
function relationIn(parent: string, { name, shape, joined }: FieldEntry, catalog: Catalog): readonly Relation[] {
  const of = { parent, name, isJoined: joined, coordinate: `${parent}.${name}` };
  switch (shape.kind) {
    case 'list': {
      if (shape.join === null) return [];
      const { from, by, through } = shape.join;
      if (through === null) return [{ ...of, target: shape.of, from, by, kind: 'MANY' }];
      const hop = { ...of, isJoined: false, kind: 'HOP' } as const;
      return [
        { ...hop, target: through.of, from, by: through.by },
        { ...hop, parent: through.of, target: shape.of, from: through.from, by, isJoined: joined },
      ];
    }
    case 'one':
    case 'existence': {
      if (shape.from === null) return [];
      const kind = shape.kind === 'one' ? 'ONE' : 'ANSWER';
      return [{ ...of, target: shape.of, from: shape.from, by: shape.by, kind }];
    }
    case 'link': {
      const target = catalog.types.get(shape.to);
      // Persons go by token; what stands behind it is the citizen id.
      const by = (shape.to === person ? target?.key : target?.entityKey) ?? '';
      const coordinate = `${shape.to}.${target?.entityKey ?? ''}`;
      return [{ ...of, coordinate, target: shape.to, from: shape.from, by, kind: 'ONE' }];
    }
    default:
      return [];
  }
}

function fieldsOf({ selectionSet }: FieldNode): readonly FieldNode[] {
  return (selectionSet?.selections ?? []).filter((each): each is FieldNode => each.kind === Kind.FIELD);
}
