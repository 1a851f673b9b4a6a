import { expect, test } from '@jest/globals';
import { Kind } from 'graphql';
import { readCatalog, readSubgraphSources } from '../../../schema/catalog/read.js';
import { findCodeSystem } from '../../../schema/codes/systems.js';

const sources = readSubgraphSources();
const catalog = readCatalog(sources);
const records = [...catalog.types.values()].filter((type) => type.record);
const bilingual = /^[A-Z][^\n]*\. [^.]*[\u4e00-\u9fff][^.]*$/;

const described = sources.flatMap(({ name, document }) =>
  document.definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.ENUM_TYPE_DEFINITION) return [];
    const members = node.kind === Kind.OBJECT_TYPE_DEFINITION ? node.fields : node.values;
    const own = node.name.value === 'Query' ? [] : [node];
    return [...own, ...(members ?? [])].map((each) => ({
      at: `${name}: ${node.name.value}.${each.name.value}`,
      text: each.description?.value ?? '',
      of: node.name.value,
    }));
  }),
);

test('every type, field and value is described in English, then in Chinese', () => {
  expect(described.filter(({ text }) => !bilingual.test(text)).map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
});

test('every citizen id is sensitive at least, and has its mask', () => {
  const bare = fieldsWhere(({ type }) => type === 'CitizenId').filter(
    ({ field }) => !['SENSITIVE', 'SEALED'].includes(field.class) || field.mask !== 'CITIZEN_ID',
  );
  expect(bare.map(({ at }) => at)).toEqual([]);
});

test('names, sealing and health are never a way to narrow or order', () => {
  const open = fieldsWhere(({ name, mask }) => name === 'sealed' || mask === 'NAME' || mask === 'DROP').filter(
    ({ field }) => field.filterOps.length > 0 || field.orderable,
  );
  expect(open.map(({ at }) => at)).toEqual([]);
});

/** Agencies themselves, and what the hub itself does: rules and their runs are no agency's records. */
const ofNobody = new Set(['Agency', 'OversightRule', 'OversightRun']);

test('what a root lists carries its agency and division, and its sealing where it concerns a person', () => {
  const listed = [...catalog.subgraphs.values()].flatMap(({ roots }) =>
    [...roots.values()].flatMap(({ shape }) => (shape.kind === 'list' && !ofNobody.has(shape.of) ? [shape.of] : [])),
  );
  const lacking = listed.flatMap((of) => {
    const fields = catalog.types.get(of)?.fields;
    const personal = fields?.has('citizenId') || fields?.has('subjectNo');
    const needs = ['agencyCode', 'jurisdictionDivisionCode', ...(personal ? ['sealed'] : [])];
    return needs.filter((name) => !fields?.has(name)).map((name) => `${of}.${name}`);
  });
  expect(lacking).toEqual([]);
});

test('every code names a code system that the hub has', () => {
  const strange = fieldsWhere(({ shape }) => shape.kind === 'code' && findCodeSystem(shape.system) === null);
  expect(strange.map(({ at }) => at)).toEqual([]);
});

test('public-order records are sealed field by field', () => {
  const fields = fieldsWhere(() => true, ['PublicOrderCase', 'PublicOrderPenalty']);
  const loose = fields.filter(({ field }) => field.shape.kind === 'value' && field.class !== 'SEALED');
  expect(loose.map(({ at }) => at)).toEqual([]);
});

test('a stub says of an entity and its key what the owner says', () => {
  const said = new Map<string, Set<string>>();
  const shared = new Set(records.flatMap(({ name, entityKey }) => [`${name}.${name}`, `${name}.${entityKey}`]));
  for (const { at, text } of described) {
    const coordinate = at.split(': ')[1] ?? '';
    if (shared.has(coordinate)) said.set(coordinate, (said.get(coordinate) ?? new Set()).add(text));
  }
  expect([...said].filter(([, texts]) => texts.size > 1).map(([coordinate]) => coordinate)).toEqual([]);
});

type Field = (typeof records)[number]['fields'] extends ReadonlyMap<string, infer Entry> ? Entry : never;

function fieldsWhere(holds: (field: Field) => boolean, types: readonly string[] = records.map(({ name }) => name)) {
  return types.flatMap((type) =>
    [...(catalog.types.get(type)?.fields.values() ?? [])]
      .filter(holds)
      .map((field) => ({ at: `${type}.${field.name}`, field })),
  );
}
