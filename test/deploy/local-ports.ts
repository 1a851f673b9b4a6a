import { createServer } from 'node:net';
import type { ComposeFile } from './compose-file.js';
import { databaseOf } from './local-databases.js';

/** Where on this machine a replica's port is: by `service/replica/port`. */
export type Addresses = ReadonlyMap<string, number>;

/** Ports in URLs. */
const portPattern = /(?:\/\/|@)(?:[\w.-]+):(\d+)/g;

/** A free port of this machine for each port that a replica listens at: the ports that the file's URLs name. */
export async function allocatePorts(file: ComposeFile, configOf: (source: string) => string): Promise<Addresses> {
  const texts = [JSON.stringify(file.services), ...Object.keys(file.configs).map(configOf)];
  const addresses = new Map<string, number>();
  const candidates = candidatePorts();
  for (const [name, service] of Object.entries(file.services)) {
    if (databaseOf(service) !== undefined) continue;
    const own = JSON.stringify(service.healthcheck ?? {}).matchAll(portPattern);
    const named = texts
      .flatMap((text) => [...text.matchAll(portPattern)])
      .filter(([found]) => found.includes(`/${name}:`));
    for (const port of new Set([...own, ...named].map(([, port = '']) => port))) {
      for (let replica = 0; replica < (service.deploy?.replicas ?? 1); replica += 1) {
        addresses.set(`${name}/${replica}/${port}`, await nextFreePort(candidates));
      }
    }
  }
  return addresses;
}

/** Below the range that systems take for outgoing connections: nobody gets the port before its service listens. */
function* candidatePorts(): Generator<number> {
  for (let port = 18_000 + (process.pid % 600) * 20; port < 32_000; port += 1) yield port;
}

async function nextFreePort(candidates: Iterator<number>): Promise<number> {
  for (;;) {
    const { value: port, done } = candidates.next();
    if (done) throw new Error('no port is free');
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}
