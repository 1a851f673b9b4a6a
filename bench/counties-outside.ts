import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * The other process of the county benchmark: so many counties' correction systems, each an HTTP server of its own, the
 * last of which take calls and never answer. Speaks over the channel of `fork` alone.
 */
const [counties = 0, hanging = 0] = process.argv.slice(2).map(Number);
const servers = await Promise.all(Array.from({ length: counties }, (_, at) => listen(at, at >= counties - hanging)));

process.once('disconnect', () => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});
process.send?.(servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`));

async function listen(at: number, isHanging: boolean): Promise<Server> {
  const server = createServer((request, response) => {
    if (isHanging) return void request.resume();
    answer(at, request).then((body) => {
      // Counties are near and far: 1 to 20 ms.
      setTimeout(() => response.setHeader('content-type', 'application/json').end(body), 1 + (at % 20));
    });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Everybody asked for has one record in every county: the widest answer that there is. */
async function answer(at: number, request: IncomingMessage): Promise<string> {
  const { filters } = JSON.parse(await text(request)) as { readonly filters: { readonly sfzhm?: readonly string[] } };
  const rows = (filters.sfzhm ?? []).map((sfzhm) => ({ dxbh: `${at}`, sfzhm, xm: '于某', xzqh: `${371_400 + at}` }));
  return JSON.stringify({ code: '0000', data: { rows, total: rows.length } });
}
