import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { parse } from 'yaml';
import type { Scale } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { type Demo, openDemo, type SystemName } from '../../demo/open-demo.js';
import { type DemoFiles, demoFiles } from '../../demo/settings.js';
import type { Config } from '../../gateway/config.js';
import { type Ground, layGround, openHub } from '../../gateway/hub.js';
import { trustOf } from '../../gateway/keys.js';
import { openGateway } from '../../gateway/open-gateway.js';
import { openSubgraphService } from '../../gateway/open-subgraph.js';
import type { OversightEngine } from '../../gateway/oversight/engine.js';
import { openRemoteHub } from '../../gateway/remote-hub.js';
import { createLog } from '../../gateway/server/log.js';
import { agencySubgraphSources } from '../../schema/own-subgraphs.js';
import { packageRoot } from '../../schema/package-root.js';
import { type Client, createClient } from './hub-client.js';
import { freshCountry } from './seeded-country.js';

/** Both forms of the hub: everything in one process, or a gateway and seven subgraphs that speak HTTP with passports. */
export const forms = ['one process', 'many processes'] as const;
export type Form = (typeof forms)[number];

/** A subgraph with a server of its own. */
export interface SubgraphSwitch {
  readonly url: URL;
  stop(): Promise<void>;
  /** Comes back at the same port. */
  start(): Promise<void>;
}

export interface OpenedHub extends Client, Ground {
  readonly demo: Demo;
  readonly url: URL;
  /** What left for the sources since it was last emptied: statements of SQL, calls of services. */
  readonly statements: string[];
  /** Log lines of every process of the hub. */
  readonly log: string[];
  /** By name; none in one process. */
  readonly subgraphs: ReadonlyMap<string, SubgraphSwitch>;
  /** Signs passports; none in one process. */
  readonly passportKey: JWK | null;
  /** File of the hub's own books, which every process shares. */
  readonly store: string;
  /** Runs rules, as the gateway that was opened first does it. */
  readonly engine: OversightEngine;
  /** Asks until all sources answer: after a start, a landing or an outage. */
  settled(): Promise<void>;
  /** Opens another gateway over the same store, with a chain of its own, and in many processes over the same subgraphs. */
  openAnother(chain: string): Promise<Client>;
  /** Puts the clock of every process forward. */
  advance(ms: number): void;
  /** Ends the gateways: they anchor and sign a last time. */
  closeGateways(): Promise<void>;
  close(): Promise<void>;
}

/** The morning after the county's last day: how old records are does not depend on when tests run. */
const morning = Date.parse('2026-11-02T09:00:00+08:00');

/** Share of a county that has its planted and trapped lives and few besides. */
const smallest = 0.02;

export interface HubOptions {
  /** What a test configures otherwise than the demonstration does. */
  readonly configure?: (demo: Demo) => Partial<Config>;
  /** Whether the bureaus' deliveries have landed before; default true. A hub where they have not is not waited for. */
  readonly hasLanded?: boolean;
  /** Size of the population, counties; default the smallest, which has everybody who is told of by name. */
  readonly scale?: Scale;
  /** Calls that the execution court takes a second; by default as few as it really does. */
  readonly callsPerSecond?: number;
  /** What a test changes of the country and of the hub's files before they are opened. */
  readonly prepare?: (files: DemoFiles) => Promise<void>;
}

/** Opens a hub of a form over a county of its own. */
export async function openDemoHub(form: Form, options: HubOptions = {}): Promise<OpenedHub> {
  const { configure = () => ({}), hasLanded = true, scale = smallest, callsPerSecond, prepare } = options;
  const country = await freshCountry(scale);
  const started = performance.now();
  let ahead = 0;
  const clock = () => new Date(morning + performance.now() - started + ahead);
  if (hasLanded) country.placeStore(demoFiles(country.folder).store);
  await prepare?.(demoFiles(country.folder));
  const enforcement = callsPerSecond === undefined ? {} : { callsPerSecond };
  const demo = await openDemo({ dataFolder: country.folder, scale, clock, enforcement });
  const statements: string[] = [];
  const lines: string[] = [];
  const parts = {
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    setting: { clock, onStatement: (statement: string) => void statements.push(statement) },
  };
  const config = { ...demo.config, ...configure(demo) };
  const { tokens } = config;
  if (tokens === undefined) throw new Error('the demonstration has an issuer');
  const remote = form === 'many processes' ? await openSubgraphs(config, parts) : null;
  const gateways: { close(): Promise<void> }[] = [];
  const engines: OversightEngine[] = [];
  const listen = async (own: Config) => {
    const hub = remote ? await openRemoteHub(own, parts.setting) : await openHub(own, parts.setting);
    const server = await openGateway(own, hub, { log: parts.log, trust: trustOf(tokens) });
    gateways.push(server);
    if (hub.oversight !== null) engines.push(hub.oversight);
    return server.listen({ host: '127.0.0.1', port: 0 });
  };
  const closeGateways = async () => {
    for (const gateway of gateways.splice(0)) await gateway.close();
  };
  const own = remote?.config ?? config;
  const url = await listen(own);
  const ground = layGround(config.secret, clock, config.policies.folder);
  const clientOf = (at: URL) => createClient(() => at, demo.issuer, ground.seals, clock);
  const client = clientOf(url);
  const settled = () => untilAllAnswer(client);
  if (hasLanded) await settled();
  statements.length = 0;
  return {
    ...ground,
    ...client,
    demo,
    url,
    statements,
    log: lines,
    subgraphs: remote?.subgraphs ?? new Map(),
    passportKey: remote?.passportKey ?? null,
    store: demo.files.store,
    get engine() {
      const [engine] = engines;
      if (engine === undefined) throw new Error('this hub gives the engine no account');
      return engine;
    },
    settled,
    openAnother: async (chain) => clientOf(await listen({ ...own, store: { ...own.store, chain } })),
    advance: (ms) => {
      ahead += ms;
    },
    closeGateways,
    close: async () => {
      await closeGateways();
      for (const subgraph of remote?.subgraphs.values() ?? []) await subgraph.stop();
      await demo.close();
      country.remove();
    },
  };
}

