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
import { remember } from '../remember.js';
import type { Catalog, FieldEntry, FieldShape, SubgraphCatalog, TypeEntry } from './catalog.js';
import { checkCatalog } from './check.js';
import { argumentsOf, type DirectiveArguments, directive, invalid } from './directive.js';
import { filesOf, inFiles } from './files.js';
import { mergeTypes } from './merge.js';
import { isJoined, readShape, targetOf } from './shape.js';
import type { SubgraphSource } from './source.js';

/** Schemas that are kept: services that share a process share one. What is read is never changed. */
const kept = 4;
const readBefore = new Map<string, readonly SubgraphSource[]>();
const derivedBefore = new Map<readonly SubgraphSource[], Catalog>();

/** Reads every subgraph's SDL of a folder; `directives.graphql` holds their common words. */
export function readSubgraphSources(
  folder: string = join(packageRoot, 'schema', 'graphql'),
): readonly SubgraphSource[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql') && file !== 'directives.graphql')
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  const parsed = () =>
    files.map(({ file, text }) => ({ name: basename(file, '.graphql'), document: parse(new Source(text, file)) }));
  return remember(readBefore, JSON.stringify(files), parsed, kept);
}

/** Reads the catalog out of SDL. Rejects with `SCHEMA_INVALID`, naming file and line, whatever it could not derive. */
export function readCatalog(sources: readonly SubgraphSource[] = readSubgraphSources()): Catalog {
  return remember(derivedBefore, sources, () => deriveCatalog(sources), kept);
}

function deriveCatalog(sources: readonly SubgraphSource[]): Catalog {
  const declared = declaredIn(sources);
  const subgraphs = new Map(sources.map((source) => [source.name, readSubgraph(source, declared)]));
  const enums = new Map<string, readonly string[]>();
  for (const { document } of sources) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.ENUM_TYPE_DEFINITION) continue;
      enums.set(node.name.value, node.values?.map((value) => value.name.value) ?? []);
    }
  }
  const types = mergeTypes(subgraphs);
  const catalog: Catalog = { subgraphs, types, mutations: types.get('Mutation')?.fields ?? new Map(), enums };
  checkCatalog(catalog, sources);
  return catalog;
}

interface TypeClass {
  readonly class: DataClass;
  readonly mask: MaskKind | null;
}

/** What types say of themselves, wherever fields lead to them. */
interface Declared {
  readonly classes: ReadonlyMap<string, TypeClass>;
  /** Existence type → the record type that it is about. */
  readonly abouts: ReadonlyMap<string, string>;
}

function declaredIn(sources: readonly SubgraphSource[]): Declared {
  const classes = new Map<string, TypeClass>();
  const abouts = new Map<string, string>();
  for (const { document } of sources) {
    for (const node of document.definitions) {
      if (!isObject(node)) continue;
      const data = directive(node, 'data');
      if (data) classes.set(node.name.value, readData(argumentsOf(data)));
      const existence = directive(node, 'existence');
      if (existence) abouts.set(node.name.value, String(argumentsOf(existence).of));
    }
  }
  return { classes, abouts };
}

function readSubgraph(source: SubgraphSource, declared: Declared): SubgraphCatalog {
  const types = new Map<string, TypeEntry>();
  let roots: ReadonlyMap<string, FieldEntry> = new Map();
  for (const node of source.document.definitions) {
    if (!isObject(node)) continue;
    const fields = readFields(node, declared);
    if (node.name.value === 'Query') roots = fields;
    else types.set(node.name.value, readType(node, fields, source.name, declared));
  }
  return { name: source.name, types: inFiles(types, filesOf(source)), roots };
}

function isObject(node: DefinitionNode): node is ObjectTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION;
}

function readType(
  node: ObjectTypeDefinitionNode,
  fields: ReadonlyMap<string, FieldEntry>,
  subgraph: string,
  { abouts }: Declared,
): TypeEntry {
  const record = directive(node, 'record');
  const key = directive(node, 'key');
  return {
    name: node.name.value,
    owner: record ? subgraph : null,
    record: record !== undefined,
    key: record ? String(argumentsOf(record).key) : null,
    entityKey: key ? String(argumentsOf(key).fields) : null,
    about: abouts.get(node.name.value) ?? null,
    file: null,
    fields,
  };
}

function readFields(node: ObjectTypeDefinitionNode, declared: Declared): ReadonlyMap<string, FieldEntry> {
  const fields = new Map<string, FieldEntry>();
  const isRecord = directive(node, 'record') !== undefined;
  for (const field of node.fields ?? []) {
    const entry = readField(node, field, declared);
    fields.set(entry.name, entry);
    const code = directive(field, 'code');
    if (code) fields.set(...codeSibling(node, field, entry, String(argumentsOf(code).system)));
  }
  if (isRecord) fields.set('source', sourceEntry(declared.classes.get(node.name.value)));
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
  return [name, { ...entry, name, type: 'CodeItem', shape, filterOps: [], orderable: false, groupable: false }];
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
    groupable: false,
  };
}

function readField(
  parent: ObjectTypeDefinitionNode,
  node: FieldDefinitionNode,
  { classes, abouts }: Declared,
): FieldEntry {
  const { named, isList } = unwrap(node.type);
  const shape = readShape(parent, node, named, abouts);
  const target = targetOf(shape, named);
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
    groupable: directive(node, 'group') !== undefined,
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
