// long: one behaviour a test over one fixture.
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Landing } from '../../schema/landing.js';
import { type DeliveryOutcome, files } from '../../sdk/index.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { csvOf, deliveries, drop, permit, readAll, titles, withFolder } from './files-drop.js';

let database: TestDatabase;
let store: Store;
let adapters = 0;
beforeAll(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no store');
  database = await libsql.create();
  store = await open(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const minute = 60_000;
const delivery = (serial: number, key: string) => ({
  name: `T_XKZ_20260305${String(serial).padStart(3, '0')}`,
  zip: { 'a.csv': csvOf([titles, [key, null, '2026-03-01', '备注', '1']]) },
});

/** The source as an adapter opens it, with a clock and a timer that the test moves. */
async function opened(inbox: string, landing: Landing = store.landing) {
  const outcomes: DeliveryOutcome[] = [];
  const waiting: { readonly count: number; resolve(): void }[] = [];
  let now = Date.parse('2026-03-06T00:00:00Z');
  let tick = () => {};
  let isStopped = false;
  const source = files({
    inbox,
    deliveries,
    scanIntervalMs: minute,
    onDelivery: (outcome) => {
      outcomes.push(outcome);
      for (const each of waiting) if (outcomes.length >= each.count) each.resolve();
    },
    every: (milliseconds, run) => {
      expect(milliseconds).toBe(minute);
      tick = run;
      return () => {
        isStopped = true;
      };
    },
  });
  const adapter = `watched-${++adapters}`;
  const { readers, close } = await source.openReaders([permit], {
    adapter,
    agency: 'g',
    clock: () => new Date(now),
    timeoutMs: 5_000,
    concurrency: 2,
    landing: ownLanding(landing, adapter),
  });
  const [reader] = readers;
  if (reader === undefined) throw new Error('no reader');
  return {
    keys: async () => (await readAll(reader, { fields: [] })).map(({ id }) => id),
    read: (signal: AbortSignal) =>
      reader.read(
        { entity: 'Permit', fields: ['number'], where: { op: 'true' }, order: [], first: 9, count: true },
        { requestId: 'r', signal },
      ),
    told: (count: number) =>
      new Promise<void>((resolve) => {
        if (outcomes.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    outcomes,
    tick: () => tick(),
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    isStopped: () => isStopped,
    close,
  };
}

/** A landing that lets a delivery land when the test says so. */
function gated(landing: Landing) {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let underway = 0;
  let most = 0;
  const held: Landing = {
    ...landing,
    latest: (adapter) => landing.latest(adapter),
    land: async (batch) => {
      underway += 1;
      most = Math.max(most, underway);
      await gate;
      try {
        return await landing.land(batch);
      } finally {
        underway -= 1;
      }
    },
  };
  return { landing: held, release: () => release(), most: () => most };
}

const unavailable = (reason: string) =>
  expect.objectContaining({ code: 'SOURCE_UNAVAILABLE', cause: expect.objectContaining({ reason }) });

test('the first read waits for the first scan', async () => {
  await withFolder(async (inbox) => {
    await drop(inbox, delivery(1, '许1'));
    await drop(inbox, delivery(2, '许2'));
    const source = await opened(inbox);
    expect(await source.keys()).toEqual(['许1', '许2']);
    await source.close();
    expect(source.isStopped()).toBe(true);
  });
});

test('the first read waits no longer than its caller', async () => {
  await withFolder(async (inbox) => {
    await drop(inbox, delivery(1, '许1'));
    const { landing, release } = gated(store.landing);
    const source = await opened(inbox, landing);
    const caller = new AbortController();
    const answer = source.read(caller.signal);
    caller.abort();
    await expect(answer).rejects.toEqual(unavailable('TIMEOUT'));
    release();
    await source.told(1);
    expect(await source.keys()).toEqual(['许1']);
    await source.close();
  });
});

test('one scan runs at a time, however many ask for one', async () => {
  await withFolder(async (inbox) => {
    for (let serial = 1; serial <= 3; serial += 1) await drop(inbox, delivery(serial, `许${serial}`));
    const { landing, release, most } = gated(store.landing);
    const source = await opened(inbox, landing);
    const reads = [source.keys(), source.keys()];
    source.tick();
    source.tick();
    release();
    expect(await Promise.all(reads)).toEqual([
      ['许1', '许2', '许3'],
      ['许1', '许2', '许3'],
    ]);
    expect([most(), source.outcomes.length]).toEqual([1, 3]);
    await source.close();
  });
});

test('what arrives later is found at the next tick, or by a read after the interval', async () => {
  await withFolder(async (inbox) => {
    await drop(inbox, delivery(1, '许1'));
    const source = await opened(inbox);
    expect(await source.keys()).toEqual(['许1']);
    await drop(inbox, delivery(2, '许2'));
    expect(await source.keys()).toEqual(['许1']);
    source.tick();
    await source.told(2);
    expect(await source.keys()).toEqual(['许1', '许2']);
    await drop(inbox, delivery(3, '许3'));
    source.advance(minute);
    await source.keys();
    await source.told(3);
    expect(await source.keys()).toEqual(['许1', '许2', '许3']);
    await source.close();
  });
});

test('without its folder the source is unavailable, and with it again it answers by itself', async () => {
  await withFolder(async (folder) => {
    const inbox = join(folder, 'in');
    const away = join(folder, 'in.offline');
    await drop(inbox, delivery(1, '许1'));
    const source = await opened(inbox);
    expect(await source.keys()).toEqual(['许1']);
    await rename(inbox, away);
    await expect(source.keys()).rejects.toEqual(unavailable('REFUSED'));
    source.tick();
    await rename(away, inbox);
    expect(await source.keys()).toEqual(['许1']);
    await source.close();
  });
});

test('a folder that is missing at the start is scanned when it is there', async () => {
  await withFolder(async (folder) => {
    const inbox = join(folder, 'in');
    const source = await opened(inbox);
    await expect(source.keys()).rejects.toEqual(unavailable('REFUSED'));
    await drop(inbox, delivery(1, '许1'));
    expect(await source.keys()).toEqual(['许1']);
    await source.close();
  });
});

test('while nothing has ever landed, the source is unavailable and not empty', async () => {
  await withFolder(async (inbox) => {
    const source = await opened(inbox);
    await expect(source.keys()).rejects.toEqual(unavailable('FAILED'));
    await drop(inbox, { ...delivery(1, '许1'), zip: Buffer.from('no zip') });
    source.tick();
    await source.told(1);
    await expect(source.keys()).rejects.toEqual(unavailable('MALFORMED'));
    await drop(inbox, delivery(2, '许2'));
    source.tick();
    await source.told(2);
    expect(await source.keys()).toEqual(['许2']);
    await source.close();
  });
});

test('a refused delivery does not hide what landed before', async () => {
  await withFolder(async (inbox) => {
    await drop(inbox, delivery(1, '许1'));
    await drop(inbox, { ...delivery(2, '许2'), md5: 'f'.repeat(32) });
    const source = await opened(inbox);
    expect(await source.keys()).toEqual(['许1']);
    expect(source.outcomes.map(({ outcome }) => outcome)).toEqual(['LANDED', 'REFUSED']);
    await source.close();
  });
});

test('messages hold neither paths nor values', async () => {
  await withFolder(async (folder) => {
    const source = await opened(join(folder, 'secret-share'));
    const error = await source.keys().then(
      () => null,
      (cause: unknown) => cause as Error,
    );
    expect(`${error} ${error?.cause}`).not.toContain('secret-share');
    await source.close();
    expect(existsSync(join(folder, 'secret-share'))).toBe(false);
  });
});

test.each([
  ['a binding that no delivery feeds', [{ ...permit, table: 'OTHER' }], { landing: true }],
  ['a delivery that no binding reads', [], { landing: true }],
  ['no store to land in', [permit], { landing: false }],
] as const)('%s is refused when the adapter opens', async (_what, bindings, { landing }) => {
  const source = files({ inbox: '/nowhere', deliveries });
  const opening = source.openReaders(bindings, {
    adapter: 'a',
    agency: 'g',
    clock: () => new Date(0),
    timeoutMs: 1_000,
    concurrency: 1,
    ...(landing ? { landing: ownLanding(store.landing, 'a') } : {}),
  });
  await expect(opening).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
});
