import { signatureOf } from '../../sources/http/signing.js';
import type { RestAuth, RestLogin, RestSettings } from '../../sources/rest/settings.js';
import type { Answer, Heard } from './loopback.js';
import { put } from './put.js';

/** Who is let in, as the settings say. */
export interface Gate {
  /** The answer to a login or a refusal; null where the call may pass. */
  answer(heard: Heard): Answer | null;
  /** Tokens that were given before are good no longer. */
  expire(): void;
}

type Judge = (heard: Heard) => Answer | null;

export function restGate(settings: RestSettings, clock: () => Date): Gate {
  const { auth = { kind: 'none' } } = settings;
  if (auth.kind === 'token') return tokenGate(settings, auth.login);
  return { answer: judgeOf(auth, clock), expire: () => {} };
}

function judgeOf(auth: Exclude<RestAuth, { readonly kind: 'token' }>, clock: () => Date): Judge {
  switch (auth.kind) {
    case 'none':
      return () => null;
    case 'apiKey':
      return ({ headers }) => (headers[auth.header.toLowerCase()] === auth.key ? null : refusal);
    case 'basic': {
      const expected = `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
      return ({ headers }) => (headers.authorization === expected ? null : refusal);
    }
    default:
      return (heard) => (isSigned(auth.signing, heard, clock) ? null : refusal);
  }
}

function isSigned(
  signing: Extract<RestAuth, { readonly kind: 'hmac' }>['signing'],
  { method, path, query, headers, body }: Heard,
  clock: () => Date,
): boolean {
  const { names } = signing;
  const nonce = String(headers[names.nonce.toLowerCase()] ?? '');
  const call = {
    method: method === 'POST' ? ('POST' as const) : ('GET' as const),
    path: query === '' ? path : `${path}?${query}`,
    body: body.length === 0 ? null : body.toString('utf8'),
  };
  const expected = signatureOf(signing, call, { now: clock(), nonce });
  return Object.entries(expected).every(([name, value]) => headers[name.toLowerCase()] === value);
}

function tokenGate(settings: RestSettings, login: RestLogin): Gate {
  const prefix = new URL(settings.baseUrl).pathname.replace(/\/$/, '');
  const { name, prefix: word } = login.header ?? { name: 'authorization', prefix: 'Bearer ' };
  let [given, from] = [0, 0];
  const tokenOf = (at: number) => `plumbline-token-${at}`;
  return {
    expire: () => {
      from = given + 1;
    },
    answer: ({ path, headers, body }) => {
      if (path === `${prefix}${login.path}`) {
        if (!isLogin(login, body)) return refusal;
        given += 1;
        return tokenAnswer(settings, login, tokenOf(given));
      }
      const sent = String(headers[name.toLowerCase()] ?? '');
      const isGood = sent.startsWith(word) && given >= from && sent === `${word}${tokenOf(given)}`;
      return isGood ? null : over(settings, login);
    },
  };
}

function isLogin(login: RestLogin, body: Buffer): boolean {
  const text = body.toString('utf8');
  const given: Readonly<Record<string, unknown>> =
    login.as === 'form' ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
  return Object.entries(login.body).every(([name, value]) => given[name] === value);
}

function tokenAnswer({ envelope }: RestSettings, login: RestLogin, token: string): Answer {
  const document: Record<string, unknown> = {};
  if (envelope?.code !== undefined) put(document, envelope.code, envelope.success[0] ?? '0');
  put(document, login.token, token);
  if (login.expiresIn !== undefined) put(document, login.expiresIn, 7_200);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(document)) };
}

/** How the service says that a token is over: by a code of its envelope, or by HTTP 401. */
function over({ envelope }: RestSettings, { expiredCodes = [] }: RestLogin): Answer {
  const [code] = expiredCodes;
  if (envelope?.code === undefined || code === undefined) return refusal;
  const document: Record<string, unknown> = {};
  put(document, envelope.code, code);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(document)) };
}

const refusal: Answer = { status: 401, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') };
