import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countryIn } from '../../../demo/country-files.js';
import { changeLater, type LaterChanges } from '../../../demo/later-changes.js';
import { shareChanges } from '../../../oversight/engine/changes/run-changes.js';
import { type EngineParts, type RunReport, runRules } from '../../../oversight/engine/run.js';
import type { Since } from '../../../oversight/engine/scope/since.js';
import { bookOf, ownRules, readFolder, readRule } from '../../../oversight/rules/load.js';
import type { RuleBook } from '../../../oversight/rules/rule-book.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import { openStore, type Store } from '../../../store/open-store.js';
import { seeded } from '../../gateway/execution/random-query.js';
import { type County, countyToday, openCounty } from '../county.js';
import { recorded } from './recorded.js';

export const division = '371422';
const morning = Date.parse(`${countyToday}T09:00:00+08:00`);
const minuteMs = 60_000;

/** Clocks of agencies lag by up to so much, one by all of it: what it wrote last bears the very instant that is asked since. */
export const lagMs = 20 * minuteMs;
/** Since the last run, and as long before as clocks lag. */
export const sinceLast: Since = { overlapMs: lagMs };

export interface Found {
  readonly id: string;
  readonly rule: string;
  readonly status: string;
  readonly text_zh: string;
}

export interface Setting extends Partial<EngineParts> {
  readonly now?: Date;
  readonly since?: Since;
  readonly signal?: AbortSignal;
}

/** How agencies write until the next run. */
export type Written = Omit<LaterChanges, 'at' | 'random' | 'keys' | 'lagMs'>;

/** A county that agencies write into between runs, and what runs make of it from the same books. */
export interface ChangedCounty {
  readonly county: County;
  /** When the last run was that all start from, and when agencies wrote. */
  readonly mark: Date;
  readonly written: Date;
  readonly now: Date;
  /** The country as it is after agencies wrote, asked once. */
  readonly client: OversightClient;
  /** What stood before they wrote, and what a run over everything makes of it. */
  readonly before: readonly Found[];
  readonly whole: readonly Found[];
  /** Keys of the records that the findings of both stand on. */
  readonly records: { readonly before: ReadonlySet<string>; readonly whole: ReadonlySet<string> };
  /** Has agencies write; what was the whole run's is what runs start from now. */
  change(seed: number, written: Written): Promise<void>;
  partsOf(store: Store, setting: Setting): EngineParts;
  run(store: Store, setting: Setting): Promise<RunReport>;
  found(store: Store): Promise<readonly Found[]>;
  /** What a run makes of the books that all start from. */
  after(work: (store: Store) => Promise<unknown>): Promise<readonly Found[]>;
  close(): Promise<void>;
}

export async function openChangedCounty(rules: readonly string[]): Promise<ChangedCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-incremental-'));
  const county = await openCounty({ rules, scale: 0.02 });
  await county.settled();
  const book = inSmallGroups(county.parts());
  let [mark, now] = [new Date(morning), new Date(morning)];
  let client = county.parts().client;
  let before: readonly Found[] = [];

  async function within<T>(name: string, work: (store: Store) => Promise<T>): Promise<T> {
    const url = `file:${join(folder, name)}`;
    const store = await openStore({ url, clock: () => now, chain: 'engine', digest: 'sha256' });
    return work(store).finally(() => store.close());
  }

  function copy(from: string, to: string): void {
    for (const end of ['', '-wal', '-shm']) {
      rmSync(join(folder, `${to}${end}`), { force: true });
      if (existsSync(join(folder, `${from}${end}`))) cpSync(join(folder, `${from}${end}`), join(folder, `${to}${end}`));
    }
  }

  const partsOf = (store: Store, setting: Setting): EngineParts => ({
    ...county.parts(),
    // The county is so small that everything would be asked for.
    ...{ client, rules: book, clock: () => now, changesOf: shareChanges(), rowsAQuestion: 0 },
    ...{ book: store.oversight.findings, ...setting },
  });

  function run(store: Store, { since, signal = new AbortController().signal, ...setting }: Setting) {
    const request = { division, today: countyToday, signal, ...(since === undefined ? {} : { since }) };
    return runRules(partsOf(store, setting), request);
  }

  async function lookAtAll(name: string) {
    return within(name, async (store) => {
      await run(store, {});
      return { found: await found(store), records: await recordsOf(store) };
    });
  }

  const first = await lookAtAll('whole');
  let whole = first.found;
  let records = { before: first.records, whole: first.records };
  return {
    county,
    get mark() {
      return mark;
    },
    get written() {
      return new Date(mark.getTime() - lagMs);
    },
    get now() {
      return now;
    },
    get client() {
      return client;
    },
    get before() {
      return before;
    },
    get whole() {
      return whole;
    },
    get records() {
      return records;
    },
    async change(seed, how) {
      [before, mark, now] = [whole, now, new Date(now.getTime() + 30 * minuteMs)];
      copy('whole', 'before');
      const keys = new Set([...records.whole].filter((_record, at) => at % 3 === 0));
      await changeLater(countryIn(county.demo.files.folder).folder, {
        ...{ at: mark, lagMs, random: seeded(seed), keys, ...how },
      });
      client = recorded(county.parts().client);
      const all = await lookAtAll('whole');
      [whole, records] = [all.found, { before: records.whole, whole: all.records }];
    },
    ...{ partsOf, run, found },
    async after(work) {
      copy('before', 'tried');
      return within('tried', async (store) => {
        await work(store);
        return found(store);
      });
    },
    async close() {
      await county.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The rules, of which those over groups find few rows, too: who is in a group, and who is no longer, shows in what is found. */
function inSmallGroups({ rules: { rules: all }, ground }: EngineParts): RuleBook {
  return bookOf(
    all.map((rule) => {
      const [texts] = rule.groups === null ? [] : readFolder(join(ownRules, rule.facts.id), []);
      if (texts === undefined) return rule;
      const small = fewer.reduce((text, [of, by]) => text.replaceAll(of, by), texts.rule);
      return readRule({ ...texts, rule: small }, ground(), [])?.rule ?? rule;
    }),
  );
}

const fewer = [
  ['values: [{ value: 10 }]', 'values: [{ value: 1 }]'],
  ['values: [{ value: 60 }]', 'values: [{ value: 0 }]'],
  ['values: [{ value: 5 }]', 'values: [{ value: 2 }]'],
  ['when: size(pensions) > 0 || size(subsidies) > 0', 'when: group.size > 1'],
] as const;

async function found({ database }: Store): Promise<readonly Found[]> {
  const sql = 'SELECT id, rule, status, text_zh FROM oversight_finding ORDER BY id';
  return (await database.query({ sql, params: [] })).map((row) => ({ ...row }) as unknown as Found);
}

async function recordsOf({ database }: Store): Promise<Set<string>> {
  const sql = 'SELECT DISTINCT record_id FROM oversight_evidence ORDER BY record_id';
  return new Set((await database.query({ sql, params: [] })).map((row) => String(row.record_id)));
}
