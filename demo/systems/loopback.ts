import { createServer, type ServerResponse } from 'node:http';
import { type Heard as Exchange, hearing, type Answer as Reply, whole } from '../../sdk/testing/systems/loopback.js';
import { openPort } from '../../sdk/testing/systems/port.js';

/** A request as a legacy system's handler sees it, and an answer: bytes already in the agency's own encoding. */
export type { Exchange, Reply };

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
  const server = createServer(
    hearing(maximumBody, (exchange, response) => {
      handler(exchange)
        .catch((): Reply => ({ status: 500, headers: { 'content-type': 'text/plain' }, body: Buffer.from('error') }))
        .then((reply) => faults.send(reply, response));
    }),
  );
  const port = await openPort(server, options.port);
  return {
    url: `http://127.0.0.1:${port.number}`,
    port: port.number,
    faults,
    stop: port.close,
    start: port.open,
    close: async () => {
      faults.clear();
      await port.close();
    },
  };
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
    if (current === undefined) whole(reply, response);
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

const spoil: Readonly<Record<Fault, (reply: Reply, response: ServerResponse) => void>> = {
  hang: () => undefined,
  malformed: (reply, response) =>
    whole({ ...reply, body: Buffer.concat([Buffer.from('\u0000<{"]]>&'), reply.body.subarray(5)]) }, response),
  html: (_reply, response) =>
    whole(
      { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(maintenancePage) },
      response,
    ),
  truncated: (reply, response) =>
    whole({ ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) }, response),
  reset: (reply, response) => {
    response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length });
    response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.destroy());
  },
  unavailable: (_reply, response) =>
    whole(
      { status: 503, headers: { 'content-type': 'text/plain' }, body: Buffer.from('Service Unavailable') },
      response,
    ),
};
