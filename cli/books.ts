import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exportJWK, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { demoFiles, demoSecret } from '../demo/settings.js';
import { readConfig } from '../gateway/config.js';
import type { Environment } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import { openStore, type Store } from '../store/open-store.js';

/** The hub's own books, as a command finds them. */
export interface Books {
  readonly store: Store;
  readonly secret: string;
  /** Public half of the key that this hub signs checkpoints with; empty where it signs none. */
  readonly keys: JSONWebKeySet;
}

interface Place {
  readonly url: string;
  readonly secret: string;
  readonly key: string | undefined;
}

/** Opens the books of the configured hub, or of the demonstration where nothing is configured, and closes them after. */
export async function withBooks<Result>(
  environment: Environment,
  use: (books: Books) => Promise<Result>,
): Promise<Result> {
  const { url, secret, key } = placeOf(environment);
  const store = await openStore({ url, clock: () => new Date(), chain: 'commands', digest: 'sha256' });
  try {
    return await use({ store, secret, keys: await publicKeysOf(key) });
  } finally {
    await store.close();
  }
}

function placeOf(environment: Environment): Place {
  const file = resolve(environment.configFile);
  if (existsSync(file)) {
    const { store, secret, audit } = readConfig(file, environment.variable);
    return { url: store.url, secret, key: audit.privateKey };
  }
  const files = demoFiles(environment.dataFolder);
  if (existsSync(files.store)) {
    const key = existsSync(files.auditKey) ? readFileSync(files.auditKey, 'utf8') : undefined;
    return { url: `file:${files.store}`, secret: demoSecret(files), key };
  }
  throw new PlumblineError(
    'CONFIG_INVALID',
    `neither ${environment.configFile} nor a demonstration in ${environment.dataFolder} is there`,
  );
}

async function publicKeysOf(key: string | undefined): Promise<JSONWebKeySet> {
  if (key === undefined) return { keys: [] };
  const { d: _private, ...jwk } = JSON.parse(key) as JWK;
  // Imported once, so that what is no key is said to be none before it is needed.
  await exportJWK(await importJWK(jwk, 'EdDSA'));
  return { keys: [jwk] };
}
