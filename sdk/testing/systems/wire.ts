import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { System } from './system.js';

/** What stands where a database server should: it takes connections and speaks no protocol. */
export async function openWire(greet: (socket: Socket) => void): Promise<System> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    greet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    what: 'a server on loopback that speaks no protocol',
    reroute: (address) => address.replace(/^([a-z+]+:\/\/(?:[^@/]*@)?)[^/?]*/i, `$1127.0.0.1:${port}`),
    insert: async () => {},
    connections: () => sockets.size,
    close,
  };
}

/** A port of loopback that refuses connections: one that was free a moment ago. */
export async function openNothing(): Promise<System> {
  const wire = await openWire(() => {});
  await wire.close();
  return wire;
}
