import { decodeJwt } from 'jose';
import { PlumblineError } from '../../schema/errors.js';

/** When the token of a request ends that was let in: what lasts longer than an answer ends with it. Throws `TOKEN_INVALID`. */
export function expiryOf(authorization: string | string[] | undefined): Date {
  const token = /^Bearer (\S+)$/i.exec(typeof authorization === 'string' ? authorization : '')?.[1];
  const { exp } = token === undefined ? {} : decodeJwt(token);
  if (exp === undefined) throw new PlumblineError('TOKEN_INVALID', 'the token does not say when it ends');
  return new Date(exp * 1_000);
}
