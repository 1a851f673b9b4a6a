import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as the service saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answered {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A service on loopback that answers what it is told to; `undefined` is no answer at all. */
export interface Service {
  readonly url: string;
  readonly seen: Seen[];
  answer: (seen: Seen, response: ServerResponse) => Answered | undefined | Promise<Answered | undefined>;
  close(): Promise<void>;
}

export async function openService(answer: Service['answer'] = () => ({})): Promise<Service> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://loopback');
    const seen = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    service.seen.push(seen);
    const answered = await service.answer(seen, response);
    if (answered === undefined) return;
    response.writeHead(answered.status ?? 200, { ...answered.headers });
    response.end(answered.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service: Service = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    answer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return service;
}
