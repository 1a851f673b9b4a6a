import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type { AuditLog, AuditReceipt } from '../../schema/audit.js';
import { PlumblineError } from '../../schema/errors.js';
import { anchorDetail } from '../../store/audit/anchor.js';
import { type ChainHead, listHeads } from '../../store/audit/audit-source.js';
import type { Store } from '../../store/open-store.js';
import type { Config } from '../config.js';
import { hubEvent } from './hub-event.js';

/** Keeps the gateway's chain: anchors the others' heads in it, and signs where all of them stand. */
export interface ChainKeeping {
  /** The log, with an eye on what is written to it. */
  readonly audit: AuditLog;
  /** Writes the heads of other chains that moved since the last time. Rejects with `AUDIT_UNAVAILABLE`. */
  anchor(): Promise<void>;
  /** Signs a checkpoint when there were entries since the last one. Rejects with `AUDIT_UNAVAILABLE`. */
  checkpoint(): Promise<void>;
  /** What could not be done in the background the last time that it was tried; it is tried again at the next turn. */
  warnings(): readonly string[];
  /** Anchors and signs a last time, if it can. */
  close(): Promise<void>;
}

export interface ChainKeepingSetting {
  readonly store: Pick<Store, 'audit' | 'checkpoints' | 'database'>;
  /** Name of this process's own chain. */
  readonly chain: string;
  readonly config: Config['audit'];
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly policyVersion: () => string;
}

/** Throws `CONFIG_INVALID` for a key that cannot sign: better now than when the first checkpoint is due. */
export function keepChain(setting: ChainKeepingSetting): ChainKeeping {
  const { store, chain, config, clock, newId, policyVersion } = setting;
  const key = config.privateKey === undefined ? undefined : readKey(config.privateKey);
  const anchored = new Map<string, string>();
  /** Where the own chain stands by the receipts of this process: a log that was tampered with cannot say otherwise. */
  let own: AuditReceipt | undefined;
  let unsigned = 0;
  let signing: Promise<void> | undefined;
  const faults = new Map<string, string>();

  /** Does a task in the background: what fails is told where the operator looks, until it succeeds. */
  function attempt(task: string, work: () => Promise<void>): Promise<void> {
    return work().then(
      () => void faults.delete(task),
      (error: unknown) => void faults.set(task, error instanceof PlumblineError ? error.code : 'INTERNAL'),
    );
  }

  const audit: AuditLog = {
    ready: () => store.audit.ready(),
    async append(event) {
      const receipt = await store.audit.append(event);
      if (own === undefined || receipt.sequence > own.sequence) own = receipt;
      unsigned += 1;
      if (key !== undefined && unsigned >= config.everyEntries) attempt('checkpoint', checkpoint);
      return receipt;
    },
  };

  async function anchor(): Promise<void> {
    const heads = await listHeads(store.database);
    const moved = heads.filter((head) => head.chain !== chain && anchored.get(head.chain) !== head.hash);
    if (moved.length === 0) return;
    const at = clock().toISOString();
    const detail = anchorDetail(moved);
    const event = {
      at,
      requestId: newId(),
      action: 'ANCHOR',
      policyVersion: policyVersion(),
      outcome: 'OK',
      detail,
    } as const;
    await audit.append(hubEvent(event));
    for (const head of moved) anchored.set(head.chain, head.hash);
  }

  function checkpoint(): Promise<void> {
    if (key === undefined || unsigned === 0) return Promise.resolve();
    signing ??= sign(key).finally(() => {
      signing = undefined;
    });
    return signing;
  }

  async function sign(privateKey: JWK): Promise<void> {
    const counted = unsigned;
    const at = clock().toISOString();
    const heads = withOwn(await listHeads(store.database), own);
    const text = await store.checkpoints.create({ at, heads }, privateKey);
    unsigned -= counted;
    if (config.folder === undefined) return;
    await mkdir(config.folder, { recursive: true });
    await writeFile(join(config.folder, `${at.replaceAll(':', '')}.${chain}.jws`), `${text}\n`, { flag: 'wx' });
  }

  const timers = [
    setInterval(() => attempt('anchor', anchor), config.anchorMs).unref(),
    setInterval(() => attempt('checkpoint', checkpoint), config.everyMs).unref(),
  ];
  return {
    audit,
    anchor,
    checkpoint,
    warnings: () => [...faults].map(([task, code]) => `${code}: the last ${task} of the audit log could not be made`),
    async close() {
      for (const timer of timers) clearInterval(timer);
      await attempt('anchor', anchor);
      await signing?.catch(() => undefined);
      await attempt('checkpoint', checkpoint);
    },
  };
}

function withOwn(heads: readonly ChainHead[], own: AuditReceipt | undefined): readonly ChainHead[] {
  return own === undefined ? heads : [...heads.filter(({ chain }) => chain !== own.chain), own];
}

function readKey(privateKey: string): JWK {
  const jwk = parseKey(privateKey);
  if (jwk.kid === undefined || jwk.crv !== 'Ed25519' || jwk.d === undefined)
    throw new PlumblineError('CONFIG_INVALID', 'audit.privateKey must be an Ed25519 private key (JWK) with a "kid"');
  return jwk;
}

function parseKey(privateKey: string): JWK {
  try {
    return JSON.parse(privateKey) as JWK;
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', 'audit.privateKey must be a private key as JWK', { cause });
  }
}
