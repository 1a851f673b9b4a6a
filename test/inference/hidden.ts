import type { Access, MaskKind } from '../../schema/access.js';
import type { Catalog, FieldEntry, TypeEntry } from '../../schema/catalog/catalog.js';
import { fieldsOf } from '../../schema/condition.js';
import { matches } from '../subgraphs/array-reader.js';
import { type Random, randomRow, rowId, valuesOf, type World, type WorldRow } from './world.js';

/**
 * Another world that a principal cannot tell from the first: rows that do not exist for it come, go and change, and fields
 * that it does not see on a row have other values, as have masked ones whose mask looks the same. What it may know by its
 * rights stays: row conditions, the keys that open relations join by, and what it may count by; keys of relations that are shut do not.
 */
export function hiddenTwin(
  catalog: Catalog,
  access: Access,
  mask: (kind: MaskKind, value: unknown) => unknown,
  world: World,
  random: Random,
): World {
  return new Map(
    [...world].map(([name, rows]) => {
      const type = catalog.types.get(name);
      return [name, type ? twinRows(catalog, access, mask, type, rows, random) : rows];
    }),
  );
}

/** How many differences a twin has: a proof that says nothing of hidden data would prove nothing. */
export function differencesOf(world: World, twin: World): number {
  let found = 0;
  for (const [name, rows] of world) {
    const others = new Map((twin.get(name) ?? []).map((row) => [row[rowId], row]));
    for (const row of rows) {
      const other = others.get(row[rowId]);
      if (other === undefined) found += 1;
      else found += Object.keys(row).filter((field) => row[field] !== other[field]).length;
    }
    found += (twin.get(name) ?? []).filter((row) => !rows.some((each) => each[rowId] === row[rowId])).length;
  }
  return found;
}

function twinRows(
  catalog: Catalog,
  access: Access,
  mask: (kind: MaskKind, value: unknown) => unknown,
  type: TypeEntry,
  rows: readonly WorldRow[],
  random: Random,
): readonly WorldRow[] {
  const ways = [undefined, ...waysTo(catalog, type.name)];
  const isKnown = (row: WorldRow) =>
    existence(catalog, access, type, ways).some((condition) => matches(condition, row));
  const fixed = fixedFields(catalog, access, type, ways);
  const twin = rows.flatMap((row): readonly WorldRow[] => {
    if (isKnown(row)) return [alter(catalog, access, mask, type, ways, fixed, row, random)];
    if (random() < 0.4) return [];
    const other = { ...randomRow(catalog, type, 100, random), [rowId]: row[rowId] ?? null };
    return [isKnown(other) ? row : other];
  });
  const born = Array.from({ length: 4 }, (_, at) => ({
    ...randomRow(catalog, type, 200 + at, random),
    [rowId]: `${type.name}+${at}`,
  })).filter((row) => !isKnown(row));
  // New rows stand anywhere in the total order, so that positions would tell.
  return [...born.slice(2), ...twin, ...born.slice(0, 2).map((row) => ({ ...row, [rowId]: `!${row[rowId]}` }))];
}

// Conditions under which a row is known to exist, by whatever path: seen, counted, or answered about.
function existence(catalog: Catalog, access: Access, type: TypeEntry, ways: readonly (string | undefined)[]) {
  const counting = access.counts(type.name);
  const answers = [...catalog.types.values()].filter(({ about }) => about === type.name);
  return [
    ...ways.map((way) => access.rows(type.name, way)),
    ...(counting.effect === 'ALLOW' ? [counting.rows] : []),
    ...answers.filter(({ name }) => access.enter(name).effect !== 'DENY').map(({ name }) => access.rows(name)),
  ];
}

function waysTo(catalog: Catalog, target: string): readonly string[] {
  return [...catalog.types.values()].flatMap((type) =>
    [...type.fields.values()]
      .filter((field) => field.joined && field.target === target)
      .map(({ name }) => `${type.name}.${name}`),
  );
}

