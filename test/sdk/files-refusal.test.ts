import { existsSync } from 'node:fs';
import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { csvOf, type Drop, drop, readAll, titles, watched, withFolder, xlsxOf, xmlOf } from './files-drop.js';

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

const row = ['许1', '37142219800101123X', '2026-03-01', '备注', '1'];
const good = csvOf([titles, row]);
const goodXml = xmlOf(['<XKBH>许2</XKBH>']);
const bytesOf = (size: number) => new Uint8Array(size).fill(0x61);

/** Changes bytes behind each signature of a zip's headers. */
function patched(zip: Uint8Array, change: (view: DataView, at: number, isCentral: boolean) => void): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at + 4 <= zip.length; at += 1) {
    const signature = view.getUint32(at, true);
    if (signature === 0x04034b50 || signature === 0x02014b50) change(view, at, signature === 0x02014b50);
  }
  return zip;
}
const encrypted = patched(zipSync({ 'a.csv': good }), (view, at, isCentral) =>
  view.setUint16(at + (isCentral ? 8 : 6), 1, true),
);
const lying = patched(
  zipSync({ 'a.csv': csvOf([titles, ...Array.from({ length: 500 }, () => row)]) }),
  (view, at, isCentral) => view.setUint32(at + (isCentral ? 24 : 22), 10, true),
);

async function sheetWith(change: (xml: string) => string): Promise<Buffer> {
  const parts = unzipSync(new Uint8Array(await xlsxOf([['许可证登记表'], titles, row])));
  const path = 'xl/worksheets/sheet1.xml';
  const changed = change(new TextDecoder().decode(parts[path]));
  return Buffer.from(zipSync({ ...parts, [path]: new TextEncoder().encode(changed) }));
}

const laughs = `<!DOCTYPE DATA [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>`;
const cases: readonly (readonly [string, string, () => Promise<Omit<Drop, 'name'>> | Omit<Drop, 'name'>, string])[] = [
  ['a check sum of another upload', 'T', () => ({ zip: { 'a.csv': good }, md5: '0'.repeat(32) }), 'MD5_DIFFERS'],
  ['no check sum', 'T', () => ({ zip: { 'a.csv': good }, without: 'md5' }), 'MD5_MISSING'],
  ['a check sum that is none', 'T', () => ({ zip: { 'a.csv': good }, md5: 'x' }), 'MD5_MISSING'],
  ['bytes that are no zip', 'T', () => ({ zip: Buffer.from('<html>503</html>') }), 'ZIP_BROKEN'],
  ['an empty file', 'T', () => ({ zip: new Uint8Array() }), 'ZIP_BROKEN'],
  ['half a zip', 'T', () => ({ zip: zipSync({ 'a.csv': bytesOf(5000) }).slice(0, 40) }), 'ZIP_BROKEN'],
  ['an encrypted zip', 'T', () => ({ zip: encrypted }), 'ZIP_ENCRYPTED'],
  ['a zip that lies about its sizes', 'T', () => ({ zip: lying }), 'ZIP_BROKEN'],
  ['a zip bomb', 'X', () => ({ zip: { 'a.xml': bytesOf(30_000_000) } }), 'ZIP_BOMB'],
  [
    'a file larger than the limit',
    'X',
    () => ({ zip: zipSync({ 'a.xml': bytesOf(3_000_000) }, { level: 0 }) }),
    'FILE_TOO_LARGE',
  ],
  [
    'too many entries',
    'T',
    () => ({ zip: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`${n}.txt`, good])) }),
    'ZIP_TOO_MANY_ENTRIES',
  ],
  ['no data file', 'T', () => ({ zip: { 'a.pdf': good } }), 'FILE_MISSING'],
  ['two data files', 'T', () => ({ zip: { 'a.csv': good, 'b.CSV': good } }), 'FILE_AMBIGUOUS'],
  ['an empty text', 'T', () => ({ zip: { 'a.csv': new Uint8Array() } }), 'HEADER_MISSING'],
  [
    'a text of other columns',
    'T',
    () => ({
      zip: {
        'a.csv': csvOf([
          ['甲', '乙'],
          ['1', '2'],
        ]),
      },
    }),
    'HEADER_MISSING',
  ],
  [
    'a text without one of its columns',
    'T',
    () => ({ zip: { 'a.csv': csvOf([titles.slice(1), row.slice(1)]) } }),
    'COLUMN_MISSING',
  ],
  [
    'a text that was cut within quotes',
    'T',
    () => ({ zip: { 'a.csv': Buffer.concat([good, Buffer.from('x|"never closed')]) } }),
    'TEXT_BROKEN',
  ],
  [
    'a row without an end',
    'T',
    () => ({ zip: zipSync({ 'a.csv': Buffer.concat([good, Buffer.alloc(1_500_000, 'x')]) }, { level: 0 }) }),
    'TEXT_BROKEN',
  ],
  ['half an XML file', 'X', () => ({ zip: { 'a.xml': goodXml.subarray(0, 60) } }), 'XML_BROKEN'],
  [
    'an XML file of entities',
    'X',
    () => ({ zip: { 'a.xml': Buffer.from(`${laughs}<DATA><N>1</N><BODY><R>&b;</R></BODY></DATA>`) } }),
    'XML_DOCTYPE',
  ],
  [
    'an XML file of a million levels',
    'X',
    () => ({ zip: zipSync({ 'a.xml': Buffer.from(`${'<a>'.repeat(1e6)}${'</a>'.repeat(1e6)}`) }, { level: 0 }) }),
    'FILE_TOO_LARGE',
  ],
  [
    'an XML file of thousands of levels',
    'X',
    () => ({ zip: zipSync({ 'a.xml': Buffer.from(`${'<a>'.repeat(1e4)}${'</a>'.repeat(1e4)}`) }, { level: 0 }) }),
    'XML_BROKEN',
  ],
  [
    'an XML file with fewer records than it says',
    'X',
    () => ({ zip: { 'a.xml': xmlOf(['<XKBH>1</XKBH>'], 2) } }),
    'COUNT_DIFFERS',
  ],
  ['a sheet that is none', 'S', () => ({ zip: { 'a.xlsx': good } }), 'ZIP_BROKEN'],
  ['a sheet without its parts', 'S', () => ({ zip: { 'a.xlsx': zipSync({ 'a.txt': good }) } }), 'SHEET_BROKEN'],
  [
    'a sheet that is a bomb',
    'S',
    () => ({ zip: { 'a.xlsx': zipSync({ 'xl/a.xml': bytesOf(2_600_000) }) } }),
    'ZIP_BOMB',
  ],
  [
    'a sheet with a row of a number beyond any sheet',
    'S',
    async () => ({
      zip: { 'a.xlsx': await sheetWith((xml) => xml.replace(/<row r="2"/, '<row r="900000000"')) },
    }),
    'SHEET_BROKEN',
  ],
  [
    'a sheet of other columns',
    'S',
    async () => ({ zip: { 'a.xlsx': await xlsxOf([['表'], ['甲'], ['1']]) } }),
    'HEADER_MISSING',
  ],
];

