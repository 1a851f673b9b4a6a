import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deathsFiles } from '../../adapters/deaths-files/adapter.js';
import { procurementPush } from '../../adapters/procurement-push/adapter.js';
import { openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import type { FactOf, Life } from '../../demo/lives/facts.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { deathRow, openDeathsRecorder } from '../../demo/systems/deaths/record.js';
import { openDropFolder } from '../../demo/systems/drop-folder.js';
import { bidRow } from '../../demo/systems/procurement/bids.js';
import { openProcurementCentre, type SignedPush } from '../../demo/systems/procurement/centre.js';
import { openProcurementRecorder } from '../../demo/systems/procurement/record.js';
import type { OpenAdapter } from '../../schema/adapter.js';
import type { PushReceipt } from '../../schema/push.js';
import type { RawRecord } from '../../sdk/raw.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import type { Golden } from '../../sdk/testing/golden.js';
import { certify } from '../../sdk/testing/index.js';
import { openStore, type Store } from '../../store/open-store.js';
import {
  everything,
  failureOf,
  list,
  missingLookups,
  readerOf,
  setting,
  strangeFields,
  unmappedFields,
} from './county.js';
import { differences, told } from './register-facts.js';

const population = { scale: 0.2, seed: 'adapters' } as const;
const asOf = '2026-11-01';
let folder: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-landed-'));
  const dirt = openDirt({ seed: 'adapters', log: openDirtLog() });
  const recorders = [
    await openDeathsRecorder({ dir: join(folder, 'deaths'), asOf, dirt }),
    await openProcurementRecorder({ file: join(folder, 'procurement.db'), dirt }),
  ];
  for (const life of generateLives(population)) for (const recorder of recorders) await recorder.record(life);
  for (const recorder of recorders) await recorder.finish();
  const url = `file:${join(folder, 'store.db')}`;
  store = await openStore({
    url,
    clock: setting.clock,
    chain: 'test',
    digest: 'sha256',
    secret: 'the secret of a hub of tests',
  });
}, 60_000);
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const isMapped = ({ readers }: OpenAdapter) => {
  expect(strangeFields(readers)).toEqual([]);
  expect(missingLookups(readers)).toEqual([]);
  expect(unmappedFields(readers)).toEqual([]);
};

async function readsAsTold(adapter: OpenAdapter, kind: 'DeathRecord' | 'ProcurementBid', key: string) {
  const facts = told(kind, population);
  const shared = facts.filter(({ isExcluded }) => !isExcluded);
  expect(shared.length).toBeLessThan(facts.length);
  const rows = await everything(readerOf(adapter, kind));
  const { wrong, compared, flagged } = differences(rows, shared, (values) => values[key]);
  expect(wrong).toEqual([]);
  expect(flagged / compared).toBeLessThan(0.2);
  expect(rows.length).toBeGreaterThan(shared.length * 0.97);
  expect(rows.length).toBeLessThanOrEqual(shared.length);
  expect(JSON.stringify(rows)).not.toContain('金丝雀戊');
}

describe('the registers of deaths', () => {
  let adapter: OpenAdapter;
  beforeAll(async () => {
    const { inbox } = await openDropFolder(join(folder, 'deaths'));
    adapter = await deathsFiles.open({ inbox }, { ...setting, landing: ownLanding(store.landing, deathsFiles.id) });
  });
  afterAll(() => adapter.close());

  test('every field of the schema is mapped, and every relation can look its records up', () => isMapped(adapter));

  test('what four registers hand in reads as it was told, or says by a flag that it does not, and nothing that is secret', async () => {
    await readsAsTold(adapter, 'DeathRecord', 'id');
    const rows = await everything(readerOf(adapter, 'DeathRecord'), { fields: ['register'] });
    const registers = new Set(rows.map(({ values }) => values.register));
    expect(registers).toEqual(new Set(['HEALTH', 'FUNERAL', 'CIVIL_AFFAIRS', 'PUBLIC_SECURITY']));
  });

  test('an inbox over SFTP needs the server’s key and a password', async () => {
    const inbox = 'sftp://hub@exchange.invalid/in';
    const landing = ownLanding(store.landing, deathsFiles.id);
    const open = (options: object) => deathsFiles.open(options, { ...setting, landing });
    await expect(open({ inbox })).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
    const reached = await open({ inbox, hostKey: `SHA256:${'A'.repeat(43)}`, password: 'secret-of-the-test' });
    await reached.close();
  });
});

