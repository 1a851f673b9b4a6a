import { quoted } from '../../../sdk/introspection/names.js';
import type { AdapterPlan, EntityPlan } from './plan.js';
import { type SourceText, sourceText } from './source-text.js';
import { importsOf, writeEntity } from './write-entity.js';

const head =
  '// Written by `plumbline adapter new`. “guess” marks what was guessed from names: look at each with somebody who knows the system.';

/** The sources of the adapter: one page; with several tables a page each. */
export function writeAdapter(plan: AdapterPlan): Readonly<Record<string, string>> {
  const source = sourceText(plan);
  const [only, ...others] = plan.entities;
  const definitions = plan.definitions === null ? {} : { 'src/tables.ts': plan.definitions };
  if (only !== undefined && others.length === 0)
    return { 'src/adapter.ts': onePage(plan, only, source), ...definitions };
  const pages = plan.entities.map((entity) => [`src/${fileOf(entity)}.ts`, pageOf(entity, source)] as const);
  return { 'src/adapter.ts': frontPage(plan, source), ...Object.fromEntries(pages), ...definitions };
}

function onePage(plan: AdapterPlan, entity: EntityPlan, source: SourceText): string {
  return [
    head,
    imported([...importsOf(entity), 'defineAdapter', 'z', ...source.imports]),
    ...tablesOf([entity]),
    '',
    writeEntity(entity, source.place(entity)),
    '',
    definition(plan, source),
  ].join('\n');
}

function frontPage(plan: AdapterPlan, source: SourceText): string {
  return [
    head,
    imported(['defineAdapter', 'z', ...source.imports]),
    ...plan.entities.map((entity) => `import { ${entity.constant} } from './${fileOf(entity)}.js';`).sort(),
    '',
    definition(plan, source),
  ].join('\n');
}

function pageOf(entity: EntityPlan, source: SourceText): string {
  const binding = writeEntity(entity, source.place(entity)).replace('\nconst ', '\nexport const ');
  return [head, imported(importsOf(entity)), ...tablesOf([entity]), '', binding, ''].join('\n');
}

function definition({ id, agency, entities }: AdapterPlan, { options, secrets, source }: SourceText): string {
  return [
    'export const adapter = defineAdapter({',
    `  id: ${quoted(id)},`,
    `  agency: ${quoted(agency)},`,
    `  options: z.object({ ${options.join(', ')} }).strict(),`,
    ...(secrets.length === 0 ? [] : [`  secrets: [${secrets.map(quoted).join(', ')}],`]),
    ...source.map((line) => `  ${line}`),
    `  entities: [${entities.map(({ constant }) => constant).join(', ')}],`,
    '});',
    '',
  ].join('\n');
}

function imported(names: readonly string[]): string {
  return `import { ${[...new Set(names)].sort().join(', ')} } from 'plumbline/sdk';`;
}

function tablesOf(entities: readonly EntityPlan[]): readonly string[] {
  const names = entities.flatMap(({ table }) => (table.constant === null ? [] : [table.constant]));
  return names.length === 0 ? [] : [`import { ${[...new Set(names)].sort().join(', ')} } from './tables.js';`];
}

const fileOf = ({ constant }: EntityPlan): string => constant.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
