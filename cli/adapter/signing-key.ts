import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { PlumblineError } from '../../schema/errors.js';

/**
 * The private key (JWK, Ed25519) of whoever certifies. Where the file is not there, one is made, readable by its owner alone; the
 * public half lies beside it as `<file>.pub`. Nothing that is there is written over. Rejects with `BAD_USER_INPUT`.
 */
export async function signingKey(file: string): Promise<{ readonly key: JWK; readonly isNew: boolean }> {
  if (existsSync(file)) return { key: readJwk(file), isNew: false };
  if (existsSync(`${file}.pub`))
    throw new PlumblineError(
      'BAD_USER_INPUT',
      `${file}.pub is there, and ${file} is not: name the key that it belongs to, or another file`,
    );
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const open = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(open);
  const key = { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA' };
  try {
    writeFileSync(file, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' });
    writeFileSync(`${file}.pub`, `${JSON.stringify({ keys: [{ ...open, kid, alg: 'EdDSA' }] })}\n`, { flag: 'wx' });
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `the key cannot be written to ${file}`, { cause });
  }
  return { key, isNew: true };
}

function readJwk(file: string): JWK {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed as JWK;
  } catch {
    // The parser's message would quote the key.
  }
  throw new PlumblineError('BAD_USER_INPUT', `${file} is no key (JWK)`);
}