describe('the procurement centre', () => {
  const secret = 'the-centre-signs-with-this-in-the-test';
  const now = () => setting.clock().getTime();
  let adapter: OpenAdapter;
  const open = () =>
    procurementPush.open({ secret }, { ...setting, landing: ownLanding(store.landing, procurementPush.id) });
  const centreOf = (own = secret) => openProcurementCentre({ file: join(folder, 'procurement.db'), secret: own, now });
  beforeAll(async () => {
    adapter = await open();
  });
  afterAll(() => adapter.close());

  async function receive({ path, headers, body }: SignedPush): Promise<PushReceipt | undefined> {
    const bytes = async function* () {
      yield body;
    };
    const push = { method: 'POST', path, headers, body: bytes() } as const;
    return adapter.receiver?.receive(push, AbortSignal.timeout(10_000));
  }

  test('every field of the schema is mapped, and every relation can look its records up', () => isMapped(adapter));

  test('before it has pushed anything its bids are unavailable, and not none', async () => {
    expect(await failureOf(list(readerOf(adapter, 'ProcurementBid')))).toEqual(['SOURCE_UNAVAILABLE', 'FAILED']);
  });

  test('what it pushes lands with its letters of award, and pushed again is answered by the same receipts', async () => {
    const pushes = await (await centreOf()).pushes();
    const first: (PushReceipt | undefined)[] = [];
    for (const push of pushes) first.push(await receive(push));
    const sum = (of: (receipt: PushReceipt) => number) => first.reduce((all, each) => all + (each ? of(each) : 0), 0);
    const facts = told('ProcurementBid', population);
    expect(sum(({ landed, excluded }) => landed + excluded)).toBe(facts.length);
    expect(sum(({ quarantined }) => quarantined)).toBe(0);
    expect(sum(({ attachments }) => attachments)).toBeGreaterThan(facts.length / 6);
    const again = await Promise.all((await (await centreOf()).pushes()).map(receive));
    expect(again).toEqual(first.map((receipt) => ({ ...receipt, status: 'ALREADY_LANDED' })));
  });

  test('bids read as they were told, or say by a flag that they do not, and none that is secret', () =>
    readsAsTold(adapter, 'ProcurementBid', 'bidNo'));

  test('a centre with another secret is nobody', async () => {
    const [push] = await (await centreOf('another-secret-of-somebody-else-altogether')).pushes();
    if (push === undefined) throw new Error('the centre has nothing to say');
    await expect(receive(push)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('the kit', () => {
  const landing = async () => {
    const own = await mkdtemp(join(folder, 'kit-'));
    const kept = await openStore({
      url: `file:${join(own, 'store.db')}`,
      ...setting,
      chain: 'kit',
      digest: 'sha256',
      secret: 'the secret of a hub of tests',
    });
    return { landing: kept.landing, close: () => kept.close() };
  };

  /** Records of a kind as the agency's own system writes them down. */
  function rawRows<K extends 'DeathRecord' | 'ProcurementBid'>(
    kind: K,
    write: (fact: FactOf<K>, life: Life) => object,
  ) {
    const lives = [...generateLives({ scale: 0.03, seed: 'adapters' })];
    return lives
      .flatMap((life) => life.facts.flatMap((fact) => (fact.kind === kind ? [write(fact as FactOf<K>, life)] : [])))
      .slice(0, 60) as RawRecord[];
  }
  const dirt = openDirt({ seed: 'kit', log: openDirtLog() });

  const goldenOf = (table: string, rows: readonly RawRecord[]): Golden => ({
    tables: new Map([[table, rows]]),
    expected: new Map(),
  });

  test('finds that the files of the registers of deaths keep the contract', async () => {
    const golden = goldenOf(
      'SWDJ',
      rawRows('DeathRecord', (fact, life) => deathRow(fact, life, dirt)),
    );
    const options = { inbox: '/exchange/in' };
    const { checks } = await certify({ definition: deathsFiles, options, golden, ...setting, landing });
    expect(checks.filter(({ status }) => status === 'FAILED')).toEqual([]);
  }, 120_000);

  test('finds that the pushes of the procurement centre keep the contract', async () => {
    const golden = goldenOf(
      'TB',
      rawRows('ProcurementBid', (fact, life) => bidRow(fact, life, dirt)),
    );
    const options = { secret: 'a-made-up-secret-of-thirty-two-characters' };
    const { checks } = await certify({ definition: procurementPush, options, golden, ...setting, landing });
    expect(checks.filter(({ status }) => status === 'FAILED')).toEqual([]);
  }, 120_000);
});
