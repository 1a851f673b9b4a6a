import type { Catalog, FieldEntry } from './catalog.js';

const scalarTypes: Readonly<Record<string, string>> = {
  Int: 'number',
  Float: 'number',
  Money: 'number',
  Boolean: 'boolean',
};

/**
 * Writes the canonical record types as TypeScript: what an adapter's binding may map, and with which values.
 * Only stored values are in it; relations, links and code items are derived.
 */
export function writeRecordTypes(catalog: Catalog): string {
  const types = [...catalog.types.values()].filter((type) => type.record).sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines = [
    '// Generated from schema/graphql by `plumbline schema compose`. Do not edit.',
    '',
    '/** Canonical values of every record type, by type name; dates are ISO 8601 text, money is fen. */',
    'export interface Records {',
  ];
  for (const type of types) {
    const values = [...type.fields.values()].filter(({ shape }) => shape.kind === 'value');
    lines.push(`  readonly ${type.name}: {`);
    for (const field of values) lines.push(`    readonly ${field.name}: ${typeOf(catalog, field)} | null;`);
    lines.push('  };');
  }
  lines.push('}', '', '/** Name of a record type. */', 'export type RecordName = keyof Records;', '');
  return lines.join('\n');
}

function typeOf(catalog: Catalog, { type, isList }: FieldEntry): string {
  const enumeration = catalog.enums.get(type);
  const one = enumeration ? enumeration.map((value) => `'${value}'`).join(' | ') : (scalarTypes[type] ?? 'string');
  if (!isList) return one;
  return enumeration ? `readonly (${one})[]` : `readonly ${one}[]`;
}
