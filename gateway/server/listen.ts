import type { AddressInfo } from 'node:net';
import { PlumblineError } from '../../schema/errors.js';

interface Listener {
  listen(at: { readonly host: string; readonly port: number }): Promise<string>;
  readonly server: { address(): AddressInfo | string | null };
}

/** Starts to listen and says where; port 0 takes any free one. Rejects with `PORT_TAKEN`. */
export async function listenAt(app: Listener, at: { readonly host: string; readonly port: number }): Promise<URL> {
  try {
    await app.listen(at);
  } catch (cause) {
    if (typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'EADDRINUSE') {
      throw new PlumblineError('PORT_TAKEN', `Port ${at.port} of ${at.host} is taken: set PORT to a free one`, {
        cause,
      });
    }
    throw cause;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : at.port;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return new URL(`http://${host}:${port}/`);
}