function fixedFields(
  catalog: Catalog,
  access: Access,
  type: TypeEntry,
  ways: readonly (string | undefined)[],
): ReadonlySet<string> {
  // Which system holds a record goes by its division, and rows of several systems stand in the order of these.
  const fixed = new Set<string>([rowId, type.key ?? '', type.entityKey ?? '', 'jurisdictionDivisionCode']);
  for (const condition of existence(catalog, access, type, ways))
    for (const field of fieldsOf(condition)) fixed.add(field);
  for (const field of type.fields.values())
    for (const way of ways)
      for (const { where } of access.cases(type.name, field.name, way))
        for (const each of fieldsOf(where)) fixed.add(each);
  for (const each of catalog.types.values())
    for (const { name, shape } of each.fields.values()) {
      // A relation that is shut joins nothing: what it would join by may be anything.
      if (access.decide(each.name, name).effect === 'DENY') continue;
      if (each.name === type.name && 'from' in shape && shape.from !== null) fixed.add(shape.from);
      if (shape.kind === 'list' && shape.join) {
        const { by, from, through } = shape.join;
        if (shape.of === type.name) fixed.add(by);
        if (each.name === type.name) fixed.add(from);
        if (through?.of === type.name) fixed.add(through.by).add(through.from);
      }
      if ((shape.kind === 'one' || shape.kind === 'existence') && shape.of === type.name) fixed.add(shape.by);
    }
  for (const { roots } of catalog.subgraphs.values())
    for (const { shape, target, type: named } of roots.values()) {
      const isAsked = (shape.kind === 'one' || shape.kind === 'existence') && shape.of === type.name;
      if (isAsked && access.enter(target ?? named).effect !== 'DENY') fixed.add(shape.by);
    }
  const counting = access.counts(type.name);
  if (counting.effect === 'ALLOW') for (const field of counting.fields) fixed.add(field);
  for (const answer of catalog.types.values())
    if (answer.about === type.name) for (const name of answer.fields.keys()) fixed.add(name);
  return fixed;
}

function alter(
  catalog: Catalog,
  access: Access,
  mask: (kind: MaskKind, value: unknown) => unknown,
  type: TypeEntry,
  ways: readonly (string | undefined)[],
  fixed: ReadonlySet<string>,
  row: WorldRow,
  random: Random,
): WorldRow {
  const changed: Record<string, WorldRow[string]> = { ...row };
  for (const field of type.fields.values()) {
    if (field.shape.kind !== 'value' || field.isList || fixed.has(field.name)) continue;
    const values = valuesOf(catalog, field);
    const value = values[Math.floor(random() * values.length)] ?? null;
    if (looksAlike(access, mask, type, field, ways, row, value)) changed[field.name] = value;
  }
  return changed;
}

// The same to this principal on every way to the row: denied there, or masked to the same characters.
function looksAlike(
  access: Access,
  mask: (kind: MaskKind, value: unknown) => unknown,
  type: TypeEntry,
  field: FieldEntry,
  ways: readonly (string | undefined)[],
  row: WorldRow,
  value: WorldRow[string],
): boolean {
  const decision = access.decide(type.name, field.name);
  const shows = (effect: { readonly effect: string; readonly mask?: MaskKind }) =>
    effect.effect === 'ALLOW' ||
    (effect.mask !== undefined && masked(mask, effect.mask, row[field.name]) !== masked(mask, effect.mask, value));
  if (decision.effect === 'DENY') return true;
  if (decision.rows === 'ALL') return !shows(decision);
  return ways.every((way) => {
    const found = access.cases(type.name, field.name, way).find(({ where }) => matches(where, row));
    return found === undefined || !shows(found);
  });
}

function masked(mask: (kind: MaskKind, value: unknown) => unknown, kind: MaskKind, value: unknown): unknown {
  return value === null || value === undefined ? null : mask(kind, value);
}
