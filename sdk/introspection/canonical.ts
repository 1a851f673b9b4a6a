import {
  type DirectiveNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type StringValueNode,
  type TypeNode,
} from 'graphql';
import type { DataClass } from '../../schema/access.js';
import type { Catalog, FieldEntry } from '../../schema/catalog/catalog.js';
import { readCatalog, readSubgraphSources } from '../../schema/catalog/read.js';
import { ownSubgraphs } from '../../schema/own-subgraphs.js';
import { initialsOf } from './pinyin.js';

/** A field of a record type, in the words of the schema. */
export interface CanonicalField {
  readonly name: string;
  /** Innermost SDL type: `Date`, `CitizenId`, an enum … */
  readonly type: string;
  readonly isList: boolean;
  /** List that a code of it is from; null for what is no code. */
  readonly system: string | null;
  /** Values of an enum with their Chinese labels; empty for what is none. */
  readonly values: readonly CanonicalValue[];
  readonly class: DataClass;
  readonly english: string;
  /** Chinese terms of the description, the first being the main one. */
  readonly terms: readonly string[];
  /** Ways in which the terms are written by pinyin initials. */
  readonly initials: ReadonlySet<string>;
}

export interface CanonicalValue {
  readonly value: string;
  readonly labels: readonly string[];
}

/** A record type that a table may be bound to. */
export interface CanonicalType {
  readonly name: string;
  readonly subgraph: string;
  /** Field that identifies the record hub-wide. */
  readonly key: string | null;
  readonly english: string;
  readonly terms: readonly string[];
  readonly fields: readonly CanonicalField[];
}

/** The record types of the schema with what their descriptions say, in both languages. */
export function readCanonicalTypes(): readonly CanonicalType[] {
  const sources = readSubgraphSources();
  const catalog = readCatalog(sources);
  const labels = new Map<string, readonly CanonicalValue[]>();
  const types: CanonicalType[] = [];
  const nodes = sources.flatMap(({ name, document }) => document.definitions.map((node) => ({ subgraph: name, node })));
  for (const { node } of nodes)
    if (node.kind === Kind.ENUM_TYPE_DEFINITION) labels.set(node.name.value, valuesOf(node));
  for (const { subgraph, node } of nodes) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const entry = catalog.types.get(node.name.value);
    // No agency's table holds what the hub's own books do.
    if (entry?.record !== true || !isOwner(node) || ownSubgraphs.has(subgraph)) continue;
    const { english, terms } = wordsOf(node.description);
    types.push({ name: entry.name, subgraph, key: entry.key, english, terms, fields: fieldsOf(node, catalog, labels) });
  }
  return types.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isOwner = (node: ObjectTypeDefinitionNode): boolean =>
  node.directives?.some((each) => each.name.value === 'record') === true;

function fieldsOf(
  node: ObjectTypeDefinitionNode,
  catalog: Catalog,
  labels: ReadonlyMap<string, readonly CanonicalValue[]>,
): readonly CanonicalField[] {
  const entries = catalog.types.get(node.name.value)?.fields ?? new Map<string, FieldEntry>();
  return (node.fields ?? []).flatMap((field) => {
    const entry = entries.get(field.name.value);
    if (entry?.shape.kind !== 'value') return [];
    const { english, terms } = wordsOf(field.description);
    return {
      name: entry.name,
      type: entry.type,
      isList: entry.isList || isListType(field.type),
      system: systemOf(field),
      values: labels.get(entry.type) ?? [],
      class: entry.class,
      english,
      terms,
      initials: new Set(terms.flatMap(initialsOf)),
    };
  });
}

const isListType = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.LIST_TYPE);

function systemOf(field: FieldDefinitionNode): string | null {
  const code: DirectiveNode | undefined = field.directives?.find((each) => each.name.value === 'code');
  const system = code?.arguments?.find((each) => each.name.value === 'system')?.value;
  return system?.kind === Kind.STRING ? system.value : null;
}

function valuesOf(node: EnumTypeDefinitionNode): readonly CanonicalValue[] {
  return (node.values ?? []).map(({ name, description }) => ({
    value: name.value,
    labels: wordsOf(description).terms,
  }));
}

/** Descriptions are bilingual: English, then 中文. What stands in brackets cites a law. */
function wordsOf(description: StringValueNode | undefined): {
  readonly english: string;
  readonly terms: readonly string[];
} {
  const text = (description?.value ?? '').replace(/[（(][^）)]*[）)]/g, '').trim();
  const at = text.search(/\p{Script=Han}/u);
  const [english, chinese] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  const terms = chinese
    .split(/[、，,;；。:：\s]/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
  return { english: english.trim().replace(/\.$/, ''), terms };
}
