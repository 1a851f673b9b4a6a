import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../fixed-seed.js';
import iconv from 'iconv-lite';
import type { Delivery } from '../../sdk/sources/files/delivery.js';
import { RowSplitter, type SplitRow } from '../../sdk/sources/files/split-rows.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { columns, csvOf, dropFile, readAll, titles, watched, withFolder } from './files-drop.js';

let database: TestDatabase;
let store: Store;
let adapters = 0;
beforeAll(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no store');
  database = await libsql.create();
  store = await open(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const id = '37142219800101123X';
const member = { XKBH: '许1', ZJHM: id, FZRQ: '2026-03-01', BZ: '备注', SFYX: '1' };
const line = { match: /^L_(?<day>\d{8})\.json$/, table: 'XKZ', format: 'json', packed: 'none', isLines: true } as const;
const rows = {
  match: /^J_(?<day>\d{8})\.json\.gz$/,
  table: 'XKZ',
  format: 'json',
  packed: 'gz',
  records: ['data', 'rows'],
  count: ['data', 'total'],
  columns: { no: 'XKBH', 'person.id': 'ZJHM', issued: 'FZRQ', note: 'BZ', valid: 'SFYX' },
} as const;
const counted = {
  match: /^C_(?<day>\d{8})\.csv$/,
  table: 'XKZ',
  format: 'csv',
  packed: 'none',
  delimiter: '|',
  trailer: /^合计\|(?<count>\d+)/,
  columns,
} as const;
const marked = { ...counted, match: /^M_(?<day>\d{8})\.csv$/, trailer: /^$/, isCountedInMark: true } as const;
const { trailer: _, ...markedAlone } = marked;
const deliveries: readonly Delivery[] = [line, rows, counted, markedAlone];

/** What became of one file, and what can be read of it. */
async function landed(name: string, bytes: Uint8Array, mark = '') {
  return withFolder(async (inbox) => {
    const adapter = `formats-${++adapters}`;
    await dropFile(inbox, { name, bytes, mark });
    const { watch, reader, outcomes } = watched(inbox, { adapter, landing: store.landing, deliveries });
    await watch.scan();
    const [outcome] = outcomes;
    await watch.close();
    if (outcome?.outcome !== 'LANDED') return outcome?.reason;
    const found = await readAll(reader);
    const aside = await store.landing.quarantine(await batchOf(adapter), { first: 10, withRaw: true });
    return {
      values: found.map(({ values }) => values),
      aside: aside.map(({ position, reason, raw }) => [position, reason, raw]),
    };
  });
}

async function batchOf(adapter: string) {
  const [batch] = await store.landing.batches(adapter, { first: 1 });
  if (batch === undefined) throw new Error('nothing landed');
  return { adapter, name: batch.name, digest: batch.digest };
}

const values = (number = '许1') => ({ number, citizenId: id, issued: '2026-03-01', remark: '备注' });
const nested = { no: '许1', person: { id }, issued: '2026-03-01', note: '备注', valid: 1 };
const json = (value: unknown) => gzipSync(JSON.stringify(value));

describe('JSON', () => {
  test('an array at a path is read, of inner members by their path', async () => {
    expect(await landed('J_20260305.json.gz', json({ code: 0, data: { total: 1, rows: [nested] } }))).toEqual({
      values: [values()],
      aside: [],
    });
  });

  test('objects a line are read; a line that is none, nests without end or says one thing twice is put aside with its text', async () => {
    const deep = `{"XKBH":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const twice = '{"XKBH":"1","XKBH":"2"}';
    // What nothing binds is not kept, even of a record that is put aside.
    const unbound = JSON.stringify({ BZ: '无号', QT: '线人' });
    const text = ['\ufeff', JSON.stringify(member), '', '{"XKBH":', '[1]', deep, twice, unbound];
    expect(await landed('L_20260305.json', Buffer.from(text.join('\r\n').replace('\ufeff\r\n', '\ufeff')))).toEqual({
      values: [values()],
      aside: [
        [2, 'JSON_BROKEN', '{"XKBH":\r'],
        [3, 'JSON_BROKEN', '[1]\r'],
        [4, 'JSON_BROKEN', `${deep}\r`],
        [5, 'JSON_BROKEN', `${twice}\r`],
        [6, 'KEY_MISSING', '{"BZ":"无号"}'],
      ],
    });
  });

  test.each([
    ['another count', json({ data: { total: 2, rows: [nested] } }), 'COUNT_DIFFERS'],
    ['no array', json({ data: { total: 0, rows: {} } }), 'JSON_BROKEN'],
    ['half a document', gzipSync('{"data":{"rows":['), 'JSON_BROKEN'],
    ['a million levels', gzipSync('['.repeat(1_000_000), { level: 0 }), 'JSON_BROKEN'],
    ['half a gzip', gzipSync(Buffer.alloc(5_000, 'x')).subarray(0, 20), 'GZIP_BROKEN'],
    ['a gzip that is none', Buffer.from('<html>503</html>'), 'GZIP_BROKEN'],
    ['a gzip bomb', gzipSync(Buffer.alloc(30_000_000, 'a')), 'ZIP_BOMB'],
  ])('%s is refused as a whole', async (_what, bytes, reason) => {
    expect(await landed('J_20260305.json.gz', bytes)).toBe(reason);
  });
});

describe('control totals', () => {
  const text = (count: string) =>
    Buffer.concat([csvOf([titles, ['许1', id, '2026-03-01', '备注', '1']]), Buffer.from(count)]);
  test.each([
    [
      'a trailer that agrees',
      'C_20260305.csv',
      iconv.encode('合计|1\r\n', 'gb18030'),
      '',
      { values: [values()], aside: [] },
    ],
    ['a trailer with another number', 'C_20260305.csv', iconv.encode('合计|2\r\n', 'gb18030'), '', 'COUNT_DIFFERS'],
    ['no trailer', 'C_20260305.csv', Buffer.from(''), '', 'COUNT_MISSING'],
    ['a mark that agrees', 'M_20260305.csv', Buffer.from(''), '1\n', { values: [values()], aside: [] }],
    ['a mark with another number', 'M_20260305.csv', Buffer.from(''), '12', 'COUNT_DIFFERS'],
    ['a mark without a number', 'M_20260305.csv', Buffer.from(''), 'ok', 'COUNT_MISSING'],
  ])('%s decides over the file', async (_what, name, end, mark, expected) => {
    expect(await landed(name, Buffer.concat([text(''), end]), mark)).toEqual(expected);
  });
});

test('a file in GB18030 that is plain ASCII for megabytes is read by its first other byte', async () => {
  const ascii = Array.from({ length: 30_000 }, (_, n) => ['A'.repeat(40) + n, '', '', '', '0']);
  const header = ['XKBH', 'ZJHM', 'FZRQ', 'BZ', 'SFYX'];
  const text = csvOf([header, ...ascii, ['许1', id, '2026-03-01', '㛃𬭎', '1']]);
  const plain = { ...counted, columns: Object.fromEntries(header.map((name) => [name, name])) };
  const { trailer: _trailer, ...delivery } = plain;
  await withFolder(async (inbox) => {
    await dropFile(inbox, { name: 'C_20260305.csv', bytes: text });
    const setting = { adapter: `formats-${++adapters}`, landing: store.landing, deliveries: [delivery] };
    const { watch, reader } = watched(inbox, setting);
    await watch.scan();
    expect((await readAll(reader)).map(({ values: { remark } }) => remark)).toEqual(['㛃𬭎']);
    await watch.close();
  });
});

test('one damaged byte does not make GB18030 of a file in UTF-8', async () => {
  const text = Buffer.from(`${titles.join('|')}\n许1|${id}|2026-03-01|备注|1\n许2|||损\n坏|\n`.replace('\n坏', '坏'));
  text[text.length - 5] = 0xff;
  await withFolder(async (inbox) => {
    await dropFile(inbox, { name: 'M_20260305.csv', bytes: text, mark: '2' });
    const { watch, reader } = watched(inbox, { adapter: `formats-${++adapters}`, landing: store.landing, deliveries });
    await watch.scan();
    expect((await readAll(reader))[0]?.values).toEqual(values());
    await watch.close();
  });
});

test('files of another ending, a check sum and a mark are never taken for data', async () => {
  await withFolder(async (inbox) => {
    const greedy = { ...markedAlone, match: /^M_/ } as const;
    await dropFile(inbox, { name: 'M_20260305.csv', bytes: csvOf([titles]), mark: '0' });
    await writeFile(join(inbox, '20260305', 'M_20260305'), 'x');
    const setting = { adapter: `formats-${++adapters}`, landing: store.landing, deliveries: [greedy] };
    const { watch, told } = watched(inbox, setting);
    await watch.scan();
    expect(told()).toEqual({ 'M_20260305.csv': 'LANDED' });
    await watch.close();
  });
});

describe('rows of delimited text', () => {
  const split = (text: string, cuts: readonly number[], delimiter = '|'): readonly SplitRow[] => {
    const splitter = new RowSplitter(delimiter, 1_000_000);
    const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
    const pieces = places.slice(1).map((to, at) => text.slice(places[at], to));
    return [...pieces.flatMap((piece) => splitter.rows(piece)), ...splitter.end()];
  };
  const cell = fc.string({ unit: fc.constantFrom('a', '甲', '|', '"', '\n', '\r', ' '), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const cuts = fc.array(fc.nat(), { maxLength: 6 });

  test('what was written by RFC 4180 is read back, wherever it is cut, whatever ends its rows', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), cuts, (written, end, isEnded, places) => {
        const quoted = (text: string) => (/["|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = `${written.map((row) => row.map(quoted).join('|')).join(end)}${isEnded ? end : ''}`;
        expect(split(`x|y${end}${text}`, places)).toEqual([['x', 'y'], ...written]);
      }),
    );
  });

  test('a row of half a million cells beside a quoted one costs no more than its length', () => {
    const cells = Array.from({ length: 499_000 }, () => '甲');
    expect(split(`x|y\n"甲"|${cells.join('|')}\n`, [])).toEqual([
      ['x', 'y'],
      ['甲', ...cells],
    ]);
  });

  test('where a text is cut never matters, broken or not', () => {
    const any = fc.string({ unit: fc.constantFrom('a', '|', '"', '\n'), maxLength: 40 });
    fc.assert(
      fc.property(any, cuts, (text, places) => {
        const outcome = (at: readonly number[]) => {
          try {
            return split(`x|y\n${text}`, at);
          } catch (error) {
            return (error as Error).message;
          }
        };
        expect(outcome(places)).toEqual(outcome([]));
      }),
    );
  });

  test.each([
    ['a stray quote', 'x|y\na|b"c\nd|e', [['x', 'y'], 'a|b"c', ['d', 'e']]],
    ['text behind a quote', 'x|y\n"a"b|c\nd|e', [['x', 'y'], '"a"b|c', ['d', 'e']]],
    [
      'a delimiter of two characters',
      'x@#y\na@#"b@#c"',
      [
        ['x', 'y'],
        ['a', 'b@#c'],
      ],
      '@#',
    ],
  ] as const)('%s is told', (_what, text, expected, delimiter: string = '|') => {
    expect(split(text, [], delimiter)).toEqual(expected);
  });
});
