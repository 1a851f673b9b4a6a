/** The import law (docs/adr/0001). A room may import only from the rooms beside its name. */
const law = {
  schema: [],
  policies: ['schema'],
  sdk: ['schema'],
  adapters: ['sdk'],
  subgraphs: ['schema', 'policies'],
  store: ['schema'],
  // Rules, the engine and the workflow know neither a database nor the graph's resolvers (docs/adr/0011).
  oversight: ['schema', 'policies'],
  gateway: ['schema', 'policies', 'sdk', 'adapters', 'subgraphs', 'oversight', 'store'],
  demo: ['gateway', 'sdk', 'store', 'schema'],
  // The stock stack that is measured beside ours runs the same resolvers, so that reads are equal; the compiler of policies
  // is measured by itself.
  bench: ['gateway', 'sdk', 'store', 'schema', 'demo', 'subgraphs', 'policies', 'oversight'],
  cli: ['schema', 'policies', 'sdk', 'adapters', 'subgraphs', 'oversight', 'store', 'gateway', 'demo', 'bench'],
};
const rooms = [...Object.keys(law), 'test'];

const roomRules = Object.entries(law).map(([room, allowed]) => ({
  name: `import-law-${room}`,
  severity: 'error',
  comment: `${room} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing of ours'}`,
  from: { path: `^${room}/` },
  to: { path: `^(${rooms.filter((other) => other !== room && !allowed.includes(other)).join('|')})/` },
}));

export default {
  forbidden: [
    { name: 'no-rings', severity: 'error', from: {}, to: { circular: true } },
    ...roomRules,
    {
      name: 'an-adapter-stays-in-its-folder',
      severity: 'error',
      comment: 'An adapter imports plumbline/sdk and its own folder, nothing else.',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^(adapters|sdk)/', pathNot: '^(adapters/$1/|sdk/index\\.ts$)' },
    },
    {
      name: 'a-subgraph-never-imports-another',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/kit/' },
      to: { path: '^subgraphs/[^/]+/', pathNot: '^subgraphs/(kit|$1)/' },
    },
    {
      name: 'the-kit-knows-no-subgraph',
      severity: 'error',
      from: { path: '^subgraphs/kit/' },
      to: { path: '^subgraphs/[^/]+/', pathNot: '^subgraphs/kit/' },
    },
    {
      name: 'database-and-http-clients-in-their-places',
      severity: 'error',
      comment:
        'sdk/sources/, store/, the gateway transport; demo systems and those that the conformance kit stands up are foreign systems and hold their own; the benchmark makes its database.',
      from: {
        path: '^(schema|policies|sdk|adapters|subgraphs|oversight|gateway|cli|bench)/',
        pathNot: '^(sdk/sources/|sdk/testing/systems/|gateway/transport/|bench/(mysql-database|plain-sql)\\.ts$)',
      },
      to: { path: 'node_modules/(mysql2|pg|@libsql/client|undici|soap|drizzle-orm)/' },
    },
    {
      name: 'apollo-planner-in-few-files',
      severity: 'error',
      comment: 'Elastic-2.0 packages: another planner must be able to take their place.',
      from: { pathNot: '^(gateway/execution/(supergraph|planner)\\.ts|schema/compose\\.ts|bench/stock\\.ts|test/)' },
      to: { path: 'node_modules/@apollo/(gateway|query-planner|composition|federation-internals|query-graphs)/' },
    },
    { name: 'only-tests-import-tests', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    { name: 'nobody-imports-the-roof', severity: 'error', from: { pathNot: '^(cli|test)/' }, to: { path: '^cli/' } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
