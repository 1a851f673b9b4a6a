#!/usr/bin/env node
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Writes fresh secrets for `docker-compose.yml`, each into a file of its own. Secrets that are there already stay:
 * a new hub secret would make every person token, cursor and audit digest of the old one meaningless. Built-in
 * modules only, so that it runs before anything is installed.
 */
const { values: options } = parseArgs({
  options: { folder: { type: 'string', default: fileURLToPath(new URL('secrets', import.meta.url)) } },
});

const passport = signingKey();
const redis = password(24);

/** One file a secret; what each is for stands in deploy/secrets/README.md. */
const secrets = {
  'hub.secret': password(48),
  'store.password': password(24),
  'store-owner.password': password(24),
  'store-root.password': password(24),
  'redis.password': redis,
  'redis.acl': accessList(redis),
  'audit.jwk.json': JSON.stringify(signingKey()),
  'passport.jwk.json': JSON.stringify(passport),
  'passport.jwks.json': JSON.stringify(keySet(passport)),
  'issuer.jwk.json': JSON.stringify(signingKey()),
  'agency-judgments.password': password(24),
  'agency-judgments-root.password': password(24),
  'agency-corrections.password': password(24),
  'agency-police.password': password(24),
  'agency-enforcement.secret': password(24),
  'agency-devices.key': password(24),
  'agency-subsidies.password': password(24),
  'agency-subsidies-root.password': password(24),
  'agency-social-security.secret': password(24),
  'agency-procurement.secret': password(24),
};

/** Halves of one key, and of one account: made together or not at all. */
const pairs = [
  ['passport.jwk.json', 'passport.jwks.json'],
  ['redis.password', 'redis.acl'],
];

const { folder } = options;
mkdirSync(folder, { recursive: true });
// The folder keeps other users of this machine out; its files can be read by whichever user a container runs as.
chmodSync(folder, 0o700);

const isThere = (name) => existsSync(join(folder, name));
for (const pair of pairs) {
  if (pair.some(isThere) && !pair.every(isThere))
    fail(`${pair.join(' and ')} belong together: remove both, or neither`);
}
const missing = Object.keys(secrets).filter((name) => !isThere(name));
for (const name of missing) {
  writeFileSync(join(folder, name), secrets[name], { flag: 'wx' });
  chmodSync(join(folder, name), 0o444);
}
console.log(missing.length === 0 ? 'All secrets are there already' : `Written to ${folder}: ${missing.join(', ')}`);

/** URL-safe, because it stands in database URLs. */
function password(bytes) {
  return randomBytes(bytes).toString('base64url');
}

/** Redis is open to one account, for keys of the hub alone; it administers nothing. BullMQ asks for the version, and names itself. */
function accessList(word) {
  const rights = '~plumbline* +@all -@admin -@dangerous +info +client|setname +client|list';
  return `user default off\nuser plumbline on >${word} ${rights}\n`;
}

/** An Ed25519 key as JWK, named by its thumbprint (RFC 7638, RFC 8037). */
function signingKey() {
  const { crv, d, kty, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kty, crv, x, d, kid, alg: 'EdDSA', use: 'sig' };
}

function keySet({ d: _private, ...publicKey }) {
  return { keys: [publicKey] };
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
