import type { Access } from '../../../schema/access.js';
import { constantCase } from '../../../schema/catalog/connection.js';
import { relatedOf } from '../../../schema/catalog/related.js';
import { filterType, type NarrowGround, rootEntry } from './narrow.js';
import { person, type Relation, relationsOf } from './relations.js';

/** What ways back are sought in: the schema, and what the engine may see of it. */
export interface LeadGround extends NarrowGround {
  readonly access: Access;
  /** Whether a token is that of a citizen: that of a record which names nobody finds none by it. */
  readonly namesCitizen: (token: string) => boolean;
}

/** What the engine's account sees of types, their lists and fields. */
export type Sight = ReturnType<typeof createSight>;

export function createSight(ground: LeadGround) {
  const { catalog, access } = ground;
  const lists = new Map<string, string>();
  for (const { roots } of catalog.subgraphs.values())
    for (const { name, shape } of roots.values()) if (shape.kind === 'list') lists.set(shape.of, name);
  const isClear = (type: string, field: string) => {
    const decision = access.decide(type, field);
    return decision.effect === 'ALLOW' && decision.rows === 'ALL';
  };
  const listOf = (type: string) => (access.enter(type).effect === 'DENY' ? null : (lists.get(type) ?? null));
  const canAsk = (type: string, field: string) => {
    const list = listOf(type);
    return list !== null && isClear(type, field) && filterType(list, field, 'in', ground) !== null;
  };
  const relations = (type: string) => {
    const entry = catalog.types.get(type);
    return entry === undefined ? [] : relationsOf(entry, catalog).filter(({ name }) => isOpen(type, name));
  };
  const isOpen = (type: string, field: string) => access.decide(type, field).effect !== 'DENY';
  return {
    ...{ ground, isClear, listOf, canAsk, relations },
    /** Relations of a type to the people whom its records are about. */
    personLinks: (type: string) => relations(type).filter(({ target, kind }) => target === person && kind === 'ONE'),
    /** What tells people apart: the field that their tokens are in. */
    token: catalog.types.get(person)?.entityKey ?? '',
    /** What a list calls a relation whose changes its rows can be asked for by; null for others. */
    changedIn: (list: string, { name }: Relation): string | null => {
      const related = rootEntry(list, catalog)?.target ?? '';
      return relatedOf(catalog, related).has(constantCase(name)) ? constantCase(name) : null;
    },
    typeOf: (list: string) => rootEntry(list, catalog)?.target ?? '',
    /** Whether the list of a relation's target shows every record that the relation does: policies may open more to those who follow it. */
    showsAll: ({ parent, name, target, isJoined }: Relation) => {
      if (listOf(target) === null) return false;
      const way = isJoined ? `${parent}.${name}` : undefined;
      return JSON.stringify(access.rows(target)) === JSON.stringify(access.rows(target, way));
    },
    /** Fields that tell few records of a type from others: its key, and the numbers of files that it goes by. */
    handles: (type: string) => {
      const entry = catalog.types.get(type);
      const joins = relations(type).flatMap(({ from, target }) => (target === 'Agency' ? [] : [from]));
      return [...new Set([entry?.key ?? '', ...joins])].filter((field) => canAsk(type, field));
    },
  };
}
