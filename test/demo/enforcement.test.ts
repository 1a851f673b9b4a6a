import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import type { Fact } from '../../demo/lives/facts.js';
import { recordLives } from '../../demo/seeding.js';
import { enforcementCodes } from '../../demo/systems/enforcement/codes.js';
import { openEnforcementRecorder } from '../../demo/systems/enforcement/record.js';
import { apiResources } from '../../demo/systems/enforcement/resources.js';
import { type EnforcementSystem, openEnforcementSystem } from '../../demo/systems/enforcement/server.js';
import { held, lifeOf } from './administrative-lives.js';

const court = '11371422000000000X';
const cases: readonly Fact[] = [1, 2, 3].map((number) => ({
  ...held(`case-${number}`, court),
  kind: 'EnforcementCase',
  caseNumber: `(2026)鲁1422执${number}号`,
  basisCaseNumber: '(2025)鲁1422民初9号',
  basis: 'CIVIL',
  applicant: null,
  applicantOrganization: null,
  applicantName: '某银行',
  respondent: 'p1',
  respondentOrganization: null,
  claimAmount: 12_345_600,
  filedDate: '2026-01-05',
  noticeDate: null,
  closedDate: null,
  closingMode: null,
  executedAmount: 150_050,
  propertyReportOrderedAt: null,
  networkQueryDates: ['2026-01-06'],
}));

let now = Date.parse('2026-07-01T09:00:00+08:00');
let folder: string;
let system: EnforcementSystem;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enforcement-'));
  const file = join(folder, 'enforcement.db');
  const dirt = openDirt({ seed: 'test', log: openDirtLog(), clean: true });
  await recordLives([lifeOf(cases)], [await openEnforcementRecorder({ file, dirt })]);
  system = await openEnforcementSystem({
    file,
    port: 0,
    appKey: 'hub',
    appSecret: 'secret',
    tokenSeconds: 60,
    callsPerSecond: 5,
    now: () => now,
  });
});
afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  now += 10_000;
  system.log.length = 0;
});

interface Answer {
  readonly code: string;
  readonly msg: string;
  readonly data: (Readonly<Record<string, unknown>> & { readonly accessToken?: string }) | null;
}

async function post(path: string, body: unknown, token?: string) {
  const response = await fetch(`${system.url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Answer,
  };
}

async function tokenOf(appSecret = 'secret'): Promise<string> {
  return (await post('/oauth/token', { appKey: 'hub', appSecret })).body.data?.accessToken ?? '';
}

test('a query answers only the fields asked for, in their own units and notations', async () => {
  const fields = 'ah,sqrMc,sqzxBd,zxDwJe,larq,jarq,wlcxRqList,fcBz';
  const answer = await post('/api/v1/zxajxx/query', { ids: ['(2026)鲁1422执2号'], fields }, await tokenOf());
  expect(answer.body).toEqual({
    code: '0000',
    msg: '操作成功',
    data: {
      total: 1,
      rows: [
        {
          ah: '(2026)鲁1422执2号',
          sqrMc: '某银行',
          sqzxBd: 12.3456,
          zxDwJe: 1500.5,
          larq: Date.parse('2026-01-05T00:00:00+08:00'),
          jarq: null,
          wlcxRqList: [Date.parse('2026-01-06T00:00:00+08:00')],
          fcBz: false,
        },
      ],
    },
  });
  expect(system.log.map(({ operation, query }) => [operation, query?.fields.join()])).toEqual([
    ['token', undefined],
    ['zxajxx', fields],
  ]);
});

test('filters, update times and pages select rows in the order of the key', async () => {
  const filters = { bzxrZjhm: ['37142219800101123X'] };
  const page = { fields: 'ah', filters, pageNo: 2, pageSize: 2 };
  const answer = await post('/api/v1/zxajxx/query', page, await tokenOf());
  expect(answer.body.data).toEqual({ total: 3, rows: [{ ah: '(2026)鲁1422执3号' }] });
  const later = { fields: 'ah', updatedFrom: Date.parse('2026-03-05T00:00:00+08:00') };
  expect((await post('/api/v1/zxajxx/query', later, await tokenOf())).body.data).toEqual({ total: 0, rows: [] });
});

test('a token expires with a business code inside HTTP 200, and a new one works', async () => {
  const token = await tokenOf();
  now += 60_000;
  const expired = await post('/api/v1/zxcs/query', {}, token);
  expect([expired.status, expired.body.code]).toEqual([200, '1003']);
  expect((await post('/api/v1/zxcs/query', {}, await tokenOf())).body.code).toBe('0000');
  const revoked = await tokenOf();
  system.revokeTokens();
  expect((await post('/api/v1/zxcs/query', {}, revoked)).body.code).toBe('1003');
});

test('calls over the quota answer 429 with Retry-After, and the next second is free', async () => {
  const token = await tokenOf();
  const answers = await Promise.all(Array.from({ length: 7 }, () => post('/api/v1/zxcs/query', {}, token)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(answers.find(({ status }) => status === 429)).toEqual({
    status: 429,
    retryAfter: '1',
    body: { code: '4290', msg: '调用频率超过限制', data: null },
  });
  now += 1000;
  expect((await post('/api/v1/zxcs/query', {}, token)).status).toBe(200);
});

test.each([
  ['1002', 'zxajxx', {}, false],
  ['4040', 'none', {}, true],
  ['2001', 'zxajxx', '{', true],
  ['2001', 'zxajxx', { where: '1=1' }, true],
  ['2001', 'zxajxx', { ids: [] }, true],
  ['2002', 'zxajxx', { fields: 'ah,nope' }, true],
  ['2002', 'zxajxx', { filters: { sqrMc: ['张三'] } }, true],
  ['2003', 'zxajxx', { pageSize: 1001 }, true],
  ['2003', 'zxajxx', { pageNo: 0 }, true],
  ['2004', 'zxajxx', { ids: Array.from({ length: 3001 }, String) }, true],
] as const)('business error %s travels inside HTTP 200 (%s)', async (code, path, body, isSigned) => {
  const answer = await post(`/api/v1/${path}/query`, body, isSigned ? await tokenOf() : undefined);
  expect([answer.status, answer.body.code, answer.body.data]).toEqual([200, code, null]);
});

test('a wrong secret gets no token', async () => {
  const answer = await post('/oauth/token', { appKey: 'hub', appSecret: 'wrong' });
  expect([answer.status, answer.body]).toEqual([200, { code: '1001', msg: '应用标识或密钥错误', data: null }]);
});

test('the interface document names every resource, field and code', async () => {
  const text = await readFile('demo/systems/enforcement/INTERFACE.md', 'utf8');
  const words = apiResources.flatMap(({ path, columns }) => [path, ...columns.map(({ name }) => name)]);
  const codes = Object.values(enforcementCodes).flatMap((list) =>
    Object.values<{ label: string }>(list).map(({ label }) => label),
  );
  expect([...words, ...codes].filter((word) => !text.includes(word))).toEqual([]);
});