test.each(cases)('%s is refused as a whole, and other deliveries land', async (_what, format, make, reason) => {
  await withFolder(async (inbox) => {
    const { watch, reader, told, outcomes } = watched(inbox, {
      adapter: `refusing-${++adapters}`,
      landing: store.landing,
      limits: { fileBytes: reason === 'FILE_TOO_LARGE' ? 2_000_000 : 100_000_000 },
    });
    await watch.scan();
    await drop(inbox, { name: `${format}_XKZ_20260305001`, ...(await make()) });
    await drop(inbox, { name: 'T_XKZ_20260305009', zip: { 'a.csv': good } });
    await watch.scan();
    expect(told()).toEqual({ [`${format}_XKZ_20260305001.zip`]: reason, 'T_XKZ_20260305009.zip': 'LANDED' });
    expect((await readAll(reader)).map(({ id }) => id)).toEqual(['许1']);
    // A refusal is told once, until a file of the delivery changes.
    await watch.scan();
    expect(outcomes).toHaveLength(2);
    await watch.close();
  });
});

test('names in a zip are never used as paths', async () => {
  await withFolder(async (folder) => {
    const inbox = join(folder, 'in');
    await drop(inbox, {
      name: 'T_XKZ_20260305001',
      zip: { '../../../evil.csv': good, '/etc/evil.pdf': good, 'x\\..\\..\\evil.pdf': good },
    });
    const { watch, told } = watched(inbox, { adapter: `names-${++adapters}`, landing: store.landing });
    await watch.scan();
    expect(told()).toEqual({ 'T_XKZ_20260305001.zip': 'LANDED' });
    expect(await readdir(folder, { recursive: true })).toHaveLength(5);
    expect(existsSync('/etc/evil.pdf')).toBe(false);
    await watch.close();
  });
});

test('links, other folders and other names are not looked at', async () => {
  await withFolder(async (folder) => {
    const inbox = join(folder, 'in');
    const elsewhere = await drop(join(folder, 'other'), { name: 'T_XKZ_20260305001', zip: { 'a.csv': good } });
    await drop(inbox, { name: 'T_XKZ_20260305002', zip: { 'a.csv': good }, day: 'latest' });
    await drop(inbox, { name: 'Z_XKZ_20260305003', zip: { 'a.csv': good } });
    for (const end of ['zip', 'md5', 'ok'])
      await symlink(`${elsewhere}.${end}`, join(inbox, '20260305', `T_XKZ_20260305001.${end}`));
    await writeFile(join(inbox, 'readme.zip'), good);
    const { watch, told } = watched(inbox, { adapter: `links-${++adapters}`, landing: store.landing });
    await watch.scan();
    expect(told()).toEqual({});
    await watch.close();
  });
});

test('a sheet that merges billions of cells is read as any other', async () => {
  await withFolder(async (inbox) => {
    const merged = await sheetWith((xml) =>
      xml.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    );
    await drop(inbox, { name: 'S_XKZ_20260305001', zip: { 'a.xlsx': merged } });
    const { watch, reader } = watched(inbox, { adapter: `merged-${++adapters}`, landing: store.landing });
    await watch.scan();
    expect((await readAll(reader)).map(({ id }) => id)).toEqual(['许1']);
    await watch.close();
  });
});
