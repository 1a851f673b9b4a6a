import type { SourceSetting } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import type { Endpoint } from '../http/endpoint.js';
import { aborted, failureOfStatus, malformed } from '../http/failure.js';
import { codeOf, failureOfCode } from './envelope.js';
import { parseJson, valueAt } from './json.js';
import type { RestAuth, RestEnvelope, RestLogin } from './settings.js';

/** What a call carries to be let in. */
export interface Authorization {
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Whether this code says that the headers are no longer good and others may be had; forgets those then. */
  isOver(code: string, headers: Readonly<Record<string, string>>): boolean;
}

export function openAuthorization(
  auth: RestAuth,
  {
    endpoint,
    prefix,
    envelope,
  }: { readonly endpoint: Endpoint; readonly prefix: string; readonly envelope: RestEnvelope },
  setting: SourceSetting,
): Authorization {
  if (auth.kind === 'token') {
    return tokens(auth.login, (signal) => logIn(auth.login, { endpoint, prefix, envelope }, signal), setting);
  }
  const headers = fixedHeaders(auth);
  return { headers: async () => headers, isOver: () => false };
}

function fixedHeaders(auth: Exclude<RestAuth, { readonly kind: 'token' }>): Readonly<Record<string, string>> {
  if (auth.kind === 'none') return {};
  if (auth.kind === 'apiKey') return { [auth.header.toLowerCase()]: auth.key };
  return { authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}` };
}

interface Token {
  readonly text: string;
  readonly lifeMs: number;
}

interface Held {
  readonly token: Promise<Token>;
  /** Epoch ms. */
  readonly since: number;
  /** The token, once it is there. */
  text: string | null;
}

/** A token is asked for again a little before it ends, so that it does not end on its way. */
const margin = 0.95;

function tokens(
  { expiredCodes }: RestLogin,
  logIn: (signal: AbortSignal) => Promise<Token>,
  { clock, timeoutMs }: SourceSetting,
): Authorization {
  let held: Held | null = null;
  const forget = (one: Held) => {
    if (held === one) held = null;
  };
  async function token(): Promise<string> {
    const now = clock().getTime();
    // Shared by all calls that wait for it, so no single one's signal may end it.
    held ??= { since: now, token: logIn(AbortSignal.timeout(timeoutMs)), text: null };
    const mine = held;
    try {
      const { text, lifeMs } = await mine.token;
      mine.text = text;
      if (now < mine.since + lifeMs * margin) return text;
    } catch (cause) {
      forget(mine);
      throw cause;
    }
    forget(mine);
    return token();
  }
  return {
    headers: async (signal) => ({ authorization: `Bearer ${await unlessAborted(token(), signal)}` }),
    isOver: (code, { authorization }) => {
      if (!expiredCodes.includes(code)) return false;
      // Another call may have asked for a new one already.
      if (held !== null && authorization === `Bearer ${held.text}`) forget(held);
      return true;
    },
  };
}

async function logIn(
  login: RestLogin,
  {
    endpoint,
    prefix,
    envelope,
  }: { readonly endpoint: Endpoint; readonly prefix: string; readonly envelope: RestEnvelope },
  signal: AbortSignal,
): Promise<Token> {
  const reply = await endpoint.send(
    {
      method: 'POST',
      path: `${prefix}${login.path}`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(login.body),
    },
    signal,
  );
  const refused = failureOfStatus(reply.status);
  if (refused !== null) throw refused;
  const document = parseJson(reply.body);
  const failure = failureOfCode(codeOf(document, envelope), envelope);
  if (failure !== null) throw failure.reason === 'FAILED' ? new SourceFailure('CREDENTIALS', 'the login') : failure;
  const text = valueAt(document, login.token);
  const seconds = Number(valueAt(document, login.expiresIn));
  if (typeof text !== 'string' || !/^[\x21-\x7e]+$/.test(text) || !(seconds > 0)) throw malformed('the login');
  return { text, lifeMs: seconds * 1_000 };
}

/** The promise, or a failure as soon as the signal aborts. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(aborted());
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
