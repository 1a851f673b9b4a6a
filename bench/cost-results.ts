import { median, medianRatio, quantile, type Slices } from './measure.js';

/** One variant of the hub. CPU times are milliseconds a request. */
export interface CostStanding {
  readonly name: string;
  readonly cpuMs: number;
  /** First and third quartile over the rounds. */
  readonly quartiles: readonly [number, number];
  /** Against the hub with neither policies nor audit on the same path (HTTP or not), round by round. */
  readonly toNeither: number;
}

export interface CostResult {
  readonly name: string;
  readonly title: string;
  readonly standings: readonly CostStanding[];
}

export function costsOf(slices: ReadonlyMap<string, Slices>): readonly CostStanding[] {
  return [...slices].map(([name, own]) => ({
    name,
    cpuMs: median(own),
    quartiles: [quantile(own, 0.25), quantile(own, 0.75)] as const,
    toNeither: medianRatio(own, slices.get(name.endsWith(overHttp) ? `neither${overHttp}` : 'neither') ?? []),
  }));
}

export const overHttp = ' over HTTP';

export function costTable({ standings }: CostResult): readonly string[] {
  return [
    '| | CPU-ms a request | quartiles | × neither |',
    '|---|---:|---:|---:|',
    ...standings.map(
      ({ name, cpuMs, quartiles: [low, high], toNeither }) =>
        `| ${name} | ${cpuMs.toFixed(1)} | ${low.toFixed(1)}–${high.toFixed(1)} | ${toNeither.toFixed(2)} |`,
    ),
  ];
}
