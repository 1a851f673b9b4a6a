import { createHash, createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { PlumblineError } from '../../../schema/errors.js';
import { openOwnFile } from '../own-tables.js';
import { bidTable } from './bids.js';
import { type BidDelivery, bidDelivery, isShared } from './delivery.js';

/** A delivery on its way: what a hub is sent. */
export interface SignedPush {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The procurement centre (公共资源交易中心): nobody asks it, it pushes. */
export interface ProcurementCentre {
  /** Everything that it has to say, signed now. */
  pushes(): Promise<readonly SignedPush[]>;
  /** Pushes all of it to a hub; what landed before is answered by its receipt. Rejects with `SOURCE_UNAVAILABLE`. */
  pushTo(hub: URL): Promise<void>;
  /** Pushes nothing until it is started. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Bids a delivery: as many letters may go with it. */
const bidsPerDelivery = 80;
const path = '/push/procurement-push';

/** Opens the centre over its book; `now` is in epoch milliseconds, of which the hub's clock may be five minutes off. */
export async function openProcurementCentre(options: {
  readonly file: string;
  readonly secret: string;
  readonly now: () => number;
}): Promise<ProcurementCentre> {
  const { file, secret, now } = options;
  let isOff = false;
  const pushes = async () => (isOff ? [] : (await deliveriesIn(file)).map((each) => signed(each, secret, now())));
  return {
    pushes,
    pushTo: async (hub) => {
      for (const push of await pushes()) await send(hub, push);
    },
    stop: async () => {
      isOff = true;
    },
    start: async () => {
      isOff = false;
    },
    close: async () => {},
  };
}

async function deliveriesIn(file: string): Promise<readonly BidDelivery[]> {
  const client = openOwnFile(file);
  try {
    // The oldest first: a hub keeps the latest version of a record.
    const { rows } = await client.execute(`SELECT * FROM ${bidTable.table} ORDER BY gxsj, tbbh`);
    const count = Math.ceil(rows.length / bidsPerDelivery);
    return Array.from({ length: count }, (_, index) =>
      bidDelivery(
        `bids-${String(index + 1).padStart(5, '0')}`,
        rows.slice(index * bidsPerDelivery, (index + 1) * bidsPerDelivery),
        // The last one says how much there is of it all.
        index === count - 1 ? rows.filter(isShared).length : undefined,
      ),
    );
  } finally {
    client.close();
  }
}

function signed({ key, contentType, body }: BidDelivery, secret: string, now: number): SignedPush {
  const digest = `sm3:${createHash('sm3').update(body).digest('hex')}`;
  const timestamp = String(Math.floor(now / 1000));
  const nonce = createHash('sm3').update(`${key} ${timestamp}`).digest('hex').slice(0, 32);
  const signature = createHmac('sm3', secret)
    .update(['POST', path, timestamp, nonce, key, digest].join('\n'))
    .digest('hex');
  return {
    path,
    headers: {
      'content-type': contentType,
      'idempotency-key': key,
      'x-plumbline-timestamp': timestamp,
      'x-plumbline-nonce': nonce,
      'x-plumbline-digest': digest,
      authorization: `HMAC-SM3 ${signature}`,
    },
    body,
  };
}

const attempts = 3;

async function send(hub: URL, { path: at, headers, body }: SignedPush): Promise<void> {
  for (let left = attempts; ; left -= 1) {
    const reply = await fetch(new URL(at, hub), { method: 'POST', headers, body: new Uint8Array(body) });
    await reply.arrayBuffer();
    if (reply.ok) return;
    if (reply.status !== 429 || left === 1)
      throw new PlumblineError('SOURCE_UNAVAILABLE', `The hub answered a push of bids with HTTP ${reply.status}`);
    await wait(Number(reply.headers.get('retry-after') ?? '60') * 1000);
  }
}
