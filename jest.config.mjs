/** Jest finds, runs and reports tests; Node loads what they import, once a worker (`test/native/runtime.mjs`). */
export default {
  testEnvironment: '<rootDir>/test/native/environment.mjs',
  runtime: '<rootDir>/test/native/runtime.mjs',
  injectGlobals: false,
  transform: {},
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testTimeout: 30_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  // A worker that has grown is replaced before it runs out of memory.
  workerIdleMemoryLimit: '1200MB',
  setupFiles: ['<rootDir>/test/fixed-seed.ts'],
  globalSetup: '<rootDir>/test/servers/global-setup.mjs',
  globalTeardown: '<rootDir>/test/servers/global-teardown.mjs',
};
