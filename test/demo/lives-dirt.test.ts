import { expect, test } from '@jest/globals';
import { type Cell, openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import { type DirtKind, dirtKinds } from '../../demo/dirt/kinds.js';
import { readCitizenId } from '../../schema/values/citizen-id.js';
import { readDate } from '../../schema/values/date.js';

const values = 40_000;
const cell = (index: number, column: string, pinned = false): Cell => ({ record: `R${index}`, column, pinned });

function exercised() {
  const log = openDirtLog();
  const dirt = openDirt({ seed: 'test', log });
  for (let index = 0; index < values; index += 1) {
    dirt.citizenId('371422198805120052', cell(index, 'ZJHM'));
    dirt.citizenIdOfOthers('371422198805120052', cell(index, 'BZJHM'));
    dirt.number('(2025)鲁1422刑初18号', cell(index, 'AH'));
    dirt.name('于建国', cell(index, 'XM'));
    dirt.text('山东省德州市宁津县宁城街道正阳路12号', cell(index, 'DZ'));
    dirt.date('2026-05-02', cell(index, 'RQ'));
    dirt.date(null, cell(index, 'KRQ'));
    dirt.instant('2026-05-02T09:10:00+08:00', cell(index, 'SJ'));
    dirt.amount(3_000_000, cell(index, 'JE'));
    dirt.code('01', ['汉族', '汉'], cell(index, 'MZ'));
    for (const kind of [
      'DUPLICATE',
      'CONTRADICTION',
      'SOFT_DELETE',
      'STALE_UPDATE_TIME',
      'MISSING_DOCUMENT',
    ] as const) {
      dirt.befalls(kind, cell(index, '*'));
    }
  }
  return log.counts();
}

const counts = exercised();

test.each(Object.entries(dirtKinds))('%s befalls as many values as the catalogue says', (kind, { rate }) => {
  const { met, dirtied } = counts[kind as DirtKind] ?? { met: 0, dirtied: 0 };
  expect(met).toBeGreaterThan(1000);
  // Four standard deviations of a share of this many.
  const tolerance = 4 * Math.sqrt((rate * (1 - rate)) / met);
  expect(Math.abs(dirtied / met - rate)).toBeLessThan(tolerance);
});

test('the same cell is dirtied in the same way, whatever was written before it', () => {
  const once = openDirt({ seed: 's', log: openDirtLog() });
  const again = openDirt({ seed: 's', log: openDirtLog() });
  again.date('2001-01-01', cell(77, 'OTHER'));
  const written = (dirt: typeof once) =>
    Array.from({ length: 500 }, (_, index) => dirt.date('2026-05-02', cell(index, 'RQ')));
  expect(written(again)).toEqual(written(once));
});

test('keys of pinned records stay as they are, and nothing else of theirs is lost', () => {
  const dirt = openDirt({ seed: 'pinned', log: openDirtLog() });
  for (let index = 0; index < 3000; index += 1) {
    const pinned = (column: string) => cell(index, column, true);
    expect(dirt.citizenIdOfOthers('371422198805120052', pinned('ZJHM'))).toBe('371422198805120052');
    expect(dirt.number('(2025)鲁1422刑初18号', pinned('AH'))).toBe('(2025)鲁1422刑初18号');
    expect(dirt.name('于建国', pinned('XM'))).toBe('于建国');
    expect(dirt.text('宁津县宁城街道正阳路', pinned('DZ'))).toBe('宁津县宁城街道正阳路');
    expect(readDate(dirt.date('2026-05-02', pinned('RQ'))).value).toBe('2026-05-02');
  }
});

test('a dirtied citizen id is read as what it was, or not at all', () => {
  const dirt = openDirt({ seed: 'ids', log: openDirtLog() });
  const read = new Set<string | null>();
  for (let index = 0; index < 20_000; index += 1) {
    read.add(readCitizenId(dirt.citizenIdOfOthers('371422198805120052', cell(index, 'ZJHM'))).value);
  }
  expect([...read].sort()).toEqual(['371422198805120052', null].sort());
});
