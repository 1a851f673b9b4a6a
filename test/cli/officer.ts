import type { ChildProcess } from 'node:child_process';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** Who issues the tokens of a hub that is served in these tests. */
export const issuer = 'https://login.example';

/** Somebody who asks a served hub. */
export interface Officer {
  /** The issuer's public key, for the hub's configuration. */
  readonly publicKey: JWK;
  ask(url: string, query: string): Promise<unknown>;
}

export interface Standing {
  readonly agency: string;
  readonly division: string;
  readonly role: string;
  readonly purpose: string;
}

export async function createOfficer({ agency, division, role, purpose }: Standing): Promise<Officer> {
  const keys = await generateKeyPair('EdDSA', { extractable: true });
  const publicKey = { ...(await exportJWK(keys.publicKey)), kid: 'county', alg: 'EdDSA' };
  const claims = { kind: 'user', agency, organisation: '', division, roles: [role], lines: [] };
  return {
    publicKey,
    ask: async (url, query) => {
      const response = await fetch(new URL('/graphql', url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenOf(keys.privateKey, claims)}`,
          'x-plumbline-purpose': purpose,
        },
        body: JSON.stringify({ query }),
      });
      return response.json();
    },
  };
}

function tokenOf(key: CryptoKey, claims: Readonly<Record<string, unknown>>): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'county', typ: 'JWT' })
    .setSubject('officer')
    .setIssuer(issuer)
    .setAudience('plumbline')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
}

/** Where a hub that was started says that it answers. */
export function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const [, url] = /answers at (http\S+)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => reject(new Error(`ended without serving: ${said}`)));
  });
}
