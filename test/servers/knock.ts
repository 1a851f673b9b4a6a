import { get } from 'node:http';

/** Asks the door of `global-setup.mjs` on a connection of its own; a connection that breaks is tried once more. */
export async function knock(url: string): Promise<string> {
  try {
    return await ask(url);
  } catch (cause) {
    if (!isBroken(cause)) throw cause;
    return ask(url);
  }
}

function ask(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, headers: { connection: 'close' } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    request.on('error', reject);
  });
}

function isBroken(cause: unknown): boolean {
  const { code } = cause as { readonly code?: unknown };
  return code === 'ECONNRESET' || code === 'EPIPE';
}
