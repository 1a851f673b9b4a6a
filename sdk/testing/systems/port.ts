import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { PlumblineError } from '../../../schema/errors.js';

/** A port of loopback that can be closed and opened again. */
export interface Port {
  readonly number: number;
  connections(): number;
  /** Listens on the same port again; rejects with `PORT_TAKEN` when it is not free. */
  open(): Promise<void>;
  /** Closes the port and breaks every connection, as a power cut would. */
  close(): Promise<void>;
}

/** Lets a server listen on 127.0.0.1, on a free port unless one is given; rejects with `PORT_TAKEN` when it is not free. */
export async function openPort(server: Server, number = 0): Promise<Port> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  const own = await listen(server, number);
  return {
    number: own,
    connections: () => sockets.size,
    open: async () => {
      if (!server.listening) await listen(server, own);
    },
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function listen(server: Server, number: number): Promise<number> {
  const listening = once(server, 'listening');
  server.listen(number, '127.0.0.1');
  try {
    await listening;
  } catch (cause) {
    throw new PlumblineError('PORT_TAKEN', `Port ${number} on loopback is not free`, { cause });
  }
  return (server.address() as AddressInfo).port;
}
