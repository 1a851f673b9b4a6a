import { cpus, totalmem } from 'node:os';
import type { AuditSpeed } from './audit.js';
import { type CostResult, costTable } from './cost-results.js';
import type { CountiesSpeed } from './counties.js';
import { countiesTable } from './counties-table.js';
import type { LandingSpeed } from './landing.js';
import { median, medianRatio, quantile, type Slices } from './measure.js';
import type { OversightSpeed } from './oversight.js';
import { oversightTable } from './oversight-table.js';
import type { PolicySpeed } from './policies.js';
import type { Share } from './profile.js';
import { auditTable, landingTable, policyTable } from './speed-tables.js';

/** One contestant's numbers. CPU times are milliseconds a request. */
export interface Standing {
  readonly name: string;
  readonly cpuMs: number;
  /** First and third quartile over the rounds. */
  readonly quartiles: readonly [number, number];
  /** Against the stock stack and the floor on the same path (HTTP or not), round by round; null where there is none. */
  readonly toStock: number | null;
  readonly toFloor: number | null;
  /** Requests a second that one core has the CPU time for. */
  readonly perCore: number;
}

export interface ScenarioResult {
  readonly name: string;
  readonly title: string;
  readonly standings: readonly Standing[];
  /** Where the CPU time of a contestant goes, by its name; empty without `--profile`. */
  readonly profiles: Readonly<Record<string, readonly Share[]>>;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly platform: string;
}

/** Parts that were not measured are empty or null. */
export interface BenchResult {
  readonly machine: Machine;
  readonly requests: number;
  readonly rounds: number;
  readonly concurrency: number;
  readonly scenarios: readonly ScenarioResult[];
  readonly costs: readonly CostResult[];
  readonly policies: PolicySpeed | null;
  readonly audit: readonly AuditSpeed[];
  readonly landing: LandingSpeed | null;
  readonly counties: CountiesSpeed | null;
  readonly oversight: OversightSpeed | null;
}

export function standingsOf(slices: ReadonlyMap<string, Slices>): readonly Standing[] {
  const against = (name: string, rival: 'stock' | 'floor', own: Slices): number | null => {
    const other = slices.get(name.replace(/^\w+/, rival));
    return other === undefined ? null : medianRatio(own, other);
  };
  return [...slices].map(([name, own]) => ({
    name,
    cpuMs: median(own),
    quartiles: [quantile(own, 0.25), quantile(own, 0.75)] as const,
    toStock: against(name, 'stock', own),
    toFloor: against(name, 'floor', own),
    perCore: 1_000 / median(own),
  }));
}

export function machineFacts(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The result as Markdown: what the terminal shows and what docs/benchmarks.md holds. */
export function describe(result: BenchResult): string {
  const { machine, requests, rounds, concurrency, scenarios, costs, policies, audit, landing, counties, oversight } =
    result;
  const { cpu, cores, memoryGb, node, platform } = machine;
  return [
    `Machine: ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}. ` +
      `${rounds} rounds of ${requests} requests a contestant, ${concurrency} at once.`,
    ...scenarios.flatMap((scenario) => ['', `### ${scenario.title}`, '', ...table(scenario), ...shares(scenario)]),
    ...costs.flatMap((cost) => ['', `### What policies and audit add: ${cost.title}`, '', ...costTable(cost)]),
    ...(policies === null ? [] : ['', '### Policies', '', ...policyTable(policies)]),
    ...(audit.length === 0 ? [] : ['', '### The audit log', '', ...auditTable(audit)]),
    ...(landing === null ? [] : ['', '### Files that land', '', ...landingTable(landing)]),
    ...(counties === null ? [] : ['', '### Two hundred counties, ten of which hang', '', ...countiesTable(counties)]),
    ...(oversight === null ? [] : ['', '### Rules over a county', '', ...oversightTable(oversight)]),
  ].join('\n');
}

function table({ standings }: ScenarioResult): readonly string[] {
  return [
    '| | CPU-ms a request | quartiles | × stock | × floor | requests/s a core |',
    '|---|---:|---:|---:|---:|---:|',
    ...standings.map(({ name, cpuMs, quartiles: [low, high], toStock, toFloor, perCore }) => {
      const spread = `${low.toFixed(1)}–${high.toFixed(1)}`;
      return `| ${name} | ${cpuMs.toFixed(1)} | ${spread} | ${ratio(toStock)} | ${ratio(toFloor)} | ${perCore.toFixed(0)} |`;
    }),
  ];
}

function shares({ profiles }: ScenarioResult): readonly string[] {
  return Object.entries(profiles).flatMap(([name, found]) => {
    const told = found.filter(({ share }) => share >= 0.005);
    const list = told.map(({ place, share }) => `${place} ${(share * 100).toFixed(0)} %`);
    return ['', `Where the time of ${name} goes: ${list.join(', ')}.`];
  });
}

function ratio(value: number | null): string {
  return value === null ? '' : value.toFixed(2);
}

const marks = { begin: '<!-- numbers: begin -->', end: '<!-- numbers: end -->' } as const;

/** A page with its generated section replaced. Throws when the page has no marks for it. */
export function withNumbers(page: string, text: string): string {
  const [begin, end] = [page.indexOf(marks.begin), page.indexOf(marks.end)];
  if (begin < 0 || end < begin) throw new Error(`the page holds no ${marks.begin} … ${marks.end}`);
  return `${page.slice(0, begin + marks.begin.length)}\n${text}\n${page.slice(end)}`;
}
