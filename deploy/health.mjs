import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * `node health.mjs URL`: exit code 0 when an `http:` URL answers with a status of success, or when something listens
 * at a `tcp:` one. The image has no curl, and a health check needs none.
 */
const url = new URL(process.argv[2] ?? 'http://127.0.0.1:4000/healthz');
const patienceMs = 4_000;

const checks = {
  'http:': async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`status ${response.status}`);
  },
  'tcp:': async () => {
    const socket = connect({ host: url.hostname, port: Number(url.port) });
    await once(socket, 'connect', { signal: AbortSignal.timeout(patienceMs) });
    socket.destroy();
  },
};

try {
  const check = checks[url.protocol];
  if (check === undefined) throw new Error('neither http: nor tcp:');
  await check();
} catch (error) {
  console.error(`${url.href} is not healthy: ${error instanceof Error ? error.message : 'no answer'}`);
  process.exit(1);
}
