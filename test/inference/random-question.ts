import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { personFilter } from '../../schema/catalog/person-links.js';
import { pools, type Random, valuesOf } from './world.js';

/** What questions may name besides the schema's own words. */
export interface Vocabulary {
  readonly catalog: Catalog;
  readonly schema: GraphQLSchema;
  /** Root fields that are asked. */
  readonly roots: readonly string[];
  /** Cursors that earlier answers gave, whatever their list. */
  readonly cursors: readonly string[];
  /** Person tokens: of everybody, hidden or not, and those that earlier answers gave. */
  readonly tokens: readonly string[];
}

/**
 * Writes a valid question: filters with every operator and values of both worlds, people, changes since a time here and in relations,
 * orders, pages, counts, aliases, fragments.
 */
export function randomQuestion({ catalog, schema, roots, cursors, tokens }: Vocabulary, random: Random): string {
  const chance = (probability: number) => random() < probability;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  let names = 0;
  let asksChanges = false;

  const scalar = (type: GraphQLInputType, owner: string, field: string): string => {
    const named = getNamedType(type);
    if (isEnumType(named)) return pick(named.getValues()).name;
    const entry = catalog.types.get(owner)?.fields.get(field);
    const values = entry ? valuesOf(catalog, entry) : pools.id;
    const value = chance(0.1) ? pick(pools.text) : pick(values);
    if (named.name === 'Boolean') return String(chance(0.5));
    if (['Int', 'Float', 'Money'].includes(named.name)) return String(pick(pools.number));
    if (named.name === 'Date') return JSON.stringify(pick(pools.date));
    if (named.name === 'DateTime') return JSON.stringify(pick(pools.dateTime));
    if (named.name === 'CitizenId') return JSON.stringify(pick(pools.citizenId));
    if (named.name === 'CaseNumber') return JSON.stringify(pick(pools.caseNumber));
    return JSON.stringify(String(value));
  };

  const comparison = (input: GraphQLInputObjectType, owner: string, field: string): string => {
    const op = pick(Object.values(input.getFields()));
    if (input.name === personFilter) {
      const [one, other] = [JSON.stringify(pick(tokens)), JSON.stringify(pick(tokens))];
      return `{ ${op.name}: ${isListType(op.type) ? `[${one}, ${other}]` : one} }`;
    }
    if (isListType(op.type))
      return `{ ${op.name}: [${scalar(op.type, owner, field)}, ${scalar(op.type, owner, field)}] }`;
    const whole = scalar(op.type, owner, field);
    const text =
      op.name === 'prefix' || op.name === 'contains'
        ? whole.slice(0, 1 + Math.ceil(random() * 6)).replace(/"?$/, '"')
        : whole;
    return `{ ${op.name}: ${text === '"' ? '""' : text} }`;
  };

  const filter = (input: GraphQLInputObjectType, owner: string, depth: number): string => {
    const fields = Object.values(input.getFields()).filter(
      ({ name }) => depth > 0 || !['and', 'or', 'not'].includes(name),
    );
    const parts = new Map<string, string>();
    for (let left = chance(0.3) ? 2 : 1; left > 0; left -= 1) {
      const { name, type } = pick(fields);
      const named = getNamedType(type);
      if (!isInputObjectType(named)) continue;
      if (name === 'not') parts.set(name, filter(named, owner, depth - 1));
      else if (name === 'and' || name === 'or')
        parts.set(name, `[${filter(named, owner, depth - 1)}, ${filter(named, owner, depth - 1)}]`);
      else parts.set(name, comparison(named, owner, name));
    }
    return `{ ${[...parts].map(([name, text]) => `${name}: ${text}`).join(', ')} }`;
  };

  const argument = ({ name, type }: GraphQLArgument, owner: string): string | null => {
    const named = getNamedType(type);
    if (name === 'filter' && isInputObjectType(named)) return chance(0.5) ? filter(named, owner, 1) : null;
    if (name === 'orderBy' && isInputObjectType(named)) {
      const field = getNamedType(named.getFields().field?.type as never);
      return chance(0.4) && isEnumType(field)
        ? `[{ field: ${pick(field.getValues()).name}, direction: ${pick(['ASC', 'DESC'])} }]`
        : null;
    }
    if (name === 'by' && isEnumType(named)) return chance(0.7) ? `[${pick(named.getValues()).name}]` : null;
    if (name === 'changedSince') {
      asksChanges = chance(0.25);
      return asksChanges ? JSON.stringify(pick(pools.dateTime)) : null;
    }
    if (name === 'changedIn' && isEnumType(named))
      return asksChanges && chance(0.5) ? `[${pick(named.getValues()).name}, ${pick(named.getValues()).name}]` : null;
    if (name === 'first') return chance(0.7) ? String(1 + Math.floor(random() * 6)) : null;
    if (name === 'after') return chance(0.25) && cursors.length > 0 ? JSON.stringify(pick(cursors)) : null;
    if (name === 'id' && owner === 'Person') return chance(0.5) ? JSON.stringify(pick(tokens)) : null;
    return isNonNullType(type) || chance(0.7) ? scalar(type, owner, name) : null;
  };

  const field = (definition: GraphQLField<unknown, unknown>, depth: number): string | null => {
    const named = getNamedType(definition.type);
    const owner = named.name.replace(/Connection$/, '');
    const given = definition.args.flatMap((each) => {
      const text = argument(each, owner);
      return text === null ? [] : [`${each.name}: ${text}`];
    });
    const body = isObjectType(named) ? selection(named, depth) : '';
    if (body === null) return null;
    const args = given.length === 0 ? '' : `(${given.join(', ')})`;
    const alias = args !== '' || chance(0.1) ? `a${names++}: ` : '';
    return `${alias}${definition.name}${args}${body}`;
  };

  const selection = (type: GraphQLObjectType, depth: number): string | null => {
    const isConnection = type.name.endsWith('Connection');
    const parts = Object.values(type.getFields()).flatMap((definition) => {
      const named = getNamedType(definition.type);
      if (isConnection && definition.name === 'edges') return chance(0.3) ? (field(definition, depth) ?? []) : [];
      if (isConnection || type.name.endsWith('Edge')) {
        const isWanted = definition.name === 'nodes' || definition.name === 'node' || chance(0.6);
        return isWanted ? (field(definition, depth) ?? []) : [];
      }
      if (!isObjectType(named)) return chance(0.5) ? [definition.name] : [];
      if (['Source', 'RecordFlag', 'CodeItem', 'PageInfo', 'CountGroup', 'CountKey'].includes(named.name))
        return chance(0.25) || named.name.startsWith('Count') ? (field(definition, depth) ?? []) : [];
      return depth > 0 && chance(0.22) ? (field(definition, depth - 1) ?? []) : [];
    });
    const body = parts.length === 0 ? ['__typename'] : parts;
    return chance(0.1) ? ` { ... on ${type.name} { ${body.join(' ')} } }` : ` { ${body.join(' ')} }`;
  };

  const query = schema.getQueryType();
  const asked = Array.from({ length: chance(0.2) ? 2 : 1 }, () => query?.getFields()[pick(roots)]).flatMap((root) =>
    root ? (field(root, 2) ?? []) : [],
  );
  return `{ ${asked.map((text, at) => (/^a\d+: /.test(text) ? text : `r${at}: ${text}`)).join(' ')} }`;
}
