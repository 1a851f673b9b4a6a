import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, interpolate } from '../../gateway/environment.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { PlumblineError } from '../../schema/errors.js';
import { packageRoot } from '../../schema/package-root.js';
import { readCanonicalTypes } from '../../sdk/introspection/canonical.js';
import { constantsOf, writeDefinitions } from '../../sdk/introspection/definitions.js';
import { guessTable, type TableGuess } from '../../sdk/introspection/guess.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { describedTable } from './described-table.js';
import { readGuesses } from './introspect.js';
import { type Answers, completeAnswers, type NewOptions } from './questions.js';
import type { AdapterPlan } from './scaffold/plan.js';
import { type PlanSetting, planEntity } from './scaffold/plan-entity.js';
import { exampleAddress } from './scaffold/source-text.js';
import { writeFolder } from './scaffold/write-folder.js';
import { writeNew } from './write-new.js';

/** Writes an agency's folder. Asks for what no flag said, on a terminal; rejects with `BAD_USER_INPUT` elsewhere. */
export async function newCommand(options: NewOptions, { variable }: Environment, output: Output): Promise<number> {
  const answers = await completeAnswers(options);
  const folder = answers.out;
  if (existsSync(join(folder, 'package.json')))
    throw new PlumblineError('BAD_USER_INPUT', `${folder} holds a package already: name another folder with --out`);
  const url = answers.url === null ? null : String(interpolate(answers.url, variable));
  const { plan, leftOut } = await (answers.kind === 'sql' && url !== null
    ? planOfDatabase(answers, url)
    : planOfNames(answers));
  const files = writeFolder(plan, versionOfPackage());
  for (const [name, text] of Object.entries(files)) writeNew(join(folder, name), text);
  const unknown = plan.entities.filter(({ sealing }) => sealing === 'unknown').map(({ type }) => type.name);
  if (unknown.length > 0)
    output.note(
      `Nothing says which records are sealed, and nobody will see them: ${unknown.join(', ')}. See src/, or say --nothing-sealed.`,
    );
  output.list('left out', leftOut);
  const guesses = plan.entities.reduce((sum, { fields }) => sum + fields.length, 0);
  const sentence = `${counted(Object.keys(files).length, 'file')} written to ${folder}: ${counted(plan.entities.length, 'table')}, ${counted(guesses, 'field')} guessed. Look at every “guess” in src/, then: npm install && npm run build && npx plumbline adapter check .`;
  output.data(
    { folder, files: Object.keys(files), entities: plan.entities.map(({ type }) => type.name), guesses },
    sentence,
  );
  return 0;
}

interface Planned {
  readonly plan: AdapterPlan;
  /** Tables of the database that nobody named and that cannot be bound, each with why. */
  readonly leftOut: readonly string[];
}

/** Tables as the database itself describes them. */
async function planOfDatabase(answers: Answers, url: string): Promise<Planned> {
  const { schema, tables } = answers;
  const found = await readGuesses(url, { table: tables, ...(schema === null ? {} : { schema }) });
  const { database, types } = found;
  const setting = { types, catalog: readCatalog(), isNothingSealed: answers.isNothingSealed };
  const leftOut: string[] = [];
  const guesses = found.guesses.filter((guess) => {
    // Who named a table is told why it cannot be bound; who named none gets those that can be.
    const why = tables.length > 0 ? null : unbindable(guess, setting);
    if (why !== null) leftOut.push(why);
    return why === null;
  });
  if (guesses.length === 0)
    throw new PlumblineError('BAD_USER_INPUT', 'no table is like a record type: name them, --table NAME=RecordType');
  const constants = constantsOf(guesses.map(({ table }) => table));
  const entities = guesses.map((guess) => planEntity(guess, constants.get(guess.table.name) ?? null, setting));
  assertOnce(entities.map(({ type, table }) => ({ type: type.name, table: table.name })));
  const { id, agency, kind, division } = answers;
  const address = exampleAddress(kind, url);
  const definitions = writeDefinitions(database, guesses);
  return { plan: { id, agency, kind, division, address, entities, definitions }, leftOut };
}

function unbindable(guess: TableGuess, setting: PlanSetting): string | null {
  try {
    planEntity(guess, null, setting);
    return null;
  } catch (error) {
    if (error instanceof PlumblineError) return error.message;
    throw error;
  }
}

/** Tables that only their names and columns are known of: `--table NAME=RecordType:column,column`. */
function planOfNames(answers: Answers): Planned {
  const types = readCanonicalTypes();
  const setting = { types, catalog: readCatalog(), isNothingSealed: answers.isNothingSealed };
  const entities = answers.tables.map((text) => {
    const { table, type } = describedTable(text, types);
    return planEntity(guessTable(table, types, type), null, setting);
  });
  if (entities.length === 0)
    throw new PlumblineError(
      'BAD_USER_INPUT',
      `say what the source holds: --table NAME=RecordType:column,column${answers.kind === 'sql' ? ', or where it is: --url' : ''}`,
    );
  assertOnce(entities.map(({ type, table }) => ({ type: type.name, table: table.name })));
  const { id, agency, kind, division, url } = answers;
  const address = exampleAddress(kind, url);
  return { plan: { id, agency, kind, division, address, entities, definitions: null }, leftOut: [] };
}

function assertOnce(bound: readonly { readonly type: string; readonly table: string }[]): void {
  for (const [at, { type, table }] of bound.entries()) {
    const other = bound.slice(0, at).find((each) => each.type === type);
    if (other === undefined) continue;
    const remedy = `say what each holds (--table ${table}=RecordType), or leave one out`;
    throw new PlumblineError('BAD_USER_INPUT', `tables ${other.table} and ${table} both look like ${type}: ${remedy}`);
  }
}

function versionOfPackage(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0.0.0';
}
