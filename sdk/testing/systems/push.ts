import { createHash, createHmac } from 'node:crypto';
import type { OpenAdapter } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { Push, PushReceipt } from '../../../schema/push.js';
import type { RawRecord } from '../../source.js';
import type { PushCredential, PushSettings } from '../../sources/push/settings.js';
import { pushHeaders } from '../../sources/push/signature.js';
import type { Tables } from '../golden.js';
import type { System } from './system.js';

/** An agency that pushes: it sends the golden rows when the adapter has been opened. */
export interface PushSystem extends System {
  /** Sends one delivery as its agency would. */
  send(adapter: OpenAdapter, delivery: SentDelivery): Promise<PushReceipt>;
}

export interface SentDelivery {
  readonly key: string;
  readonly table: string;
  readonly rows: readonly RawRecord[];
  /** Another secret than the agreed one. */
  readonly secret?: string;
}

export function isPushSystem(system: System | null): system is PushSystem {
  return system !== null && 'send' in system;
}

export async function openPushSystem(settings: PushSettings, tables: Tables, clock: () => Date): Promise<PushSystem> {
  const send: PushSystem['send'] = async (adapter, delivery) => {
    if (adapter.receiver === undefined) {
      throw new PlumblineError('ADAPTER_INVALID', `${adapter.id} is pushed to, and opens no receiver`);
    }
    return adapter.receiver.receive(pushOf(settings, adapter.id, delivery, clock()), AbortSignal.timeout(15_000));
  };
  return {
    what: 'an agency that pushes the golden rows into a landing of its own',
    send,
    feed: async (adapter) => {
      for (const [table, rows] of tables) {
        if (!table.startsWith('attachments')) await send(adapter, { key: `golden-${table}`, table, rows });
      }
    },
    reroute: (address) => address,
    insert: async () => {},
    connections: () => null,
    close: async () => {},
  };
}

function pushOf(settings: PushSettings, adapter: string, { key, table, rows, secret }: SentDelivery, now: Date): Push {
  const body = Buffer.from(JSON.stringify({ table, producedAt: now.toISOString(), records: rows }));
  const path = `/push/${adapter}`;
  const [credential] = settings.credentials;
  const headers = credential === undefined ? {} : headersOf(credential, { path, key, body, now, secret });
  return {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json',
      'content-length': String(body.length),
      [pushHeaders.key]: key,
      ...headers,
    },
    body: once(body),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Signed {
  readonly path: string;
  readonly key: string;
  readonly body: Buffer;
  readonly now: Date;
  readonly secret: string | undefined;
}

/** As the guide to pushing says, and not as the hub does it. */
function headersOf(
  credential: PushCredential,
  { path, key, body, now, secret }: Signed,
): Readonly<Record<string, string>> {
  if (credential.kind === 'bearer') return { authorization: `Bearer ${secret ?? credential.token}` };
  const { digest: algorithm = 'sha256' } = credential;
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const nonce = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const digest = `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
  const signature = createHmac(algorithm, secret ?? credential.secret)
    .update(['POST', path, timestamp, nonce, key, digest].join('\n'))
    .digest('hex');
  return {
    [pushHeaders.timestamp]: timestamp,
    [pushHeaders.nonce]: nonce,
    [pushHeaders.digest]: digest,
    authorization: `HMAC-${algorithm.toUpperCase()} ${signature}`,
  };
}
