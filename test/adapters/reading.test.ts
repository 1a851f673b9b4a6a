import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import type { OpenAdapter, ReadRequest, ReadResult } from '../../schema/adapter.js';
import { always } from '../../schema/condition.js';
import { type Recorded, recordedInFile, recordedOnServer, type System } from './recorded.js';

const clock = () => new Date('2026-11-01T00:00:00Z');

interface Reading {
  readonly statements: string[];
  read(entity: string, request: Partial<ReadRequest>): Promise<ReadResult>;
  close(): Promise<void>;
}

async function openReading(system: System, url: string): Promise<Reading> {
  const statements: string[] = [];
  const definition = system === 'judgments' ? judgmentsSql : correctionsSql;
  const adapter: OpenAdapter = await definition.open(
    { url },
    { clock, onStatement: (statement) => statements.push(statement) },
  );
  return {
    statements,
    read: (entity, request) => {
      const reader = adapter.readers.find((one) => one.entity === entity);
      if (reader === undefined) throw new Error(`the adapter holds ${entity}`);
      const asked = { entity, fields: [], where: always, order: [], first: 50, count: false, ...request };
      return reader.read(asked, { requestId: 'r', signal: new AbortController().signal });
    },
    close: () => adapter.close(),
  };
}

const byId = { field: 'citizenId', values: [samplePerson.citizenId] } as const;

describe.each([
  { name: 'libSQL', open: recordedInFile },
  { name: 'the agencies’ servers', open: recordedOnServer },
])('on $name', ({ open }) => {
  const recorded: Recorded[] = [];
  let courts: Reading;
  let corrections: Reading;
  beforeAll(async () => {
    recorded.push(await open('judgments'), await open('corrections'));
    courts = await openReading('judgments', recorded[0]?.url ?? '');
    corrections = await openReading('corrections', recorded[1]?.url ?? '');
  }, 120_000);
  afterAll(async () => {
    await courts.close();
    await corrections.close();
    for (const one of recorded) await one.close();
  });

  test('the sample person is found by id in court and correction, with what each recorded', async () => {
    const sentences = await courts.read('Sentence', { fields: ['caseNumber', 'principalPenalty'], by: byId });
    const subjects = await corrections.read('CorrectionSubject', {
      fields: ['subjectNo', 'caseNumber', 'correctionType', 'jurisdictionDivisionCode'],
      by: byId,
    });
    const [sentence] = sentences.groups.get(samplePerson.citizenId)?.rows ?? [];
    const [subject] = subjects.groups.get(samplePerson.citizenId)?.rows ?? [];
    expect(subject?.values).toMatchObject({ correctionType: 'PROBATION', jurisdictionDivisionCode: '371422' });
    expect(sentence?.values.caseNumber).toBe(subject?.values.caseNumber);
    const checkIns = await corrections.read('CheckIn', {
      fields: ['at', 'mode'],
      by: { field: 'subjectNo', values: [String(subject?.values.subjectNo)] },
      order: [{ field: 'at', direction: 'DESC' }],
      first: 3,
      count: true,
    });
    const page = checkIns.groups.get(String(subject?.values.subjectNo));
    expect(page?.rows.length).toBe(3);
    const times = page?.rows.map(({ values }) => values.at) ?? [];
    expect([...times].sort().reverse()).toEqual(times);
  });

  test('one statement reads up to 500 keys, whatever the number of rows', async () => {
    const all = await corrections.read('CorrectionSubject', { fields: ['subjectNo'], first: 400 });
    const numbers = all.groups.get('')?.rows.map(({ values }) => String(values.subjectNo)) ?? [];
    for (const count of [1, 10, numbers.length]) {
      const by = { field: 'subjectNo', values: numbers.slice(0, count) };
      corrections.statements.length = 0;
      await corrections.read('CheckIn', { fields: ['period'], by, where: { op: 'eq', field: 'sealed', value: false } });
      expect(corrections.statements).toHaveLength(1);
    }
    expect(numbers.length).toBeGreaterThan(50);
  });

  test('a statement selects the fields asked for, the key, the relation’s key and the watermark', async () => {
    await corrections.read('CorrectionSubject', { fields: ['status'], by: byId });
    corrections.statements.length = 0;
    await corrections.read('CorrectionSubject', { fields: ['status'], by: byId });
    expect(corrections.statements.map((statement) => selectedBy(statement))).toEqual([['id', 'jzzt', 'sfzhm', 'gxsj']]);
  });

  test('a policy’s row condition runs at the source, and the list is counted there', async () => {
    corrections.statements.length = 0;
    const where = {
      op: 'and',
      of: [
        { op: 'prefix', field: 'jurisdictionDivisionCode', value: '3714' },
        { op: 'not', of: { op: 'eq', field: 'sealed', value: true } },
      ],
    } as const;
    const { groups } = await corrections.read('CorrectionSubject', {
      fields: ['status'],
      where,
      first: 2,
      count: true,
    });
    expect(corrections.statements.map((statement) => selectedBy(statement))).toEqual([
      ['id', 'jzzt', 'gxsj'],
      ['rows_counted'],
    ]);
    expect(groups.get('')?.total).toBeGreaterThan(50);
  });
});

test('a lookup by key uses the index of the key', async () => {
  const recorded = await recordedInFile('corrections');
  const { read, statements, close } = await openReading('corrections', recorded.url);
  await read('CheckIn', { fields: ['at'], by: { field: 'subjectNo', values: ['1', 'x'] } });
  const [statement] = statements;
  await close();
  const client = createClient({ url: recorded.url });
  const placeholders = statement?.match(/\?/g)?.length ?? 0;
  const plan = await client.execute({
    sql: `explain query plan ${statement}`,
    args: Array.from({ length: placeholders }, () => 1),
  });
  client.close();
  await recorded.close();
  expect(plan.rows.map(({ detail }) => String(detail)).join('\n')).toContain('USING INDEX ix_sqjz_bdjl_dxbh');
});

/** The columns that a statement selects. */
function selectedBy(statement: string): readonly string[] {
  const list = /^select (.*?) from /s.exec(statement)?.[1] ?? '';
  return list.split(', ').map((item) => /["`]?(\w+)["`]?$/.exec(item)?.[1] ?? item);
}
