import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { countryIn } from '../demo/country-files.js';
import { homeDivision } from '../demo/lives/divisions.js';
import { type Scale, scaleFactor } from '../demo/lives/generate-lives.js';
import { adaptersOf } from '../demo/open-demo.js';
import { oversightOf } from '../demo/oversight.js';
import { seedCountry } from '../demo/seed.js';
import { demoFiles, demoSecret } from '../demo/settings.js';
import { parseConfig } from '../gateway/config.js';
import { openHub } from '../gateway/hub.js';
import type { OversightEngine } from '../gateway/oversight/engine.js';
import { addDays } from '../schema/values/plain-date.js';
import { startOutside } from './outside-world.js';
import { type IncrementalSpeed, measureIncremental } from './oversight-incremental.js';
import { openPlainSql, type PlainQuestion, plainQuestions } from './plain-sql.js';
import { profileOf } from './profile.js';

export interface RuleSpeed {
  readonly rule: string;
  /** Records of its list, and pages of findings that were written: a grouping rule writes when all of its list is read. */
  readonly records: number;
  readonly pages: number;
  readonly hits: number;
  /** What was left undecided, in sum: `UNAVAILABLE police-soap PublicOrderCase.person 12`. */
  readonly undecided: readonly string[];
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** A rule beside the same question by hand. */
export interface PlainSpeed extends Pick<PlainQuestion, 'rule'> {
  readonly rows: number;
  /** Records that it starts from. */
  readonly driving: number;
  /** Asked for the first time, when nothing of it is in memory. */
  readonly firstCpuSeconds: number;
  readonly cpuSeconds: number;
}

export interface OversightSpeed {
  readonly scale: Scale;
  readonly counties: number;
  readonly rules: readonly RuleSpeed[];
  readonly plain: readonly PlainSpeed[];
  /** What the process grew by at most while rules were walked. */
  readonly growthMb: number;
  /** What it held of memory at most then, MiB. */
  readonly mostMb: number;
  /** Rules that did not come to their end. */
  readonly failed: readonly string[];
  /**
   * Runs over what changed, after those: the first that the process makes, whose questions are planned anew, and one after further
   * changes, as a hub makes them that has been up for a while. None where the country is kept.
   */
  readonly changes: readonly IncrementalSpeed[];
}

/** The city whose counties the demonstration's agencies serve: what is seeded beyond the home county lies in its neighbours. */
const city = homeDivision.slice(0, 4);

export interface OversightOptions {
  /** Folder of the country, seeded if need be. */
  readonly folder: string;
  /** Folder of the hub's books, which are new. */
  readonly books: string;
  readonly scale: Scale;
  /** Ids of the rules that are walked; every core rule when empty. */
  readonly rules: readonly string[];
  readonly onRule: (speed: RuleSpeed) => void;
  /** Folder that the profile of all walks goes to; null: none is made. */
  readonly profile: string | null;
}

/**
 * Walks every core rule over the demonstration's country from its beginning, one at a time: whole questions of the hub under the
 * engine's account, findings written. The agencies live in another process, but for those that are files of SQLite.
 */
export async function measureOversight(options: OversightOptions): Promise<OversightSpeed> {
  const { folder, books, scale } = options;
  const files = demoFiles(folder);
  const { asOf } = await seedCountry({ dataDir: files.folder, scale });
  const today = addDays(asOf, 1);
  const morning = Date.parse(`${today}T09:00:00+08:00`);
  const outside = await startOutside(files.folder, scale, morning);
  try {
    const started = performance.now();
    const config = parseConfig({
      store: { url: `file:${join(books, 'store.db')}` },
      secret: demoSecret(files),
      adapters: adaptersOf(files, outside.connection),
      oversight: ofCity(oversightOf()),
    });
    const hub = await openHub(config, { clock: () => new Date(morning + performance.now() - started) });
    try {
      await hub.warm();
      if (hub.oversight === null) throw new Error('the demonstration gives the engine an account');
      const { oversight: engine } = hub;
      await untilLanded(engine, today);
      const walked = await profiled(() => walkAll(engine, today, options), options.profile);
      const plain = await askPlainly(files.folder, books, today);
      const rules = walked.rules.map(({ rule }) => rule);
      const country = countryIn(files.folder).folder;
      const asking = { ...{ engine, rules, folder: country, today, share: changedShare }, clock: hub.clock };
      // Records of a country that is kept stay as they are.
      const changes: IncrementalSpeed[] = [];
      for (const name of folder === books ? ['later', 'later still'] : [])
        changes.push(await measureIncremental({ ...asking, name }));
      return { scale, counties: scaleFactor(scale), ...walked, plain, changes };
    } finally {
      await hub.close();
    }
  } finally {
    await outside.close();
  }
}

/** Part of every table's records that changes before the rules are run over what changed. */
const changedShare = 0.01;

/** The engine reads the whole city, as that of a city's procuratorate does. */
function ofCity({ account, ...houses }: ReturnType<typeof oversightOf>) {
  return { ...houses, ...(account === undefined ? {} : { account: { ...account, division: city } }) };
}

/** Files that were delivered land while the hub is open; a run of the night finds them landed. */
async function untilLanded(engine: OversightEngine, today: string): Promise<void> {
  const signal = AbortSignal.timeout(longestLandingMs);
  for (;;) {
    const { rules } = await engine.run({ rules: [ofDelivered], today, signal });
    if (rules.every(({ indeterminate }) => indeterminate.every(({ reason }) => reason !== 'UNAVAILABLE'))) return;
    await setTimeout(landingPauseMs, undefined, { signal });
  }
}

/** A rule over records that are delivered in files. */
const ofDelivered = 'AE-01';
const [longestLandingMs, landingPauseMs] = [600_000, 3_000];

/** Where the time goes: `oversight.cpuprofile`. */
async function profiled<T>(work: () => Promise<T>, folder: string | null): Promise<T> {
  if (folder === null) return work();
  const { value, text } = await profileOf(work);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'oversight.cpuprofile'), text);
  return value;
}

