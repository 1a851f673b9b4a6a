import { createServer, type Socket } from 'node:net';
import { openPort } from './port.js';
import type { System } from './system.js';

/** What stands where a database server should: it takes connections and speaks no protocol. */
export async function openWire(greet: (socket: Socket) => void): Promise<System> {
  const port = await openPort(createServer(greet));
  return {
    what: 'a server on loopback that speaks no protocol',
    reroute: (address) => address.replace(/^([a-z+]+:\/\/(?:[^@/]*@)?)[^/?]*/i, `$1127.0.0.1:${port.number}`),
    insert: async () => {},
    connections: port.connections,
    close: port.close,
  };
}

/** A port of loopback that refuses connections: one that was free a moment ago. */
export async function openNothing(): Promise<System> {
  const wire = await openWire(() => {});
  await wire.close();
  return wire;
}
