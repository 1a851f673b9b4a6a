/** Jest under ESM: sources are TypeScript, transformed by swc and never bundled. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^plumbline/sdk$': '<rootDir>/sdk/index.ts',
    '^plumbline/sdk/testing$': '<rootDir>/sdk/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  testTimeout: 30_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  // Modules under ESM are not freed between files: a worker that has grown is replaced before it runs out of memory.
  workerIdleMemoryLimit: '1200MB',
  setupFiles: ['<rootDir>/test/fixed-seed.ts'],
  globalSetup: '<rootDir>/test/servers/global-setup.mjs',
  globalTeardown: '<rootDir>/test/servers/global-teardown.mjs',
};
