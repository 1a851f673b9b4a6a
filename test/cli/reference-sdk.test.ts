import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { conformancePage } from '../../cli/reference-conformance.js';
import { declarationsOf } from '../../cli/reference-declarations.js';
import { sdkPage } from '../../cli/reference-sdk.js';
import { packageRoot } from '../../schema/package-root.js';
import * as sdk from '../../sdk/index.js';
import { conformanceTable } from '../../sdk/testing/conformance.js';
import * as kit from '../../sdk/testing/index.js';

const doors = [join(packageRoot, 'sdk', 'index.ts'), join(packageRoot, 'sdk', 'testing', 'index.ts')];
const declarations = doors.flatMap(declarationsOf);

test('every name that the doors export is on the page, types included', () => {
  const values = [...Object.keys(sdk), ...Object.keys(kit)].filter((name) => name !== 'z');
  const named = doors.flatMap((door) =>
    [...readFileSync(door, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\}/gms)].flatMap(([, names = '']) =>
      names
        .split(',')
        .map((name) => name.trim().replace(/^type /, ''))
        .filter((name) => name !== '' && name !== 'z'),
    ),
  );
  const page = sdkPage();
  const missing = [...new Set([...values, ...named])].filter((name) => !page.includes(`### \`${name}\`\n`));
  expect(missing).toEqual([]);
});

test('every function and constant says what it gives', () => {
  const silent = declarations.filter(({ kind, about }) => about === '' && (kind === 'function' || kind === 'constant'));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('signatures have no body, and types what is said of their alternatives', () => {
  const named = (name: string) => declarations.find((each) => each.name === name);
  expect(named('citizenId')?.signature).toBe('const citizenId = (column: ColumnName): Codec<string>');
  expect(named('certify')?.signature).toBe(
    'async function certify<Options, Place>(setting: CertifySetting<Options, Place>): Promise<Report>',
  );
  expect(named('RestAuth')?.signature).toContain('/** Every call is signed');
  expect(named('ReferenceRecord')?.members).toContainEqual({
    name: 'flags',
    isOptional: true,
    type: 'Readonly<Record<string, readonly DataFlag[]>>',
    about: 'Absent: no field is flagged.',
  });
  for (const { signature } of declarations) expect(signature).not.toMatch(/\breturn\b/);
});

test('every check is on the page with its law, those of policy among them', () => {
  const page = conformancePage();
  for (const { id, law } of conformanceTable()) expect(page).toContain(`| \`${id}\` | ${law.replaceAll('|', '\\|')} |`);
  for (const id of ['policy.columns', 'policy.rows', 'policy.pages', 'policy.entities'])
    expect(page).toContain(`| \`${id}\` |`);
});
