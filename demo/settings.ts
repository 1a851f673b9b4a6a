import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const demoAudience = 'plumbline';

/** Where the demonstration keeps what is its own, below the data folder. */
export interface DemoFiles {
  readonly folder: string;
  readonly store: string;
  readonly secret: string;
  readonly issuerKey: string;
  /** Key that checkpoints of the audit log are signed with. */
  readonly auditKey: string;
  /** Where checkpoints are exported to. */
  readonly checkpoints: string;
}

export function demoFiles(dataFolder: string): DemoFiles {
  const folder = resolve(dataFolder);
  return {
    folder,
    store: join(folder, 'store.db'),
    secret: join(folder, 'hub.secret'),
    issuerKey: join(folder, 'issuer.jwk.json'),
    auditKey: join(folder, 'audit.jwk.json'),
    checkpoints: join(folder, 'checkpoints'),
  };
}

/** The hub's secret of a data folder, made the first time; tokens and cursors outlive a restart with it. */
export function demoSecret({ secret }: DemoFiles): string {
  if (existsSync(secret)) return readFileSync(secret, 'utf8');
  const made = randomBytes(48).toString('base64url');
  mkdirSync(dirname(secret), { recursive: true });
  writeFileSync(secret, made, { mode: 0o600, flag: 'wx' });
  return made;
}