async function walkAll(engine: OversightEngine, today: string, { rules: asked, onRule }: OversightOptions) {
  const rules: RuleSpeed[] = [];
  const failed: string[] = [];
  const walked = engine.rules.rules.filter(({ facts: { id, set } }) =>
    asked.length === 0 ? set === 'CORE' : asked.includes(id),
  );
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  for (const { facts } of walked) {
    let pages = 0;
    const { value, seconds, cpuSeconds } = await timed(() =>
      engine.run({
        ...{ rules: [facts.id], today, signal: new AbortController().signal },
        onPage: () => {
          pages += 1;
          most = Math.max(most, process.memoryUsage.rss());
        },
      }),
    );
    const [progress] = value.rules;
    if (progress?.state !== 'DONE') failed.push(facts.id);
    const { records = 0, hits = 0 } = progress ?? {};
    const undecided = (progress?.indeterminate ?? []).map((each) =>
      [each.reason, each.adapter ?? 'nobody', each.coordinate ?? 'nothing', each.records].join(' '),
    );
    const speed = { rule: facts.id, records, pages, hits, undecided, seconds, cpuSeconds };
    rules.push(speed);
    onRule(speed);
  }
  return { rules, failed, growthMb: Math.round((most - before) / 2 ** 20), mostMb: Math.round(most / 2 ** 20) };
}

/** Asked twice: what the files hold is in memory the second time. */
async function askPlainly(folder: string, books: string, today: string): Promise<readonly PlainSpeed[]> {
  const file = join(books, 'plain.db');
  const database = await openPlainSql(folder, file);
  try {
    const speeds: PlainSpeed[] = [];
    for (const question of plainQuestions(today)) {
      const first = await timed(() => database.ask(question));
      const { value: rows, cpuSeconds } = await timed(() => database.ask(question));
      const driving = await database.count(question);
      speeds.push({ rule: question.rule, rows, driving, firstCpuSeconds: first.cpuSeconds, cpuSeconds });
    }
    return speeds;
  } finally {
    database.close();
    rmSync(file, { force: true });
  }
}

async function timed<T>(work: () => Promise<T>) {
  const [before, started] = [process.cpuUsage(), performance.now()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (performance.now() - started) / 1_000, cpuSeconds: (user + system) / 1e6 };
}
