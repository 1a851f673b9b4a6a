import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { briberySql } from '../../adapters/bribery-sql/adapter.js';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { deathsFiles } from '../../adapters/deaths-files/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { licencesSql } from '../../adapters/licences-sql/adapter.js';
import { procurementPush } from '../../adapters/procurement-push/adapter.js';
import { socialSecurityRest } from '../../adapters/social-security-rest/adapter.js';
import { subsidiesSql } from '../../adapters/subsidies-sql/adapter.js';
import { packageRoot } from '../../schema/package-root.js';

function recordsOf(...subgraphs: readonly string[]): ReadonlyMap<string, ObjectTypeDefinitionNode> {
  const types = subgraphs.flatMap((subgraph) => {
    const source = readFileSync(join(packageRoot, `schema/graphql/${subgraph}.graphql`), 'utf8');
    return parse(source).definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [node] : []));
  });
  const records = types.filter(({ directives }) => directives?.some(({ name }) => name.value === 'record'));
  return new Map(records.map((type) => [type.name.value, type]));
}

const fieldsOf = (type: ObjectTypeDefinitionNode | undefined) => type?.fields?.map(({ name }) => name.value) ?? [];

test.each([
  { adapter: judgmentsSql, subgraph: 'judgments', elsewhere: [] },
  // Scans come from the devices' feed; the register keeps no documents.
  { adapter: correctionsSql, subgraph: 'corrections', elsewhere: ['BiometricScan', 'DossierDocument'] },
])(
  '$subgraph: every record of the schema is bound, and only fields that it has',
  ({ adapter, subgraph, elsewhere }) => {
    const records = recordsOf(subgraph, 'identity');
    const bound = adapter.entities.map(({ entity }) => entity);
    const unknown = adapter.entities.flatMap(({ entity, fields }) =>
      Object.keys(fields).flatMap((field) =>
        fieldsOf(records.get(entity)).includes(field) ? [] : [`${entity}.${field}`],
      ),
    );
    expect(unknown).toEqual([]);
    const missing = [...recordsOf(subgraph).keys()].filter((record) => !bound.includes(record));
    expect(missing.sort()).toEqual([...elsewhere].sort());
  },
);

const registers = [
  ...[...subsidiesSql.entities, ...socialSecurityRest.entities, ...deathsFiles.entities],
  ...[...procurementPush.entities, ...briberySql.entities, ...licencesSql.entities],
];

test('registers: every record of the schema is bound by one system, and every field of it but relations', () => {
  const records = recordsOf('registers');
  expect(registers.map(({ entity }) => entity).sort()).toEqual([...records.keys()].sort());
  const unbound = registers.flatMap(({ entity, fields }) => {
    const held = records.get(entity)?.fields?.filter(({ directives }) => directives?.every(isNoRelation)) ?? [];
    return held.flatMap(({ name }) => (Object.hasOwn(fields, name.value) ? [] : [`${entity}.${name.value}`]));
  });
  expect(unbound).toEqual([]);
});

const isNoRelation = ({ name }: { readonly name: { readonly value: string } }) =>
  !['list', 'one', 'link'].includes(name.value);

test('every field that records are joined by can be looked up', () => {
  const all = [...judgmentsSql.entities, ...correctionsSql.entities, ...registers];
  const records = recordsOf('judgments', 'corrections', 'registers', 'identity');
  const missing: string[] = [];
  for (const type of records.values()) {
    for (const directive of type.fields?.flatMap(({ directives }) => directives ?? []) ?? []) {
      if (directive.name.value !== 'list' && directive.name.value !== 'one') continue;
      const given = (name: string) => {
        const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
        return value?.kind === Kind.STRING ? value.value : '';
      };
      const target = all.find(({ entity }) => entity === given('of'));
      if (target !== undefined && !target.lookups.includes(given('by'))) missing.push(`${given('of')}.${given('by')}`);
    }
  }
  expect(missing).toEqual([]);
});
