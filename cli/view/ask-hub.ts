import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { demoPersonNamed } from '../../demo/people.js';
import type { Environment } from '../../gateway/environment.js';
import { type ErrorCode, errorTable, PlumblineError } from '../../schema/errors.js';
import { matterHeader, purposeHeader } from '../../schema/purpose.js';
import { demoToken } from '../token.js';

export interface AskOptions {
  readonly as: string;
  readonly purpose: string;
  /** False: none, although the account has one. */
  readonly matter?: string | false;
}

/** Asks the running hub for something below `/views`. Rejects with the code that it refuses with. */
export async function askHub(path: string, options: AskOptions, environment: Environment): Promise<IncomingMessage> {
  const url = new URL(path, `http://${environment.host}:${environment.port}`);
  const matter = options.matter ?? demoPersonNamed(options.as).matter;
  const headers = {
    authorization: `Bearer ${await demoToken(options.as, 1, environment)}`,
    [purposeHeader]: options.purpose,
    ...(matter ? { [matterHeader]: encodeURIComponent(matter) } : {}),
  };
  // Not fetch: what an export says of itself in its trailers, fetch does not tell.
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { headers }, resolve)
      .once('error', (cause) =>
        reject(
          new PlumblineError('SOURCE_UNAVAILABLE', `no hub answers at ${url.origin}; start one with "npm start"`, {
            cause,
          }),
        ),
      )
      .end();
  });
  if (response.statusCode === 200) return response;
  throw refusalOf(await text(response));
}

function refusalOf(body: string): PlumblineError {
  try {
    const { errors } = JSON.parse(body) as { readonly errors: readonly [Refusal] };
    const [{ message, extensions }] = errors;
    return new PlumblineError(extensions.code in errorTable ? (extensions.code as ErrorCode) : 'INTERNAL', message);
  } catch (cause) {
    return new PlumblineError('INTERNAL', 'the hub refused, and did not say why', { cause });
  }
}

interface Refusal {
  readonly message: string;
  readonly extensions: { readonly code: string };
}
