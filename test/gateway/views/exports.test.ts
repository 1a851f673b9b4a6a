import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { arrayBuffer, json, text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import exceljs from 'exceljs';
import { manyAgencies, openSmallViews, type SmallViews } from './small-views.js';

let views: SmallViews;
const dangerous = ['=HYPERLINK("http://x","y")', '+1', '-2', '@SUM(A1)', 'He said "no", twice', '两行\n一格', '＝1'];

beforeAll(async () => {
  const strange = dangerous.map((name, at) => ({ agencyCode: `B${at}`, name, kind: 'COURT', level: null }));
  views = await openSmallViews([...manyAgencies(5), ...strange], 3);
});
afterAll(() => views?.close());

const bytes = async (response: IncomingMessage): Promise<Buffer> => Buffer.from(await arrayBuffer(response));
const bytesOf = async (path: string): Promise<Buffer> => bytes(await views.ask(path));

test('a view goes out as CSV that a spreadsheet reads, page by page, and says at its end what it is', async () => {
  const response = await views.ask('/views/agencies?format=csv');
  const body = (await bytes(response)).toString('utf8');
  const [head, ...lines] = body.split('\r\n');
  expect(body.startsWith('\uFEFF')).toBe(true);
  expect(head?.slice(1)).toBe('代码,名称,类别,层级,字数');
  expect(lines.slice(0, 5)).toEqual([
    'A000000,第0号机关,人民法院,县级,-13',
    'A000001,第1号机关,人民检察院,县级,-13',
    'A000002,第2号机关,人民法院,县级,-13',
    'A000003,第3号机关,人民检察院,县级,-13',
    'A000004,第4号机关,人民法院,县级,-13',
  ]);
  const told = lines.filter((line) => line.startsWith('#'));
  expect(told).toEqual([
    '# 视图 View,机关 agencies 1.2.0',
    '# 完整性 Completeness,完整 WHOLE',
    '# 行数 Rows,12',
    expect.stringMatching(/^# 数据源 Source,agency-directory 正常 /),
    '# 导出人 By,prosecutor-1 P371422',
    '# 目的 Purpose,SUPERVISION',
    expect.stringMatching(/^# 时间 At,20/),
    `# 请求 Request,${response.headers['x-request-id'] as string}`,
  ]);
  expect(response.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'cache-control': 'no-store',
    'content-disposition': expect.stringMatching(/^attachment; filename="agencies-\d{4}-\d{2}-\d{2}\.csv"$/),
  });
  expect(response.trailers).toMatchObject({ 'x-plumbline-export': 'WHOLE', 'x-plumbline-rows': '12' });
});

test('a text that a spreadsheet would run as a formula is defused in CSV; a negative number stays one', async () => {
  const lines = (await bytesOf('/views/agencies?format=csv')).toString('utf8').split('\r\n').slice(6, 13);
  expect(lines).toEqual([
    `B0,"'=HYPERLINK(""http://x"",""y"")",人民法院,,-18`,
    "B1,'+1,人民法院,,-18",
    "B2,'-2,人民法院,,-18",
    "B3,'@SUM(A1),人民法院,,-18",
    'B4,"He said ""no"", twice",人民法院,,-18',
    'B5,"两行\n一格",人民法院,,-18',
    "B6,'＝1,人民法院,,-18",
  ]);
});

test('a workbook holds the same, texts as texts and numbers as numbers, with a sheet that says what it is', async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await bytesOf('/views/agencies?format=xlsx')) as never);
  const [sheet, told] = book.worksheets;
  const row = (at: number) => ((sheet?.getRow(at).values ?? []) as readonly unknown[]).slice(1);
  expect(row(1)).toEqual(['代码', '名称', '类别', '层级', '字数']);
  expect(row(2)).toEqual(['A000000', '第0号机关', '人民法院', '县级', -13]);
  expect(sheet?.getCell('B7').type).toBe(exceljs.ValueType.String);
  expect(sheet?.getCell('B7').value).toBe('=HYPERLINK("http://x","y")');
  expect(sheet?.rowCount).toBe(13);
  expect(told?.getCell('B2').value).toBe('完整 WHOLE');
});

test('JSON holds values as the graph does', async () => {
  const body = (await json(await views.ask('/views/agencies?format=json&kinds=PROCURATORATE'))) as {
    readonly rows: unknown;
    readonly ending: unknown;
  };
  expect(body.rows).toEqual(
    [1, 3].map((at) => ({
      ...{ code: `A00000${at}`, name: `第${at}号机关`, kind: 'PROCURATORATE' },
      ...{ level: 'COUNTY', length: -13 },
    })),
  );
  expect(body.ending).toMatchObject({ state: 'WHOLE', code: null, rows: 2, pages: 1, undecided: 0, absent: {} });
});

test('each page is an entry of the log, and so is the export, with the digest of the file', async () => {
  const before = (await views.small.events()).length;
  const response = await views.ask('/views/agencies?format=csv');
  const body = await bytes(response);
  const id = response.headers['x-request-id'] as string;
  const entries = (await views.small.events()).slice(before);
  expect(entries.map(({ requestId, action }) => [requestId, action])).toEqual([
    ...[1, 2, 3, 4].map((page) => [`${id}.${page}`, 'QUERY']),
    [id, 'EXPORT'],
  ]);
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  expect(entries.at(-1)).toMatchObject({
    principal: { id: 'prosecutor-1' },
    purpose: 'SUPERVISION',
    outcome: 'OK',
    detail: {
      ...{ view: 'agencies', version: '1.2.0', format: 'csv', state: 'WHOLE', rows: 12, pages: 4 },
      ...{ bytes: body.length, digest },
    },
  });
  expect(response.trailers['x-plumbline-digest']).toBe(digest);
});

