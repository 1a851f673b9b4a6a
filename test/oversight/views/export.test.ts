import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import fc from 'fast-check';
import '../../fixed-seed.js';
import type { Cell } from '../../../oversight/views/cell.js';
import { csvCell } from '../../../oversight/views/export/csv.js';
import type { ExportEnding, ExportOccasion } from '../../../oversight/views/export/ending.js';
import { exportView } from '../../../oversight/views/export/export-view.js';
import { createSeal } from '../../../oversight/views/export/seal.js';
import { exportFormats } from '../../../oversight/views/export/sheet-writer.js';
import type { ViewFacts, ViewRow } from '../../../oversight/views/view-book.js';
import type { WalkedPage } from '../../../oversight/views/walk.js';
import { PlumblineError } from '../../../schema/errors.js';
import { liveBytes } from '../../live-memory.js';

const columns = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, title: { zh: name, en: name }, width: 20 }));
const view: ViewFacts = {
  ...{ id: 'rows', version: '1.0.0', name: { zh: '行', en: 'Rows' }, about: { zh: '行', en: 'Rows' } },
  ...{ purposes: ['SUPERVISION'], roles: ['prosecutor'], variables: [], columns },
};
const occasion: ExportOccasion = {
  ...{ requestId: 'r1', account: 'a1', agency: 'P1', matter: null },
  purpose: 'SUPERVISION',
  at: '2026-11-02T01:00:00.000Z',
};

const source = new Map([['courts', { status: 'OK', asOf: '2026-11-01T00:00:00.000Z' }]] as const);

async function* pagesOf(count: number, rowsAPage = 500, asked = { pages: 0 }): AsyncGenerator<WalkedPage> {
  for (let at = 0; at < count; at += rowsAPage) {
    asked.pages += 1;
    const rows = Array.from({ length: rowsAPage }, (_, row) => rowOf(at + row));
    // A page takes a turn, as one from a source does.
    await turn();
    yield { rows, undecided: 0, next: null, sources: source };
  }
}

const rowOf = (at: number): ViewRow => [
  { kind: 'TEXT', text: `(2026)鲁1422刑初${at}号` },
  { kind: 'TEXT', text: `张某${at}` },
  { kind: 'NUMBER', text: `${at}.50` },
  { kind: 'EMPTY' },
  { kind: 'ABSENT', why: 'DENIED' },
  { kind: 'TEXT', text: '宁津县柴胡店镇司法所 '.repeat(4) },
];

function run(
  sink: Writable,
  pages: AsyncIterator<WalkedPage>,
  format: 'csv' | 'xlsx' | 'json' = 'csv',
  signal = new AbortController().signal,
) {
  let ending: ExportEnding | null = null;
  const onEnding = (told: ExportEnding) => {
    ending = told;
  };
  return { done: exportView(sink, { view, format, occasion, pages, signal, onEnding }), ending: () => ending };
}

test.each(exportFormats)(
  '%s: 100,000 rows are written while less than 16 MiB more is held',
  async (format) => {
    const mebibyte = 1024 ** 2;
    await run(new PassThrough().resume(), pagesOf(1_000), format).done;
    const before = liveBytes();
    let most = before;
    let bytes = 0;
    const pages = async function* () {
      let walked = 0;
      for await (const page of pagesOf(100_000)) {
        yield page;
        walked += 1;
        // What is kept of pages grows with them: two looks see it, and each costs a whole collection.
        if (walked % 100 === 0) most = Math.max(most, liveBytes());
      }
    };
    const sink = new Writable({
      // Whoever takes it takes its time.
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        setImmediate(done);
      },
    });
    const { state, rows } = await run(sink, pages(), format).done;
    expect({ state, rows }).toEqual({ state: 'WHOLE', rows: 100_000 });
    expect(bytes).toBeGreaterThan(mebibyte);
    expect((most - before) / mebibyte).toBeLessThan(16);
  },
  120_000,
);

test.each(exportFormats)('%s: while the sink takes nothing, no further page is asked for', async (format) => {
  const gone = new AbortController();
  const asked = { pages: 0 };
  const stuck = new Writable({ write: () => {} });
  const { done } = run(stuck, pagesOf(1_000_000, 500, asked), format, gone.signal);
  let before = -1;
  // Until a good while has passed without a page.
  for (let still = 0; still < 2_000; still += 1) {
    await turn();
    if (asked.pages !== before) still = 0;
    before = asked.pages;
  }
  // A workbook's packer holds a megabyte of what is squeezed already.
  expect(asked.pages).toBeLessThan(format === 'xlsx' ? 400 : 30);
  gone.abort();
  expect((await done).state).toBe('CALLER_GONE');
});

