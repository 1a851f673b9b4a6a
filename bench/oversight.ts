import { rmSync } from 'node:fs';
import { join } from 'node:path';
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
import { openPlainSql, type PlainQuestion, plainQuestions } from './plain-sql.js';

export interface RuleSpeed {
  readonly rule: string;
  /** Records of its list, and pages of findings that were written: a grouping rule writes when all of its list is read. */
  readonly records: number;
  readonly pages: number;
  readonly hits: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** A rule beside the same question by hand. */
export interface PlainSpeed extends Pick<PlainQuestion, 'rule'> {
  readonly rows: number;
  readonly cpuSeconds: number;
}

export interface OversightSpeed {
  readonly scale: Scale;
  readonly counties: number;
  readonly rules: readonly RuleSpeed[];
  readonly plain: readonly PlainSpeed[];
  /** What the process grew by at most while rules were walked. */
  readonly growthMb: number;
  /** Rules that did not come to their end. */
  readonly failed: readonly string[];
}

/**
 * Walks every core rule over the demonstration's country from its beginning, one at a time: whole questions of the hub under the
 * engine's account, findings written. The agencies live in another process, but for those that are files of SQLite.
 */
export async function measureOversight(folder: string, scale: Scale): Promise<OversightSpeed> {
  const files = demoFiles(folder);
  const outside = await startOutside(files.folder, scale);
  try {
    const { asOf } = await seedCountry({ dataDir: files.folder, scale });
    const today = addDays(asOf, 1);
    const [morning, started] = [Date.parse(`${today}T09:00:00+08:00`), performance.now()];
    const config = parseConfig({
      store: { url: `file:${files.store}` },
      secret: demoSecret(files),
      adapters: adaptersOf(files, outside.connection),
      oversight: oversightOf(),
    });
    const hub = await openHub(config, { clock: () => new Date(morning + performance.now() - started) });
    try {
      await hub.warm();
      if (hub.oversight === null) throw new Error('the demonstration gives the engine an account');
      const walked = await walkAll(hub.oversight, today);
      return { scale, counties: scaleFactor(scale), ...walked, plain: await askPlainly(files.folder, today) };
    } finally {
      await hub.close();
    }
  } finally {
    await outside.close();
  }
}

async function walkAll(engine: OversightEngine, today: string) {
  const rules: RuleSpeed[] = [];
  const failed: string[] = [];
  const core = engine.rules.rules.filter(({ facts }) => facts.set === 'CORE');
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  for (const { facts } of core) {
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
    rules.push({ rule: facts.id, records, pages, hits, seconds, cpuSeconds });
  }
  return { rules, failed, growthMb: Math.round((most - before) / 2 ** 20) };
}

/** The second of two answers counts: what the files hold is in memory then, as it is for the hub. */
async function askPlainly(folder: string, today: string): Promise<readonly PlainSpeed[]> {
  const file = join(folder, 'plain.db');
  const database = await openPlainSql(folder, file);
  try {
    const speeds: PlainSpeed[] = [];
    for (const question of plainQuestions(today)) {
      await database.ask(question);
      const { value: rows, cpuSeconds } = await timed(() => database.ask(question));
      speeds.push({ rule: question.rule, rows, cpuSeconds });
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
