import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A call as a system hears it. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a system would answer, in bytes. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends an answer, whole or spoiled. */
export type Deliver = (answer: Answer, response: ServerResponse, heard: Heard) => void;

/** A system behind HTTP on loopback. */
export interface Loopback {
  readonly origin: string;
  /** How answers leave from now on. */
  deliver: Deliver;
  /** Calls that were heard. */
  readonly heard: Heard[];
  /** Calls whose caller hung up before the answer was whole. */
  abandoned(): number;
  connections(): number;
  /** Closes the port and breaks every connection, as a power cut would, until the function that is answered is called. */
  cut(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const longestBody = 4 * 1024 * 1024;

export async function openLoopback(answer: (heard: Heard) => Answer): Promise<Loopback> {
  const sockets = new Set<Socket>();
  let abandoned = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > longestBody) request.destroy();
      else chunks.push(chunk);
    });
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    request.on('end', () => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://loopback');
      const heard: Heard = {
        method: request.method ?? 'GET',
        path: pathname,
        query: search.slice(1),
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      loopback.heard.push(heard);
      loopback.deliver(answer(heard), response, heard);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const loopback: Loopback = {
    origin: `http://127.0.0.1:${port}`,
    deliver: whole,
    heard: [],
    abandoned: () => abandoned,
    connections: () => sockets.size,
    cut: async () => {
      await stop();
      return async () => {
        server.listen(port, '127.0.0.1');
        await once(server, 'listening');
      };
    },
    close: stop,
  };
  return loopback;
}

/** The answer as it is. */
export const whole: Deliver = ({ status, headers, body }, response) => {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
};
