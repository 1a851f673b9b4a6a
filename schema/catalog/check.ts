import { type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode } from 'graphql';
import type { Catalog, FieldEntry } from './catalog.js';
import { invalid } from './directive.js';
import { isPersonLink } from './person-links.js';
import { filterableScalars } from './scalars.js';
import type { SubgraphSource } from './source.js';

/** Holds the SDL against the conventions of DESIGN §5; rejects with `SCHEMA_INVALID` at the first breach. */
export function checkCatalog(catalog: Catalog, sources: readonly SubgraphSource[]): void {
  for (const { name, document } of sources) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      checkAbout(catalog, node);
      for (const field of node.fields ?? []) checkField(catalog, name, node, field);
    }
  }
}

function checkField(
  catalog: Catalog,
  subgraph: string,
  type: ObjectTypeDefinitionNode,
  node: FieldDefinitionNode,
): void {
  const at = `${type.name.value}.${node.name.value}`;
  const entry = entryOf(catalog, subgraph, type.name.value, node.name.value);
  if (entry === undefined) throw invalid(node, `${at} is declared twice`);
  checkNullable(node, at);
  checkTargets(catalog, subgraph, type, node, entry, at);
  checkExistence(catalog, type, node, entry, at);
  checkCounts(catalog, subgraph, type, node, entry, at);
  const enumeration = catalog.enums.has(entry.type);
  if ((entry.filterOps.length > 0 || entry.orderable) && !filterableScalars.has(entry.type) && !enumeration)
    throw invalid(node, `${at}: only scalars and enums can be filtered or ordered by`);
}

function entryOf(catalog: Catalog, subgraph: string, type: string, field: string): FieldEntry | undefined {
  const known = catalog.subgraphs.get(subgraph);
  return type === 'Query' ? known?.roots.get(field) : known?.types.get(type)?.fields.get(field);
}

// A denial, and a value that does not parse, become null; a non-null field would take its siblings with it. Keys are
// no exception: a case number may be unreadable. Only a person's token is made here and always there.
function checkNullable(node: FieldDefinitionNode, at: string): void {
  if (node.type.kind !== Kind.NON_NULL_TYPE || at === 'Person.id') return;
  throw invalid(node, `${at} must be nullable: fields under policy can be denied or unreadable`);
}

function checkTargets(
  catalog: Catalog,
  subgraph: string,
  type: ObjectTypeDefinitionNode,
  node: FieldDefinitionNode,
  entry: FieldEntry,
  at: string,
): void {
  const { shape, target } = entry;
  if (target === null) return;
  const targetType = catalog.subgraphs.get(subgraph)?.types.get(target);
  if (targetType === undefined) throw invalid(node, `${at}: type ${target} is not declared in ${subgraph}.graphql`);
  const needs: [string, string][] = [];
  const parent = type.name.value;
  if (shape.kind === 'list' && shape.join) {
    const { by, from, through } = shape.join;
    needs.push([target, by], [parent, from]);
    if (through) needs.push([through.of, through.by], [through.of, through.from]);
  }
  if (shape.kind === 'one' || shape.kind === 'existence') {
    needs.push([shape.of, shape.by]);
    if (shape.from !== null) needs.push([parent, shape.from]);
  }
  // A link makes a handle, which nobody read: records of the same subgraph are joined instead, under their row rules.
  if (shape.kind === 'link' && targetType.record)
    throw invalid(node, `${at}: ${target} is a record of ${subgraph}: say @one, which reads it`);
  if (shape.kind === 'link') needs.push([parent, shape.from]);
  // What a person's token stands for, lists are filtered by.
  if (isPersonLink(entry) && catalog.types.get(parent)?.fields.get(entry.shape.from)?.type !== 'CitizenId')
    throw invalid(node, `${at}: a person is referred to by a citizen id`);
  for (const [owner, field] of needs) {
    const isHandle = owner === 'Person' && field === 'citizenId';
    if (!isHandle && !catalog.types.get(owner)?.fields.has(field))
      throw invalid(node, `${at}: ${owner} has no field ${field}`);
  }
}

function checkAbout(catalog: Catalog, node: ObjectTypeDefinitionNode): void {
  const name = node.name.value;
  const { about = null, fields } = catalog.types.get(name) ?? {};
  if (about === null) return;
  if (catalog.types.get(about)?.record !== true) throw invalid(node, `${name} is about ${about}, which is no record`);
  if (fields?.get('exists')?.type !== 'Boolean') throw invalid(node, `${name} needs a field exists: Boolean`);
}

// What an existence answer copies, it copies from the record's field of the same name.
function checkExistence(
  catalog: Catalog,
  type: ObjectTypeDefinitionNode,
  node: FieldDefinitionNode,
  { name, type: named, isList, shape }: FieldEntry,
  at: string,
): void {
  const about = catalog.types.get(type.name.value)?.about;
  if (about === null || about === undefined || shape.kind !== 'value' || name === 'exists') return;
  const copied = catalog.types.get(about)?.fields.get(name);
  if (copied?.shape.kind === 'value' && copied.type === named && copied.isList === isList) return;
  throw invalid(node, `${at}: ${about} has no field ${name} of the same type to copy`);
}

function checkCounts(
  catalog: Catalog,
  subgraph: string,
  type: ObjectTypeDefinitionNode,
  node: FieldDefinitionNode,
  { shape, type: named }: FieldEntry,
  at: string,
): void {
  if (shape.kind !== 'counts') return;
  if (type.name.value !== 'Query' || named !== 'Counts')
    throw invalid(node, `${at}: @counts goes on a root field of type Counts`);
  if (catalog.subgraphs.get(subgraph)?.types.get(shape.of)?.owner !== subgraph)
    throw invalid(node, `${at}: ${shape.of} is not a record of ${subgraph}`);
}
