import type { SourceSetting } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import { aborted, failureOfStatus, malformed } from '../http/failure.js';
import type { Authorization, Desk } from './desk.js';
import { codeOf, failureOfCode } from './envelope.js';
import { parseJson, valueAt } from './json.js';
import type { RestLogin } from './settings.js';

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

/** Life of a token whose service does not tell, s (domain 6.2 #3). */
const usualLife = 7_200;

const formType = 'application/x-www-form-urlencoded';

/** Tokens of a service that gives them for a login: one login for all calls, and a new one when the token is over. */
export function openTokens(login: RestLogin, desk: Desk, { clock, timeoutMs }: SourceSetting): Authorization {
  const { name, prefix } = login.header ?? { name: 'authorization', prefix: 'Bearer ' };
  let held: Held | null = null;
  const forget = (one: Held) => {
    if (held === one) held = null;
  };
  async function token(): Promise<string> {
    const now = clock().getTime();
    // Shared by all calls that wait for it, so no single one's signal may end it.
    held ??= { since: now, token: logIn(login, desk, AbortSignal.timeout(timeoutMs)), text: null };
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
    headers: async (_call, signal) => ({ [name]: `${prefix}${await unlessAborted(token(), signal)}` }),
    isOver: ({ status, code }, headers) => {
      if (status !== 401 && (code === null || !(login.expiredCodes ?? []).includes(code))) return false;
      // Another call may have asked for a new one already.
      if (held !== null && headers[name] === `${prefix}${held.text}`) forget(held);
      return true;
    },
  };
}

async function logIn(login: RestLogin, { endpoint, prefix, envelope }: Desk, signal: AbortSignal): Promise<Token> {
  const isForm = login.as === 'form';
  const reply = await endpoint.send(
    {
      method: 'POST',
      path: `${prefix}${login.path}`,
      headers: { 'content-type': isForm ? formType : 'application/json', accept: 'application/json' },
      body: isForm ? String(new URLSearchParams(login.body)) : JSON.stringify(login.body),
    },
    signal,
  );
  const refused = failureOfStatus(reply.status);
  if (refused !== null) throw refused;
  const document = parseJson(reply.body);
  const text = valueAt(document, login.token);
  // Token endpoints as of RFC 6749 know nothing of the service's envelope.
  const code =
    text !== undefined && valueAt(document, envelope.code ?? '') === undefined ? null : codeOf(document, envelope);
  const failure = failureOfCode(code, envelope);
  if (failure !== null) throw failure.reason === 'FAILED' ? new SourceFailure('CREDENTIALS', 'the login') : failure;
  const seconds = login.expiresIn === undefined ? usualLife : Number(valueAt(document, login.expiresIn));
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
