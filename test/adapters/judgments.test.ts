import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { caseStatus } from '../../adapters/judgments-sql/case-status.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import type { OpenAdapter } from '../../schema/adapter.js';
import { date, enumeration } from '../../sdk/index.js';
import { everything, readerOf, setting, strangeFields, unmappedFields } from './county.js';
import { type Recorded, recordedInFile } from './recorded.js';

let recorded: Recorded;
let adapter: OpenAdapter;
const statements: string[] = [];

beforeAll(async () => {
  recorded = await recordedInFile('judgments');
  const onStatement = (statement: string) => void statements.push(statement);
  adapter = await judgmentsSql.open({ url: recorded.url }, { ...setting, onStatement });
}, 120_000);
afterAll(async () => {
  await adapter.close();
  await recorded.close();
});
beforeEach(() => {
  statements.length = 0;
});

test('every field of the schema is mapped that the courts have a column for', () => {
  expect(strangeFields(adapter.readers)).toEqual([]);
  const unmapped = unmappedFields(adapter.readers).filter((field) => /^(CourtCase|Judgment)\./.test(field));
  expect(unmapped).toEqual([
    'Judgment.documentNumber', // The case number is the document's.
    'Judgment.recipients', // Deliveries have a table of their own.
    'Judgment.storageRef', // The view does not lead to files of originals,
    'Judgment.signatureAlgorithm', // nor to their signatures.
    'Judgment.signerCertificate',
    'Judgment.signatureVerified',
  ]);
});

test.each(['CRIMINAL', 'CIVIL', 'ADMINISTRATIVE'])(
  'judgments of the %s domain are found by the sign in their case numbers',
  async (domain) => {
    const reader = readerOf(adapter, 'Judgment');
    const fields = ['documentId', 'caseNumber', 'domain'];
    const all = await everything(reader, { fields });
    statements.length = 0;
    const found = await everything(reader, { fields, where: { op: 'eq', field: 'domain', value: domain } });
    expect(found).toEqual(all.filter(({ values }) => values.domain === domain));
    const sign = { CRIMINAL: '刑', CIVIL: '民', ADMINISTRATIVE: '行' }[domain] ?? '';
    for (const { values } of found) expect(values.caseNumber).toContain(sign);
    expect(statements.filter((statement) => statement.includes('instr('))).not.toEqual([]);
  },
);

test('of both domains that a county knows there are judgments', async () => {
  const all = await everything(readerOf(adapter, 'Judgment'), { fields: ['domain'] });
  expect(new Set(all.map(({ values }) => values.domain))).toEqual(new Set(['CRIMINAL', 'CIVIL']));
});

test('what is published reads as the courts published it, with where the redacted text is', async () => {
  const rows = await everything(readerOf(adapter, 'Judgment'), {
    fields: ['documentId', 'published', 'redactedRef'],
    where: { op: 'eq', field: 'published', value: true },
  });
  const published = new Set<string>();
  for (const life of generateLives({ scale: 0.003, seed: 'adapters' }))
    for (const fact of life.facts) if (fact.kind === 'Judgment' && fact.published) published.add(fact.documentId);
  expect(new Set(rows.map(({ values }) => values.documentId))).toEqual(published);
  for (const { values } of rows) expect(values.redactedRef).toBe(`gkws/${String(values.documentId)}.pdf`);
});

test('pending cases have neither a day nor a mode of closing, and the others are closed', async () => {
  const reader = readerOf(adapter, 'CourtCase');
  const fields = ['status', 'closedDate', 'closingModeCode'];
  const all = await everything(reader, { fields });
  for (const { values } of all) {
    const isClosed = values.closedDate !== null || values.closingModeCode !== null;
    expect(values.status).toBe(isClosed ? 'CLOSED' : 'PENDING');
  }
  const pending = await everything(reader, { fields, where: { op: 'eq', field: 'status', value: 'PENDING' } });
  expect(pending).toEqual(all.filter(({ values }) => values.status === 'PENDING'));
  expect([pending.length > 0, pending.length < all.length]).toEqual([true, true]);
});

test('a closing that cannot be read leaves the stage unknown', () => {
  const status = caseStatus(date('JARQ'), enumeration('JAFS', { JUDGMENT: '01' }, { clean: true }));
  const read = (JARQ: unknown, JAFS: unknown) => status.read({ JARQ, JAFS });
  expect([
    read('2026-10-01', null),
    read(null, '01'),
    read('9999-12-31', ''),
    read('近日', null),
    read(null, '99'),
  ]).toEqual([
    { value: 'CLOSED', flags: [] },
    { value: 'CLOSED', flags: [] },
    { value: 'PENDING', flags: [] },
    { value: null, flags: ['DATE_INVALID'] },
    { value: null, flags: ['CODE_UNKNOWN'] },
  ]);
});
