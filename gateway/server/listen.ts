import { type AddressInfo, createServer } from 'node:net';
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
    throw takenOr(cause, at);
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : at.port;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return new URL(`http://${host}:${port}/`);
}

/** Rejects with `PORT_TAKEN` now, for a program whose own start takes long. */
export async function expectFree(at: { readonly host: string; readonly port: number }): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) =>
      probe.once('error', reject).listen({ ...at, exclusive: true }, resolve),
    );
  } catch (cause) {
    throw takenOr(cause, at);
  }
  await new Promise((resolve) => probe.close(resolve));
}

function takenOr(cause: unknown, { host, port }: { readonly host: string; readonly port: number }): unknown {
  const isTaken = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'EADDRINUSE';
  if (!isTaken) return cause;
  return new PlumblineError('PORT_TAKEN', `Port ${port} of ${host} is taken`, { cause });
}
