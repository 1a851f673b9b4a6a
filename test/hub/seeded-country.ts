import { createHash, type Hash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { countryIn } from '../../demo/country-files.js';
import type { Scale } from '../../demo/lives/generate-lives.js';
import { seedCountry } from '../../demo/seed.js';
import { seedMatters } from '../../demo/seed-matters.js';
import { generation } from '../../demo/seeding.js';
import { demoFiles, demoSecret } from '../../demo/settings.js';
import { openProcurementCentre } from '../../demo/systems/procurement/centre.js';
import { openAdapters } from '../../gateway/adapters.js';
import { always } from '../../schema/condition.js';
import { packageRoot } from '../../schema/package-root.js';
import { openStore } from '../../store/open-store.js';

/** A seeded county of one test file's own, with a store where what is delivered and pushed has landed already. */
export interface FreshCountry {
  readonly folder: string;
  /** Copies the landed store to where the hub keeps its books. */
  placeStore(file: string): void;
  remove(): void;
}

/** Seeds and lands once for a state of the program and a size, and copies for each test file. */
export async function freshCountry(scale: Scale): Promise<FreshCountry> {
  // What another generation seeded would be seeded again by whoever opens it.
  const seeded = await template(`country-${scale}-${generation}`, seedRooms, async (folder) => {
    await seedCountry({ dataDir: folder, scale });
    // The hub's secret comes with it: what the landed store holds under it is then every hub's own.
    demoSecret(demoFiles(folder));
  });
  const landed = await template(`landed-${landedAt.slice(0, 10)}-${scale}-${generation}`, landRooms, (folder) =>
    land(seeded, scale, folder),
  );
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-hub-'));
  cpSync(seeded, folder, { recursive: true });
  return {
    folder,
    placeStore: (file) => {
      // A store in WAL mode may have left a part of itself beside it.
      for (const end of ['', '-wal', '-shm']) {
        const part = `${join(landed, storeName)}${end}`;
        if (existsSync(part)) cpSync(part, `${file}${end}`);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const seedRooms = ['demo/lives', 'demo/dirt', 'demo/systems', 'schema/values', 'schema/codes'];
const landRooms = [
  ...['demo', 'schema/values', 'schema/codes'],
  ...['administrative-files', 'deaths-files', 'procurement-push'].map((adapter) => `adapters/${adapter}`),
  ...['sdk/sources/files', 'sdk/sources/push', 'sdk/codecs', 'store'],
];
const storeName = 'landed.db';

/** When what is delivered and pushed lands: after the country's last day, and before hubs of tests open, whatever day it is. */
const landedAt = '2026-11-02T08:00:00+08:00';

async function land(seeded: string, scale: Scale, folder: string): Promise<void> {
  const clock = () => new Date(landedAt);
  const url = `file:${join(folder, storeName)}`;
  const hubSecret = demoSecret(demoFiles(seeded));
  await seedMatters({ store: url, secret: hubSecret }, await seedCountry({ dataDir: seeded, scale }), clock);
  const store = await openStore({ url, clock, chain: 'landing', digest: 'sha256', secret: hubSecret });
  const files = countryIn(seeded);
  const secret = 'nobody-else-knows-it-and-nobody-else-asks';
  const configs = [
    { use: 'administrative-files', options: { inbox: join(files.administrative, 'in') } },
    { use: 'deaths-files', options: { inbox: join(files.deaths, 'in') } },
    { use: 'procurement-push', options: { secret } },
  ];
  const adapters = await openAdapters(configs, { clock, landing: store.landing });
  const centre = await openProcurementCentre({ file: files.procurement, secret, now: () => Date.parse(landedAt) });
  const receiver = adapters.find(({ id }) => id === 'procurement-push')?.receiver;
  for (const { path, headers, body } of await centre.pushes())
    await receiver?.receive(
      { method: 'POST', path, headers, body: Readable.from([body]) },
      AbortSignal.timeout(patienceMs),
    );
  // A read waits for the first scan.
  for (const { readers } of adapters) {
    const [reader] = readers;
    if (reader === undefined) continue;
    const request = { entity: reader.entity, fields: [], where: always, order: [], first: 1, count: false };
    await reader.read(request, { requestId: 'landing', signal: AbortSignal.timeout(patienceMs) });
  }
  for (const adapter of adapters) await adapter.close();
  await store.close();
}

/** How long a test file waits for another one that makes a template, ms. */
const patienceMs = 120_000;

async function template(
  name: string,
  rooms: readonly string[],
  make: (folder: string) => Promise<unknown>,
): Promise<string> {
  // Not with the temporary files of one run, which go with it.
  const done = join(process.env.PLUMBLINE_TEST_TEMPLATES ?? tmpdir(), `plumbline-${name}-${digestOf(rooms)}`);
  const deadline = Date.now() + patienceMs;
  while (!existsSync(done)) {
    if (Date.now() > deadline) throw new Error(`the template ${name} was not made in time`);
    if (!lock(done)) {
      await wait(100);
      continue;
    }
    try {
      if (!existsSync(done)) await makeWhole(done, make);
    } finally {
      rmSync(`${done}.lock`, { recursive: true, force: true });
    }
  }
  return done;
}

// One rename: a template is there as a whole or not at all.
async function makeWhole(done: string, make: (folder: string) => Promise<unknown>): Promise<void> {
  const unfinished = `${done}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  await make(unfinished);
  await rename(unfinished, done);
}

// A lock older than the patience belongs to a run that was killed.
function lock(template: string): boolean {
  const folder = `${template}.lock`;
  if (existsSync(folder) && Date.now() - statSync(folder).mtimeMs > patienceMs) rmSync(folder, { recursive: true });
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function digestOf(rooms: readonly string[]): string {
  const digest = createHash('sha256');
  for (const room of rooms) addRoom(digest, join(packageRoot, room));
  return digest.digest('hex').slice(0, 16);
}

function addRoom(digest: Hash, folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, file);
    if (/\.(ts|tsv|sql)$/.test(file)) digest.update(file).update(readFileSync(path));
  }
}
