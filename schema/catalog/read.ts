import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type DefinitionNode,
  type DirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  Source,
  type TypeNode,
} from 'graphql';
import type { DataClass, MaskKind } from '../access.js';
import type { FilterOp } from '../condition.js';
import { packageRoot } from '../package-root.js';
import type { Catalog, FieldEntry, FieldShape, SubgraphCatalog, TypeEntry } from './catalog.js';
import { checkCatalog } from './check.js';
import { argumentsOf, type DirectiveArguments, directive, invalid } from './directive.js';
import { mergeTypes } from './merge.js';
import type { SubgraphSource } from './source.js';

/** Reads every subgraph's SDL of a folder; `directives.graphql` holds their common words. */
export function readSubgraphSources(
  folder: string = join(packageRoot, 'schema', 'graphql'),
): readonly SubgraphSource[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql') && file !== 'directives.graphql')
    .sort()
    .map((file) => {
      const name = basename(file, '.graphql');
      return { name, document: parse(new Source(readFileSync(join(folder, file), 'utf8'), file)) };
    });
}

/** Reads the catalog out of SDL. Rejects with `SCHEMA_INVALID`, naming file and line, whatever it could not derive. */
export function readCatalog(sources: readonly SubgraphSource[] = readSubgraphSources()): Catalog {
  const classes = classesByType(sources);
  const subgraphs = new Map(sources.map((source) => [source.name, readSubgraph(source, classes)]));
  const enums = new Map<string, readonly string[]>();
  for (const { document } of sources) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.ENUM_TYPE_DEFINITION) continue;
      enums.set(node.name.value, node.values?.map((value) => value.name.value) ?? []);
    }
  }
  const catalog: Catalog = { subgraphs, types: mergeTypes(subgraphs), enums };
  checkCatalog(catalog, sources);
  return catalog;
}

interface TypeClass {
  readonly class: DataClass;
  readonly mask: MaskKind | null;
}

function classesByType(sources: readonly SubgraphSource[]): ReadonlyMap<string, TypeClass> {
  const classes = new Map<string, TypeClass>();
  for (const { document } of sources) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const data = directive(node, 'data');
      if (data) classes.set(node.name.value, readData(argumentsOf(data)));
    }
  }
  return classes;
}

function readSubgraph(source: SubgraphSource, classes: ReadonlyMap<string, TypeClass>): SubgraphCatalog {
  const types = new Map<string, TypeEntry>();
  let roots: ReadonlyMap<string, FieldEntry> = new Map();
  for (const node of source.document.definitions) {
    if (!isObject(node)) continue;
    const fields = readFields(node, classes);
    if (node.name.value === 'Query') roots = fields;
    else types.set(node.name.value, readType(node, fields, source.name));
  }
  return { name: source.name, types, roots };
}

function isObject(node: DefinitionNode): node is ObjectTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION;
}

function readType(
  node: ObjectTypeDefinitionNode,
  fields: ReadonlyMap<string, FieldEntry>,
  subgraph: string,
): TypeEntry {
  const record = directive(node, 'record');
  const key = directive(node, 'key');
  return {
    name: node.name.value,
    owner: record ? subgraph : null,
    record: record !== undefined,
    key: record ? String(argumentsOf(record).key) : null,
    entityKey: key ? String(argumentsOf(key).fields) : null,
    about: null,
    fields,
  };
}

function readFields(
  node: ObjectTypeDefinitionNode,
  classes: ReadonlyMap<string, TypeClass>,
): ReadonlyMap<string, FieldEntry> {
  const fields = new Map<string, FieldEntry>();
  const isRecord = directive(node, 'record') !== undefined;
  for (const field of node.fields ?? []) {
    const entry = readField(node, field, classes);
    fields.set(entry.name, entry);
    const code = directive(field, 'code');
    if (code) fields.set(...codeSibling(node, field, entry, String(argumentsOf(code).system)));
  }
  if (isRecord) fields.set('source', sourceEntry(classes.get(node.name.value)));
  return fields;
}

function codeSibling(
  node: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  entry: FieldEntry,
  system: string,
): readonly [string, FieldEntry] {
  if (!entry.name.endsWith('Code'))
    throw invalid(field, `${node.name.value}.${entry.name}: @code goes on a field named …Code`);
  const name = entry.name.slice(0, -'Code'.length);
  const shape: FieldShape = { kind: 'code', from: entry.name, system };
  return [name, { ...entry, name, type: 'CodeItem', shape, filterOps: [], orderable: false }];
}

