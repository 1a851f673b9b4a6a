import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PushReceipt } from '../../../schema/push.js';
import type { Store } from '../../../store/open-store.js';
import { boundary, deliveryOf, multipartOf, pdf, signed } from '../../sdk/pushing.js';
import type { TestDatabase } from '../../servers/databases.js';
import { seeded } from '../../store/seeded.js';
import { backends, open } from '../../store/stores.js';

/** PLUMBLINE_KILLS=200 says how often the process on libSQL is killed. */
const kills = Number(process.env.PLUMBLINE_KILLS ?? 3);
const killsOf: Readonly<Record<string, number>> = { libSQL: kills, MariaDB: 1 };
const recordsOf = 40;
const senders = 3;

/** The n-th push: some cases, the first with a file that is longer than a piece, and than what is kept in memory. */
function pushed(n: number) {
  const records = Array.from({ length: recordsOf }, (_, at) => ({ ah: `${n}-${at}`, ay: '盗窃' }));
  const attachments = [{ part: 'a', key: `${n}-0`, name: '卷宗.pdf' }];
  const body = multipartOf([
    { name: 'delivery', type: 'application/json', bytes: deliveryOf(records, { attachments }) },
    { name: 'a', type: 'application/pdf', bytes: pdf(`${n}`.padEnd(1_200_000, 'x')) },
  ]);
  const key = `push-${n}`;
  return { key, body, headers: signed({ key, body, contentType: `multipart/form-data; boundary=${boundary}` }) };
}

async function send(url: string, n: number): Promise<PushReceipt> {
  const { headers, body } = pushed(n);
  const answer = await fetch(new URL('/push/court', url), { method: 'POST', headers, body });
  const receipt = (await answer.json()) as PushReceipt;
  if (!answer.ok) throw new Error(`${answer.status}: ${JSON.stringify(receipt)}`);
  return receipt;
}

async function start(store: string, folder: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const program = new URL('./push-process.ts', import.meta.url).pathname;
  const loader = new URL('../../servers/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, program, store], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: folder },
  });
  const [line] = await once(child.stdout, 'data');
  return { child, url: String(line).trim() };
}

describe.each(backends)('pushing under kill -9 on $name', ({ name, create }) => {
  let database: TestDatabase;
  let store: Store;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-crash-'));
    database = await create();
    store = await open(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** How much of each push there is: records, files, pieces and receipts. */
  const landed = async () => {
    const count = async (sql: string) => {
      const rows = await store.database.query({ sql, params: [] });
      return new Map(rows.map((row) => [String(row.push), Number(row.n)]));
    };
    const records = await count('SELECT batch_name AS push, COUNT(*) AS n FROM landed_record GROUP BY batch_name');
    const receipts = await count('SELECT push_key AS push, COUNT(*) AS n FROM push_receipt GROUP BY push_key');
    const ofRecord =
      'FROM landed_attachment a JOIN landed_record r ON r.adapter = a.adapter AND r.entity = a.entity AND r.record_key = a.record_key';
    const files = await count(`SELECT r.batch_name AS push, COUNT(*) AS n ${ofRecord} GROUP BY r.batch_name`);
    const pieces = await count(
      `SELECT r.batch_name AS push, COUNT(*) AS n ${ofRecord} JOIN attachment_piece p ON p.adapter = a.adapter AND p.digest = a.digest GROUP BY r.batch_name`,
    );
    const pushes = [...new Set([...records, ...receipts].map(([push]) => push))];
    return new Map(pushes.map((push) => [push, [records, receipts, files, pieces].map((each) => each.get(push) ?? 0)]));
  };

  test(
    'what was receipted is there whole, what was not is there whole or not at all, and sent again it lands once',
    async () => {
      const random = seeded(20_261_122);
      const receipts = new Map<number, PushReceipt>();
      const sent = new Set<number>();
      let next = 0;
      for (let kill = 0; kill < (killsOf[name] ?? 0); kill += 1) {
        const { child, url } = await start(database.url, folder);
        const died = once(child, 'close');
        const doomedAt = receipts.size + 1 + random(6);
        const sending = Array.from({ length: senders }, async () => {
          for (;;) {
            next += 1;
            const n = next;
            sent.add(n);
            receipts.set(n, await send(url, n));
            // Some milliseconds later, so that the kill meets every part of a landing.
            if (receipts.size >= doomedAt) setTimeout(() => child.kill('SIGKILL'), random(40));
          }
        });
        await Promise.allSettled(sending);
        const [, signal] = await died;
        expect(signal).toBe('SIGKILL');
        const there = await landed();
        const whole = [recordsOf, 1, 1, 3];
        expect([...there.values()]).toEqual([...there.values()].map(() => whole));
        expect([...receipts.keys()].filter((n) => !there.has(`push-${n}`))).toEqual([]);
      }
      const { child, url } = await start(database.url, folder);
      for (const n of sent) {
        const receipt = await send(url, n);
        const { status: _, ...first } = receipts.get(n) ?? receipt;
        expect(receipt).toMatchObject(first);
        if (receipts.has(n)) expect(receipt.status).toBe('ALREADY_LANDED');
      }
      child.kill('SIGKILL');
      await once(child, 'close');
      expect((await landed()).size).toBe(sent.size);
      // Of what was under way nothing is left beside the store.
      const left = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      const sizes = await Promise.all(left.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size));
      expect(sizes.filter((size) => size > 0)).toEqual([]);
    },
    60_000 + kills * 10_000,
  );
});
