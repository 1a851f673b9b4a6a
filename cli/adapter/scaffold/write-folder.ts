import { stringify } from 'yaml';
import type { AdapterPlan } from './plan.js';
import { sourceText } from './source-text.js';
import { writeAdapter } from './write-adapter.js';
import { writeGolden } from './write-golden.js';

/** Every file of an agency's folder, by its path in it. The same for the same plan. */
export function writeFolder(plan: AdapterPlan, version: string): Readonly<Record<string, string>> {
  return {
    'package.json': `${JSON.stringify(manifest(plan, version), null, 2)}\n`,
    'tsconfig.json': `${JSON.stringify(settings, null, 2)}\n`,
    '.gitignore': 'dist/\nnode_modules/\n*.pem\n*.jwk\noptions.yaml\n',
    'check.yaml': checkPage(plan),
    'README.md': readme(plan, version),
    ...writeAdapter(plan),
    ...writeGolden(plan.entities, divisionOf(plan)),
  };
}

function manifest({ id }: AdapterPlan, version: string) {
  return {
    name: id,
    version: '0.1.0',
    private: true,
    type: 'module',
    main: 'dist/adapter.js',
    scripts: { build: 'tsc', check: 'plumbline adapter check .' },
    peerDependencies: { plumbline: `^${version}` },
    // The package is no registry's: whoever runs the hub hands it out.
    devDependencies: { plumbline: `file:../plumbline-${version}.tgz`, typescript: '>=5.9' },
  };
}

/** Stands in where nobody said. */
const exampleDivision = '371422';

const settings = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    types: [],
    rootDir: 'src',
    outDir: 'dist',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  },
  include: ['src'],
};

function checkPage(plan: AdapterPlan): string {
  const { check } = sourceText(plan);
  const isOfOne = plan.entities.some(({ isOfOneDivision }) => isOfOneDivision);
  return [
    '# How `plumbline adapter check` opens the adapter: golden data stand in for the system, and secrets here are made up.',
    '# What opens the real system goes into options.yaml, which is never committed.',
    ...(isOfOne && plan.division === null
      ? ['# Nobody said which division the records are of: this one stands in.']
      : []),
    stringify({ options: check, ...(isOfOne ? { divisions: [divisionOf(plan)] } : {}) }),
  ].join('\n');
}

const divisionOf = ({ division }: AdapterPlan): string => division ?? exampleDivision;

function readme({ id, agency, kind, entities }: AdapterPlan, version: string): string {
  const rows = entities.map(({ table, type }) => `| \`${table.name}\` | \`${type.name}\` | ${type.terms[0] ?? ''} |`);
  return `# ${id}

An adapter of ${agency} to Plumbline: a source of kind \`${kind}\`.

| table | record type | |
|---|---|---|
${rows.join('\n')}

1. Look at every line marked \`guess\` in \`src/\` with somebody who knows the system; delete the mark when it is right.
2. Put rows as the system holds them into \`golden/\` — made up, never of real persons — and beside them how they have to read.
3. Put the package, \`plumbline-${version}.tgz\`, beside this folder: whoever runs the hub hands it out. Then \`npm install\` and
   \`npm run build\`.
4. \`npx plumbline adapter try . --options options.yaml\` reads ten records of the real system; \`options.yaml\` is never committed.
5. \`npx plumbline adapter check . --certificate certificate.jws --key ../certifier.jwk\` certifies it.

A column that only the system itself writes may be vouched for (\`{ clean: true }\`): filters and orders then run at the source, and
the check finds a claim that is false.
`;
}
