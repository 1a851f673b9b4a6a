import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { PlumblineError } from '../schema/errors.js';

export interface PublicDoor {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Lets other machines in to a system that listens on loopback alone, as the simulated agencies do: what arrives at
 * `host:port` is carried to `to`, byte for byte. Rejects with `PORT_TAKEN`.
 */
export async function openPublicDoor(options: {
  readonly host: string;
  readonly port: number;
  readonly to: number;
}): Promise<PublicDoor> {
  const sockets = new Set<Socket>();
  const server = createServer((outside) => {
    const inside = connect({ host: '127.0.0.1', port: options.to });
    for (const [socket, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(options.port, options.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new PlumblineError('PORT_TAKEN', `Port ${options.port} of ${options.host} is not free`, { cause });
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
