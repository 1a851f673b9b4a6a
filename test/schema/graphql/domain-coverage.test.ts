import { expect, test } from '@jest/globals';
import { readCatalog } from '../../../schema/catalog/read.js';
import { contributions, domainFields } from './domain-fields.js';
import { questionFilters, ruleFields } from './rule-fields.js';

const catalog = readCatalog();
const reachable = reachableFrom('Person');
const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

function fieldAt(coordinate: string) {
  const [type = '', field = ''] = coordinate.split('.');
  return catalog.types.get(type)?.fields.get(field);
}

/** `Type.field` or `Type.field=VALUE`; empty when the schema has it. */
function missing(want: string): readonly string[] {
  const [coordinate = '', value] = want.split('=');
  const field = fieldAt(coordinate);
  const found = field !== undefined && (value === undefined || catalog.enums.get(field.type)?.includes(value));
  return found ? [] : [want];
}

test.each(Object.entries(domainFields))('%s has every field that the domain names', (_, line) => {
  const [type = '', ...names] = words(line);
  const coordinates = names.map((name) => name.split('=')[1] ?? `${type}.${name}`);
  expect(coordinates.flatMap(missing)).toEqual([]);
});

test.each(Object.entries(contributions))('%s contributes what the federation owes to others', (subgraph, line) => {
  const own = catalog.subgraphs.get(subgraph)?.types;
  const declares = (coordinate: string) => {
    const [type = '', field = ''] = coordinate.split('.');
    return own?.get(type)?.fields.has(field) === true;
  };
  expect(words(line).filter((coordinate) => !declares(coordinate))).toEqual([]);
});

test.each(Object.entries(ruleFields))('rule %s finds its fields', (_, line) => {
  expect(words(line).flatMap(missing)).toEqual([]);
});

test.each(Object.entries(ruleFields))('rule %s reaches its evidence from a person', (_, line) => {
  const types = new Set(words(line).map((want) => want.split('.')[0] ?? ''));
  expect([...types].filter((type) => !reachable.has(type))).toEqual([]);
});

test.each(Object.entries(questionFilters))('question %s can narrow by what it asks', (_, line) => {
  const lacking = words(line).flatMap((want) => {
    const [coordinate = '', ops = ''] = want.split(':');
    const known: readonly string[] = fieldAt(coordinate)?.filterOps ?? [];
    return ops
      .split(',')
      .filter((op) => !known.includes(op))
      .map((op) => `${coordinate}:${op}`);
  });
  expect(lacking).toEqual([]);
});

test('the forty core rules are covered, and the rule on subsidies', () => {
  expect(Object.keys(ruleFields)).toHaveLength(41);
});

/** Types that relations and links lead to. */
function reachableFrom(start: string): ReadonlySet<string> {
  const found = new Set([start]);
  for (const type of found) {
    for (const { target } of catalog.types.get(type)?.fields.values() ?? []) if (target !== null) found.add(target);
  }
  return found;
}
