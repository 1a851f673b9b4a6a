import { assign, isOrdinary, isRow, mergeInto, type Row, readOwn } from './merge.js';
import type { RequiredSelection } from './plan.js';
import type { TypeTest } from './type-test.js';

/**
 * Takes from an entity what identifies it to a subgraph; null when that is missing. Parts that the planner asked for in
 * separate fragments may be missing one by one, as when `@skip` kept them from being fetched, unless `isStrict`:
 * after a fault a missing part may be one that failed, and a subgraph must not compute on half of its inputs.
 */
export type Extract = (entity: Row, isStrict: boolean) => Row | null;

export interface Extractor {
  readonly extract: Extract;
  /** Equal for entities that the subgraph would answer alike; undefined when the representation must be compared whole. */
  readonly key: ((entity: Row) => string) | undefined;
}

/** Gives the extractor of entities of a type; null when the fetch is not for that type. Compiled once a type. */
export function compileRepresentations(
  requires: readonly RequiredSelection[],
  isOfType: TypeTest,
): (typename: string) => Extractor | null {
  const compiled = new Map<string, Extractor | null>();
  return (typename) => {
    const known = compiled.get(typename);
    if (known !== undefined) return known;
    const levels = collectLevels(requires, typename, isOfType);
    const extractor = createExtractor(levels, isOfType);
    compiled.set(typename, extractor);
    return extractor;
  };
}

/** Fields that stand or fall together: those of one fragment. */
type Level = ReadonlyMap<string, readonly RequiredSelection[] | undefined>;

function createExtractor(levels: readonly Level[], isOfType: TypeTest): Extractor | null {
  const names = new Set(levels.flatMap((level) => [...level.keys()]));
  if (!names.delete('__typename')) return null;
  const [only] = names;
  const isSimple = only !== undefined && names.size === 1 && levels.every((level) => level.get(only) === undefined);
  return {
    extract: compileLevels(levels, isOfType),
    key: isSimple ? (entity) => keyOf(entity[only]) : undefined,
  };
}

/** A key that tells 1 from "1": they are different values of different scalars. */
function keyOf(value: unknown): string {
  return typeof value === 'string' ? value : `\u0000${JSON.stringify(value)}`;
}

function compileLevels(levels: readonly Level[], isOfType: TypeTest): Extract {
  const parts = levels.map((level) => compileLevel(level, isOfType));
  const [first] = parts;
  if (first === undefined) return () => ({});
  if (parts.length === 1) return first;
  return (entity, isStrict) => {
    let representation: Row | null = null;
    for (const part of parts) {
      const taken = part(entity, isStrict);
      if (taken === null && isStrict) return null;
      if (representation === null) representation = taken;
      else if (taken !== null) mergeInto(representation, taken);
    }
    return representation;
  };
}

function compileLevel(level: Level, isOfType: TypeTest): Extract {
  const fields = [...level].map(([name, selections]) => ({
    name,
    read: isOrdinary(name) ? undefined : readOwn,
    nested: selections === undefined ? undefined : compileNested(selections, isOfType),
  }));
  return (entity, isStrict) => {
    const representation: Row = {};
    for (const { name, read, nested } of fields) {
      const value = read === undefined ? entity[name] : read(entity, name);
      if (value === undefined) return null;
      assign(representation, name, nested === undefined ? value : nested(value, isStrict));
    }
    return representation;
  };
}

function compileNested(
  selections: readonly RequiredSelection[],
  isOfType: TypeTest,
): (value: unknown, isStrict: boolean) => unknown {
  const byType = new Map<string, Extract>();
  const extractorOf = (typename: string): Extract => {
    const known = byType.get(typename);
    if (known !== undefined) return known;
    const levels = collectLevels(selections, typename, isOfType);
    const extract = compileLevels(levels, isOfType);
    byType.set(typename, extract);
    return extract;
  };
  const take = (value: unknown, isStrict: boolean): unknown => {
    if (Array.isArray(value)) return value.map((element) => take(element, isStrict));
    if (!isRow(value)) return null;
    return extractorOf(typeof value.__typename === 'string' ? value.__typename : '')(value, isStrict);
  };
  return take;
}

/** The fields asked of an object of one type, a level a fragment; '' is a type that nobody asked for. */
function collectLevels(selections: readonly RequiredSelection[], typename: string, isOfType: TypeTest): Level[] {
  const fields = new Map<string, readonly RequiredSelection[] | undefined>();
  const levels: Level[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') fields.set(selection.name, selection.selections);
    else if (selection.typeCondition === undefined || isOfType(typename, selection.typeCondition)) {
      levels.push(...collectLevels(selection.selections, typename, isOfType));
    }
  }
  return fields.size === 0 ? levels : [fields, ...levels];
}
