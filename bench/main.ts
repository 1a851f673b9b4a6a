import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError } from '../schema/errors.js';
import { packageRoot } from '../schema/package-root.js';
import { type AuditSpeed, measureAudit } from './audit.js';
import { assertAlike } from './compare.js';
import { crossDomainCost, rollCallCost } from './cost.js';
import { type CostResult, costsOf, overHttp } from './cost-results.js';
import { measureCounties } from './counties.js';
import { type LandingSpeed, measureLanding } from './landing.js';
import { measureInProcess } from './landing-process.js';
import { measure } from './measure.js';
import { makeDatabase } from './mysql-database.js';
import { type BenchOptions, parseOptions, usage } from './options.js';
import { measureOversight, type OversightSpeed, type RuleSpeed } from './oversight.js';
import { measurePolicies } from './policies.js';
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
  const { requests, rounds, concurrency, only } = options;
  const answers =
    only.includes('scenarios') || only.includes('cost') ? await answersOf(options) : { scenarios: [], costs: [] };
  if (only.includes('policies')) note('policies');
  const policies = only.includes('policies') ? measurePolicies() : null;
  if (only.includes('audit')) note('audit');
  const audit = only.includes('audit') ? await auditOf(options) : [];
  if (only.includes('landing')) note('landing');
  const landing = only.includes('landing') ? await landingOf(options) : null;
  if (only.includes('counties')) note('counties');
  const counties = only.includes('counties') ? await measureCounties(requests) : null;
  if (only.includes('oversight')) note('oversight');
  const oversight = only.includes('oversight') ? await oversightSpeedOf(options) : null;
  return {
    machine: machineFacts(),
    requests,
    rounds,
    concurrency,
    ...answers,
    policies,
    audit,
    landing,
    counties,
    oversight,
  };
}

type Answers = Pick<BenchResult, 'scenarios' | 'costs'>;

async function answersOf(options: BenchOptions): Promise<Answers> {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const rig = await openRig(folder);
    try {
      const scenarios: ScenarioResult[] = [];
      const costs: CostResult[] = [];
      if (options.only.includes('scenarios'))
        for (const open of [crossDomainScenario, rollCallScenario]) scenarios.push(await run(await open(rig), options));
      if (options.only.includes('cost'))
        for (const open of [crossDomainCost, rollCallCost]) costs.push(await costOf(await open(rig), options));
      return { scenarios, costs };
    } finally {
      await rig.close();
    }
  } finally {
    if (options.data === null) rmSync(folder, { recursive: true, force: true });
  }
}

async function auditOf({ mysqlUrl }: BenchOptions): Promise<readonly AuditSpeed[]> {
  if (mysqlUrl === null) return measureAudit();
  const database = await makeDatabase(mysqlUrl);
  try {
    return await measureAudit({ mysqlUrl: database.url });
  } finally {
    await database.drop();
  }
}

async function landingOf({ mysqlUrl, rows }: BenchOptions): Promise<LandingSpeed> {
  if (mysqlUrl === null) return measureLanding(rows, null, measureInProcess);
  const database = await makeDatabase(mysqlUrl);
  try {
    return await measureLanding(rows, database.url, measureInProcess);
  } finally {
    await database.drop();
  }
}

/** A country of its own: the others' is of another scale, and its books are written in. */
async function oversightSpeedOf({ scale, data, rules, profile }: BenchOptions): Promise<OversightSpeed> {
  const books = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const onRule = ({ rule, records, hits, undecided, seconds, cpuSeconds }: RuleSpeed) => {
    note(`${rule}: ${records} records, ${hits} findings, ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} CPU-s`);
    for (const each of undecided) note(`  undecided: ${each}`);
  };
  try {
    return await measureOversight({
      folder: data === null ? books : join(data, 'oversight'),
      books,
      scale,
      rules,
      onRule,
      profile,
    });
  } finally {
    rmSync(books, { recursive: true, force: true });
  }
}

async function run(scenario: Scenario, options: BenchOptions): Promise<ScenarioResult> {
  const { name, title } = scenario;
  const standings = standingsOf(await slicesOf(scenario, options));
  return { name, title, standings, profiles: await profilesOf(scenario, options) };
}

async function costOf(scenario: Scenario, options: BenchOptions): Promise<CostResult> {
  const { name, title } = scenario;
  return { name, title, standings: costsOf(await slicesOf(scenario, options)) };
}

async function slicesOf({ name, contestants, aside }: Scenario, options: BenchOptions) {
  await assertAlike(contestants, aside);
  note(`${name}: all answer alike`);
  return measure(contestants, {
    ...options,
    onRound: (round) => note(round < 0 ? `${name}: warming up` : `${name}: round ${round + 1} of ${options.rounds}`),
  });
}

/** The contestants over HTTP are profiled: theirs is the whole path. */
async function profilesOf({ name, contestants }: Scenario, { profile, requests, concurrency }: BenchOptions) {
  const profiles: Record<string, readonly Share[]> = {};
  if (profile === null) return profiles;
  mkdirSync(profile, { recursive: true });
  for (const contestant of contestants.filter((each) => each.name.endsWith(overHttp))) {
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
