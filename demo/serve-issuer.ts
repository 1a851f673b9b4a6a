import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlumblineError } from '../schema/errors.js';
import { issuerName, openIssuer } from './issuer.js';
import type { RunningSystem } from './running-system.js';

/** Serves the public keys of the demo's issuer, as an identity provider would: `GET /jwks.json`. */
export async function serveIssuer(
  keyFile: string,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningSystem> {
  const { jwks } = await openIssuer(keyFile);
  const pages: Readonly<Record<string, (base: string) => object>> = {
    '/jwks.json': () => jwks,
    // OpenID Connect Discovery 1.0, as far as somebody who only verifies tokens looks at it.
    '/.well-known/openid-configuration': (base) => ({ issuer: issuerName, jwks_uri: `${base}/jwks.json` }),
  };
  const server = createServer(({ method, url = '/', headers }, response) => {
    const page = method === 'GET' && Object.hasOwn(pages, url) ? pages[url] : undefined;
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    const body = JSON.stringify(page(`http://${headers.host ?? `${host}:${port}`}`));
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'max-age=60' }).end(body);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new PlumblineError('PORT_TAKEN', `Port ${port} of ${host} is not free`, { cause });
  }
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
