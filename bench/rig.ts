import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openIssuer } from '../demo/issuer.js';
import { adaptersOf } from '../demo/open-demo.js';
import { demoPersonNamed } from '../demo/people.js';
import { seedCountry } from '../demo/seed.js';
import { seedMatters } from '../demo/seed-matters.js';
import { type DemoFiles, demoAudience, demoFiles, demoSecret } from '../demo/settings.js';
import type { TokenTrust } from '../gateway/authenticate/authenticate.js';
import { parseConfig } from '../gateway/config.js';
import {
  assemble,
  type Ground,
  type Hub,
  layGround,
  openSources,
  readSupergraph,
  type Sources,
} from '../gateway/hub.js';
import { openGateway } from '../gateway/open-gateway.js';
import { createLog } from '../gateway/server/log.js';
import { createInProcessTransport } from '../gateway/transport/in-process.js';
import { matterHeader, purposeHeader } from '../schema/purpose.js';
import type { Reader } from '../schema/reader.js';
import { openStore } from '../store/open-store.js';
import { lawless, uncapped, unnoted, unwritten } from './lessened.js';
import { type OutsideWorld, startOutside } from './outside-world.js';
import { openStock, type Stock } from './stock.js';

/** What of the hub is switched off, to see what it costs; nothing by default. */
export interface Without {
  /** Everything is allowed, and nothing counted: no decisions, warrants, row conditions, masks and caps. */
  readonly policies?: boolean;
  /** Nobody's records are noted, and no entry is written. */
  readonly audit?: boolean;
}

/** What contestants are made of: one country, one set of open adapters, one store. */
export interface Rig {
  readonly ground: Ground;
  readonly sources: Sources;
  readonly outside: OutsideWorld;
  readonly trust: TokenTrust;
  /** Headers of the demonstration's prosecutor, who asks for SUPERVISION under the county's campaign. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole product over a reader, without and with HTTP. */
  plumbline(reader: Reader, without?: Without): Promise<{ readonly hub: Hub; readonly url: URL }>;
  /** The stock stack over a reader. */
  stock(reader: Reader): Promise<{ readonly stock: Stock; readonly url: URL }>;
  /** Listens with a server that is closed with the rig. */
  serve(server: Server): Promise<URL>;
  close(): Promise<void>;
}

/** Opens the country's agencies in another process, and everything of the hub in this one. */
export async function openRig(dataFolder: string): Promise<Rig> {
  // What was opened last is closed first, also when something cannot be opened.
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of opened.toReversed()) await each();
  };
  try {
    return { ...(await openParts(demoFiles(dataFolder), (each) => void opened.push(each))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openParts(files: DemoFiles, closing: (close: () => Promise<void>) => void): Promise<Omit<Rig, 'close'>> {
  const outside = await startOutside(files.folder);
  closing(() => outside.close());
  await seedMatters(
    { store: `file:${files.store}`, secret: demoSecret(files) },
    await seedCountry({ dataDir: files.folder }),
    () => new Date(),
  );
  const issuer = await openIssuer(files.issuerKey);
  const config = parseConfig({
    store: { url: `file:${files.store}` },
    secret: demoSecret(files),
    adapters: adaptersOf(files, outside.connection),
    // The roll call reaches more rows than a caller may by default.
    limits: { cost: 1_000_000, deadlineMs: 60_000 },
  });
  const trust: TokenTrust = {
    issuer: issuer.name,
    audience: demoAudience,
    keys: { at: 'set', set: issuer.jwks },
    clockToleranceS: 5,
  };
  const clock = () => new Date();
  const ground = uncapped(layGround(config.secret, clock));
  const store = await openStore({ ...config.store, secret: config.secret, clock });
  closing(() => store.close());
  const sources = await openSources(config, ground, store, { clock });
  closing(async () => {
    for (const adapter of sources.adapters) await adapter.close();
  });
  return {
    ground,
    sources,
    outside,
    trust,
    headers: await headersOf(issuer),
    plumbline: async (reader, without = {}) => {
      const transport = createInProcessTransport(sources.subgraphs);
      const [laid, kept] = [without.policies ? lawless(ground) : ground, without.audit ? unwritten(store) : store];
      const close = async () => undefined;
      const hub = await assemble(without.audit ? unnoted(laid) : laid, kept, { reader, transport, close });
      const server = await openGateway(config, hub, { log: createLog('warn'), trust });
      closing(() => server.close());
      return { hub, url: await server.listen({ host: '127.0.0.1', port: 0 }) };
    },
    stock: async (reader) => {
      const { catalog, seals } = ground;
      const stock = await openStock({ supergraphSdl: readSupergraph(), catalog, seals, reader });
      closing(() => stock.close());
      return { stock, url: await stock.listen() };
    },
    serve: async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      closing(() => closed(server));
      return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    },
  };
}

async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

/** The demonstration's prosecutor, with a token that is valid for longer than any run. */
async function headersOf(issuer: Awaited<ReturnType<typeof openIssuer>>): Promise<Record<string, string>> {
  const prosecutor = demoPersonNamed('prosecutor');
  const token = await issuer.sign(prosecutor, { audience: demoAudience, now: new Date(), lifetimeS: 86_400 });
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    [purposeHeader]: 'SUPERVISION',
    [matterHeader]: encodeURIComponent(prosecutor.matter ?? ''),
  };
}
