import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { countryIn } from '../../demo/country-files.js';
import type { Plant } from '../../demo/lives/facts.js';
import type { Scale } from '../../demo/lives/generate-lives.js';
import { type Demo, openDemo } from '../../demo/open-demo.js';
import { demoFiles } from '../../demo/settings.js';
import type { Config } from '../../gateway/config.js';
import { type Hub, openHub } from '../../gateway/hub.js';
import { createOversightClient, pageMs } from '../../gateway/oversight/client.js';
import type { OversightEngine } from '../../gateway/oversight/engine.js';
import type { EngineParts, RunReport } from '../../oversight/engine/run.js';
import { ownRules } from '../../oversight/rules/load.js';
import type { Seals } from '../../schema/context.js';
import type { OversightClient } from '../../schema/oversight/desk.js';
import type { Hit } from '../../schema/oversight/finding.js';
import type { RuleProgress } from '../../schema/oversight/run.js';
import { openStore, type Store } from '../../store/open-store.js';
import { principalNamed } from '../hub/principals.js';
import { type FreshCountry, freshCountry } from '../hub/seeded-country.js';
import { type HeldAgainst, heldAgainst } from './held-against.js';

/** The morning after the county's last day. */
export const countyToday = '2026-11-02';
const morning = Date.parse(`${countyToday}T09:00:00+08:00`);

/** What a rule came to in the county, held against what was planted there. */
export interface CountyResult extends HeldAgainst {
  readonly progress: RuleProgress;
  readonly hits: readonly Hit[];
  /** Milliseconds that the rule was walked for, others beside it. */
  readonly ms: number;
}

export interface County {
  readonly hub: Hub;
  /** As the hub was opened: for other processes of it. */
  readonly config: Config;
  readonly demo: Demo;
  readonly engine: OversightEngine;
  readonly plants: readonly Plant[];
  /** Parts of an engine over this hub and its books, for what a gateway does not do: fail, stop, begin again. */
  parts(): EngineParts;
  /** The hub's books, as another process has them open. */
  readonly beside: Store;
  /** Asks until every source answers: after an outage. */
  settled(): Promise<void>;
  /** Runs rules, all that were opened when none are named, as of the morning after the county's last day. */
  run(ids?: readonly string[]): Promise<ReadonlyMap<string, CountyResult>>;
  close(): Promise<void>;
}

export interface CountyOptions {
  /** Rules that are loaded: a fault in another one is none of theirs. All when absent. */
  readonly rules?: readonly string[];
  readonly scale?: Scale;
  readonly configure?: (config: Config) => Partial<Config>;
}

/**
 * Opens the demonstration's hub over a whole county, with the engine that it has. A rule's author writes:
 *
 *     const county = await openCounty({ rules: ['CC-05'] });
 *     const result = (await county.run()).get('CC-05');
 */
export async function openCounty({
  rules,
  scale = 'county',
  configure = () => ({}),
}: CountyOptions = {}): Promise<County> {
  const country = await freshCountry(scale);
  country.placeStore(demoFiles(country.folder).store);
  const started = performance.now();
  const clock = () => new Date(morning + performance.now() - started);
  const demo = await openDemo({ dataFolder: country.folder, scale, clock, enforcement: { callsPerSecond: 2_000 } });
  const folder = rules === undefined ? null : folderOf(rules);
  const ruled = {
    ...demo.config,
    oversight: { ...demo.config.oversight, ...(folder === null ? {} : { rules: folder }) },
  };
  const config = { ...ruled, ...configure(ruled) };
  const hub = await openHub(config, { clock }).catch(async (error: unknown) => {
    await closed(demo, country, folder);
    throw error;
  });
  await hub.warm();
  const { oversight: engine } = hub;
  if (engine === null) throw new Error('the demonstration gives the engine an account');
  const faults = (await hub.ready()).filter((warning) => warning.startsWith('RULE_INVALID'));
  if (faults.length > 0 && rules !== undefined) {
    await hub.close();
    await closed(demo, country, folder);
    throw new Error(faults.join('\n'));
  }
  const beside = await openStore({ ...config.store, clock, chain: 'beside' });
  const client = createOversightClient({
    ...{ ask: hub.ask, newId: randomUUID, withinMs: pageMs },
    principal: principalNamed('oversight-engine', 'SUPERVISION'),
  });
  const { plants } = JSON.parse(readFileSync(countryIn(demo.files.folder).manifest, 'utf8')) as {
    readonly plants: readonly Plant[];
  };
  return {
    ...{ hub, config, demo, engine, plants, beside },
    parts: () => ({
      ...engine.partsOf('371422'),
      ...{ client, clock, atOnce: 1 },
      book: beside.oversight.findings,
    }),
    settled: () => untilAllAnswer(client),
    run: (ids) => runIn({ engine, plants, seals: hub.seals }, ids),
    close: async () => {
      await beside.close();
      await hub.close();
      await closed(demo, country, folder);
    },
  };
}

/** Touches every adapter that rules read. */
const everySource = `{
  courtCases(first: 1) { nodes { caseNumber } }
  policeCases(first: 1) { nodes { caseNumber } }
  enforcementCases(first: 1) { nodes { caseNumber } }
  correctionSubjects(first: 1) { nodes { subjectNo biometricScans(first: 1) { nodes { at } pageInfo { hasNextPage } } } }
  administrativePenalties(first: 1) { nodes { decisionNumber } }
}`;
const patienceMs = 30_000;

async function untilAllAnswer(client: OversightClient): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { sources, errors } = await client.ask({
      ...{ document: everySource, variables: {} },
      signal: AbortSignal.timeout(patienceMs),
    });
    if (sources.length >= 5 && errors.length === 0) return;
    if (Date.now() > deadline)
      throw new Error(`the sources did not all answer: ${JSON.stringify({ sources, errors })}`);
    await wait(100);
  }
}

async function closed(demo: Demo, country: FreshCountry, folder: string | null): Promise<void> {
  await demo.close();
  country.remove();
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}

function folderOf(rules: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-rules-'));
  for (const id of rules) {
    mkdirSync(join(folder, id));
    cpSync(join(ownRules, id), join(folder, id), { recursive: true });
  }
  return folder;
}

interface Running {
  readonly engine: OversightEngine;
  readonly plants: readonly Plant[];
  readonly seals: Seals;
}

async function runIn(
  { engine, plants, seals }: Running,
  ids: readonly string[] | undefined,
): Promise<ReadonlyMap<string, CountyResult>> {
  const hits = new Map<string, Hit[]>();
  const report: RunReport = await engine.run({
    ...(ids === undefined ? {} : { rules: ids }),
    today: countyToday,
    signal: new AbortController().signal,
    onPage: ({ rule }, _receipt, outcome) => {
      hits.set(rule, [...(hits.get(rule) ?? []), ...outcome.hits]);
    },
  });
  return new Map(
    report.rules.map((progress) => {
      const own = hits.get(progress.rule) ?? [];
      const ms = Date.parse(progress.endedAt ?? '') - Date.parse(progress.startedAt ?? '');
      return [progress.rule, { progress, hits: own, ms, ...heldAgainst(progress.rule, own, plants, seals) }];
    }),
  );
}
