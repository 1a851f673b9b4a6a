import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Swept } from '../oversight/workflow/sweep.js';
import type { OpenAdapter } from '../schema/adapter.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import { readCatalog } from '../schema/catalog/read.js';
import type { Seals } from '../schema/context.js';
import { agencySubgraphSources } from '../schema/own-subgraphs.js';
import { packageRoot } from '../schema/package-root.js';
import type { Reader } from '../schema/reader.js';
import type { Subgraph } from '../schema/subgraph.js';
import type { Store } from '../store/open-store.js';
import { accessSubgraphName, createAccessSubgraph } from '../subgraphs/access/access-subgraph.js';
import { oversightSubgraphName } from '../subgraphs/oversight/oversight-subgraph.js';
import { createPeopleSubgraph, peopleSubgraphName } from '../subgraphs/people/people-subgraph.js';
import { statisticsSubgraphName } from '../subgraphs/statistics/statistics-subgraph.js';
import { openSubgraph } from '../subgraphs/subgraphs.js';
import { openAdapters } from './adapters.js';
import { type Answer, createAnswering, type Question } from './answer.js';
import { type AskInside, createAskInside } from './ask-inside.js';
import { type ExportRecord, exportEvent } from './audit/export-event.js';
import { createRecording } from './audit/recording.js';
import { turnedAway } from './audit/turned-away.js';
import { createCaps } from './caps/caps.js';
import type { Config } from './config.js';
import type { TurnedAway } from './door.js';
import { createOperationCache } from './execution/operations.js';
import { createPlanner } from './execution/planner.js';
import { createInnerIds } from './inner-ids.js';
import { type KeptStore, openKeptStore } from './kept-store.js';
import type { Shelf } from './oversight/documents/serve-documents.js';
import { letterShelf, supervisionShelf } from './oversight/documents/shelves.js';
import type { OversightEngine } from './oversight/engine.js';
import type { OpenIntake } from './oversight/intake/open-intake.js';
import { openOversight } from './oversight/open-oversight.js';
import type { TellingGround } from './oversight/open-telling.js';
import { oversightShape } from './oversight/oversight-config.js';
import { openPeople } from './people/open-people.js';
import { openPolicies, type Policies, type Reload } from './policies/policies.js';
import { policyWarnings, recordPolicies, reloadPolicies } from './policies/reload.js';
import { createRegistry } from './registry/registry.js';
import { sealsOf } from './seals.js';
import { type Receivers, receiversOf } from './server/push.js';
import { openStatistics } from './statistics/open-statistics.js';
import { createInProcessTransport } from './transport/in-process.js';
import { createRoutedTransport } from './transport/routed.js';
import type { Transport } from './transport/transport.js';
import { createWarrants } from './warrants/warrants.js';

/** What every process of the hub holds: the words, the rules and the keys. */
export interface Ground {
  readonly catalog: Catalog;
  readonly policies: Policies;
  readonly seals: Seals;
  readonly clock: () => Date;
}

/** A hub that answers questions; the server puts HTTP before it. */
export interface Hub extends Ground {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  answer(question: Question): Promise<Answer>;
  /** Answers what a part of the hub asks in somebody's name. */
  readonly ask: AskInside;
  /** Records somebody whom the door refused. Rejects with `AUDIT_UNAVAILABLE`. */
  turnAway(refused: TurnedAway): Promise<void>;
  /** Records an export that ended. Rejects with `AUDIT_UNAVAILABLE`. */
  recordExport(made: ExportRecord): Promise<void>;
  /** Rejects when the hub could not answer now; else what its operator should know, a line each. */
  ready(): Promise<readonly string[]>;
  /** Reads the policy folder again, and records what came of it; never rejects. */
  reloadPolicies(): Promise<Reload>;
  /** Touches every system once, so that the first caller does not wait for deliveries to land; never rejects. */
  warm(): Promise<void>;
  /** Where agencies push to that push to this process. */
  readonly receivers: Receivers;
  /** Does what days that have passed do to matters of supervision. Rejects with `STORE_UNAVAILABLE`. */
  sweep(signal: AbortSignal): Promise<Swept>;
  /** Takes in what comes to the procuratorate by itself. */
  readonly intake: OpenIntake;
  /** What others are told by. */
  readonly telling: Pick<TellingGround, 'outbox' | 'recording' | 'caps' | 'client'>;
  /** Documents, for whoever may have them. */
  readonly shelves: readonly Shelf[];
  /** Runs rules of oversight; null where the configuration gives it no account. */
  readonly oversight: OversightEngine | null;
  close(): Promise<void>;
}

export interface HubSetting {
  readonly clock: () => Date;
  /** Told every statement or request that leaves for a source; tests prove least read with it. */
  readonly onStatement?: (statement: string) => void;
}

const plansKept = 2_000;

/** Lays the ground: catalog, policies and seals. Rejects with `SCHEMA_INVALID` or `POLICY_INVALID`. */
export function layGround(secret: string, clock: () => Date, folder = join(packageRoot, 'policies')): Ground {
  const catalog = readCatalog();
  return {
    catalog,
    policies: openPolicies({ folder, catalog, clock }),
    seals: sealsOf(secret),
    clock,
  };
}

/** The committed supergraph: `plumbline schema check` holds it in step with the SDL. */
export function readSupergraph(): string {
  return readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8');
}

