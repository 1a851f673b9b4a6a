import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
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

test('every field that records are joined by can be looked up', () => {
  const all = [...judgmentsSql.entities, ...correctionsSql.entities];
  const records = recordsOf('judgments', 'corrections', 'identity');
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
