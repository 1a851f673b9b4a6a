import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issuer } from '../../demo/issuer.js';
import { homeDivision } from '../../demo/lives/divisions.js';
import type { DemoPerson } from '../../demo/people.js';
import { demoAudience } from '../../demo/settings.js';
import { parseConfig } from '../../gateway/config.js';
import { assemble, type Hub, layGround } from '../../gateway/hub.js';
import { openKeptStore } from '../../gateway/kept-store.js';
import { openGateway } from '../../gateway/open-gateway.js';
import { createRegistry } from '../../gateway/registry/registry.js';
import { createLog } from '../../gateway/server/log.js';
import { createInProcessTransport } from '../../gateway/transport/in-process.js';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { type Laws, laws as standardLaws } from '../../policies/engine/laws.js';
import { agencySubgraphSources } from '../../schema/own-subgraphs.js';
import type { Purpose } from '../../schema/purpose.js';
import { openSubgraph } from '../../subgraphs/subgraphs.js';
import { pools, type World } from './world.js';
import { worldAdapters } from './world-adapter.js';

export const matters = {
  CAMPAIGN: { number: 'QZ-1', kind: 'CAMPAIGN', persons: [], files: [] },
  CASE: {
    number: 'AJ-1',
    kind: 'CASE',
    persons: pools.citizenId.slice(0, 2),
    files: [pools.caseNumber[0] ?? '', pools.file[0] ?? '', pools.subjectNo[0] ?? ''],
  },
} as const;

export interface Asker {
  readonly person: DemoPerson;
  readonly purpose: Purpose;
  readonly matter: keyof typeof matters | null;
}

/** The real hub over a world, behind its real door. Both worlds' hubs have one secret, so that equal things have equal tokens. */
export interface WorldHub {
  readonly hub: Hub;
  world: World;
  ask(asker: Asker, query: string): Promise<string>;
  close(): Promise<void>;
}

const noon = new Date('2026-11-20T04:00:00Z');

/** @param laws the meaning of the policy language; a broken one shows that the proof would find a leak */
export async function openWorldHub(
  issuer: Issuer,
  handlers: readonly string[],
  laws: Laws = standardLaws,
): Promise<WorldHub> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-world-'));
  const clock = () => noon;
  const config = parseConfig({
    store: { url: `file:${join(folder, 'store.db')}` },
    secret: 'a hub secret that both worlds have, 32 bytes',
    limits: { cost: 1_000_000 },
  });
  const laid = layGround(config.secret, clock);
  const rules = laid.policies.current();
  const current = { ...rules, compiler: createAccessCompiler(rules.sets, laid.catalog, laws) };
  const ground = { ...laid, policies: { ...laid.policies, current: () => current } };
  const store = await openKeptStore(config, ground.policies, clock);
  for (const { number, kind, persons, files } of Object.values(matters))
    await store.access.openMatter({
      number,
      kind,
      line: null,
      title: number,
      agency: 'opener',
      division: homeDivision,
      persons: persons.map((citizenId) => ground.seals.sealPerson({ kind: 'citizen', citizenId })),
      files,
      handlers,
      openedBy: 'opener',
      openedAt: '2026-11-01T00:00:00.000Z',
    });
  const state: { world: World } = { world: new Map() };
  const reader = createRegistry(
    worldAdapters(ground.catalog, () => state.world),
    clock,
  );
  const subgraphs = agencySubgraphSources().map((source) => openSubgraph(ground.catalog, source));
  const transport = createInProcessTransport(subgraphs);
  const hub = await assemble(ground, store, { reader, transport, close: () => store.close() });
  const trust = {
    issuer: issuer.name,
    audience: demoAudience,
    keys: { at: 'set', set: issuer.jwks },
    clockToleranceS: 5,
  } as const;
  const server = await openGateway(config, hub, { log: createLog('silent'), trust });
  const url = new URL('/graphql', await server.listen({ host: '127.0.0.1', port: 0 }));
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: DemoPerson): Promise<string> => {
    const own = person.isSamplePerson
      ? { person: ground.seals.sealPerson({ kind: 'citizen', citizenId: pools.citizenId[0] }) }
      : {};
    const token =
      tokens.get(person.name) ?? issuer.sign(person, { audience: demoAudience, now: noon, lifetimeS: 3_600, ...own });
    tokens.set(person.name, token);
    return token;
  };
  return {
    hub,
    get world() {
      return state.world;
    },
    set world(world) {
      state.world = world;
    },
    async ask({ person, purpose, matter }, query) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenOf(person)}`,
          'x-plumbline-purpose': purpose,
          ...(matter === null ? {} : { 'x-plumbline-matter': matters[matter].number }),
        },
        body: JSON.stringify({ query }),
      });
      const id = response.headers.get('x-request-id') ?? '';
      // The one thing that every answer has of its own.
      return `${response.status} ${(await response.text()).replaceAll(id, 'ID')}`;
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
