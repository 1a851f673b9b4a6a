import { freePort } from '../servers/launch.mjs';
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
  for (const [name, service] of Object.entries(file.services)) {
    if (databaseOf(service) !== undefined) continue;
    const own = JSON.stringify(service.healthcheck ?? {}).matchAll(portPattern);
    const named = texts
      .flatMap((text) => [...text.matchAll(portPattern)])
      .filter(([found]) => found.includes(`/${name}:`));
    for (const port of new Set([...own, ...named].map(([, port = '']) => port))) {
      for (let replica = 0; replica < (service.deploy?.replicas ?? 1); replica += 1) {
        addresses.set(`${name}/${replica}/${port}`, await portBeside([...addresses.values()]));
      }
    }
  }
  return addresses;
}

/** A port that is free, and is not given to anybody who does not listen yet. */
async function portBeside(given: readonly number[]): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (!given.includes(port)) return port;
  }
}
