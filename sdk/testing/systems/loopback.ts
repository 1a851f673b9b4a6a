import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { openPort } from './port.js';

const megabyte = 1024 * 1024;

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

export async function openLoopback(answer: (heard: Heard) => Answer): Promise<Loopback> {
  let abandoned = 0;
  const server = createServer(
    hearing(4 * megabyte, (heard, response) => {
      response.on('close', () => {
        if (!response.writableFinished) abandoned += 1;
      });
      loopback.heard.push(heard);
      loopback.deliver(answer(heard), response, heard);
    }),
  );
  const port = await openPort(server);
  const loopback: Loopback = {
    origin: `http://127.0.0.1:${port.number}`,
    deliver: whole,
    heard: [],
    abandoned: () => abandoned,
    connections: port.connections,
    cut: async () => {
      await port.close();
      return port.open;
    },
    close: port.close,
  };
  return loopback;
}

/** Hears a call out and hands it on; hangs up on bodies that are longer than `longest` bytes. */
export function hearing(longest: number, hear: (heard: Heard, response: ServerResponse) => void): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > longest) request.destroy();
      else chunks.push(chunk);
    });
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    request.on('end', () => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://loopback');
      const { method = 'GET', headers } = request;
      hear({ method, path: pathname, query: search.slice(1), headers, body: Buffer.concat(chunks) }, response);
    });
  };
}

/** The answer as it is. */
export const whole = ({ status, headers, body }: Answer, response: ServerResponse): void => {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
};
