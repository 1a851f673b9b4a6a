import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { demoFiles, demoSecret } from '../demo/settings.js';
import { readConfig } from '../gateway/config.js';
import type { Environment } from '../gateway/environment.js';
import type { AuditEvent } from '../schema/audit.js';
import { PlumblineError } from '../schema/errors.js';
import { openStore, type Store, type StoreOptions } from '../store/open-store.js';
import { publicKeysOf } from './audit-keys.js';

/** The hub's own books, as a command finds them. */
export interface Books {
  readonly store: Store;
  readonly secret: string;
  readonly clock: () => Date;
}

/** What checkpoints are verified by: the public half of the hub's key, and those that it exported to its folder. */
export interface Witnesses {
  readonly keys: JSONWebKeySet;
  readonly checkpoints: readonly string[];
}

/** The chain that commands write to: they run beside the hub's processes, each of which keeps its own. */
const chain = 'commands';

interface Place extends Pick<StoreOptions, 'url' | 'digest'> {
  readonly secret: string;
  readonly key: string | undefined;
  readonly checkpoints: string | undefined;
}

/** Opens the books of the configured hub, or of the demonstration where nothing is configured, and closes them after. */
export async function withBooks<Result>(
  environment: Environment,
  use: (books: Books) => Promise<Result>,
): Promise<Result> {
  const { url, digest, secret } = placeOf(environment);
  const clock = () => new Date();
  const store = await openStore({ url, digest, chain, clock });
  try {
    return await use({ store, secret, clock });
  } finally {
    await store.close();
  }
}

/** Writes to the log what an operator did by a command. Rejects with `AUDIT_UNAVAILABLE`: then nothing may be told. */
export async function recordCommand(
  { store, clock }: Books,
  command: string,
  told: Partial<Pick<AuditEvent, 'subjects' | 'detail'>>,
): Promise<void> {
  await store.audit.append({
    at: clock().toISOString(),
    requestId: randomUUID(),
    action: 'ADMIN',
    principal: { id: `operator:${operator()}`, agency: 'HUB', division: '', roles: [] },
    purpose: null,
    matter: null,
    operation: '',
    subjects: told.subjects ?? [],
    fields: {},
    sources: {},
    policyVersion: '',
    outcome: 'OK',
    detail: { command, ...told.detail },
  });
}

function operator(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}

export async function witnessesOf(environment: Environment): Promise<Witnesses> {
  const { key, checkpoints } = placeOf(environment);
  return { keys: await publicKeysOf(key), checkpoints: exported(checkpoints) };
}

export function isPlaced(environment: Environment): boolean {
  return existsSync(resolve(environment.configFile)) || existsSync(demoFiles(environment.dataFolder).store);
}

function placeOf(environment: Environment): Place {
  const file = resolve(environment.configFile);
  if (existsSync(file)) {
    const { store, secret, audit } = readConfig(file, environment.variable);
    return { url: store.url, digest: store.digest, secret, key: audit.privateKey, checkpoints: audit.folder };
  }
  const files = demoFiles(environment.dataFolder);
  if (!isPlaced(environment))
    throw new PlumblineError(
      'CONFIG_INVALID',
      `neither ${environment.configFile} nor a demonstration in ${environment.dataFolder} is there`,
    );
  const key = existsSync(files.auditKey) ? readFileSync(files.auditKey, 'utf8') : undefined;
  const { store, checkpoints } = files;
  return { url: `file:${store}`, digest: 'sha256', secret: demoSecret(files), key, checkpoints };
}

function exported(folder: string | undefined): readonly string[] {
  if (folder === undefined || !existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.jws'));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
}
