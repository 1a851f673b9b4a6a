import { beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { defineAdapter } from '../../../sdk/define.js';
import { bind } from '../../../sdk/entity.js';
import { sql, z } from '../../../sdk/index.js';
import {
  certify,
  conformanceTable,
  digestOfFiles,
  digestOfReport,
  type Report,
  renderJUnit,
  renderTree,
  signCertificate,
  verifyCertificate,
} from '../../../sdk/testing/index.js';
import { clock, golden, opening, permits, shape } from './permits.js';

let report: Report;
let key: JWK;
let otherKey: JWK;
let published: JWK;
const files = digestOfFiles(new Map([['src/adapter.ts', new TextEncoder().encode('export const adapter = …')]]));

beforeAll(async () => {
  report = await certify({ definition: permits, options: opening, golden, clock });
  const [pair, other] = [
    await generateKeyPair('EdDSA', { extractable: true }),
    await generateKeyPair('EdDSA', { extractable: true }),
  ];
  key = { ...(await exportJWK(pair.privateKey)), kid: 'office' };
  otherKey = { ...(await exportJWK(other.privateKey)), kid: 'office' };
  published = { ...(await exportJWK(pair.publicKey)), kid: 'office', alg: 'EdDSA' };
});

const failuresOf = ({ checks }: Report) => checks.filter(({ status }) => status === 'FAILED');

test('an honest adapter of one table passes every check that applies', () => {
  expect(failuresOf(report)).toEqual([]);
  expect(report).toMatchObject({
    adapter: 'permits-sql',
    kinds: ['sql'],
    against: 'GOLDEN',
    started: '2026-11-01T00:00:00.000Z',
    entities: ['Permit'],
  });
  expect(report.figures.records).toEqual({ Permit: 11 });
});

test('every check of the table is in the report, or a skip with its reason', () => {
  const ids = new Set(report.checks.map(({ id }) => id));
  expect(conformanceTable().filter(({ id }) => !ids.has(id))).toEqual([]);
  const silent = report.checks.filter(({ status, reason }) => status === 'SKIPPED' && !reason);
  expect(silent).toEqual([]);
});

test('ids and titles of checks are unique, and every law is a sentence', () => {
  const rows = conformanceTable();
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
  expect(rows.filter(({ id, law }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(id) || !/^[A-Z`].*[.)]$/s.test(law))).toEqual(
    [],
  );
});

test('a report without failures is signed, and the signature tells who keeps what', async () => {
  const certificate = await verifyCertificate(await signCertificate(report, files, key), { keys: [published] });
  expect(certificate).toMatchObject({
    adapter: 'permits-sql',
    files,
    report: digestOfReport(report),
    issued: '2026-11-01T00:00:00.000Z',
  });
  expect(certificate.passed.length).toBe(report.figures.passed);
  expect(certificate.skipped.length).toBe(report.figures.skipped);
});

test('a certificate of another key, or one that was changed, is refused', async () => {
  const own = await signCertificate(report, files, key);
  const forged = await signCertificate(report, files, otherKey);
  const [head, , signature] = own.split('.');
  const changed = `${head}.${Buffer.from('{"adapter":"another"}').toString('base64url')}.${signature}`;
  for (const jws of [forged, changed, 'nothing']) {
    await expect(verifyCertificate(jws, { keys: [published] })).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
  }
});

test('a report with a failure is not signed', async () => {
  const failed = { ...report, figures: { ...report.figures, failed: 1 } };
  await expect(signCertificate(failed, files, key)).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
});

test('the tree names every check below its entity, with the law below a failure and the reason below a skip', () => {
  const [first, ...others] = report.checks.filter(({ id }) =>
    /^(reading.golden|rows.excluded|redaction.named)$/.test(id),
  );
  if (first === undefined) throw new Error('the report has no check');
  const failing = { ...first, status: 'FAILED', failures: ['Permit.name: reads nothing'] } as const;
  expect(
    renderTree({ ...report, checks: [failing, ...others] }, { color: false })
      .split('\n')
      .slice(0, -2),
  ).toEqual([
    'permits-sql · 行政审批局 · sql · golden data',
    '',
    'the adapter as a whole',
    '  ✓ names its secrets redaction.named',
    '',
    'Permit',
    '  ✗ reads the golden records as the reference does reading.golden',
    '      Permit.name: reads nothing',
    `      The law: ${first.law}`,
    '  – does not know records that may not be shared rows.excluded',
    '      The binding excludes nothing (`excluded`).',
    '',
  ]);
});

test('JUnit has a case for each check and escapes what XML cannot hold', () => {
  const [first, ...others] = report.checks;
  if (first === undefined) throw new Error('the report has no check');
  const failing = { ...first, status: 'FAILED', failures: ['a < b & "c"\u0000'] } as const;
  const xml = renderJUnit({ ...report, checks: [failing, ...others] });
  expect(xml.match(/<testcase /g)?.length).toBe(report.checks.length);
  expect(xml).toContain('message="a &lt; b &amp; &quot;c&quot;"');
});

test('an adapter whose tables carry a schema is certified on tables of plain names', async () => {
  const definition = defineAdapter({
    id: 'permits-sql',
    agency: '行政审批局',
    options: z.object({ url: z.string() }).strict(),
    secrets: ['url'],
    source: ({ url }) => sql({ url }),
    entities: [bind('Permit', { ...shape, table: 'sjck.XZXK' })],
  });
  const rows = golden.tables.get('XZXK') ?? [];
  const data = { ...golden, tables: new Map([['sjck.XZXK', rows]]) };
  const own = await certify({
    definition,
    options: opening,
    golden: data,
    clock,
    checks: ['reading', 'rows', 'lookup'],
  });
  expect(failuresOf(own)).toEqual([]);
  expect(own.figures.records).toEqual({ Permit: 11 });
});
