import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { PlumblineError } from '../../schema/errors.js';

/** One request as a legacy system's handler sees it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One answer, bytes already in the agency's own encoding. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * What can go wrong between two agencies: no answer at all (`hang`), bytes that do not parse (`malformed`), the
 * maintenance page of a proxy with status 200 (`html`), a body cut in half whose length claims to be right
 * (`truncated`), a connection broken in the middle (`reset`), an error of the proxy (`unavailable`, HTTP 503).
 */
export type Fault = 'hang' | 'malformed' | 'html' | 'truncated' | 'reset' | 'unavailable';

/** Fault switches; only tests turn them. */
export interface FaultSwitch {
  /** From now on every answer, or the next `times` answers, fail in this way. */
  set(fault: Fault, options?: { readonly times?: number }): void;
  /** Answers wait this long before they leave. */
  slow(milliseconds: number): void;
  clear(): void;
}

/** A legacy system on loopback that can be switched off and on again on the same port. */
export interface LoopbackServer {
  readonly url: string;
  readonly port: number;
  readonly faults: FaultSwitch;
  /** Closes the port and breaks every open connection, as a power cut would. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Adds to a request log; a demo that runs for weeks keeps the latest entries only. */
export function remember<T>(log: T[], entry: T): void {
  log.push(entry);
  if (log.length > 20_000) log.splice(0, 10_000);
}

type Handler = (exchange: Exchange) => Promise<Reply>;

const maximumBody = 2 * 1024 * 1024;
const maintenancePage = '<html><head><title>系统维护</title></head><body>系统维护中,请稍后再试</body></html>';

/** Starts a server on 127.0.0.1; rejects with `PORT_TAKEN` when the port is not free. */
export async function listenOnLoopback(handler: Handler, options: { readonly port: number }): Promise<LoopbackServer> {
  const faults = createFaults();
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maximumBody) request.destroy();
      else chunks.push(chunk);
    });
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://loopback');
      const exchange: Exchange = {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.search.slice(1),
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      handler(exchange)
        .catch((): Reply => ({ status: 500, headers: { 'content-type': 'text/plain' }, body: Buffer.from('error') }))
        .then((reply) => faults.send(reply, response));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  const port = await open(server, options.port);
  const stop = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    faults,
    stop,
    start: async () => {
      if (!server.listening) await open(server, port);
    },
    close: async () => {
      faults.clear();
      await stop();
    },
  };
}

async function open(server: Server, port: number): Promise<number> {
  const listening = once(server, 'listening');
  server.listen(port, '127.0.0.1');
  try {
    await listening;
  } catch (cause) {
    throw new PlumblineError('PORT_TAKEN', `Port ${port} on loopback is not free`, { cause });
  }
  return (server.address() as AddressInfo).port;
}

interface Faults extends FaultSwitch {
  send(reply: Reply, response: ServerResponse): void;
}

function createFaults(): Faults {
  let fault: Fault | undefined;
  let remaining = 0;
  let delay = 0;
  const next = () => {
    if (fault === undefined || remaining === 0) return undefined;
    remaining -= 1;
    return fault;
  };
  const answer = (reply: Reply, response: ServerResponse) => {
    if (response.destroyed) return;
    const current = next();
    if (current === undefined) deliver(reply, response);
    else spoil[current](reply, response);
  };
  return {
    set: (kind, options) => {
      fault = kind;
      remaining = options?.times ?? Number.POSITIVE_INFINITY;
    },
    slow: (milliseconds) => {
      delay = milliseconds;
    },
    clear: () => {
      fault = undefined;
      delay = 0;
    },
    send: (reply, response) => {
      if (delay === 0) answer(reply, response);
      else setTimeout(() => answer(reply, response), delay).unref();
    },
  };
}

function deliver(reply: Reply, response: ServerResponse): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length });
  response.end(reply.body);
}

const spoil: Readonly<Record<Fault, (reply: Reply, response: ServerResponse) => void>> = {
  hang: () => undefined,
  malformed: (reply, response) =>
    deliver({ ...reply, body: Buffer.concat([Buffer.from('\u0000<{"]]>&'), reply.body.subarray(5)]) }, response),
  html: (_reply, response) =>
    deliver(
      { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(maintenancePage) },
      response,
    ),
  truncated: (reply, response) =>
    deliver({ ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) }, response),
  reset: (reply, response) => {
    response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length });
    response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.destroy());
  },
  unavailable: (_reply, response) =>
    deliver(
      { status: 503, headers: { 'content-type': 'text/plain' }, body: Buffer.from('Service Unavailable') },
      response,
    ),
};
