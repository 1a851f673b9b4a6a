/** Ends the servers that `global-setup.mjs` started. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export.
export default function teardown() {
  globalThis.closeTestServers?.();
}
