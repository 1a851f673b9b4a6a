import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError } from '../schema/errors.js';
import { packageRoot } from '../schema/package-root.js';
import { assertAlike } from './compare.js';
import { measure } from './measure.js';
import { type BenchOptions, parseOptions, usage } from './options.js';
import { profileOf, type Share } from './profile.js';
import { type BenchResult, describe, machineFacts, type ScenarioResult, standingsOf, withNumbers } from './results.js';
import { openRig } from './rig.js';
import { crossDomainScenario, rollCallScenario, type Scenario } from './scenarios.js';

/** Exit codes: 0 measured, 1 answers differ or somebody failed, 2 the command line is wrong. */
const exitCodes = { measured: 0, failed: 1, usage: 2 } as const;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseOptions(args);
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    return exitCodes.usage;
  }
  try {
    const result = await bench(options);
    process.stdout.write(`${options.isJson ? JSON.stringify(result, null, 2) : describe(result)}\n`);
    if (options.write) writePage(result);
    return exitCodes.measured;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.failed;
  }
}

async function bench(options: BenchOptions): Promise<BenchResult> {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const rig = await openRig(folder);
    try {
      const scenarios: ScenarioResult[] = [];
      for (const open of [crossDomainScenario, rollCallScenario]) scenarios.push(await run(await open(rig), options));
      const { requests, rounds, concurrency } = options;
      return { machine: machineFacts(), requests, rounds, concurrency, scenarios };
    } finally {
      await rig.close();
    }
  } finally {
    if (options.data === null) rmSync(folder, { recursive: true, force: true });
  }
}

async function run(scenario: Scenario, options: BenchOptions): Promise<ScenarioResult> {
  const { name, title, contestants, aside } = scenario;
  await assertAlike(contestants, aside);
  note(`${name}: all answer alike`);
  const slices = await measure(contestants, {
    ...options,
    onRound: (round) => note(round < 0 ? `${name}: warming up` : `${name}: round ${round + 1} of ${options.rounds}`),
  });
  return { name, title, standings: standingsOf(slices), profiles: await profilesOf(scenario, options) };
}

/** The contestants over HTTP are profiled: theirs is the whole path. */
async function profilesOf({ name, contestants }: Scenario, { profile, requests, concurrency }: BenchOptions) {
  const profiles: Record<string, readonly Share[]> = {};
  if (profile === null) return profiles;
  mkdirSync(profile, { recursive: true });
  for (const contestant of contestants.filter((each) => each.name.endsWith('over HTTP'))) {
    const { shares, text } = await profileOf(() => contestant.run(requests * 2, concurrency));
    const file = join(profile, `${name}-${contestant.name.replaceAll(' ', '-')}.cpuprofile`);
    writeFileSync(file, text);
    note(`${name}: wrote ${file}`);
    profiles[contestant.name] = shares;
  }
  return profiles;
}

function writePage(result: BenchResult): void {
  const page = join(packageRoot, 'docs', 'benchmarks.md');
  writeFileSync(page, withNumbers(readFileSync(page, 'utf8'), describe(result)));
}

function note(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
