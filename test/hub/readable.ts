import { isTable } from 'drizzle-orm';
import { type FieldNode, Kind, parse, type SelectionNode, type ValueNode } from 'graphql';
import { administrativeFiles } from '../../adapters/administrative-files/adapter.js';
import { briberySql } from '../../adapters/bribery-sql/adapter.js';
import { correctionDevices } from '../../adapters/correction-devices/adapter.js';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { deathsFiles } from '../../adapters/deaths-files/adapter.js';
import { enforcementRest } from '../../adapters/enforcement-rest/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { licencesSql } from '../../adapters/licences-sql/adapter.js';
import { policeSoap } from '../../adapters/police-soap/adapter.js';
import { procurementPush } from '../../adapters/procurement-push/adapter.js';
import { socialSecurityRest } from '../../adapters/social-security-rest/adapter.js';
import { subsidiesSql } from '../../adapters/subsidies-sql/adapter.js';
import type { Access } from '../../schema/access.js';
import type { Catalog, FieldEntry, TypeEntry } from '../../schema/catalog/catalog.js';
import { constantCase } from '../../schema/catalog/connection.js';
import { countFieldsOf } from '../../schema/catalog/counting.js';
import { fieldsOf } from '../../schema/condition.js';
import type { RestResource } from '../../sdk/sources/rest/settings.js';
import type { SoapService } from '../../sdk/sources/soap/settings.js';
import { type SqlTable, tableNameOf } from '../../sdk/sources/sql/table.js';

/** What a question may read of an entity. */
export interface Reading {
  /** Fields that were asked for and are not denied. */
  readonly asked: Set<string>;
  /** Fields that relations join by, that lists are filtered and ordered by, and that rows are conditional on. */
  readonly keys: Set<string>;
}

/**
 * The fields of each entity that a principal's question needs, by a plain walk over its document: at the gateway from its
 * root fields on, at a subgraph from `_entities` as well.
 */
export function readable(document: string, access: Access, catalog: Catalog): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  const of = (type: string): Reading => {
    const known = readings.get(type) ?? { asked: new Set<string>(), keys: new Set(fieldsOf(access.rows(type))) };
    readings.set(type, known);
    return known;
  };
  /** @param reachedBy the relation that the rows are read by, whose conditions are then the rows' */
  const walk = (type: string, selections: readonly SelectionNode[], reachedBy?: string): void => {
    const entry = catalog.types.get(type);
    const record = entry?.about ?? type;
    if (selections.length > 0 && entry?.record) log(entry);
    if (reachedBy) for (const field of fieldsOf(access.rows(type, reachedBy))) of(record).keys.add(field);
    for (const node of fieldNodes(selections)) {
      const field = entry?.fields.get(node.name.value);
      if (field === undefined) continue;
      const decision = access.decide(type, field.name);
      if (decision.effect === 'DENY') continue;
      if (decision.rows === 'SOME')
        for (const { where } of access.cases(type, field.name, reachedBy))
          for (const name of fieldsOf(where)) of(record).keys.add(name);
      follow(type, field, node);
    }
  };
  // Whose the rows are that are shown is read for the log (ADR 8): their person, or the persons of their file.
  const log = ({ name, file, fields }: TypeEntry): void => {
    for (const field of fields.values()) if (field.type === 'CitizenId') of(name).keys.add(field.name);
    if (file === null) return;
    of(name).keys.add(file.by);
    for (const key of ['citizenId', 'sealed', file.by]) of(file.of).keys.add(key);
  };
  const follow = (type: string | null, field: FieldEntry, node: FieldNode): void => {
    const { name, shape, target } = field;
    // An existence answer is made of the record that it is about.
    const own = type === null ? null : of(catalog.types.get(type)?.about ?? type);
    const selections = node.selectionSet?.selections ?? [];
    const reachedBy = field.joined ? `${type}.${name}` : undefined;
    if (shape.kind === 'value') own?.asked.add(name);
    if (shape.kind === 'code') own?.asked.add(shape.from);
    if (target === null) return;
    // Rows are read to be counted, though nothing of them may be told.
    of(catalog.types.get(target)?.about ?? target);
    if (shape.kind === 'list') {
      const { join } = shape;
      if (join) own?.keys.add(join.from);
      if (join) of(target).keys.add(join.by);
      if (join?.through) of(join.through.of).keys.add(join.through.by).add(join.through.from);
      for (const key of comparedBy(node, target, catalog)) of(target).keys.add(key);
      walk(target, rowSelections(selections), reachedBy);
      return;
    }
    if (shape.kind === 'existence') {
      if (shape.from) own?.keys.add(shape.from);
      for (const key of [shape.by, ...fieldsOf(access.rows(target))]) of(shape.of).keys.add(key);
    }
    if (shape.kind === 'one') {
      if (shape.from) own?.keys.add(shape.from);
      of(target).keys.add(shape.by);
    }
    if (shape.kind === 'link') {
      own?.keys.add(shape.from);
      const key = catalog.types.get(target)?.entityKey;
      if (key) of(target).keys.add(target === 'Person' ? 'citizenId' : key);
    }
    if (shape.kind === 'own') of(target).keys.add('citizenId');
    walk(target, selections, reachedBy);
  };
  const count = (type: string, node: FieldNode): void => {
    const counting = access.counts(type);
    if (counting.effect === 'DENY') return;
    for (const field of fieldsOf(counting.rows)) of(type).keys.add(field);
    for (const field of comparedBy(node, type, catalog)) of(type).keys.add(field);
  };
  for (const definition of parse(document).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const node of fieldNodes(definition.selectionSet.selections)) {
      if (node.name.value === '_entities') {
        for (const [type, selections] of entitySelections(node)) {
          const { entityKey } = catalog.types.get(type) ?? {};
          if (entityKey) of(type).keys.add(type === 'Person' ? 'citizenId' : entityKey);
          walk(type, selections);
        }
        continue;
      }
      for (const { roots } of catalog.subgraphs.values()) {
        const root = roots.get(node.name.value);
        if (root?.shape.kind === 'counts') count(root.shape.of, node);
        const target = root?.target ?? root?.type;
        if (root && root.shape.kind !== 'counts' && target && access.enter(target).effect !== 'DENY')
          follow(null, { ...root, target }, node);
      }
    }
  }
  return readings;
}

