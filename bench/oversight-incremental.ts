import { changeLater } from '../demo/later-changes.js';
import { randomOf } from '../demo/lives/random.js';
import type { OversightEngine } from '../gateway/oversight/engine.js';
import type { RuleProgress } from '../schema/oversight/run.js';

/** An incremental run of rules that were walked from end to end before. */
export interface IncrementalSpeed {
  /** Records that agencies wrote meanwhile. */
  readonly changed: number;
  /** Records that rules looked at. */
  readonly records: number;
  readonly hits: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly rules: readonly Pick<RuleProgress, 'rule' | 'whole' | 'records'>[];
}

export interface IncrementalOptions {
  readonly engine: OversightEngine;
  /** Of the country's systems: their databases are written to. */
  readonly folder: string;
  /** ISO 8601 date. */
  readonly today: string;
  readonly clock: () => Date;
  readonly rules: readonly string[];
  /** Part of every table's records that changes. */
  readonly share: number;
  /** Which records do: others by another name. */
  readonly name: string;
}

/** Changes records in the country's systems, and runs rules over what changed: after a full run of them over the same books. */
export async function measureIncremental(options: IncrementalOptions): Promise<IncrementalSpeed> {
  const { engine, folder, today, clock, rules, share, name } = options;
  const changed = await changeLater(folder, { at: clock(), random: randomOf(name).next, share });
  const [before, started] = [process.cpuUsage(), performance.now()];
  const report = await engine.run({
    ...{ rules, today, since: { overlapMs: 0 } },
    signal: new AbortController().signal,
  });
  const { user, system } = process.cpuUsage(before);
  const sum = (of: (rule: RuleProgress) => number) => report.rules.reduce((total, rule) => total + of(rule), 0);
  return {
    changed,
    records: sum(({ records }) => records),
    hits: sum(({ hits }) => hits),
    seconds: (performance.now() - started) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    rules: report.rules.map(({ rule, whole, records }) => ({ rule, whole, records })),
  };
}
