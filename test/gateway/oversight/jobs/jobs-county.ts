import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type JobsConfig, jobsShape } from '../../../../gateway/oversight/jobs/jobs-config.js';
import { ownRules } from '../../../../oversight/rules/load.js';
import type { RunRecord } from '../../../../schema/oversight/run.js';
import { type County, openCounty } from '../../../oversight/county.js';
import { openRedis, type TestRedis } from '../../../servers/redis.js';

/** Rules over single records and over groups. */
const rules = ['CC-01', 'CC-02', 'CV-01'];
/** Pages so small that there is something to break off. */
const pageSize = 40;

/** A small county whose runs are shared by workers. */
export interface JobsCounty {
  readonly county: County;
  readonly redis: TestRedis;
  readonly shared: JobsConfig;
  /** The configuration, as JSON, for workers in other processes. */
  readonly configFile: string;
  rows(sql: string, params?: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** All that a run came to, but for when. */
  told(run: string): Promise<unknown>;
  /** Lets nothing be known, so that the next run finds everything for the first time. */
  forget(): Promise<void>;
  /** Waits until a run is as it should be. */
  until(run: string, holds: (record: RunRecord) => boolean): Promise<RunRecord>;
  close(): Promise<void>;
}

export async function openJobsCounty(): Promise<JobsCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-jobs-'));
  const redis = await openRedis();
  const shared = jobsShape.parse({ redis: redis.url, heldMs: 1_000 });
  const county = await openCounty({
    rules,
    scale: 0.02,
    configure: ({ oversight }) => ({ oversight: { ...oversight, rules: smallPages(folder), jobs: shared } }),
  });
  const configFile = join(folder, 'config.json');
  writeFileSync(configFile, JSON.stringify(county.config));
  const { database, oversight } = county.beside;
  const rows: JobsCounty['rows'] = async (sql, params = []) =>
    (await database.query({ sql, params })).map((row) => ({ ...row }));
  return {
    ...{ county, redis, shared, configFile, rows },
    told: async (run) => ({
      findings: await rows(
        'SELECT id, rule, status, digest, times_returned, events FROM oversight_finding ORDER BY id',
      ),
      evidence: await rows('SELECT id, value, sensitive_value, record_id FROM oversight_evidence ORDER BY id'),
      events: await rows('SELECT id, kind FROM oversight_finding_event ORDER BY id'),
      announced: await rows('SELECT subject, type FROM oversight_outbox ORDER BY subject, type'),
      run: await rows('SELECT state FROM oversight_run WHERE id = ?', [run]),
      rules: await rows(
        'SELECT rule, state, records, hits, guarded, indeterminate FROM oversight_rule_run WHERE run = ? ORDER BY rule',
        [run],
      ),
    }),
    forget: async () => {
      for (const table of ['oversight_evidence', 'oversight_finding_event', 'oversight_outbox', 'oversight_finding'])
        await rows(`DELETE FROM ${table}`);
    },
    until: async (run, holds) => {
      for (;;) {
        const record = await oversight.findings.run(run);
        if (record !== null && holds(record)) return record;
        await wait(20);
      }
    },
    close: async () => {
      await county.close();
      await redis.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function smallPages(folder: string): string {
  const small = join(folder, 'rules');
  for (const id of rules) {
    mkdirSync(join(small, id), { recursive: true });
    cpSync(join(ownRules, id), join(small, id), { recursive: true });
    const file = join(small, id, 'rule.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/page: \d+/, `page: ${pageSize}`));
  }
  return small;
}
