import { Kind } from 'graphql';
import type { FileEntry, TypeEntry } from './catalog.js';
import { argumentsOf, directive, invalid } from './directive.js';
import type { SubgraphSource } from './source.js';

/** Canonical field by which a record names the person whose it is. */
export const personField = 'citizenId';

/** The files of a subgraph: who names their persons. Rejects with `SCHEMA_INVALID` for records that name nobody. */
export function filesOf({ document }: SubgraphSource): readonly FileEntry[] {
  return document.definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const record = directive(node, 'record');
    const { file } = record ? argumentsOf(record) : {};
    if (file === undefined) return [];
    const names = node.fields?.map(({ name }) => name.value) ?? [];
    for (const field of [personField, String(file)])
      if (!names.includes(field))
        throw invalid(node, `${node.name.value} has no field ${field} to tell whose a file is`);
    return [{ of: node.name.value, by: String(file) }];
  });
}

/** Puts records that name no person into the files whose number they carry; a file that one record is, is that record's. */
export function inFiles(
  types: ReadonlyMap<string, TypeEntry>,
  files: readonly FileEntry[],
): ReadonlyMap<string, TypeEntry> {
  return new Map([...types].map(([name, type]) => [name, { ...type, file: fileOf(type, files) }]));
}

function fileOf({ name, record, key, fields }: TypeEntry, files: readonly FileEntry[]): FileEntry | null {
  if (!record) return null;
  if (fields.has(personField)) return files.find(({ of, by }) => of === name && by === key) ?? null;
  return files.find(({ by }) => fields.get(by)?.shape.kind === 'value') ?? null;
}