function entitySelections(node: FieldNode): readonly (readonly [string, readonly SelectionNode[]])[] {
  return (node.selectionSet?.selections ?? []).flatMap((each) =>
    each.kind === Kind.INLINE_FRAGMENT && each.typeCondition
      ? [[each.typeCondition.name.value, each.selectionSet.selections] as const]
      : [],
  );
}

function fieldNodes(selections: readonly SelectionNode[]): readonly FieldNode[] {
  return selections.filter((node): node is FieldNode => node.kind === Kind.FIELD);
}

function rowSelections(selections: readonly SelectionNode[]): readonly SelectionNode[] {
  return fieldNodes(selections).flatMap((node) => {
    const inner = node.selectionSet?.selections ?? [];
    if (node.name.value === 'nodes') return inner;
    return node.name.value === 'edges' ? fieldNodes(inner).flatMap((edge) => edge.selectionSet?.selections ?? []) : [];
  });
}

function comparedBy(node: FieldNode, type: string, catalog: Catalog): readonly string[] {
  const argument = (name: string) => node.arguments?.find((each) => each.name.value === name)?.value;
  const fields = [...(catalog.types.get(type)?.fields.keys() ?? [])];
  const filtered = objectNames(argument('filter')).flatMap((name) => fields.filter((field) => field === name));
  const ordered = enumNames(argument('orderBy')).flatMap((name) =>
    fields.filter((field) => constantCase(field) === name),
  );
  const grouped = enumNames(argument('by'));
  const counted = countFieldsOf(catalog, type).flatMap(({ constant, field }) =>
    grouped.includes(constant) ? [field.name] : [],
  );
  return [...filtered, ...ordered, ...counted];
}

function objectNames(value: ValueNode | undefined): readonly string[] {
  if (value?.kind === Kind.LIST) return value.values.flatMap(objectNames);
  if (value?.kind !== Kind.OBJECT) return [];
  return value.fields.flatMap((field) => [field.name.value, ...objectNames(field.value)]);
}

function enumNames(value: ValueNode | undefined): readonly string[] {
  if (value?.kind === Kind.ENUM) return [value.value];
  if (value?.kind === Kind.LIST) return value.values.flatMap(enumNames);
  return value?.kind === Kind.OBJECT ? value.fields.flatMap((field) => enumNames(field.value)) : [];
}

/** One entity as one system holds it. */
export interface BoundEntity {
  readonly entity: string;
  /** Table, service or path, as it is named where calls are recorded. */
  readonly place: string;
  /** Columns of every record that is read: its key, its life, whether it may be shared, and its last change. */
  readonly always: readonly string[];
  columnsOf(field: string): readonly string[];
}

/** Every binding of the systems that are read column by column. */
export const bound: readonly BoundEntity[] = [
  ...judgmentsSql.entities,
  ...correctionsSql.entities,
  ...policeSoap.entities,
  ...enforcementRest.entities,
  ...correctionDevices.entities,
  ...administrativeFiles.entities,
  ...subsidiesSql.entities,
  ...socialSecurityRest.entities,
  ...deathsFiles.entities,
  ...procurementPush.entities,
  ...briberySql.entities,
  ...licencesSql.entities,
].map(({ entity, table, key, fields, alive, excluded, updated }) => ({
  entity,
  place: placeOf(table),
  always: [key, ...(updated?.columns ?? []), ...columnsIn(alive), ...columnsIn(excluded)],
  columnsOf: (field: string) => fields[field as keyof typeof fields]?.columns ?? [],
}));

function placeOf(table: SqlTable | SoapService | RestResource): string {
  if (typeof table === 'string' || isTable(table)) return tableNameOf(table);
  return 'service' in table ? table.service : table.path;
}

function columnsIn(condition: object | null): readonly string[] {
  return [...JSON.stringify(condition).matchAll(/"column":"([^"]+)"/g)].flatMap(([, column]) => column ?? []);
}

/** A call as it reached a system: where, and the columns that it asked for. */
export interface RecordedCall {
  readonly place: string;
  readonly columns: readonly string[];
}

/** The columns that an SQL statement or a call of a service selects; null for what selects none. */
export function selectedBy(statement: string): RecordedCall | null {
  const service = /^(\w+) columns (\S+)/.exec(statement) ?? /^[A-Z]+ (\/\S+) fields (\S+)/.exec(statement);
  if (service) return { place: service[1] ?? '', columns: (service[2] ?? '').split(',') };
  const select = /^select (.*?) from /s.exec(statement)?.[1] ?? '';
  const place = /from "(\w+)"/.exec(statement)?.[1];
  if (place === undefined) return null;
  return { place, columns: [...select.matchAll(/"([^"]+)"/g)].flatMap(([, column]) => column ?? []) };
}
