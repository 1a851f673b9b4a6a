import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** The answer to a question. */
export interface Answer {
  readonly data: unknown;
  readonly extensions: { readonly sources?: unknown };
}

/** A hub in a folder of its own, run by the copy of the program that is installed there. */
export interface PackedHub {
  /** Writes its configuration: what every hub says, and these stanzas. */
  configure(stanzas: string): void;
  /** Starts it, and waits until it says where it answers. */
  serve(): Promise<string>;
  /** Asks as an officer of the county's bureau. */
  ask(url: string, query: string): Promise<Answer>;
  stop(): Promise<void>;
}

const issuer = 'https://login.example';

export async function createPackedHub(folder: string, variables: NodeJS.ProcessEnv): Promise<PackedHub> {
  const keys = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'county', alg: 'EdDSA' };
  writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [jwk] }));
  let running: ChildProcess | null = null;
  return {
    configure: (stanzas) => {
      const common = `store: { url: 'file:./hub.db' }
secret: \${env:HUB_SECRET}
tokens: { issuer: '${issuer}', jwks: ./jwks.json }
`;
      writeFileSync(join(folder, 'plumbline.yaml'), `${common}${stanzas}\n`);
    },
    serve: () => {
      const child = spawn(process.execPath, ['node_modules/plumbline/dist/cli/main.js', 'serve', 'gateway'], {
        cwd: folder,
        env: variables,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running = child;
      return addressOf(child);
    },
    ask: async (url, query) => {
      const response = await fetch(new URL('/graphql', url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenOf(keys.privateKey)}`,
          'x-plumbline-purpose': 'CORRECTION_MANAGEMENT',
        },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as Answer;
    },
    stop: async () => {
      const child = running;
      running = null;
      if (child === null || child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
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

function tokenOf(key: CryptoKey): Promise<string> {
  const place = { agency: '150402-sfj', organisation: '', division: '150402' };
  return new SignJWT({ kind: 'user', ...place, roles: ['corrections-officer'], lines: [] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'county', typ: 'JWT' })
    .setSubject('officer')
    .setIssuer(issuer)
    .setAudience('plumbline')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
}