function sourceEntry(typeClass: TypeClass | undefined): FieldEntry {
  return {
    name: 'source',
    type: 'Source',
    isList: false,
    shape: { kind: 'source' },
    class: typeClass?.class ?? 'INTERNAL',
    mask: null,
    target: null,
    joined: false,
    filterOps: [],
    orderable: false,
  };
}

function readField(
  parent: ObjectTypeDefinitionNode,
  node: FieldDefinitionNode,
  classes: ReadonlyMap<string, TypeClass>,
): FieldEntry {
  const { named, isList } = unwrap(node.type);
  const shape = readShape(parent, node, named);
  const target = shape.kind === 'list' || shape.kind === 'one' ? shape.of : shape.kind === 'link' ? shape.to : null;
  const own = directive(node, 'data');
  const data = own
    ? readData(argumentsOf(own))
    : ((target === null ? classes.get(parent.name.value) : classes.get(target)) ?? classes.get(named));
  const isRoot = parent.name.value === 'Query';
  if (data === undefined && !isRoot)
    throw invalid(node, `${parent.name.value}.${node.name.value} has no data class: add @data(class: …)`);
  return {
    name: node.name.value,
    type: named,
    isList,
    shape,
    class: data?.class ?? 'INTERNAL',
    mask: own ? (data?.mask ?? null) : null,
    target,
    joined: isJoined(parent, shape),
    filterOps: filterOps(directive(node, 'filter')),
    orderable: directive(node, 'order') !== undefined,
  };
}

// A person is a handle: what hangs on one follows from no row.
function isJoined(parent: ObjectTypeDefinitionNode, { kind }: FieldShape): boolean {
  const isRead = directive(parent, 'record') !== undefined && parent.name.value !== 'Person';
  return isRead && (kind === 'list' || kind === 'one');
}

function readShape(parent: ObjectTypeDefinitionNode, node: FieldDefinitionNode, named: string): FieldShape {
  const list = directive(node, 'list');
  if (list) return listShape(node, argumentsOf(list));
  const one = directive(node, 'one');
  if (one) {
    const { of, by, from } = argumentsOf(one);
    return { kind: 'one', of: String(of), by: String(by), from: from === undefined ? null : String(from) };
  }
  const link = directive(node, 'link');
  if (link) return { kind: 'link', to: named, from: String(argumentsOf(link).from) };
  if (parent.name.value === 'Person' && node.name.value === 'id') return { kind: 'token' };
  return parent.name.value === 'Query' ? { kind: 'own' } : { kind: 'value' };
}

function listShape(node: FieldDefinitionNode, { of, by, from, through }: DirectiveArguments): FieldShape {
  if (by === undefined && from === undefined) return { kind: 'list', of: String(of), join: null };
  if (by === undefined || from === undefined) throw invalid(node, '@list needs both by and from, or neither');
  const hop = through as Readonly<Record<string, string>> | undefined;
  return {
    kind: 'list',
    of: String(of),
    join: {
      by: String(by),
      from: String(from),
      through: hop ? { of: String(hop.of), by: String(hop.by), from: String(hop.from) } : null,
    },
  };
}

function readData({ class: dataClass, mask }: DirectiveArguments): TypeClass {
  return { class: dataClass as DataClass, mask: (mask as MaskKind | undefined) ?? null };
}

const comparisons: Readonly<Record<string, readonly FilterOp[]>> = {
  EQ: ['eq'],
  IN: ['in'],
  RANGE: ['gt', 'ge', 'lt', 'le'],
  PREFIX: ['prefix'],
  CONTAINS: ['contains'],
  IS_NULL: ['isNull'],
};

function filterOps(node: DirectiveNode | undefined): readonly FilterOp[] {
  if (!node) return [];
  const ops = argumentsOf(node).ops as readonly string[];
  return ops.flatMap((op) => comparisons[op] ?? []);
}

function unwrap(type: TypeNode): { named: string; isList: boolean } {
  if (type.kind === Kind.NAMED_TYPE) return { named: type.name.value, isList: false };
  const inner = unwrap(type.type);
  return type.kind === Kind.LIST_TYPE ? { named: inner.named, isList: true } : inner;
}