test('a walk that fails leaves a half export that says so', async () => {
  async function* failing(): AsyncGenerator<WalkedPage> {
    yield* pagesOf(2, 2);
    throw new PlumblineError('SOURCE_UNAVAILABLE', 'the courts did not answer');
  }
  const sink = new PassThrough();
  const [text, ending] = await Promise.all([buffer(sink), run(sink, failing()).done]);
  expect(ending).toMatchObject({
    state: 'BROKEN_OFF',
    code: 'SOURCE_UNAVAILABLE',
    rows: 2,
    pages: 1,
    absent: { DENIED: 2 },
  });
  expect(text.toString('utf8')).toContain('# 完整性 Completeness,不完整(导出中断) BROKEN_OFF SOURCE_UNAVAILABLE\r\n');
});

test('a source that is missing makes an export partial', async () => {
  async function* lacking(): AsyncGenerator<WalkedPage> {
    const down = new Map([['police', { status: 'UNAVAILABLE', asOf: null }]] as const);
    yield { rows: [rowOf(1)], undecided: 0, next: null, sources: source };
    yield { rows: [], undecided: 3, next: null, sources: down };
  }
  const sink = new PassThrough();
  const [text, ending] = await Promise.all([buffer(sink), run(sink, lacking()).done]);
  expect(ending.state).toBe('PARTIAL');
  const told = text
    .toString('utf8')
    .split('\r\n')
    .filter((line) => line.startsWith('#'));
  expect(told.slice(1, 6)).toEqual([
    '# 完整性 Completeness,不完整(部分数据缺失或无法判断) PARTIAL',
    '# 行数 Rows,1',
    '# 无法判断 Undecided,3',
    '# 〔无权〕 Cells,1',
    '# 数据源 Source,courts 正常 2026-11-01T00:00:00.000Z',
  ]);
});

test('the end of a file is held back until it is on record, and stays back when it cannot be', async () => {
  const seal = createSeal(async () => {
    throw new PlumblineError('AUDIT_UNAVAILABLE', 'the log is full');
  });
  const arrived: Buffer[] = [];
  seal.on('data', (part: Buffer) => arrived.push(part));
  const failed = new Promise((resolve) => seal.once('error', resolve));
  await run(seal, pagesOf(2, 1)).done;
  expect(await failed).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(Buffer.concat(arrived).toString('utf8')).not.toContain('#');
});

test('the same rows make the same bytes', async () => {
  const made = async () => {
    const sink = new PassThrough();
    const [bytes] = await Promise.all([buffer(sink), run(sink, pagesOf(1_000)).done]);
    return bytes;
  };
  expect((await made()).equals(await made())).toBe(true);
});

test('whatever a text is, its cell of CSV reads back as it, and none begins like a formula', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n', '＝'),
      (rest, sign) => {
        const cell: Cell = { kind: 'TEXT', text: `${sign}${rest}` };
        const [[read]] = parse(`${csvCell(cell)},x\r\n`, { relax_column_count: true }) as [[string]];
        expect(read === cell.text || read === `'${cell.text}`).toBe(true);
        expect(read).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      },
    ),
  );
});

test('a workbook is read whatever characters its records hold, and however many', async () => {
  const texts = ['a\u0000b\u001fc', 'd\ufffee\uffff', '\ud800f', `${'y'.repeat(32_765)}😀z`, '两行\n一格', '<&>"'];
  async function* pages(): AsyncGenerator<WalkedPage> {
    yield { rows: texts.map((text) => [{ kind: 'TEXT', text }]), undecided: 0, next: null, sources: source };
  }
  const sink = new PassThrough();
  const [bytes] = await Promise.all([buffer(sink), run(sink, pages(), 'xlsx').done]);
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never);
  const [sheet] = book.worksheets;
  const read = texts.map((_text, at) => String(sheet?.getCell(at + 2, 1).value));
  const bad = '\ufffd';
  const long = `${'y'.repeat(32_765)}${bad}…`;
  expect(read).toEqual([`a${bad}b${bad}c`, `d${bad}e${bad}`, `${bad}f`, long, '两行\n一格', '<&>"']);
});

test('numbers are left numbers', () => {
  expect(csvCell({ kind: 'NUMBER', text: '-12.50' })).toBe('-12.50');
});