test('what the caller may not go on reading breaks the export off, and it says that it is a half', async () => {
  const response = await views.ask('/views/agencies?format=csv', 'handling');
  const body = await text(response);
  expect(response.trailers).toMatchObject({ 'x-plumbline-export': 'BROKEN_OFF', 'x-plumbline-rows': '6' });
  expect(body).toContain('# 完整性 Completeness,不完整(导出中断) BROKEN_OFF CAP_EXCEEDED');
  expect((await views.exports()).at(-1)).toMatchObject({
    outcome: 'CAP_EXCEEDED',
    detail: { state: 'BROKEN_OFF', rows: 6, pages: 2 },
  });
  const again = await views.ask('/views/agencies?format=csv', 'handling');
  expect(again.statusCode).toBe(429);
  expect(await json(again)).toMatchObject({ errors: [{ extensions: { code: 'CAP_EXCEEDED' } }] });
});

test.each([
  ['/views/agency?format=csv', 'prosecutor', 404, 'NOT_FOUND'],
  ['/views/agencies?format=pdf', 'prosecutor', 400, 'BAD_USER_INPUT'],
  ['/views/agencies?format=csv&format=csv', 'prosecutor', 400, 'BAD_USER_INPUT'],
  ['/views/agencies?format=csv&kind=COURT', 'prosecutor', 400, 'BAD_USER_INPUT'],
  ['/views/agencies?format=csv&kinds=CHURCH', 'prosecutor', 400, 'BAD_USER_INPUT'],
  ['/views/agencies?format=csv', 'counting', 403, 'PURPOSE_NOT_GRANTED'],
  ['/views/agencies?format=csv', 'nobody', 403, 'PURPOSE_REQUIRED'],
  ['/views', 'stranger', 401, 'UNAUTHENTICATED'],
])(
  '%s of %s is refused with %i %s before anything is sent, and a value is not repeated',
  async (path, account, status, code) => {
    const response = await views.ask(path, account);
    const body = await text(response);
    expect([response.statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([status, code]);
    expect(body).not.toContain('CHURCH');
  },
);

test('whoever asks for another purpose than a view’s is on record', async () => {
  await text(await views.ask('/views/agencies?format=csv', 'counting'));
  expect((await views.small.events()).at(-1)).toMatchObject({
    ...{ action: 'REFUSAL', outcome: 'PURPOSE_NOT_GRANTED', purpose: 'STATISTICS' },
  });
});

test('views are listed, and told of one by one', async () => {
  const { views: list } = (await json(await views.ask('/views'))) as { readonly views: readonly unknown[] };
  const one = await json(await views.ask('/views/agencies'));
  expect(list).toEqual([one]);
  expect(one).toMatchObject({
    id: 'agencies',
    variables: [{ name: 'kinds', title: { zh: '类别', en: 'Kinds' }, type: '[AgencyKind!]!', isNeeded: false }],
  });
});

test('an export ends with the token that it was asked with, and says so', async () => {
  const many = await openSmallViews(manyAgencies(20_000), 20);
  try {
    const response = await many.ask('/views/agencies?format=csv', 'prosecutor', 1_000);
    expect(await text(response)).toContain('BROKEN_OFF TOKEN_EXPIRED');
    expect(response.trailers).toMatchObject({ 'x-plumbline-export': 'BROKEN_OFF' });
    expect(await many.exports()).toMatchObject([{ outcome: 'TOKEN_EXPIRED', detail: { state: 'BROKEN_OFF' } }]);
  } finally {
    await many.close();
  }
}, 60_000);

test('who takes nothing does not hold a hub that closes, and is on record', async () => {
  const long = manyAgencies(3_000).map((row) => ({ ...row, name: '院'.repeat(3_000) }));
  const many = await openSmallViews(long, 200, 2_000);
  try {
    const response = await many.ask('/views/agencies?format=csv');
    response.once('error', () => undefined).pause();
    let before = -1;
    for (let still = 0; still < 1_500; still += 1) {
      await turn();
      const { length } = await many.small.events();
      if (length !== before) still = 0;
      before = length;
    }
    await many.closeServer();
    expect(await many.exports()).toMatchObject([{ outcome: 'CALLER_GONE', detail: { state: 'CALLER_GONE' } }]);
  } finally {
    await many.close();
  }
}, 60_000);

test('a caller that hangs up ends the walk, and what was read is on record', async () => {
  const many = await openSmallViews(manyAgencies(20_000), 20);
  try {
    const response = await many.ask('/views/agencies?format=csv');
    await new Promise((resolve) => response.once('data', resolve));
    response.destroy();
    let entries = await many.exports();
    while (entries.length === 0) {
      await turn();
      entries = await many.exports();
    }
    expect(entries).toMatchObject([{ outcome: 'CALLER_GONE', detail: { state: 'CALLER_GONE' } }]);
    expect(Number(entries[0]?.detail?.pages)).toBeLessThan(1_000);
  } finally {
    await many.close();
  }
}, 60_000);
