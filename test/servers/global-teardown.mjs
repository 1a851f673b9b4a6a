/** Ends the servers that `global-setup.mjs` started. */
export default function teardown() {
  globalThis.closeTestServers?.();
}
