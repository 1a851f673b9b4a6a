import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** A small seeded generator (mulberry32): the same seed gives the same queries everywhere. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface RandomQuery {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Writes a valid query over a schema: aliases, fragments of every kind, used once and again, `@skip`, `@include`, `__typename`, arguments. */
export function randomQuery(schema: GraphQLSchema, seed: number): RandomQuery {
  const next = seeded(seed);
  const chance = (probability: number): boolean => next() < probability;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const fragments: { readonly name: string; readonly on: string; readonly text: string }[] = [];
  let names = 0;

  const condition = (): string => {
    if (!chance(0.12)) return '';
    return pick([
      ' @skip(if: $s)',
      ' @include(if: $i)',
      ' @skip(if: false)',
      ' @include(if: true)',
      ' @include(if: $s) @skip(if: $i)',
    ]);
  };
  const literal = (type: GraphQLInputType, name: string): string => {
    if (isNonNullType(type)) return literal(type.ofType, name);
    if (isListType(type)) return `[${literal(type.ofType, name)}]`;
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (name === 'filter') return pick(['{}', '{ from: 2010 }', '{ kinds: [OPEN] }', '{ kinds: CLOSED, from: 2001 }']);
    if (name === 'number') return `"c${Math.floor(next() * 31)}"`;
    if (name === 'id') return chance(0.3) ? '$id' : `"p${Math.floor(next() * 13)}"`;
    if (name === 'first') return chance(0.3) ? '$n' : String(Math.floor(next() * 5));
    return '"x"';
  };
  const args = (definitions: readonly GraphQLArgument[]): string => {
    const given = definitions.filter((argument) => isNonNullType(argument.type) || chance(0.5));
    return given.length === 0 ? '' : `(${given.map(({ name, type }) => `${name}: ${literal(type, name)}`).join(', ')})`;
  };
  const selection = (type: GraphQLNamedType, depth: number): string => {
    const parts: string[] = [];
    if (chance(0.25)) parts.push(chance(0.3) ? `kind${names++}: __typename` : '__typename');
    const possible = isObjectType(type) || isUnionType(type) ? [] : schema.getPossibleTypes(type as never);
    const concrete = isUnionType(type) ? schema.getPossibleTypes(type) : possible;
    if (!isUnionType(type) && isCompositeType(type)) {
      for (const field of Object.values(type.getFields())) {
        const inner = getNamedType(field.type);
        const wanted = isCompositeType(inner) ? (depth > 0 ? 0.3 : 0) : 0.45;
        if (!chance(wanted)) continue;
        const written = args(field.args);
        const alias = written !== '' || chance(0.2) ? `a${names++}: ` : '';
        parts.push(
          `${alias}${field.name}${written}${condition()}${isCompositeType(inner) ? ` ${selection(inner, depth - 1)}` : ''}`,
        );
        if (alias === '' && isCompositeType(inner) && chance(0.15))
          parts.push(`${field.name} ${selection(inner, depth - 1)}`);
      }
    }
    for (const object of concrete) {
      if (depth > 0 && chance(0.6)) parts.push(`... on ${object.name}${condition()} ${selection(object, depth - 1)}`);
    }
    if (isObjectType(type) && depth > 0 && chance(0.2)) {
      const fragment = `F${names++}`;
      fragments.push({ name: fragment, on: type.name, text: selection(type, depth - 1) });
      parts.push(`...${fragment}${condition()}`);
    }
    // What is written already names no fragment that is being written: no rings.
    const again = fragments.filter(({ on }) => on === type.name);
    if (again.length > 0 && chance(0.3)) parts.push(`...${pick(again).name}${condition()}`);
    if (depth > 0 && chance(0.08)) parts.push(`...${condition()} ${selection(type, depth - 1)}`);
    if (parts.length === 0) parts.push('__typename');
    return `{ ${parts.join(' ')} }`;
  };

  const body = selection(schema.getQueryType() as GraphQLNamedType, 3);
  const written = fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`);
  const query = `query Q($s: Boolean!, $i: Boolean = true, $id: ID = "p1", $n: Int = 2) ${body} ${written.join(' ')}`;
  const variables = {
    s: chance(0.5),
    ...(chance(0.5) ? { i: chance(0.5) } : {}),
    ...(chance(0.5) ? { id: 'p9', n: 3 } : {}),
  };
  return { query, variables };
}
