import { writeFileSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { countryIn } from '../../demo/country-files.js';
import type { DemoFiles } from '../../demo/settings.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';

/** What a country lacks: nothing, all that is sealed, or all of it but public-order records, or these alone. */
export type Lacking = 'nothing' | 'sealed' | 'sealed but public-order' | 'public-order';

/** Both countries' hubs have it: the same person has the same token in both. */
const secret = 'a secret of two countries that differ in sealed records alone';

/** Tables of public-order cases and penalties, sealed by law (治安管理处罚法 136). */
const publicOrderTables: ReadonlySet<string> = new Set(['B_ZA_AJ', 'B_ZA_CF']);

/** Opens a hub over a small country in which sealed records never were: its agencies hold none, nor do the hub's books. */
export function openWorld(lacking: Lacking): Promise<OpenedHub> {
  return openDemoHub('one process', {
    callsPerSecond: 10_000,
    prepare: async (files) => {
      writeFileSync(files.secret, secret, { mode: 0o600 });
      if (lacking !== 'nothing') await unmake(files, lacking);
    },
  });
}

async function unmake(files: DemoFiles, lacking: Exclude<Lacking, 'nothing'>): Promise<void> {
  const country = countryIn(files.folder);
  const isLacking = (table: string) =>
    lacking === 'sealed' || publicOrderTables.has(table) === (lacking === 'public-order');
  const numbers = lacking === 'public-order' ? [] : await sealedSubjects(country.corrections);
  for (const [file, flag] of [
    [country.judgments, 'SFFC'],
    [country.corrections, 'sffc'],
    [country.police, 'FCBZ'],
    [country.enforcement, 'fcBz'],
    [country.subsidies, 'SFFC'],
    [country.bribery, 'SFFC'],
    [country.licences, 'sffc'],
    [country['social-security'], 'fcbz'],
  ] as const)
    await inFile(file, async (database) => {
      const { rows } = await database.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
      for (const { name } of rows) {
        const { columns } = await database.execute(`SELECT * FROM ${String(name)} LIMIT 0`);
        if (columns.includes(flag) && isLacking(String(name)))
          await database.execute(`DELETE FROM ${String(name)} WHERE ${flag} IN ('1', 1)`);
      }
    });
  await inFile(country.devices, async (database) => {
    for (const number of numbers) await database.execute({ sql: 'DELETE FROM t_scan WHERE dxbh = ?', args: [number] });
  });
  if (lacking !== 'public-order')
    await inFile(files.store, async (database) => {
      await database.execute("DELETE FROM landed_record WHERE json_extract(document, '$.sealed') = 1");
    });
}

async function sealedSubjects(file: string): Promise<readonly string[]> {
  return inFile(file, async (database) => {
    const { rows } = await database.execute("SELECT dxbh FROM sqjz_jzdx WHERE sffc = '1'");
    return rows.map(({ dxbh }) => String(dxbh));
  });
}

async function inFile<Value>(
  file: string,
  work: (database: ReturnType<typeof createClient>) => Promise<Value>,
): Promise<Value> {
  const database = createClient({ url: `file:${file}` });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
