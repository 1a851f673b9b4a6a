import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../schema/package-root.js';
import type { AdapterDefinition } from '../definition/adapter-definition.js';
import { openBench } from './bench.js';
import type { Check } from './check.js';
import { checks as everyCheck } from './conformance.js';
import { type Evidence, openEvidence } from './evidence.js';
import type { Golden } from './golden.js';
import { withPlainTables } from './plain-tables.js';
import type { CheckOutcome, Figures, Report } from './report.js';
import { runChecks } from './run-checks.js';
import { type StandingLanding, subjectOf } from './subject.js';
import { systemsOf } from './systems/open-system.js';

export interface CertifySetting<Options, Place> {
  readonly definition: AdapterDefinition<Options, Place>;
  /** What the adapter is opened with; addresses are rerouted, and credentials may be made up. */
  readonly options: unknown;
  /** The system's rows and how they read; without them only the agency's own system can be asked. */
  readonly golden?: Golden;
  /** `true`: the agency's own system answers, and is only read. Default: a system of the golden data. */
  readonly system?: boolean;
  /** The adapter's clock, and the report's. */
  readonly clock: () => Date;
  /** Most records of an entity that are looked at in the agency's own system. Default 200. */
  readonly sample?: number;
  /** Every question of every entity. Default: of adapters that bind more than five entities, every third (`Bench.isThinned`). */
  readonly whole?: boolean;
  /** Ids of checks, or their families (`fault`): only these run. Default all. */
  readonly checks?: readonly string[];
  /** Checks of the caller's own, after the kit's: policy, which the sdk knows nothing of. */
  readonly extra?: readonly Check[];
  /** A landing for a system of files or pushes, one for each that is stood up: the store's. */
  readonly landing?: () => Promise<StandingLanding>;
  readonly onProgress?: (outcome: CheckOutcome) => void;
}

/**
 * Holds an adapter to everything that the hub relies on, and reports what it keeps and breaks. Rejects with `ADAPTER_INVALID`
 * when the options do not parse; a system that does not answer is a failure of the checks that read it.
 */
export async function certify<Options, Place>(setting: CertifySetting<Options, Place>): Promise<Report> {
  const { clock, options, landing, system = false, sample = 200, whole = false } = setting;
  const started = clock().toISOString();
  const given = setting.definition as unknown as AdapterDefinition<unknown, unknown>;
  const { definition, golden } = onItsSystem(given, setting.golden ?? null, options, system);
  const subject = await subjectOf(definition, options, { clock, ...(landing === undefined ? {} : { landing }) });
  const evidence = openEvidence();
  const openSystem = system || golden === null ? null : systemsOf(subject.description, subject.entities, clock);
  const stop = evidence.listen();
  const bench = await openBench(subject, { golden, evidence, sample, whole, openSystem }).catch((cause: unknown) => {
    stop();
    throw cause;
  });
  try {
    const chosen = [...everyCheck, ...(setting.extra ?? [])].filter(({ id }) => isChosen(id, setting.checks));
    const outcomes = await runChecks(bench, chosen, setting.onProgress ?? (() => {}));
    return {
      adapter: definition.id,
      agency: definition.agency,
      kinds: [subject.kind],
      against: openSystem === null ? 'SYSTEM' : 'GOLDEN',
      version: await versionOf(),
      started,
      finished: clock().toISOString(),
      entities: subject.entities.map(({ entity }) => entity),
      checks: outcomes,
      figures: await figuresOf(bench, outcomes, evidence),
    };
  } finally {
    await bench.close();
    stop();
  }
}

/** The adapter and its data as a system of ours can hold them. */
function onItsSystem(
  definition: AdapterDefinition<unknown, unknown>,
  golden: Golden | null,
  options: unknown,
  system: boolean,
): { readonly definition: AdapterDefinition<unknown, unknown>; readonly golden: Golden | null } {
  const parsed = definition.options.safeParse(options);
  if (golden === null || system || !parsed.success || definition.source(parsed.data).kind !== 'sql') {
    return { definition, golden };
  }
  return withPlainTables(definition, golden);
}

function isChosen(id: string, chosen: readonly string[] | undefined): boolean {
  return chosen === undefined || chosen.some((one) => id === one || id.startsWith(`${one}.`));
}

async function figuresOf(
  bench: Awaited<ReturnType<typeof openBench>>,
  outcomes: readonly CheckOutcome[],
  evidence: Evidence,
): Promise<Figures> {
  const of = (status: CheckOutcome['status']) => outcomes.filter((outcome) => outcome.status === status).length;
  const records: Record<string, number> = {};
  for (const binding of bench.subject.entities) {
    records[binding.entity] = (await bench.rows(binding).catch(() => [])).length;
  }
  return {
    passed: of('PASSED'),
    failed: of('FAILED'),
    skipped: of('SKIPPED'),
    records,
    statements: evidence.statements.length,
    systems: bench.main.system === null ? [] : [bench.main.system.what],
  };
}

async function versionOf(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0.0.0';
}