interface Parts {
  readonly log: ReturnType<typeof createLog>;
  readonly setting: { readonly clock: () => Date; readonly onStatement: (statement: string) => void };
}

async function openSubgraphs(base: Config, { log, setting }: Parts) {
  const { passportKey, publicKeys } = await passportKeys();
  const subgraphs = new Map<string, SubgraphSwitch>();
  for (const { name } of agencySubgraphSources()) {
    const config = {
      ...base,
      adapters: base.adapters.filter(({ use }) => deployedAdapters(name).has(use)),
      store: { ...base.store, chain: name },
      passport: { publicKeys },
    };
    subgraphs.set(name, await switchOf(() => openSubgraphService(config, name, { ...setting, log })));
  }
  const addresses = Object.fromEntries([...subgraphs].map(([name, { url }]) => [name, url.href]));
  const config = { ...base, subgraphs: addresses, passport: { privateKey: JSON.stringify(passportKey) } };
  return { config, subgraphs, passportKey };
}

type Service = Awaited<ReturnType<typeof openSubgraphService>>;

async function switchOf(open: () => Promise<Service>): Promise<SubgraphSwitch> {
  let service: Service | undefined = await open();
  const url = await service.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    stop: async () => {
      await service?.close();
      service = undefined;
    },
    start: async () => {
      service ??= await open();
      await service.listen({ host: '127.0.0.1', port: Number(url.port) });
    },
  };
}

/** The adapters that the deployment gives a subgraph: each process reads its own agencies alone. */
function deployedAdapters(subgraph: string): ReadonlySet<string> {
  const file = join(packageRoot, 'deploy', `plumbline.subgraph-${subgraph}.yaml`);
  const { adapters } = parse(readFileSync(file, 'utf8')) as { readonly adapters: readonly { readonly use: string }[] };
  return new Set(adapters.map(({ use }) => use));
}

async function passportKeys(): Promise<{ readonly passportKey: JWK; readonly publicKeys: string }> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const passportKey = { ...jwk, kid: await calculateJwkThumbprint(jwk) };
  const { d: _private, ...open } = passportKey;
  return { passportKey, publicKeys: JSON.stringify({ keys: [open] }) };
}

/** Touch every adapter, and say of each whether it answered. */
const everyAgency = `{
  person(citizenId: "${samplePerson.citizenId}") { phone source { adapter } }
  judgments(first: 1) { nodes { documentId } }
  policeCases(first: 1) { nodes { caseNumber } }
  enforcementCases(first: 1) { nodes { caseNumber } }
  correctionSubjects(first: 1) { nodes { subjectNo biometricScans(first: 1) { nodes { at } } } }
  administrativePenalties(first: 1) { nodes { decisionNumber } }
}`;
const everyRegister = `{
  subsidyPayments(first: 1) { nodes { paymentNo } }
  pensionPayments(first: 1) { nodes { paymentNo } }
  deathRecords(first: 1) { nodes { id } }
  procurementBids(first: 1) { nodes { bidNo } }
  briberyConvictions(first: 1) { nodes { id } }
  professionalLicences(first: 1) { nodes { licenceNo } }
}`;
const patienceMs = 30_000;

async function untilAllAnswer({ ask }: Client): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (const query of [everyAgency, everyRegister])
    for (;;) {
      const { body, text } = await ask(query, { as: 'prosecutor', purpose: 'SUPERVISION' });
      if (body.errors === undefined) break;
      if (Date.now() > deadline) throw new Error(`the sources did not all answer in time: ${text}`);
      await wait(100);
    }
}

/** The five agencies as the issue counts them: corrections' devices are switched with corrections. */
export const agencies: Readonly<Record<string, readonly SystemName[]>> = {
  judgments: ['judgments'],
  police: ['police'],
  enforcement: ['enforcement'],
  corrections: ['corrections', 'devices'],
  administrative: ['administrative'],
};
