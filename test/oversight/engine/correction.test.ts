import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { reread } from '../../../oversight/engine/reread.js';
import { runRules } from '../../../oversight/engine/run.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { FindingRecord } from '../../../schema/oversight/finding.js';
import { type County, openCounty } from '../county.js';

let county: County;
let finding: FindingRecord;
/** Record of the evidence that its agency corrects. */
let recordId: string;

beforeAll(async () => {
  county = await openCounty({ rules: ['CC-05'], scale: 0.02 });
  await county.settled();
  const hits = (await county.run()).get('CC-05')?.hits ?? [];
  // Eight hours booked, some four between the scans.
  const hit = hits.find(({ evidence }) => evidence.some(({ name, value }) => name === 'scanned' && Number(value) > 0));
  finding = await found(hit?.fingerprint ?? '');
  recordId = finding.evidence.find(({ name }) => name === 'claimed')?.recordId ?? '';
}, 240_000);

afterAll(() => county?.close());

const book = () => county.beside.oversight.findings;

async function found(id: string): Promise<FindingRecord> {
  const record = await book().finding(id);
  if (record === null) throw new Error(`no finding ${id}`);
  return record;
}

/** What the bureau does in its own system. */
async function correct(hours: number): Promise<void> {
  const { file } = county.demo.country.connection.corrections;
  const system = createClient({ url: `file:${file}` });
  try {
    const { rowsAffected } = await system.execute({
      sql: 'UPDATE sqjz_jycj SET rdxs = ? WHERE id = ?',
      args: [String(hours), recordId],
    });
    expect(rowsAffected).toBe(1);
  } finally {
    system.close();
  }
}

/** What was asked since it was last emptied. */
const asked: string[] = [];

async function readAgain(of: FindingRecord) {
  const { client, rules, clock, ground } = county.parts();
  const listening: OversightClient = {
    ask: (question) => {
      asked.push(question.document);
      return client.ask(question);
    },
  };
  const parts = { client: listening, rules, clock, ground: ground(), division: '371422' };
  const [read] = await reread(parts, [of], new AbortController().signal);
  return read;
}

const record = () => [`EducationAttendance:${finding.recordKey}`];

test('what nobody corrected stands, and is asked of its own records alone', async () => {
  asked.length = 0;
  expect(await readAgain(finding)).toEqual({ finding: finding.id, outcome: 'STANDS', words: null, records: record() });
  expect(asked.map((document) => document.includes('subjectNo: {in: $plumblineKey0}'))).toEqual([true]);
});

test('what is corrected is gone, and says from what to what', async () => {
  await correct(4);
  expect(await readAgain(finding)).toEqual({
    finding: finding.id,
    outcome: 'GONE',
    words: '登记学时 8 → 4',
    records: record(),
  });
});

test('what cannot be read is neither: the source that is silent is named', async () => {
  await county.demo.country.systems.devices.stop();
  expect(await readAgain(finding)).toEqual({
    finding: finding.id,
    outcome: 'INDETERMINATE',
    words: '未应答来源:correction-devices',
    records: [],
  });
  await county.demo.country.systems.devices.start();
  await county.settled();
}, 60_000);

test('a run withdraws what was corrected, finds it again when it comes back, and keeps what was seen each time', async () => {
  await county.run();
  expect(await found(finding.id)).toMatchObject({ status: 'WITHDRAWN', returns: 0, evidence: finding.evidence });
  await correct(8);
  await county.run();
  expect(await found(finding.id)).toMatchObject({
    status: 'NEW',
    returns: 1,
    withdrawnAt: null,
    evidence: finding.evidence,
  });
  await correct(9);
  await county.run();
  const now = await found(finding.id);
  expect(now.evidence.find(({ name }) => name === 'claimed')?.value).toBe('9');
  const events = await book().events(finding.id);
  expect(events.map(({ kind }) => kind)).toEqual(['FOUND', 'WITHDRAWN', 'RETURNED', 'CHANGED']);
  expect(events.at(-1)?.before?.find(({ name }) => name === 'claimed')?.value).toBe('8');
}, 120_000);

test('what the days alone have taken out of the list is not withdrawn, and is when it is corrected', async () => {
  const inYears = { today: '2029-11-02', signal: new AbortController().signal };
  const alone = { ...county.parts(), rowsAQuestion: 0 };
  const { rules } = await runRules(alone, { ...inYears, division: '371422', since: { overlapMs: 0 } });
  expect(rules.map(({ whole, failure }) => ({ whole, failure }))).toEqual([{ whole: null, failure: null }]);
  expect((await found(finding.id)).status).toBe('NEW');
  await county.engine.run(inYears);
  expect((await found(finding.id)).status).toBe('NEW');
  await correct(4);
  await county.engine.run(inYears);
  expect((await found(finding.id)).status).toBe('WITHDRAWN');
  await correct(9);
  await county.run();
  expect(await found(finding.id)).toMatchObject({ status: 'NEW', returns: 2 });
}, 120_000);

test('a record that is gone from the source takes its finding along', async () => {
  const { file } = county.demo.country.connection.corrections;
  const system = createClient({ url: `file:${file}` });
  await system.execute({ sql: 'DELETE FROM sqjz_jycj WHERE id = ?', args: [recordId] });
  system.close();
  expect(await readAgain(finding)).toMatchObject({ outcome: 'GONE', words: '教育学习时长虚假:来源已无该情形的记录' });
  await county.run();
  expect((await found(finding.id)).status).toBe('WITHDRAWN');
}, 60_000);