/** The systems that this process reads, behind one door, with the subgraphs over them. */
export interface Sources {
  readonly adapters: readonly OpenAdapter[];
  readonly reader: Reader;
  readonly subgraphs: readonly Subgraph[];
}

export async function openSources(config: Config, ground: Ground, store: Store, setting: HubSetting): Promise<Sources> {
  const adapters = await openAdapters(config.adapters, { ...setting, folder: config.folder, landing: store.landing });
  return {
    adapters,
    reader: createRegistry(adapters, setting.clock, config.limits.sourceCalls),
    subgraphs: agencySubgraphSources().map((source) => openSubgraph(ground.catalog, source)),
  };
}

/** Opens a hub whose subgraphs run in this process. */
export async function openHub(config: Config, setting: HubSetting): Promise<Hub> {
  const ground = layGround(config.secret, setting.clock, config.policies.folder);
  const store = await openKeptStore(config, ground.policies, setting.clock);
  const { adapters, reader, subgraphs } = await openSources(config, ground, store, setting);
  const close = async () => {
    await Promise.all(adapters.map((adapter) => adapter.close()));
    await store.close();
  };
  const transport = createInProcessTransport(subgraphs);
  const hub = await assemble(ground, store, { reader, transport, config, close });
  return { ...hub, receivers: receiversOf(adapters), warm: () => warm(adapters) };
}

/** How long a system may take to be ready for its first read, ms: landing a county's deliveries takes seconds. */
const warmMs = 20_000;

async function warm(adapters: readonly OpenAdapter[]): Promise<void> {
  const firsts = adapters.flatMap(({ readers: [first] }) => first ?? []);
  await Promise.allSettled(
    firsts.map((reader) =>
      reader.read(
        { entity: reader.entity, fields: [], where: { op: 'true' }, order: [], first: 1, count: false },
        { requestId: 'warm', signal: AbortSignal.timeout(warmMs) },
      ),
    ),
  );
}

/** What a form of the hub brings: its ways to records and to subgraphs, and who supervises. */
export interface Form {
  readonly reader: Reader;
  readonly transport: Transport;
  /** Absent: nobody; its lists answer, empty but for the rules. */
  readonly config?: Pick<Config, 'oversight' | 'folder'>;
  readonly close: () => Promise<void>;
}

/** Joins the ground, the hub's books and a form's ways into a hub. */
export async function assemble(ground: Ground, store: KeptStore, form: Form): Promise<Hub> {
  const { catalog, policies, seals, clock } = ground;
  const { transport, close, config = { oversight: oversightShape.parse({}), folder: process.cwd() } } = form;
  const supergraphSdl = readSupergraph();
  const planner = createPlanner(supergraphSdl);
  const { apiSchema } = planner;
  const recording = createRecording(store.audit);
  const warrants = createWarrants({ book: store.access, seals, clock });
  const caps = createCaps(store.usage, clock);
  // The hub's own books are read and changed in this process, whatever way leads to the agencies'.
  const books = createAccessSubgraph(catalog, {
    book: store.access,
    auditReader: store.auditReader,
    policiesOf: (version) => policies.ofVersion(version) ?? policies.current(),
    clock,
    newId: randomUUID,
  });
  const ask = createAskInside({ apiSchema, answer: (question) => answer(question) });
  const oversight = await openOversight({
    ...{ apiSchema, store, clock, catalog, policies, seals, ask },
    config: config.oversight,
    folder: config.folder,
  });
  const innerId = createInnerIds();
  const people = openPeople({ book: store.letters, houses: config.oversight.houses, clock, ask, innerId });
  const statistics = openStatistics({ catalog, apiSchema, clock, rules: oversight.rules, ask, innerId });
  const own = createInProcessTransport([books, oversight.subgraph, createPeopleSubgraph(catalog, people), statistics]);
  const recorded = recordPolicies(policies, recording, clock);
  const answer = createAnswering({
    ...ground,
    apiSchema,
    operations: createOperationCache(planner, plansKept),
    transport: createRoutedTransport(
      {
        [accessSubgraphName]: own,
        [oversightSubgraphName]: own,
        [peopleSubgraphName]: own,
        [statisticsSubgraphName]: own,
      },
      transport,
    ),
    reader: oversight.withBooks(form.reader),
    warrants,
    caps,
    recording,
  });
  return {
    ...ground,
    apiSchema,
    supergraphSdl,
    answer,
    ask,
    ready: async () => {
      await Promise.all([store.ping(), recording.ready()]);
      return [...policyWarnings(policies), ...oversight.warnings(), ...(store.warnings?.() ?? [])];
    },
    turnAway: async (refused) => {
      await recording.ready();
      await recording.record(turnedAway(refused, policies.current(), clock()));
    },
    recordExport: (made) => recording.record(exportEvent(made, policies.current(), clock())),
    reloadPolicies: () => reloadPolicies(policies, recording, clock),
    receivers: new Map(),
    sweep: oversight.sweep,
    intake: oversight.intake,
    telling: { outbox: store.oversight.outbox, recording, caps, client: oversight.client },
    shelves: [supervisionShelf(store.oversight.matters), letterShelf(store.letters)],
    oversight: oversight.engine,
    warm: async () => {},
    close: async () => {
      warrants.close();
      await Promise.all([caps.close(), recorded]);
      await close();
    },
  };
}
